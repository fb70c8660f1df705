import { unansweredAsks, escalations } from '../changeover/reminder-unanswered.ts';
import { stepKey } from '../changeover/step-key.ts';
import { dateIn } from '../changeover/working-time.ts';
import type { Changeover } from '../changeover/changeover.ts';
import type { Reader } from './content.ts';
import { adminNames, type TextOf } from './names.ts';
import type { Reminder } from './reminder-parts.ts';
import type { Params, Words } from './text.ts';

/** Who was asked for a step on which days, and when the partner's thread was told: for what stays unanswered. */
export function askedParams(
  w: Words,
  { reminder, params, line }: Reminder,
  changeover: Changeover,
  reader: Reader,
  text: TextOf,
): Params {
  const { step } = params;
  if (reminder !== 'unanswered' || typeof step !== 'string') return {};
  const record = changeover.steps[stepKey(step, line)];
  const dayOf = (at: number): string => w.weekday(dateIn(reader.zone, at));
  const [toldAt] = params['level'] === 'lead' ? escalations(changeover, record) : [];
  return {
    people: adminNames(changeover, text, reader.locale),
    days: w.list(unansweredAsks(changeover, record).map(dayOf)),
    toldOn: toldAt === undefined ? 'none' : dayOf(toldAt),
  };
}
