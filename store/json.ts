/** A value as a `jsonb` parameter. PostgreSQL keeps no NUL and no half of a surrogate pair: what people paste is mended. */
export function jsonb(value: unknown): string {
  const text = JSON.stringify(value);
  return UNKEEPABLE.test(text) ? JSON.stringify(value, (_key, part: unknown) => mended(part)) : text;
}

/** As JSON.stringify escapes them. A match may be an escaped backslash before plain letters: mending then changes nothing. */
const UNKEEPABLE = /\\u0000|\\ud[89a-f]/;

function mended(part: unknown): unknown {
  return typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part;
}
