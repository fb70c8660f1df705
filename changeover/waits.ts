/** How long a side that is not in Teams is waited for: from the day of the letter, else from the day its step opened. */
import type { Changeover, Instant, PlainDate, StepRecord } from './changeover.ts';
import { zoneOf } from './due.ts';
import type { Step } from './playbook.ts';
import { calendarOfSide } from './work-calendar.ts';
import { addDays, addWorkingDays, dateIn, instantOf } from './working-time.ts';

type Wait = NonNullable<Step['wait']>;

/** The last day on which an answer is in time, when it was asked for on that day; working days are the partner's. */
export function waitUntilOn({ days, unit }: Wait, from: PlainDate, changeover: Changeover): PlainDate {
  return unit === 'workingDays'
    ? addWorkingDays(from, days - 1, calendarOfSide('partner', changeover))
    : addDays(from, days - 1);
}

/** The last day on which the answer to an open step is in time. */
export function waitUntilOf(step: Step, record: StepRecord | undefined, changeover: Changeover): PlainDate | undefined {
  const { wait } = step;
  if (wait === undefined || record?.openedAt === undefined || record.doneAt !== undefined) return undefined;
  const openedOn = dateIn(zoneOf(step.side, changeover), record.openedAt);
  return record.written?.waitUntil ?? waitUntilOn(wait, openedOn, changeover);
}

/** When the wait for an open step is over: as the day begins on which nobody has to wait any longer. */
export function waitEndsAt(step: Step, record: StepRecord | undefined, changeover: Changeover): Instant | undefined {
  const until = waitUntilOf(step, record, changeover);
  if (until === undefined) return undefined;
  const isWorking = step.wait?.unit === 'workingDays';
  const over = isWorking ? addWorkingDays(until, 1, calendarOfSide('partner', changeover)) : addDays(until, 1);
  return instantOf(over, '00:00', zoneOf(step.side, changeover));
}
