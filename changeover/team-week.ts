/** When a team's week begins: Monday, 09:00 in its zone. */
import type { Instant, Zone } from './changeover.ts';
import { addDays, dateIn, instantOf } from './working-time.ts';

const BEGINS_AT = '09:00';
const DAYS = 7;

/** The first Monday morning after `now`. */
export function nextWeekAt(now: Instant, zone: Zone): Instant {
  const today = dateIn(zone, now);
  for (let ahead = 0; ahead <= DAYS; ahead++) {
    const day = addDays(today, ahead);
    const at = instantOf(day, BEGINS_AT, zone);
    if (at > now && isMonday(day)) return at;
  }
  throw new Error('A week without a Monday.');
}

function isMonday(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
}
