/** When an occasion is told to a reader: in working hours, not while the side snoozes, but never after a last chance. */
import type { Changeover, Instant, Zone } from './changeover.ts';
import { sideHeldUntil } from './holds.ts';
import type { Occasion, ReminderKind, Told } from './reminder-kinds.ts';
import { calendarAt } from './work-calendar.ts';
import { addDays, dateIn, HOUR, instantOf, inWorkingHours, type WorkCalendar } from './working-time.ts';

/** What of a reader decides when it is told; worked out once per plan. */
export interface ReaderHours {
  readonly to: Told;
  readonly zone: Zone;
  readonly calendar: WorkCalendar;
  /** On the day of opening all was shown: days that have passed by then are made up for on the morning after. */
  readonly firstMorning: Instant;
  readonly openedAt: Instant;
  /** Until when a kind is held back: `Infinity` for ever, 0 not at all. */
  readonly heldUntil: (kind: ReminderKind, isLastChance: boolean) => Instant;
}

export function readerHours(changeover: Changeover, to: Told): ReaderHours {
  const { zone } = changeover[to];
  const { openedAt } = changeover;
  const calendar = calendarAt(changeover[to]);
  const dayAfter = addDays(dateIn(zone, openedAt), 1);
  return {
    to,
    zone,
    calendar,
    firstMorning: inWorkingHours(instantOf(dayAfter, calendar.opensAt, zone), zone, calendar),
    openedAt,
    heldUntil: (kind, isLastChance) => sideHeldUntil(changeover, to, { kind, isLastChance }),
  };
}

/** When it would come by itself: the instant, or the day's opening hour in the reader's zone. */
export function naturalAt({ when }: Occasion, { zone, calendar }: ReaderHours): Instant {
  return 'at' in when ? when.at : instantOf(when.on, calendar.opensAt, zone);
}

/** When it is due; undefined when it would come too late to be of use. What came due in the night waits for the morning. */
export function dueAt(occasion: Occasion, reader: ReaderHours, now: Instant): Instant | undefined {
  const { endsAt, isFinal, when } = occasion;
  if (endsAt !== undefined && now >= endsAt) return undefined;
  const natural = naturalAt(occasion, reader);
  if (occasion.isUrgent) return natural;
  const earliest = 'on' in when ? Math.max(natural, reader.firstMorning) : natural;
  const due = inHours(earliest, reader, now);
  const held = reader.heldUntil(occasion.kind, isFinal);
  if (held === Infinity) return undefined;
  if (isFinal && endsAt !== undefined) return lastChanceAt(due, held, Math.max(natural, reader.openedAt), endsAt);
  const calm = held > due ? inHours(held, reader, now) : due;
  return endsAt === undefined || calm < endsAt ? calm : undefined;
}

/** Out of hours rather than too late. What was held back twice over comes when that ends, or not at all. */
function lastChanceAt(due: Instant, held: Instant, earliest: Instant, endsAt: Instant): Instant | undefined {
  const at = due < endsAt ? due : Math.min(earliest, endsAt - HOUR);
  const calm = Math.max(at, held);
  return calm < endsAt ? calm : undefined;
}

/** Overdue and out of hours, it comes at the next opening. */
function inHours(at: Instant, { zone, calendar }: ReaderHours, now: Instant): Instant {
  const due = inWorkingHours(at, zone, calendar);
  if (due >= now) return due;
  const next = inWorkingHours(now, zone, calendar);
  return next === now ? due : next;
}
