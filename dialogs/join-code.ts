/**
 * The code by which a customer joins: 128 random bits that are shown once; only their SHA-256 is ever kept. Beside it
 * goes a short form for typing, 38 random bits of its own, kept as a slow hash: it counts only where the tenant was
 * looked up to be the expected one.
 */
import { createHash, pbkdf2Sync } from 'node:crypto';

/** Crockford's base32: no I, L, O or U, so that a code read out on the phone is typed right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BYTES = 16;
const SYMBOLS = 26;
/** Groups of four: five groups of five would look like a product key, which is struck out of all texts. */
const GROUP = 4;
const SHORT_BYTES = 5;
const SHORT_SYMBOLS = 8;

/** How long a code lives, in days. */
export const JOIN_CODE_DAYS = 14;

/** A code in a text, ready to be looked up. */
export interface FoundCode {
  readonly symbols: string;
  readonly hash: string;
  readonly isShort: boolean;
}

/** The code in a text, the whole one before the short one, or undefined when there is none. */
export function codeIn(text: string): FoundCode | undefined {
  const whole = normaliseJoinCode(text);
  if (whole !== undefined) return { symbols: whole, hash: hashJoinCode(whole), isShort: false };
  const short = normaliseShortCode(text);
  return short === undefined ? undefined : { symbols: short, hash: hashShortCode(short), isShort: true };
}

/** @param bytes 5 random bytes. Returns `7ZQM-0F3K`: it begins with a digit, so that no two words are taken for one. */
export function makeShortCode(bytes: Uint8Array): string {
  if (bytes.length !== SHORT_BYTES) throw new RangeError(`A short code is made of ${SHORT_BYTES} bytes.`);
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const others = Array.from({ length: SHORT_SYMBOLS - 1 }, (_, i) => ALPHABET[Number((number >> BigInt(5 * i)) & 31n)]);
  const first = (number >> BigInt(5 * (SHORT_SYMBOLS - 1))) % 10n;
  return grouped([String(first), ...others].join(''));
}

/** The eight symbols at the end of what somebody typed; a long text is no typed code. */
export function normaliseShortCode(text: string): string | undefined {
  if (text.length > LONGEST_TYPED) return undefined;
  const found = SHORT.exec(text.toUpperCase().normalize('NFKC'));
  return found === null ? undefined : digits(`${found[1]}${found[2]}`);
}

/** Slow on purpose: so few bits could be tried one by one by whoever reads the hash. */
export function hashShortCode(normalised: string): string {
  return pbkdf2Sync(normalised, 'changeover/short-code', 20_000, 32, 'sha256').toString('hex');
}

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
const LONGEST_TYPED = 60;
const SHORT = /(?:^|[\s:])(\d[0-9A-TV-Z]{3})[\s\p{Pd}]?([0-9A-TV-Z]{4})[\s.!]*$/u;
const SEPARATORS = /[\s\p{Pd}.\u200B\u2060]/gu;
const CODE = /^[0-9A-TV-Z]{26}$/u;
const GROUPED = /(?<![\p{L}\p{N}\p{Pd}])(?:[0-9A-TV-Z]{4}[\s\p{Pd}]{1,2}){6}[0-9A-TV-Z]{2}(?![\p{L}\p{N}\p{Pd}])/gu;

function digits(symbols: string): string {
  return symbols.replaceAll('O', '0').replaceAll(/[IL]/gu, '1');
}

function grouped(symbols: string): string {
  return symbols.match(new RegExp(`.{1,${GROUP}}`, 'gu'))!.join('-');
}
