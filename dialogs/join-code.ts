/** The code by which a customer joins: 128 random bits that are shown once; only their SHA-256 is ever kept. */
import { createHash } from 'node:crypto';

/** Crockford's base32: no I, L, O or U, so that a code read out on the phone is typed right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BYTES = 16;
const SYMBOLS = 26;
/** Groups of four: five groups of five would look like a product key, which is struck out of all texts. */
const GROUP = 4;

/** How long a code lives, in days. */
export const JOIN_CODE_DAYS = 14;

/** @param bytes 16 random bytes. Returns the code as a person reads it: `7ZQM-0F3K-…`, 26 symbols in groups of four. */
export function makeJoinCode(bytes: Uint8Array): string {
  if (bytes.length !== BYTES) throw new RangeError(`A join code is made of ${BYTES} bytes, not ${bytes.length}.`);
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const symbols = Array.from(
    { length: SYMBOLS },
    (_, i) => ALPHABET[Number((number >> BigInt(5 * (SYMBOLS - 1 - i))) & 31n)],
  );
  return grouped(symbols.join(''));
}

/**
 * The 26 symbols of the code in a text, or undefined when there is none. Takes lower case, other dashes or spaces
 * between the groups, O for 0, I and L for 1, and a whole pasted message with the code somewhere in it.
 */
export function normaliseJoinCode(text: string): string | undefined {
  const upper = text.slice(0, LONGEST_TEXT).toUpperCase().normalize('NFKC');
  const whole = upper.replaceAll(SEPARATORS, '');
  if (CODE.test(whole)) return digits(whole);
  const found = [...upper.matchAll(GROUPED)].map((match) => match[0].replaceAll(SEPARATORS, ''));
  return found[0] === undefined ? undefined : digits(found[0]);
}

/** The SHA-256 (hex) of a normalised code: what commands and the store carry. */
export function hashJoinCode(normalised: string): string {
  return createHash('sha256').update(normalised).digest('hex');
}

const LONGEST_TEXT = 4000;
const SEPARATORS = /[\s\p{Pd}.\u200B\u2060]/gu;
const CODE = /^[0-9A-TV-Z]{26}$/u;
const GROUPED = /(?<![\p{L}\p{N}\p{Pd}])(?:[0-9A-TV-Z]{4}[\s\p{Pd}]{1,2}){6}[0-9A-TV-Z]{2}(?![\p{L}\p{N}\p{Pd}])/gu;

function digits(symbols: string): string {
  return symbols.replaceAll('O', '0').replaceAll(/[IL]/gu, '1');
}

function grouped(symbols: string): string {
  return symbols.match(new RegExp(`.{1,${GROUP}}`, 'gu'))!.join('-');
}
