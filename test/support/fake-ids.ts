/** Ids that are the same in every run of a test. */
import type { Random } from '../../loop/ports.ts';

export function objectIdOf(name: string): string {
  const hex = Buffer.from(name).toString('hex').padEnd(32, '0').slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Repeatable, and never the same twice. */
export function countingRandom(): Random {
  let count = 0;
  return {
    id() {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
    bytes(length) {
      count += 1;
      return Uint8Array.from({ length }, (_, i) => (count * 31 + i * 17) % 256);
    },
  };
}
