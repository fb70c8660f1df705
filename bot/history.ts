/** `npm run history -- verify FILE`: checks an exported history on its own, for whoever was handed one. */
import { readFileSync } from 'node:fs';
import { verifyHistory, type Verdict } from '../loop/verify-history.ts';

process.exitCode = run(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));

/** The exit code: 0 when all rows fit, 1 when one does not, 2 for a command that is none. */
function run([command, path]: readonly string[], say: (line: string) => void): number {
  if (command !== 'verify' || path === undefined) {
    say('Say "verify FILE": a history as it was downloaded, in JSON.');
    return 2;
  }
  const verdict = verifyHistory(jsonIn(path));
  say(`${path}: ${wordsOf(verdict)}`);
  return verdict.ok ? 0 : 1;
}

/** Undefined for what is no JSON, which is no history either. */
function jsonIn(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wordsOf(verdict: Verdict): string {
  if (verdict.ok) {
    const { rows, head, erased, withheld } = verdict;
    const unseen = [
      ...(erased ? [`${erased} texts were erased`] : []),
      ...(withheld ? [`${withheld} events withheld`] : []),
    ];
    const but = unseen.length > 0 ? ` (${unseen.join(', ')}; their hashes fit)` : '';
    return `${rows} rows, all as they were written${but}. The last row's hash is ${head}: compare it with the history card in Teams.`;
  }
  switch (verdict.why) {
    case 'unreadable':
      return `is no history as it is downloaded${verdict.where ? `: ${verdict.where} is missing or wrong` : ''}.`;
    case 'order':
      return `row ${verdict.version} does not fit: another number should stand here. A row is missing, or one was put in.`;
    case 'previous':
      return `row ${verdict.version} does not fit: it was written after another row than the one before it.`;
    case 'content':
      return `row ${verdict.version} does not fit: it says something else than when it was written.`;
    case 'text':
      return `row ${verdict.version} does not fit: the text ${verdict.text} is not the one that it was written with.`;
    case 'head':
      return `the rows fit, but the file names another last row, ${verdict.where}: rows are missing at the end.`;
    case 'strayText':
      return `the rows fit, but no row names the text ${verdict.where}.`;
  }
}
