/** A plan of reminders in lines that can be read and compared: everything that a reminder says of itself. */
import type { Instant } from '../../changeover/changeover.ts';
import { planReminders, type PlannedReminder } from '../../changeover/reminders.ts';
import type { Given } from './changeover-builder.ts';

/**
 * As planned at an instant: `2026-03-09 08:00 act bothBilling/l1/2026-03-09/0/customer todo=endNow …`. A last chance has an
 * exclamation mark, an alarm an asterisk; then the step and line, the series, until when it is of use, what it says. The
 * last line is when to look again.
 */
export function planLines({ changeover, playbook }: Given, now: Instant): readonly string[] {
  const { reminders, nextDueAt } = planReminders(changeover, playbook, now);
  return [...reminders.map(lineOf), `next ${nextDueAt === undefined ? 'never' : minute(nextDueAt)}`];
}

function lineOf(reminder: PlannedReminder): string {
  const { key, form, dueAt, isLastChance, isUrgent, isForLead, line, step, series, validUntil, params } = reminder;
  const { asked, reached, currency, ...said } = params;
  return [
    minute(dueAt),
    `${form}${isLastChance ? '!' : ''}${isUrgent === true ? '*' : ''}${isForLead === true ? ' lead' : ''}`,
    key,
    ...('step' in reminder ? [`@${step}`] : []),
    ...('line' in reminder ? [`of ${line}`] : []),
    `in ${series}`,
    ...('validUntil' in reminder ? [`until ${minute(validUntil ?? 0)}`] : []),
    `asks ${asked}${reached === 'yes' ? '' : ' alone'}`,
    ...(currency === undefined ? [] : [currency]),
    ...Object.entries(said).map(([name, value]) => `${name}=${value}`),
  ].join(' ');
}

function minute(at: Instant): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
