/**
 * Reads a script twice. As a whole by the grammar of PowerShell that Visual Studio Code ships: it finds what is no PowerShell,
 * and every command with its parameters. And letter by letter for its quoting, where that grammar knows only one of the five
 * letters that PowerShell takes for a quote: comments, single-quoted texts, words, variables. What ours has no use for is a
 * fault: double quotes, backticks, here-strings.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import treeSitter, { type Node } from '@vscode/tree-sitter-wasm';

export interface Token {
  readonly kind: 'text' | 'word' | 'variable' | 'mark' | 'end';
  readonly value: string;
  readonly line: number;
}

export interface CommandCall {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly line: number;
}

const QUOTE = /['\u2018\u2019\u201A\u201B]/u;
const DOUBLE = /["\u201C\u201D\u201E]/u;

const GRAMMAR = createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm');
await treeSitter.Parser.init();
const parser = new treeSitter.Parser();
parser.setLanguage(await treeSitter.Language.load(readFileSync(GRAMMAR)));

/** Throws with the line of the first fault. */
export function tokensOf(script: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let i = 0;
  const push = (kind: Token['kind'], value: string): void => void tokens.push({ kind, value, line });
  while (i < script.length) {
    const rest = script.slice(i);
    const letter = script[i]!;
    if (letter === '#') i += /^[^\r\n]*/.exec(rest)![0].length;
    else if (QUOTE.test(letter)) {
      const { text, length } = textAt(rest, line);
      push('text', text);
      i += length;
    } else if (DOUBLE.test(letter) || letter === '`' || /^@['"\u2018-\u201E]/u.test(rest)) {
      throw new Error(`line ${line}: ${letter} means something else to PowerShell`);
    } else if (letter === '$') {
      const name = /^\$\w+/.exec(rest)?.[0] ?? fault(line, 'a variable without a name');
      push('variable', name);
      i += name.length;
    } else if (/\s/.test(letter)) {
      if (letter === '\n') {
        push('end', '\n');
        line += 1;
      }
      i += 1;
    } else {
      const word = /^-?[\w.:]+(?:-\w+)*/.exec(rest)?.[0];
      push(word ? 'word' : letter === ';' ? 'end' : 'mark', word ?? letter);
      i += (word ?? letter).length;
    }
  }
  return tokens;
}

/** Every command of a script, inside brackets and pipelines too. Throws at what is no PowerShell, with its first line. */
export function callsIn(script: string): readonly CommandCall[] {
  const tree = parser.parse(script);
  const wrong = tree?.rootNode.descendantsOfType(['ERROR', 'MISSING']).find((node) => node !== null);
  if (tree === null || tree.rootNode.hasError) {
    return fault((wrong?.startPosition.row ?? 0) + 1, 'no PowerShell');
  }
  return nodesOf(tree.rootNode, 'command').flatMap((command) => {
    const [name, ...rest] = command.namedChildren.filter((node) => node !== null);
    if (name?.type !== 'command_name') return [];
    const parameters = rest
      .flatMap((elements) => elements.namedChildren)
      .flatMap((node) => (node?.type === 'command_parameter' ? [node.text.slice(1).split(':')[0]!] : []));
    return [{ name: name.text, line: command.startPosition.row + 1, parameters }];
  });
}

function nodesOf(node: Node, type: string): readonly Node[] {
  return node.descendantsOfType(type).filter((one) => one !== null);
}

function textAt(rest: string, line: number): { readonly text: string; readonly length: number } {
  let text = '';
  for (let i = 1; i < rest.length; i++) {
    if (/[\r\n]/.test(rest[i]!)) return fault(line, 'a text that goes over the end of its line');
    if (!QUOTE.test(rest[i]!)) text += rest[i];
    else if (QUOTE.test(rest[i + 1] ?? '')) text += rest[i++];
    else return { text, length: i + 1 };
  }
  return fault(line, 'a text that never ends');
}

function fault(line: number, what: string): never {
  throw new Error(`line ${line}: ${what}`);
}
