/** When a step is due: days counted from the instant it opened or from the days of its line (the earliest of all lines). */
import { agreedOn } from './agreed.ts';
import type { Changeover, Line, PlainDate, Side, StepRecord, Zone } from './changeover.ts';
import { isConfirmed } from './evidence.ts';
import type { Due, DueFrom, Step } from './playbook.ts';
import { stepKey } from './step-key.ts';
import { calendarOfSide } from './work-calendar.ts';
import { addDays, addWorkingDays, dateIn, earlierDate } from './working-time.ts';

/** The next bill is looked for a month away at most: a yearly one that is still due would come too late to claim by. */
const BILL_DAYS_AT_MOST = 31;

type LineDay = Exclude<Extract<DueFrom, string>, 'readyAt'>;

/** The zone that a side lives in; source and provider are spoken to by the partner. */
export function zoneOf(side: Side, changeover: Changeover): Zone {
  return side === 'customer' ? changeover.customer.zone : changeover.partner.zone;
}

/**
 * The day on which the open step is due, in the zone and by the working days of its side; `undefined` without a rule or a day to count from.
 * Confirming the new licences is due at once on a line whose old subscription is gone already.
 */
export function dueOf(
  step: Step,
  record: StepRecord | undefined,
  changeover: Changeover,
  line: Line | undefined,
): PlainDate | undefined {
  const planned = step.due && plannedDue(step.due, step.side, record, changeover, line);
  const gone = step.effect === 'confirmsNew' && line ? goneWithoutNew(changeover, line) : undefined;
  if (gone === undefined || planned === undefined) return gone ?? planned;
  return earlierDate(gone, planned);
}

/** The next billing day of the old subscription after it ended: the monthly day of its renewal, a month away at most. */
export function nextBillOn(line: Line): PlainDate | undefined {
  const ended = oldEndOf(line);
  if (ended === undefined) return undefined;
  const latest = addDays(ended, BILL_DAYS_AT_MOST);
  const day = line.renewsOn.slice(8);
  for (let on = addDays(ended, 1); on < latest; on = addDays(on, 1)) if (on.slice(8) === day) return on;
  return latest;
}

function plannedDue(
  due: Due,
  side: Side,
  record: StepRecord | undefined,
  changeover: Changeover,
  line: Line | undefined,
): PlainDate | undefined {
  const from = countedFrom(due.from, side, record, changeover, line);
  if (from === undefined) return undefined;
  return due.unit === 'days'
    ? addDays(from, due.days)
    : addWorkingDays(from, due.days, calendarOfSide(side, changeover));
}

function countedFrom(
  from: DueFrom,
  side: Side,
  record: StepRecord | undefined,
  changeover: Changeover,
  line: Line | undefined,
): PlainDate | undefined {
  if (from === 'readyAt') return openedOn(side, record, changeover);
  if (typeof from === 'string') return earliest(from, line ? [line] : changeover.lines);
  const id = 'doneOf' in from ? from.doneOf : from.agreedIn;
  const other = changeover.steps[stepKey(id)] ?? (line && changeover.steps[stepKey(id, line.id)]);
  const zone = zoneOf(side, changeover);
  if ('agreedIn' in from) return agreedOn(other, zone);
  return other?.doneAt === undefined ? undefined : (other.doneOn ?? dateIn(zone, other.doneAt));
}

function openedOn(side: Side, record: StepRecord | undefined, changeover: Changeover): PlainDate | undefined {
  return record?.openedAt === undefined ? undefined : dateIn(zoneOf(side, changeover), record.openedAt);
}

function earliest(from: LineDay, lines: readonly Line[]): PlainDate | undefined {
  const days = lines.map((line) => dayOf(from, line)).filter((day) => day !== undefined);
  return days.length === 0 ? undefined : days.reduce(earlierDate);
}

function dayOf(from: LineDay, line: Line): PlainDate | undefined {
  switch (from) {
    case 'newStart':
      return line.newStartsOn;
    case 'renewal':
      return line.renewsOn;
    case 'oldEnd':
      return oldEndOf(line);
    case 'nextBill':
      return nextBillOn(line);
  }
}

function oldEndOf(line: Line): PlainDate | undefined {
  return line.oldEndedOn ?? (line.renewalStoppedAt === undefined ? undefined : line.renewsOn);
}

function goneWithoutNew(changeover: Changeover, line: Line): PlainDate | undefined {
  if (line.oldEndedOn === undefined || isConfirmed(changeover, 'newConfirmed', line.id)) return undefined;
  return line.oldEndedOn;
}
