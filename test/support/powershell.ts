/**
 * Reads a script as PowerShell's own tokenizer would, as far as ours goes: comments, single-quoted texts (with all five letters
 * that PowerShell takes for a quote), words, variables, brackets. What ours has no use for is a fault: double quotes, backticks,
 * here-strings. Then every command with its parameters is taken out.
 */
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
const OPENING = '([{';
const CLOSING = ')]}';

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
  balanced(tokens);
  return tokens;
}

/** Commands are words with a hyphen in their middle; parameters the words behind it that begin with one. */
export function callsIn(script: string): readonly CommandCall[] {
  const tokens = tokensOf(script);
  return tokens.flatMap((token, at) => {
    const isCall = token.kind === 'word' && /^[A-Z][a-z]+-[A-Z]\w+$/.test(token.value);
    return isCall ? [{ name: token.value, line: token.line, parameters: parametersAfter(tokens, at) }] : [];
  });
}

function parametersAfter(tokens: readonly Token[], at: number): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  for (const { kind, value } of tokens.slice(at + 1)) {
    if (OPENING.includes(value) && kind === 'mark') depth += 1;
    if (CLOSING.includes(value) && kind === 'mark') depth -= 1;
    if (depth < 0 || (depth === 0 && (kind === 'end' || value === '|'))) return found;
    if (depth === 0 && kind === 'word' && /^-[A-Z]/.test(value)) found.push(value.slice(1).split(':')[0]!);
  }
  return found;
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

function balanced(tokens: readonly Token[]): void {
  const open: Token[] = [];
  for (const token of tokens.filter(({ kind }) => kind === 'mark')) {
    if (OPENING.includes(token.value)) open.push(token);
    if (!CLOSING.includes(token.value)) continue;
    const last = open.pop();
    if (OPENING.indexOf(last?.value ?? ' ') !== CLOSING.indexOf(token.value))
      fault(token.line, `${token.value} too many`);
  }
  const left = open.pop();
  if (left) fault(left.line, `${left.value} is never closed`);
}

function fault(line: number, what: string): never {
  throw new Error(`line ${line}: ${what}`);
}
