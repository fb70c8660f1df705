/** Random choices that a seed repeats. */
export interface Dice {
  /** A whole number from 0 up to, not including, `below`. */
  upTo(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** True once in so many times. */
  once(inHowMany: number): boolean;
}

/** Mulberry32: small, even, and the same on every machine. */
export function diceOf(seed: number): Dice {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (below: number): number => Math.floor(next() * below);
  return {
    upTo,
    pick: (items) => {
      if (items.length === 0) throw new Error('There is nothing to pick from.');
      return items[upTo(items.length)]!;
    },
    once: (inHowMany) => upTo(inHowMany) === 0,
  };
}
