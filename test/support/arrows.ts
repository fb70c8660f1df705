/** Reads the imports of every source file, types, re-exports and dynamic imports included. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { parseSync } from 'oxc-parser';

export interface Import {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  /** The file within the repository, for a relative import. */
  readonly target?: string;
  readonly isTypeOnly: boolean;
}

/** @param root the repository; folders without sources of ours are passed over. */
export function importsOf(root: string): readonly Import[] {
  return sourcesOf(root).flatMap((file) => importsOfSource(root, file, readFileSync(join(root, file), 'utf8')));
}

/** The imports of one source text, as if it stood at `file` below `root`. */
export function importsOfSource(root: string, file: string, text: string): readonly Import[] {
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const found: Import[] = [];
  const add = (specifier: string, at: number, isTypeOnly: boolean): void => {
    const line = text.slice(0, at).split('\n').length;
    const target = specifier.startsWith('.')
      ? relative(root, normalize(join(root, dirname(file), specifier)))
      : undefined;
    found.push({ file, line, specifier, isTypeOnly, ...(target !== undefined && { target }) });
  };
  for (const one of module.staticImports) {
    const isTypeOnly = one.entries.length > 0 && one.entries.every((entry) => entry.isType);
    add(one.moduleRequest.value, one.start, isTypeOnly);
  }
  for (const one of module.staticExports) {
    for (const entry of one.entries) if (entry.moduleRequest) add(entry.moduleRequest.value, one.start, entry.isType);
  }
  for (const one of module.dynamicImports) {
    const literal = /^\s*['"`]([^'"`]+)['"`]/.exec(text.slice(one.moduleRequest.start, one.moduleRequest.end));
    if (literal) add(literal[1]!, one.start, false);
  }
  return found;
}

const PASSED_OVER = new Set(['node_modules', 'build', '.git', '.data']);

export function sourcesOf(root: string, folder = ''): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return PASSED_OVER.has(entry.name) ? [] : sourcesOf(root, path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}
