/** The movable clock of local mode: real time plus a shift that only grows, kept between two starts. */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Instant } from '../changeover/changeover.ts';
import type { Clock } from '../loop/ports.ts';
import type { StateFile } from './state-file.ts';

/** Whatever happens by the clock, as far as moving it needs to know. */
export interface DueWork {
  /** The earliest instant at which something is due. */
  nextDueAt(): Promise<Instant | undefined>;
  /** Decides and delivers all that is due at `now`; afterwards nothing may be due at or before it. */
  runDueAt(now: Instant): Promise<void>;
}

export interface MovableClock extends Clock {
  /** How far it is ahead of real time, in milliseconds. */
  shift(): number;
  /**
   * Moves to `target`, stopping at each due instant on the way: there `now()` stands still at that instant until the
   * work is done. Moves wait for one another. Resolves with the instants visited.
   * Throws a ClockError for a target in the past or more than three years ahead of real time.
   */
  advanceTo(target: Instant, work: DueWork): Promise<readonly Instant[]>;
}

/** Why the clock was not moved, in a sentence for whoever asked. */
export class ClockError extends Error {}

const FARTHEST_MS = 3 * 366 * 86_400_000;
const Kept = z.object({ shiftMs: z.number().int().nonnegative() });

const LOOK_AGAIN_MS = 20;

/**
 * `realNow` is the machine's clock. `patienceMs` is how long work may stay due at one instant: another process may hold
 * it, and be about to finish it.
 */
export function openClock(file: StateFile, realNow: () => Instant, patienceMs = 2_000): MovableClock {
  let shiftMs = Kept.safeParse(file.part('clock')).data?.shiftMs ?? 0;
  let heldAt: Instant | undefined;
  let moving: Promise<unknown> = Promise.resolve();
  const now = () => heldAt ?? realNow() + shiftMs;

  async function stopAt(instant: Instant): Promise<void> {
    heldAt = instant;
    shiftMs = Math.max(shiftMs, instant - realNow());
    // Kept at every stop: after a crash on the way the clock goes on from there, never back.
    await file.put('clock', { shiftMs });
  }

  async function move(target: Instant, work: DueWork): Promise<readonly Instant[]> {
    refuseTarget(target, now(), realNow());
    const visited: Instant[] = [];
    let triesLeft = 0;
    try {
      for (let dueAt = await work.nextDueAt(); dueAt !== undefined && dueAt <= target; dueAt = await work.nextDueAt()) {
        const instant = Math.max(dueAt, now());
        triesLeft = instant === visited.at(-1) ? triesLeft - 1 : patienceMs / LOOK_AGAIN_MS;
        if (triesLeft < 0) throw new Error(`Work due at ${iso(dueAt)} is still due after it was run.`);
        if (instant === visited.at(-1)) await wait(LOOK_AGAIN_MS);
        else visited.push(instant);
        await stopAt(instant);
        await work.runDueAt(instant);
      }
      await stopAt(Math.max(target, now()));
      // Whatever waited for an instant on the way without being due by itself, such as a message that was put off.
      await work.runDueAt(now());
      return visited;
    } finally {
      if (heldAt !== undefined) shiftMs = Math.max(shiftMs, heldAt - realNow());
      heldAt = undefined;
    }
  }

  return {
    now,
    shift: () => shiftMs,
    advanceTo(target, work) {
      const moved = moving.then(async () => move(target, work));
      moving = moved.catch(() => undefined);
      return moved;
    },
  };
}

function refuseTarget(target: Instant, now: Instant, realNow: Instant): void {
  if (!Number.isFinite(target)) throw new ClockError('That is not an instant.');
  if (target < now) throw new ClockError(`The clock only goes forward: it is ${iso(now)} already.`);
  if (target > realNow + FARTHEST_MS) throw new ClockError('The clock goes at most three years ahead of today.');
}

function iso(instant: Instant): string {
  return new Date(instant).toISOString();
}
