/** When a connected tenant is looked at: at the moments that matter, else now and then, spread over tenants. */
import type { Changeover, Instant } from './changeover.ts';
import { isConfirmed, latestReading } from './evidence.ts';
import { todayOf } from './old-over.ts';
import { overlapOf } from './overlap.ts';
import type { ReadingTrouble } from './tenant-link.ts';
import { DAY } from './working-time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What was cancelled just now may look live for a while, in milliseconds: until then nobody's word is doubted for it (I). */
export const END_SHOWS_WITHIN = HOUR;
/** A key that was put on another tenant has to be noticed within the hour. */
const KEY_WATCH = 2 * HOUR;
const NEAR_DAYS = 14;
const LONGEST_BACK_OFF = 6 * HOUR;

/** When the next look is due after one that succeeded; a reminder or a step may want one sooner. */
export function nextLookAt(changeover: Changeover, now: Instant): Instant {
  const planned = now + spread(changeover, intervalOf(changeover, now));
  const doubts = changeover.lines.flatMap(({ oldEndedAt = 0 }) => {
    const doubtAt = oldEndedAt + END_SHOWS_WITHIN;
    return doubtAt > now ? [doubtAt] : [];
  });
  return Math.min(planned, ...doubts);
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

function intervalOf(changeover: Changeover, now: Instant): number {
  const redeemed = changeover.evidence.findLast(({ fact, holds }) => fact === 'keyRedeemed' && holds);
  const isWatched = redeemed && latestReading(changeover, 'newSeen')?.holds !== true;
  if (isWatched && now - redeemed.at < KEY_WATCH) return 5 * MINUTE;
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
