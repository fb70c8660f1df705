import type { Instant } from '../../changeover/changeover.ts';

/** A clock that showed `at` when this machine's showed `since`, and goes so many times as fast: the same in every process. */
export interface FastClock {
  readonly at: Instant;
  readonly since: number;
  readonly speed: number;
}

export function fastClock({ at, since, speed }: FastClock): { now(): Instant } {
  return { now: () => Math.round(at + (Date.now() - since) * speed) };
}
