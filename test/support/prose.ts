/** Finds sentences in source code: string literals that a person would read. For the test that keeps them in the catalogue. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

export interface Literal {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Calls whose words are for operators and developers: errors, and the log. */
const NOT_READ = /^(?:\w*Error|debug|info|warn|error|fatal|trace|log)$/u;

/** String literals and template pieces of the TypeScript files below the folders, without those for operators. */
export function literalsOf(root: string, folders: readonly string[]): readonly Literal[] {
  return folders
    .flatMap((folder) => filesBelow(root, folder))
    .flatMap((file) => literalsIn(file, readFileSync(join(root, file), 'utf8')));
}

export function literalsIn(file: string, source: string): readonly Literal[] {
  const found: Literal[] = [];
  const { program } = parseSync(file, source);
  visit(program, (text, start) => found.push({ file, line: source.slice(0, start).split('\n').length, text }));
  return found;
}

/** Three words in a row with a small letter in them: prose. SQL, paths and keys are not. */
export function isProse(text: string): boolean {
  return (
    /\p{L}[\p{L}'’]* \p{L}[\p{L}'’]* \p{Ll}[\p{L}'’]*/u.test(text) &&
    !/^\s*(?:select|insert|update|delete|with|create|alter|set|listen|notify)\b/iu.test(text)
  );
}

function visit(node: unknown, found: (text: string, start: number) => void): void {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, found);
    return;
  }
  if (!isNode(node)) return;
  if (node.type === 'ThrowStatement' || isForOperators(node)) return;
  if (node.type.startsWith('Import') || (node.type.startsWith('Export') && 'source' in node && node['source'] !== null))
    return;
  if (node.type === 'Literal' && typeof node['value'] === 'string') found(node['value'], node.start);
  if (node.type === 'TemplateElement') found(cookedOf(node['value']), node.start);
  for (const [name, child] of Object.entries(node)) if (name !== 'type') visit(child, found);
}

interface Node extends Record<string, unknown> {
  readonly type: string;
  readonly start: number;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isForOperators(node: Node): boolean {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return false;
  const { callee } = node;
  if (!isNode(callee)) return false;
  const name = callee.type === 'MemberExpression' ? callee['property'] : callee;
  return isNode(name) && typeof name['name'] === 'string' && NOT_READ.test(name['name']);
}

function cookedOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .toSorted();
}
