/** Reminders that fire, and those held back for a while. */
import type { Event } from './commands.ts';
import { accept, refused, type Asked, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { todayOf } from './old-over.ts';
import { overlapOf } from './overlap.ts';
import { remindersDue } from './reminders.ts';
import { DAY } from './working-time.ts';

const SNOOZE_DAYS_AT_MOST = 60;

/**
 * Fires the reminder with that key if it is still due, and notes all that are to be skipped. `alreadyDone`: it was sent
 * or skipped before. `movedOn`: its reason is gone.
 */
export function decideRemind(body: BodyOf<'remind'>, asked: Asked): Decision {
  const { changeover, playbook, now } = asked;
  if (changeover.reminded[body.key] !== undefined) return refused('alreadyDone');
  const { fire, skip } = remindersDue(changeover, playbook, now);
  const skipped = skip.map(({ key, why }): Event => ({ type: 'reminderSkipped', key, why }));
  const due = fire.find((reminder) => reminder.key === body.key);
  if (due) {
    const { key, kind, to, form, line } = due;
    return accept({ type: 'reminded', key, kind, to, form, ...(line !== undefined && { line }) }, ...skipped);
  }
  return skip.some(({ key }) => key === body.key) ? accept(...skipped) : refused('movedOn');
}

/** Not into the past, not for more than 60 days, and not past the nearest last chance of a line (`until`). */
export function decideSnooze(body: BodyOf<'snooze'>, asked: AskedByMember): Decision {
  const { changeover, now, standing } = asked;
  const { until, kind } = body;
  if (!(until > now)) return refused('snoozePast');
  if (until > now + SNOOZE_DAYS_AT_MOST * DAY) return refused('snoozeTooFar', { days: SNOOZE_DAYS_AT_MOST });
  const { lastChance } = overlapOf(changeover, todayOf(changeover, now));
  if (lastChance && until > lastChance.at) return refused('snoozeLastChance', { until: lastChance.at });
  return accept({ type: 'snoozed', side: standing.side, until, ...(kind !== undefined && { kind }) });
}
