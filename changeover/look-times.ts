/** When a connected tenant is looked at: at the moments that matter, else now and then, spread over tenants. */
import type { Changeover, Evidence, Instant } from './changeover.ts';
import { isConfirmed, latestReading } from './evidence.ts';
import { todayOf } from './old-over.ts';
import { overlapOf } from './overlap.ts';
import { READABLE } from './readable-facts.ts';
import type { ReadingTrouble } from './tenant-link.ts';
import { DAY } from './working-time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A tenant that was looked at within this time, in milliseconds, is fresh enough for a reminder. */
export const FRESH_LOOK_MS = 15 * MINUTE;
/** A key that was put on another tenant has to be noticed within the hour. */
const KEY_WATCH = 2 * HOUR;
const NEAR_DAYS = 14;
const LONGEST_BACK_OFF = 6 * HOUR;

/** When the next look is due after one that succeeded; a reminder or a step may want one sooner. */
export function nextLookAt(changeover: Changeover, now: Instant): Instant {
  const planned = now + spread(changeover, intervalOf(changeover, now));
  return Math.min(planned, ...doubtsOf(changeover).filter((at) => at > now));
}

/**
 * After a look that brought nothing. What only a person can mend is looked at every few hours, what passes by itself
 * sooner, later each time. @param failures in a row, this one included.
 */
export function retryLookAt(
  changeover: Changeover,
  now: Instant,
  why: ReadingTrouble,
  failures: number,
  retryAfterMs: number | undefined,
): Instant {
  if (why === 'consentMissing' || why === 'domainMissing') return now + spread(changeover, LONGEST_BACK_OFF);
  const pause = Math.min(5 * MINUTE * 2 ** Math.min(failures - 1, 10), LONGEST_BACK_OFF);
  return now + Math.max(retryAfterMs ?? 0, spread(changeover, pause));
}

/** Instants from which on a word that the tenant does not bear out is doubted. */
function doubtsOf({ lines, evidence }: Changeover): readonly Instant[] {
  const ends = lines.flatMap(({ oldEndedAt }) =>
    oldEndedAt === undefined ? [] : [oldEndedAt + READABLE.oldEnded.showsWithin],
  );
  const words = evidence
    .filter(
      ({ fact, kind, holds, line }) => kind !== 'reading' && holds && line === undefined && READABLE[fact].disproves,
    )
    .map(({ fact, at }) => at + READABLE[fact].showsWithin);
  return [...ends, ...words];
}

/** Words that a key was redeemed, of lines whose new subscription no look has found yet. */
export function watchedKeys(changeover: Changeover): readonly Evidence[] {
  return changeover.evidence.filter(
    ({ fact, holds, line }) =>
      fact === 'keyRedeemed' && holds && latestReading(changeover, 'newOrdered', line)?.holds !== true,
  );
}

/** It may only have shown late. */
function isFreshlyDenied({ steps }: Changeover, now: Instant): boolean {
  return Object.values(steps).some(
    ({ deniedAt, doneAt }) => doneAt === undefined && deniedAt !== undefined && now - deniedAt < HOUR,
  );
}

function intervalOf(changeover: Changeover, now: Instant): number {
  if (watchedKeys(changeover).some(({ at }) => now - at < KEY_WATCH)) return 5 * MINUTE;
  if (isFreshlyDenied(changeover, now)) return 5 * MINUTE;
  const { endedAt = -HOUR } = changeover.licences ?? {};
  // Users show some minutes late.
  if (now - endedAt < HOUR && !isConfirmed(changeover, 'newConfirmed')) return 5 * MINUTE;
  const { state, startsInDays } = overlapOf(changeover, todayOf(changeover, now));
  if (state === 'running') return 3 * HOUR;
  return state === 'ahead' && startsInDays <= NEAR_DAYS ? 6 * HOUR : DAY;
}

/** Between nine and eleven tenths of it, always the same for a changeover: many connected at one hour drift apart. */
function spread({ id }: Changeover, ms: number): number {
  let number = 0;
  for (const letter of id) number = (number * 31 + letter.codePointAt(0)!) % 1_000;
  return Math.round(ms * (0.9 + number / 5_000));
}
