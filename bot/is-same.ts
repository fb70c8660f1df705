import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a secret is the right one; takes as long for a wrong one. */
export function isSame(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
