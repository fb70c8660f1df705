/** Who may use a connection next: what people wait for, and what was sent, goes before the rest. */
export interface Gate {
  /** Resolves when it is the caller's turn; to be followed by `leave`. */
  enter(isUrgent: boolean): Promise<void>;
  leave(): void;
}

/** @param places how many may be inside at a time. */
export function createGate(places: number): Gate {
  const urgent: (() => void)[] = [];
  const others: (() => void)[] = [];
  let free = places;

  return {
    async enter(isUrgent) {
      if (free > 0) {
        free -= 1;
        return;
      }
      // The place is handed over by whoever leaves.
      await new Promise<void>((resolve) => void (isUrgent ? urgent : others).push(resolve));
    },
    leave() {
      const next = urgent.shift() ?? others.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
