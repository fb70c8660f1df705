/** Reminders that fire. */
import type { Event } from './events.ts';
import { accept, refused, type Asked, type BodyOf, type Decision } from './decision.ts';
import { offeredPage } from './customer-page.ts';
import { isUnusedCode } from './reminder-step-rules.ts';
import { remindersDue } from './reminders.ts';

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
    const { key, kind, to, form, line, step } = due;
    const about = { ...(line !== undefined && { line }), ...(step !== undefined && { step }) };
    const offered = isUnusedCode(due) ? offeredPage(body, asked) : [];
    return accept({ type: 'reminded', key, kind, to, form, ...about }, ...offered, ...skipped);
  }
  return skip.some(({ key }) => key === body.key) ? accept(...skipped) : refused('movedOn');
}
