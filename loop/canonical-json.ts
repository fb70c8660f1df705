/**
 * RFC 8785, the JSON Canonicalization Scheme: the one way to write a value, so that its hash is the same everywhere. The
 * store does the same in the database (`jcs`).
 */

/** @param value of JSON alone; what `JSON.stringify` leaves out is left out. Throws a TypeError for a number that is none. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    // Sorted by UTF-16 code units, as the scheme wants it, and as sort does.
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no such number.');
  return JSON.stringify(value);
}
