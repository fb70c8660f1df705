import type { Changeover, Instant, StepRecord } from './changeover.ts';
import type { Event } from './events.ts';
import { stepKey } from './step-key.ts';

type RemindedEvent = Extract<Event, { type: 'reminded' | 'reminderSkipped' }>;

/** Its key is never decided again; what was asked of the customer, and whom its silence was told to, is noted with the step. */
export function withReminded(changeover: Changeover, event: RemindedEvent, at: Instant): Changeover {
  const reminded = { ...changeover.reminded, [event.key]: at };
  if (event.type === 'reminderSkipped' || event.step === undefined) return { ...changeover, reminded };
  const key = stepKey(event.step, event.line);
  const record = changeover.steps[key] ?? {};
  const noted = notedIn(record, event, at);
  return { ...changeover, reminded, ...(noted && { steps: { ...changeover.steps, [key]: noted } }) };
}

function notedIn(
  record: StepRecord,
  { kind, to, form }: Extract<RemindedEvent, { type: 'reminded' }>,
  at: Instant,
): StepRecord | undefined {
  if (kind === 'unanswered') return { ...record, escalatedAt: [...(record.escalatedAt ?? []), at] };
  if (to === 'customer' && form === 'act') return { ...record, askedAt: [...(record.askedAt ?? []), at] };
  return undefined;
}

/** It is asked for afresh when it opens again: what was asked and told before is of no account. */
export function unasked({ askedAt: _asked, escalatedAt: _escalated, ...kept }: StepRecord): StepRecord {
  return kept;
}
