/** Whether an old subscription is over: ended, or its renewal was stopped and the term has run out. */
import type { Changeover, Instant, Line, PlainDate } from './changeover.ts';
import { dateIn } from './working-time.ts';

/** Today for the customer, by whose days the old subscription counts. */
export function todayOf(changeover: Changeover, now: Instant): PlainDate {
  return dateIn(changeover.customer.zone, now);
}

export function isOldOver(line: Line, today: PlainDate): boolean {
  return line.oldEndedOn !== undefined || (line.renewalStoppedAt !== undefined && today >= line.renewsOn);
}
