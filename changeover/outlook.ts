/**
 * What time alone will make of the overlap: spans of days in which its daily cost and its last chance stay as they are.
 * A list that keeps the spans is right at any later moment without looking at the changeover again.
 */
import type { Changeover, Instant, Money, PlainDate } from './changeover.ts';
import { todayOf } from './old-over.ts';
import { costsOf, overlapOf, type Overlap } from './overlap.ts';
import { addDays, dateIn, instantOf } from './working-time.ts';

export interface OutlookSpan {
  readonly from: Instant;
  /** The next span begins; absent: it stays so until somebody acts. */
  readonly until?: Instant;
  /** What the customer pays twice on a day of these, one amount per currency; empty while nothing overlaps. */
  readonly perDay: readonly Money[];
  /** The greatest of them, in minor units: what lists are sorted by. */
  readonly cost: number;
  readonly chanceAt?: Instant;
}

/** More turns than an ordinary changeover has; a longer outlook is read anew whenever something happens to it. */
const MOST_SPANS = 24;

/** @param now the first span holds then; days are those of the customer's zone. */
export function outlookOf(changeover: Changeover, now: Instant): readonly OutlookSpan[] {
  const { zone } = changeover.customer;
  const spans: OutlookSpan[] = [];
  let from = now;
  for (let day: PlainDate | undefined = todayOf(changeover, now); day !== undefined && spans.length < MOST_SPANS;) {
    const overlap = overlapOf(changeover, day);
    const next = nextTurn(changeover, overlap, day);
    const until = next === undefined ? undefined : instantOf(next, '00:00', zone);
    spans.push(spanOf(overlap, from, until));
    day = next;
    from = until ?? from;
  }
  return spans;
}

function spanOf(overlap: Overlap, from: Instant, until: Instant | undefined): OutlookSpan {
  const perDay = overlap.state === 'running' ? costsOf(overlap.perDay, 'customer') : [];
  return {
    from,
    ...(until !== undefined && { until }),
    perDay,
    cost: Math.max(0, ...perDay.map(({ minor }) => minor)),
    ...(overlap.lastChance && { chanceAt: overlap.lastChance.at }),
  };
}

/** The first day after `day` on which an overlap begins or ends, or a last chance is gone. */
function nextTurn({ customer }: Changeover, overlap: Overlap, day: PlainDate): PlainDate | undefined {
  const days = overlap.lines.flatMap(({ startsOn, endsOn, state }) =>
    state === 'none' ? [] : [startsOn, ...(endsOn === undefined ? [] : [endsOn])],
  );
  const { lastChance } = overlap;
  // East of Greenwich a chance that ends with a day of UTC ends in the morning after.
  const chanceDays = lastChance ? [addDays(lastChance.on, 1), dateIn(customer.zone, lastChance.at)] : [];
  return [...days, ...chanceDays].filter((one) => one > day).toSorted()[0];
}
