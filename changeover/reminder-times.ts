/** When an occasion is told to a reader: in working hours, not while the side snoozes, but never after a last chance. */
import type { Changeover, Instant, Snooze, Zone } from './changeover.ts';
import type { Occasion, Told } from './reminder-kinds.ts';
import { addDays, dateIn, HOUR, instantOf, inWorkingHours, STANDARD_CALENDAR } from './working-time.ts';

/** What of a reader decides when it is told; worked out once per plan. */
export interface ReaderHours {
  readonly to: Told;
  readonly zone: Zone;
  /** On the day of opening all was shown: days that have passed by then are made up for on the morning after. */
  readonly firstMorning: Instant;
  readonly openedAt: Instant;
  readonly snoozes: readonly Snooze[];
}

export function readerHours(changeover: Changeover, to: Told): ReaderHours {
  const { zone } = changeover[to];
  const { openedAt } = changeover;
  const dayAfter = addDays(dateIn(zone, openedAt), 1);
  return {
    to,
    zone,
    firstMorning: inWorkingHours(instantOf(dayAfter, STANDARD_CALENDAR.opensAt, zone), zone),
    openedAt,
    snoozes: changeover.snoozes.filter((snooze) => snooze.side === to),
  };
}

/** When it would come by itself: the instant, or the day's opening hour in the reader's zone. */
export function naturalAt({ when }: Occasion, { zone }: ReaderHours): Instant {
  return 'at' in when ? when.at : instantOf(when.on, STANDARD_CALENDAR.opensAt, zone);
}

/** When it is due; undefined when it would come too late to be of use. What came due in the night waits for the morning. */
export function dueAt(occasion: Occasion, reader: ReaderHours, now: Instant): Instant | undefined {
  const { endsAt, isFinal, when } = occasion;
  if (endsAt !== undefined && now >= endsAt) return undefined;
  const natural = naturalAt(occasion, reader);
  const earliest = 'on' in when ? Math.max(natural, reader.firstMorning) : natural;
  const due = inHours(earliest, reader, now);
  if (endsAt === undefined) return afterSnooze(due, occasion, reader, now);
  if (!isFinal) {
    const calm = afterSnooze(due, occasion, reader, now);
    return calm < endsAt ? calm : undefined;
  }
  return due < endsAt ? due : Math.min(Math.max(natural, reader.openedAt), endsAt - HOUR);
}

/** Overdue and out of hours, it comes at the next opening. */
function inHours(at: Instant, { zone }: ReaderHours, now: Instant): Instant {
  const due = inWorkingHours(at, zone);
  if (due >= now) return due;
  const next = inWorkingHours(now, zone);
  return next === now ? due : next;
}

function afterSnooze(due: Instant, { kind }: Occasion, reader: ReaderHours, now: Instant): Instant {
  let until = due;
  for (const snooze of reader.snoozes) {
    const isHeld = snooze.kind === undefined || snooze.kind === kind;
    if (isHeld && snooze.until > until) until = snooze.until;
  }
  return until === due ? due : inHours(until, reader, now);
}
