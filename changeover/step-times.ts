/** Instants at which time alone does something to a step: a wait or a watch is over, a request lapses, an agreed moment comes. */
import { agreedAt } from './agreed.ts';
import type { Changeover, Instant, PlainDate, StepId, StepRecord } from './changeover.ts';
import { zoneOf } from './due.ts';
import type { Condition, Playbook, Step } from './playbook.ts';
import { leaves } from './playbook-conditions.ts';
import { stepIndex } from './step-index.ts';
import { waitEndsAt } from './waits.ts';
import { addDays, dateIn, HOUR, instantOf } from './working-time.ts';

/** The day on which a step was done: as it was said, else as it was recorded, in the zone of its side. */
export function doneOn(step: Step, record: StepRecord | undefined, changeover: Changeover): PlainDate | undefined {
  if (record?.doneAt === undefined) return undefined;
  return record.doneOn ?? dateIn(zoneOf(step.side, changeover), record.doneAt);
}

/** True when another step counts its days from the day on which this one was done: that day is worth asking for. */
export function isCountedFrom(playbook: Playbook, id: StepId): boolean {
  return [...stepIndex(playbook).values()].some(({ due, when, after }) => {
    const isDue = typeof due?.from === 'object' && 'doneOf' in due.from && due.from.doneOf === id;
    const waits = [when, after].flatMap((condition) => (condition ? leaves(condition) : []));
    return isDue || waits.some((leaf) => 'daysSince' in leaf && leaf.daysSince.step === id);
  });
}

/** Midnight, in the zone of the step's side, so many whole days after it was done. */
export function daysSinceAt(
  step: Step,
  record: StepRecord | undefined,
  days: number,
  changeover: Changeover,
): Instant | undefined {
  const day = doneOn(step, record, changeover);
  return day === undefined ? undefined : instantOf(addDays(day, days), '00:00', zoneOf(step.side, changeover));
}

/** When an open step that nobody answered is void. */
export function lapsesAt(step: Step, record: StepRecord | undefined, changeover: Changeover): Instant | undefined {
  return step.lapses && daysOpen(step, record, step.lapses.days, changeover);
}

/** When a watch on an open step goes off: hours after it opened, round the clock. */
export function timerAt(afterHours: number, record: StepRecord | undefined): Instant | undefined {
  const isWatched = record?.openedAt !== undefined && record.doneAt === undefined;
  return isWatched ? record.openedAt + afterHours * HOUR : undefined;
}

/** All instants at which a condition or a step of the playbook turns by time alone, as the records stand. */
export function turnsOfSteps(changeover: Changeover, playbook: Playbook): readonly Instant[] {
  const byId = stepIndex(playbook);
  const ofRecords = Object.entries(changeover.steps).flatMap(([key, record]) => {
    const step = byId.get(key.split('/')[0] ?? key);
    return step ? [waitEndsAt(step, record, changeover), lapsesAt(step, record, changeover)] : [];
  });
  const ofConditions = timedLeaves(playbook).flatMap((leaf) => {
    if ('timeCome' in leaf) {
      return recordsOf(leaf.timeCome.step, changeover, byId).map(({ step, record }) =>
        agreedAt(record, leaf.timeCome.edge ?? 'from', zoneOf(step.side, changeover)),
      );
    }
    const { step: id, days } = leaf.daysSince;
    return recordsOf(id, changeover, byId).map(({ step, record }) => daysSinceAt(step, record, days, changeover));
  });
  return [...ofRecords, ...ofConditions].filter((at) => at !== undefined);
}

type Timed = Extract<Condition, { timeCome: unknown } | { daysSince: unknown }>;

const timed = new WeakMap<Playbook, readonly Timed[]>();

/** The conditions that time alone can turn, worked out once per playbook: a plan asks for them on every save. */
function timedLeaves(playbook: Playbook): readonly Timed[] {
  const known = timed.get(playbook);
  if (known) return known;
  const conditions = [...stepIndex(playbook).values()].flatMap(({ when, after, linkAfter }) =>
    [when, after, linkAfter].filter((one) => one !== undefined),
  );
  const made = conditions.flatMap(leaves).filter((leaf): leaf is Timed => 'timeCome' in leaf || 'daysSince' in leaf);
  timed.set(playbook, made);
  return made;
}

function daysOpen(
  step: Step,
  record: StepRecord | undefined,
  days: number,
  changeover: Changeover,
): Instant | undefined {
  if (record?.openedAt === undefined || record.doneAt !== undefined) return undefined;
  const zone = zoneOf(step.side, changeover);
  return instantOf(addDays(dateIn(zone, record.openedAt), days), '00:00', zone);
}

function recordsOf(
  id: StepId,
  changeover: Changeover,
  byId: ReadonlyMap<StepId, Step>,
): readonly { readonly step: Step; readonly record: StepRecord }[] {
  const step = byId.get(id);
  if (!step) return [];
  return Object.entries(changeover.steps)
    .filter(([key]) => key === id || key.startsWith(`${id}/`))
    .map(([, record]) => ({ step, record }));
}
