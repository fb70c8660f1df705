/** Days, counts and instants of a line that its reminder rules speak of. */
import type { Instant, PlainDate } from './changeover.ts';
import type { LineCase, Todo } from './reminder-case.ts';
import type { ReminderParams } from './reminder-kinds.ts';
import { addDays, daysBetween, MINUTE } from './working-time.ts';

/** Days around one that counts, in order; `-7` is a week before it. */
export interface Days {
  readonly anchor: PlainDate;
  readonly offsets: readonly number[];
}

/** Days in which fewer licences than users must be put right (FACTS §1, [2026]). */
export const SEATS_DAYS = 90;
/** Days for which a term that ran out stays usable, and for which data is kept after that (FACTS §3, [2026]). */
const DISABLED_AFTER = 30;
const DELETED_AFTER = 90;

/** A moment after what was just said in the conversation. */
const SOON = 10 * MINUTE;

export function before(anchor: PlainDate, days: readonly number[]): Days {
  return { anchor, offsets: days.map((count) => -count).toSorted((one, other) => one - other) };
}

/** Every so many days from the anchor on: the last one, today's neighbours and the next one; older ones have passed. */
export function every(anchor: PlainDate, days: number, today: PlainDate): Days {
  const newest = Math.floor(daysBetween(anchor, today) / days);
  const turns = [newest - 1, newest, newest + 1].filter((turn) => turn >= 0);
  return { anchor, offsets: (turns.length === 0 ? [0] : turns).map((turn) => turn * days) };
}

export function daysTo(c: LineCase, day: PlainDate): number {
  return Math.max(0, daysBetween(c.today, day));
}

export function soonAfter(at: Instant | undefined): Instant | undefined {
  return at === undefined ? undefined : at + SOON;
}

/** The counts that decide the line's route by the limit of the admin portal; none where the limit plays no part. */
export function limitCounts(c: LineCase): readonly number[] {
  const { line, route } = c;
  if (c.isOldOver || !['portal', 'reduceThenPortal', 'support'].includes(route.id)) return [];
  const counts = line.billingAccount === 'mosa' ? [line.seats] : [line.seats, line.assigned];
  return counts.filter((count) => count !== undefined);
}

/** `assigned` is -1 while it is not known. */
export function countsOf({ line }: LineCase): ReminderParams {
  return { seats: line.seats, assigned: line.assigned ?? -1 };
}

export function seatsShort({ line }: LineCase): number {
  return (line.assigned ?? 0) - line.newSeats;
}

/** Open only for a seven-day refund (or a seller's 168 hours) whose last day is known. */
export function hasRefundWindow({ route }: LineCase): boolean {
  return ['portalWithRefund', 'partnerWithinWindow'].includes(route.id) && route.lastDayOn !== undefined;
}

export function refundEndsOn({ route, today }: LineCase): PlainDate {
  return route.lastDayOn ?? today;
}

/** When the new licences were last said or seen to be there. */
export function confirmedAt({ changeover, line }: LineCase): Instant | undefined {
  const instants = changeover.evidence
    .filter((piece) => piece.fact === 'newConfirmed' && piece.line === line.id && piece.holds)
    .map((piece) => piece.at);
  return instants.length === 0 ? undefined : Math.max(...instants);
}

/** The old one is gone and nobody confirmed the new licences: its users' data is on the way to deletion. */
export function isDataAtRisk(c: LineCase): boolean {
  return c.isOldOver && c.line.isPerUser && !c.isNewConfirmed;
}

/** The day from which only admins have access. A term that ran out at Microsoft itself stays open 30 days; one that was cancelled does not. */
export function disabledOn({ line }: LineCase): PlainDate {
  const ended = line.oldEndedOn ?? line.renewsOn;
  const isDirect = line.billingAccount !== 'partner' && line.billingAccount !== 'volume';
  return isDirect && ended >= line.renewsOn ? addDays(ended, DISABLED_AFTER) : ended;
}

export function deletedOn(c: LineCase): PlainDate {
  return addDays(disabledOn(c), DELETED_AFTER);
}

export function toAssign(c: LineCase): Todo {
  return c.isOrdered ? 'confirmNew' : 'orderNew';
}
