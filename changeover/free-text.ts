/**
 * Free text as people paste it: names, notes, references. Cleaned before anything is kept: tags and invisible
 * control characters go, and so do product keys, card numbers and passwords, which are never to be stored.
 */

export type Secret = 'productKey' | 'cardNumber' | 'password';

export interface CleanText {
  readonly text: string;
  /** The kinds of secrets that were taken out, so that the writer can be told. */
  readonly removed: readonly Secret[];
  /** True when the text was longer than allowed; `text` is its beginning. */
  readonly wasCut: boolean;
}

/** What stands where a secret stood: the same in every language. */
export const REMOVED_MARK = '[…]';

/** Work stops here, whatever was pasted. */
const MAX_RAW = 100_000;

/** Bidirectional embeddings, overrides and isolates, and characters without width that could hide a secret's shape. Joiners stay: emoji and Persian need them. */
const INVISIBLE = /[\u202A-\u202E\u2066-\u2069\u200B\u2060\uFEFF\u00AD\uFFF9-\uFFFB]/g;
const CONTROL = /(?![\n\t])\p{Cc}/gu;
const AT_TAG = /<\/?at\b[^<>]{0,200}>/gi;

/** Five groups of five of Microsoft's key alphabet (no vowels, nothing that looks like another character; N in newer keys). */
const PRODUCT_KEY =
  /(?<![A-Z0-9])(?:[BCDFGHJKMNPQRTVWXY2346789]{5}[\s\p{Pd}\u2212_.]{0,3}){4}[BCDFGHJKMNPQRTVWXY2346789]{5}(?![A-Z0-9])/giu;
const DIGIT_GROUPS = /(?<![\p{L}\d])\d(?:[\s\p{Pd}.]?\d){12,}(?![\p{L}\d])/gu;
/** How the numbers of the great issuers begin, and how long each of them is. */
const CARD = /^(?:4(?:\d{12}|\d{15}|\d{18})|3[47]\d{13}|3[0689]\d{12}|(?:[256]\d|35)\d{14}|[56]\d{16,18})$/;
/** A word for password, then its value to the end of the line; after "is" only what looks like one. */
const PASSWORD =
  /(?<![\p{L}\d])(pass ?word|passcode|passwd|pwd|kennwort|passwort|wachtwoord|mot de passe|contraseña|senha|parola|hasło)(\s*[:=]\s*|\s+is\s+(?=\S*\d))([^\n]+)/giu;

/**
 * The text without tags, control characters and secrets, trimmed, at most `maxLength` UTF-16 units; never cut inside
 * a character that is shown as one.
 */
export function cleanText(raw: string, maxLength = 2000): CleanText {
  const removed = new Set<Secret>();
  const visible = withoutTags(
    raw
      .slice(0, MAX_RAW)
      .toWellFormed()
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      .replace(INVISIBLE, '')
      .replace(CONTROL, ''),
  );
  const safe = visible
    .replace(PRODUCT_KEY, (found) => (/[a-z]/i.test(found) ? take('productKey', removed) : found))
    .replace(DIGIT_GROUPS, (found) => withoutCards(found, removed))
    .replace(PASSWORD, (_found, word: string, is: string) => `${word}${is}${take('password', removed)}`);
  const tidy = safe
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const text = cut(tidy, maxLength);
  return { text, removed: [...removed], wasCut: text !== tidy || raw.length > MAX_RAW };
}

/** Taking a tag out can leave another one behind, so it is done until none is left; nested deeper, the brackets go. */
function withoutTags(text: string): string {
  let rest = text;
  for (let round = 0; round < 5; round += 1) {
    const next = rest.replace(AT_TAG, '');
    if (next === rest) return rest;
    rest = next;
  }
  return rest.replaceAll('<', '');
}

function take(secret: Secret, removed: Set<Secret>): string {
  removed.add(secret);
  return REMOVED_MARK;
}

/** Any neighbouring groups of digits that make a card number together: a security code may follow it. */
function withoutCards(found: string, removed: Set<Secret>): string {
  const groups = [...found.matchAll(/\d+/g)];
  for (let from = 0; from < groups.length; from += 1) {
    let digits = '';
    for (let to = from; to < groups.length && digits.length < 19; to += 1) {
      digits += groups[to]?.[0];
      if (!isCardNumber(digits, to === from)) continue;
      const start = groups[from]?.index ?? 0;
      const end = (groups[to]?.index ?? 0) + (groups[to]?.[0].length ?? 0);
      return `${found.slice(0, start)}${take('cardNumber', removed)}${withoutCards(found.slice(end), removed)}`;
    }
  }
  return found;
}

/**
 * Digits that begin like a card, are as long as one and pass Luhn's check. Sixteen digits in one piece that begin with a day,
 * YYMMDD of this decade, are left: Microsoft's support requests are numbered so, and one in ten passes the check.
 */
function isCardNumber(digits: string, isOnePiece: boolean): boolean {
  if (!CARD.test(digits)) return false;
  const isRequestNumber = digits.length === 16 && /^2\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.test(digits);
  return !(isOnePiece && isRequestNumber) && passesLuhn(digits);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** A heap of combining marks can be one endless character: then the cut falls inside it, but never inside a surrogate pair. */
function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const head = text.slice(0, maxLength + 64);
  const at =
    new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(head).containing(maxLength)?.index ?? maxLength;
  const end = at > maxLength / 2 ? at : maxLength;
  return text
    .slice(0, end)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}
