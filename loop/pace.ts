/**
 * How fast new messages may follow one another. What was sent and is not recorded yet is in doubt after a crash, so the next
 * send waits until the latest one is recorded, but no longer than a pace: a connector that is slow, or that hangs for
 * one tenant, does not hold up the others.
 */
export interface Pace {
  /** Resolves when it is the caller's turn, with what says that the send is recorded or was not made. */
  begin(): Promise<() => void>;
}

/** @param paceMs the longest that a send waits for the one before it. @param wait real milliseconds. */
export function createPace(paceMs: number, wait: (ms: number) => Promise<void>): Pace {
  let latest: Promise<void> = Promise.resolve();
  let queue: Promise<void> = Promise.resolve();
  /** The latest has ended: then nobody needs a timer. */
  let isIdle = true;

  return {
    async begin() {
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const before = queue;
      const turn = Promise.withResolvers<void>();
      queue = turn.promise;
      await before;
      if (!isIdle) await Promise.race([latest, wait(paceMs)]);
      latest = ended;
      isIdle = false;
      turn.resolve();
      return () => {
        if (latest === ended) isIdle = true;
        end();
      };
    },
  };
}
