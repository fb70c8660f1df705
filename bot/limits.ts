/**
 * Teams' limits for a bot, kept ahead of time, so that it seldom has to say 429: for each thread, for each tenant, and one
 * of our own over all. Counted by all instances together where there is a server, else in this process.
 */
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { groupCommit } from '../loop/group-commit.ts';
import type { CountItem, Counted, CountUp } from '../store/limit-counter.ts';

export interface Limits {
  /** Takes room for one call, waiting a moment for it. Undefined: it may be made now; else milliseconds till the next try. */
  take(call: LimitedCall): Promise<number | undefined>;
  /** The same without waiting. */
  takeNow(call: LimitedCall): Promise<number | undefined>;
  /** Nothing goes there for so many milliseconds, from any instance: the connector asked for it. */
  pause(conversationId: string, ms: number): Promise<void>;
}

export interface LimitedCall {
  readonly tenantId: string;
  /** A thread's full id in a channel: the limit is for each thread. */
  readonly conversationId: string;
  readonly kind: 'write' | 'read';
}

/** Where nobody throttles: the pretend connector of local mode. */
export const noLimits: Limits = {
  take: async () => undefined,
  takeNow: async () => undefined,
  pause: async () => {},
};

/**
 * A window begins with its first call, so two of them may meet within any span as long: at most `2 x points - 1` calls in
 * it, and over a span of n windows at most `(n + 1) x points - 1`. The points are what is safe by that, with some to
 * spare for calls that overtake one another on the way.
 *
 * | Teams says                                | windows of ours          | most in any such span |
 * | ----------------------------------------- | ------------------------ | --------------------- |
 * | 7 in 1 s and 8 in 2 s to a thread         | 4 in 2 s                 | 7                     |
 * | 60 in 30 s                                | 10 in 6 s                | 59                    |
 * | 1800 in an hour                           | 900 in an hour           | 1799                  |
 * | twice as much for reading who is a member | twice the points         |                       |
 * | 30 in 1 s to a tenant, all calls          | 5 in 250 ms              | 24                    |
 * | nothing over all                          | 50 in 250 ms             | 249                   |
 */
const WINDOWS = {
  burst: { points: 4, seconds: 2 },
  minute: { points: 10, seconds: 6 },
  hour: { points: 900, seconds: 3_600 },
  readBurst: { points: 8, seconds: 2 },
  readMinute: { points: 20, seconds: 6 },
  tenant: { points: 5, seconds: 0.25 },
  all: { points: 50, seconds: 0.25 },
} as const;

type WindowName = keyof typeof WINDOWS;

/** How long a call waits here for room before it is put off: long enough for its tenant's next windows. */
const PATIENCE_MS = 1_000;
/** Those who wait for the same window do not all come back in the same millisecond. */
const JITTER_MS = 25;

/** @param countUp counts for all instances in the database's time; absent: this process is alone and counts in memory. */
export function createLimits(wait: (ms: number) => Promise<void>, countUp?: CountUp): Limits {
  const limiters = limitersOf(countUp);

  /** All windows at once; when one of them has no room the others are given back. Milliseconds till the next try. */
  async function takeNow(call: LimitedCall): Promise<number | undefined> {
    const wanted = windowsOf(call);
    const asked = await Promise.allSettled(wanted.map(([name, key]) => limiters.get(name)!.consume(key)));
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [msOf(one.reason)] : []));
    if (refused.length === 0) return undefined;
    const taken = wanted.filter((_one, i) => asked[i]?.status === 'fulfilled');
    await Promise.all(taken.map(([name, key]) => limiters.get(name)!.reward(key)));
    return Math.ceil(Math.max(...refused, 1));
  }

  return {
    takeNow,
    async take(call) {
      for (let waitedMs = 0; ;) {
        const leftMs = await takeNow(call);
        if (leftMs === undefined) return undefined;
        const pauseMs = leftMs + Math.random() * JITTER_MS;
        waitedMs += pauseMs;
        if (waitedMs > PATIENCE_MS) return leftMs;
        await wait(pauseMs);
      }
    },
    async pause(conversationId, ms) {
      await limiters.get('burst')!.block(conversationId, ms / 1000);
    },
  };
}

function windowsOf({ kind, tenantId, conversationId }: LimitedCall): readonly (readonly [WindowName, string])[] {
  const ofThread: readonly WindowName[] = kind === 'read' ? ['readBurst', 'readMinute'] : ['burst', 'minute', 'hour'];
  return [...ofThread.map((name) => [name, conversationId] as const), ['tenant', tenantId], ['all', '']];
}

/** Anything but a limiter's answer is a fault of ours. */
function msOf(reason: unknown): number {
  if (reason instanceof RateLimiterRes) return reason.msBeforeNext;
  throw reason;
}

function limitersOf(countUp: CountUp | undefined): ReadonlyMap<WindowName, RateLimiterAbstract> {
  // What many calls ask for at the same time goes to the database as one statement.
  const counts = countUp && groupCommit<CountItem, Counted>(countUp, 250);
  const count = counts && ((item: CountItem) => counts.add(item));
  const names = Object.keys(WINDOWS) as WindowName[];
  return new Map(
    names.map((name) => {
      const { points, seconds } = WINDOWS[name];
      const options = { keyPrefix: name, points, duration: seconds };
      const inMemory = new RateLimiterMemory(options);
      // While the database does not answer each process keeps the limits by itself.
      return [name, count ? new SharedLimiter({ ...options, insuranceLimiter: inMemory }, count) : inMemory];
    }),
  );
}

/**
 * The package's limiter for PostgreSQL goes by the clock of the process, and two of them that differ by a minute would
 * keep each other waiting or count twice. This one counts in the database's time, by our own statement.
 */
class SharedLimiter extends RateLimiterPostgres {
  readonly #count: (item: CountItem) => Promise<Counted>;

  constructor(
    options: ConstructorParameters<typeof RateLimiterAbstract>[0],
    count: (item: CountItem) => Promise<Counted>,
  ) {
    // The table is a migration's, and nothing is asked of a client.
    super({ ...options, storeClient: {}, storeType: 'client', tableCreated: true, clearExpiredByTimeout: false });
    this.#count = count;
  }

  /** Called by the base class for everything that counts. */
  _upsert(key: string, points: number, forMs: number, isForced = false): Promise<Counted> {
    return this.#count({ key, points, forMs: Math.round(forMs), isForced });
  }

  /** Called by the base class to read what `_upsert` answered. */
  _getRateLimiterRes(_key: string, changed: number, { points, msLeft }: Counted): RateLimiterRes {
    return new RateLimiterRes(Math.max(this.points - points, 0), msLeft, points, points === changed);
  }
}
