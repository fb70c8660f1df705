/** A letter as MIME: Graph sends JSON with one body only, and a reader should have text and HTML. */
import type { Letter } from '../loop/reach-ports.ts';

const BOUNDARY = 'changeover-letter';
const LINE = '\r\n';
/** Characters of base64 in a line; mail allows 78 in all. */
const WIDTH = 76;

/** @param to an address without anything that could end a header. */
export function mimeOf({ subject, text, html }: Letter, to: string): string {
  return [
    `To: <${to}>`,
    `Subject: ${encodedWords(subject)}`,
    'MIME-Version: 1.0',
    // Out-of-office answers to a mailbox that nobody reads help nobody.
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
    '',
    part('text/plain', text),
    part('text/html', html),
    `--${BOUNDARY}--`,
    '',
  ].join(LINE);
}

function part(type: string, body: string): string {
  const lines = Buffer.from(body.replaceAll('\n', LINE), 'utf8')
    .toString('base64')
    .match(new RegExp(`.{1,${WIDTH}}`, 'g'));
  return [
    `--${BOUNDARY}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(lines ?? []),
  ].join(LINE);
}

/** RFC 2047, whole characters of at most 45 bytes in each word, so that nothing in it can end the header. */
function encodedWords(text: string): string {
  const words: string[] = [''];
  for (const character of text) {
    if (Buffer.byteLength(words.at(-1)! + character) > 45) words.push('');
    words[words.length - 1] += character;
  }
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join(`${LINE} `);
}
