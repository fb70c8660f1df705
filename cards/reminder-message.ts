import type { PlannedReminder } from '../changeover/reminders.ts';
import type { Reminder } from './reminder-parts.ts';

/** A planned reminder as a message says it. */
export function reminderMessage(planned: PlannedReminder): Reminder {
  const { key, kind, form, line, isLastChance, isUrgent, isForLead, params } = planned;
  return {
    kind: 'reminder',
    key,
    reminder: kind,
    form,
    params,
    ...(line !== undefined && { line }),
    ...(isLastChance && { isLastChance }),
    ...(isUrgent && { isUrgent }),
    ...(isForLead && { isForLead }),
  };
}
