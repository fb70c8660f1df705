/** How deep a YAML text is nested, told from its tokens: its parser takes time that grows with the square of the depth. */
import { Lexer } from 'yaml';

/** Before a piece of plain text, whatever it looks like. */
const SCALAR = '\u001F';

/** True for brackets, or dashes on one line, that are nested deeper than so many. Reads the text once, and stops where it is. */
export function isNestedDeeper(text: string, most: number): boolean {
  let brackets = 0;
  let dashes = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const isText = before === SCALAR;
    before = token;
    if (isText) continue;
    if (token === '[' || token === '{') brackets += 1;
    if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1);
    if (token === '-' || token === '?') dashes += 1;
    if (token === '\n' || token === '\r\n') dashes = 0;
    if (brackets > most || dashes > most) return true;
  }
  return false;
}
