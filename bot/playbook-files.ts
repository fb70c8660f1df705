/** A partner's own playbooks: YAML files in a folder, read whole at the start. One fault anywhere, and none is taken. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isCollection, isNode, LineCounter, parseAllDocuments, visit, type Document } from 'yaml';
import { missingWords } from '../cards/playbook-missing-words.ts';
import { problemText, type Path, type Problem } from '../changeover/playbook-problems.ts';
import { readPlaybook } from '../changeover/playbook-read.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { isNestedDeeper } from './yaml-depth.ts';

/** A fault with its line, counted from 1, and its place in the file. */
export interface FileProblem {
  readonly line: number;
  readonly says: string;
}

export type ReadFile =
  | { readonly ok: true; readonly playbook: Playbook }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** In bytes: ours take a tenth of it. */
const LONGEST_FILE = 512 * 1024;
const MOST_ALIASES = 100;
/** Conditions within conditions: ours are three deep. */
const DEEPEST = 50;
const MOST_PROBLEMS = 100;

/** Stops the start: every fault of every file, one a line. */
export class PlaybookFilesError extends Error {
  constructor(faults: readonly string[]) {
    super(`Playbooks can't be loaded, so none is:\n${faults.join('\n')}`);
    this.name = 'PlaybookFilesError';
  }
}

/**
 * Our playbooks with those of the folder: a file takes the place of ours of the same id when its version is higher.
 * @throws PlaybookFilesError naming every fault of every file; nothing is half loaded.
 */
export function loadPlaybooks(folder: string | undefined, ours: readonly Playbook[]): readonly Playbook[] {
  if (folder === undefined) return ours;
  const files = filesIn(folder).map((name) => ({ name, file: readPlaybookFile(join(folder, name)) }));
  const faults = files.flatMap(({ name, file }) =>
    file.ok ? [] : file.problems.map(({ line, says }) => `${name}:${line} ${says}`),
  );
  const theirs = files.flatMap(({ name, file }) => (file.ok ? [{ name, playbook: file.playbook }] : []));
  const clashes = theirs.flatMap(({ name, playbook: { id, version } }, at) => {
    const other = theirs.findIndex(({ playbook }) => playbook.id === id);
    if (other < at) return [`${name}:1 its id ${id} is that of ${theirs[other]?.name}: give it another`];
    const shipped = ours.find((playbook) => playbook.id === id);
    return shipped && shipped.version >= version
      ? [`${name}:1 its id ${id} is that of a shipped playbook of version ${shipped.version}: give it a higher version`]
      : [];
  });
  if (faults.length + clashes.length > 0) throw new PlaybookFilesError([...faults, ...clashes]);
  const own = theirs.map(({ playbook }) => playbook);
  return [...ours.filter(({ id }) => !own.some((playbook) => playbook.id === id)), ...own];
}

export function readPlaybookFile(path: string): ReadFile {
  const { size } = statSync(path);
  if (size > LONGEST_FILE) {
    return { ok: false, problems: [{ line: 1, says: `the file is too big: ${LONGEST_FILE / 1024} KB at most` }] };
  }
  return readPlaybookText(readFileSync(path, 'utf8'));
}

/** Refuses tags, more than one document, aliases that multiply, and whatever the playbook's own check finds. */
export function readPlaybookText(text: string): ReadFile {
  if (isNestedDeeper(text, DEEPEST)) return one(1, 'it is nested too deep');
  const lines = new LineCounter();
  try {
    const [document, ...others] = parseAllDocuments(text, { lineCounter: lines, stringKeys: true });
    if (document === undefined || !('contents' in document)) return one(1, 'the file is empty');
    if (others.length > 0)
      return one(lineOf(others[0], lines), 'a file holds one playbook: take out what is after "---"');
    const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
      line: lines.linePos(pos[0]).line,
      says: message.split('\n')[0] ?? message,
    }));
    const tags = tagProblems(document, lines);
    if (faults.length + tags.length > 0) return { ok: false, problems: [...faults, ...tags].slice(0, MOST_PROBLEMS) };
    return read(document.toJS({ maxAliasCount: MOST_ALIASES }), document, lines);
  } catch (error) {
    // What multiplies its aliases, or is nested without end, has no place of its own.
    if (error instanceof ReferenceError) return one(1, 'it has too many aliases: write these parts out');
    if (error instanceof RangeError) return one(1, 'it is nested too deep');
    throw error;
  }
}

function read(data: unknown, document: Document, lines: LineCounter): ReadFile {
  const found = readPlaybook(data);
  if (!found.ok) return { ok: false, problems: placed(found.problems, document, lines) };
  const missing = missingWords('en', found.playbook).map(({ path, key }) => ({
    path,
    says: `there are no words for ${key}: write them here`,
  }));
  return missing.length > 0 ? { ok: false, problems: placed(missing, document, lines) } : found;
}

function placed(problems: readonly Problem[], document: Document, lines: LineCounter): readonly FileProblem[] {
  const found = problems.slice(0, MOST_PROBLEMS).map((fault) => ({
    line: lineAt(fault.path, document, lines),
    says: problemText(fault),
  }));
  const left = problems.length - found.length;
  const sorted = found.toSorted((first, second) => first.line - second.line);
  return left > 0 ? [...sorted, { line: 1, says: `and ${left} more` }] : sorted;
}

/** Of what is not there the line of what it is missing from. */
function lineAt(path: Path, document: Document, lines: LineCounter): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range)
      return lines.linePos(startOf(path.slice(0, length), document) ?? node.range[0]).line;
  }
  return 1;
}

/** Where the name of a field stands: the value of a list or map may begin on the next line. */
function startOf(path: Path, document: Document): number | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isCollection(parent)) return undefined;
  const name = path.at(-1);
  for (const item of parent.items) {
    const key = typeof item === 'object' && item !== null && 'key' in item ? item.key : undefined;
    if (isNode(key) && 'value' in key && key.value === name && key.range) return key.range[0];
  }
  return undefined;
}

/** Only plain data is read: a tag could ask for anything. */
function tagProblems(document: Document, lines: LineCounter): readonly FileProblem[] {
  const found: FileProblem[] = [];
  visit(document, {
    Node: (_key, node) => {
      if ('tag' in node && typeof node.tag === 'string' && node.range) {
        found.push({
          line: lines.linePos(node.range[0]).line,
          says: `the tag ${node.tag} is not allowed: write the plain value`,
        });
      }
    },
  });
  return found;
}

function lineOf(document: { readonly range?: readonly number[] | null } | undefined, lines: LineCounter): number {
  return lines.linePos(document?.range?.[0] ?? 0).line;
}

function one(line: number, says: string): ReadFile {
  return { ok: false, problems: [{ line, says }] };
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) throw new PlaybookFilesError([`${folder}: there is no such folder, look at PLAYBOOKS_DIR`]);
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/u.test(name))
    .toSorted();
}
