/**
 * How new messages follow one another. What was sent and is not recorded yet is in doubt after a crash, so they go one at a
 * time: the next begins when the one before it is recorded, and a kill leaves at most one in doubt. Only when that has made
 * somebody wait too long do they overlap, and then only while the connector is silent: one that is slow, or that hangs
 * for one tenant, does not hold up the others, and our own recording is waited for always.
 */
export interface Pace {
  /** Resolves when it is the caller's turn. */
  begin(): Promise<Turn>;
}

export interface Turn {
  /** The call to the connector, from here to its answer. */
  asking<Answer>(call: () => Promise<Answer>): Promise<Answer>;
  /** What was sent is recorded, or nothing was sent. */
  end(): void;
}

export interface PaceTimes {
  /** Whoever has waited this long is behind: from then on, until nobody waits any more, sends may overlap. Milliseconds. */
  readonly calmMs: number;
  /** The longest that the next send then waits for the connector's answer to the one before it. Milliseconds. */
  readonly paceMs: number;
}

interface UnderWay {
  isAsking: boolean;
  readonly asked: Promise<void>;
  readonly answered: Promise<void>;
  readonly ended: Promise<void>;
}

/** @param wait real milliseconds. */
export function createPace({ calmMs, paceMs }: PaceTimes, wait: (ms: number) => Promise<void>): Pace {
  let latest: UnderWay | undefined;
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  let isBehind = false;

  /** True when it has ended, false when the caller need not wait for it. */
  async function isOver(one: UnderWay, patience: Promise<void>): Promise<boolean> {
    if (!isBehind) {
      const hasEnded = await Promise.race([one.ended.then(() => true), patience.then(() => false)]);
      if (hasEnded) return true;
      isBehind = true;
    }
    await Promise.race([one.ended, one.asked]);
    await Promise.race([one.ended, one.answered, wait(paceMs)]);
    if (one.isAsking) return false;
    await one.ended;
    return true;
  }

  function takeTurn(): Turn {
    const [asked, answered, ended] = [signal(), signal(), signal()];
    const mine: UnderWay = { isAsking: false, asked: asked.heard, answered: answered.heard, ended: ended.heard };
    latest = mine;
    return {
      async asking(call) {
        mine.isAsking = true;
        asked.give();
        try {
          return await call();
        } finally {
          mine.isAsking = false;
          answered.give();
        }
      },
      end() {
        if (latest === mine) latest = undefined;
        ended.give();
      },
    };
  }

  return {
    async begin() {
      const before = queue;
      const begun = signal();
      queue = begun.heard;
      const isFree = waiting === 0 && latest === undefined;
      // Nobody before: nobody needs a timer.
      const patience = isFree ? Promise.resolve() : wait(calmMs);
      waiting += 1;
      await before;
      while (latest !== undefined && (await isOver(latest, patience)));
      waiting -= 1;
      if (waiting === 0) isBehind = false;
      const turn = takeTurn();
      begun.give();
      return turn;
    },
  };
}

function signal(): { readonly heard: Promise<void>; give(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { heard: promise, give: resolve };
}
