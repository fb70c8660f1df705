/** What was agreed in a step whose proof is a day, a moment or a window. */
import type { AnswerValue, Instant, PlainDate, StepRecord, Zone } from './changeover.ts';
import { addDays, dateIn, instantOf } from './working-time.ts';

/** The instant at which what was agreed begins (a day: at midnight in the zone) or ends; `undefined` before it is settled. */
export function agreedAt(record: StepRecord | undefined, edge: 'from' | 'to', zone: Zone): Instant | undefined {
  if (record?.doneAt === undefined || record.value === undefined) return undefined;
  return edgeOf(record.value, edge, zone);
}

/** The day on which it begins, in the zone; `undefined` before it is settled. */
export function agreedOn(record: StepRecord | undefined, zone: Zone): PlainDate | undefined {
  const at = agreedAt(record, 'from', zone);
  return at === undefined ? undefined : dateIn(zone, at);
}

function edgeOf(value: AnswerValue, edge: 'from' | 'to', zone: Zone): Instant | undefined {
  switch (value.kind) {
    case 'day':
      return instantOf(edge === 'from' ? value.on : addDays(value.on, 1), '00:00', zone);
    case 'moment':
      return value.at;
    case 'window':
      return value[edge];
    case 'choice':
    case 'list':
    case 'counts':
    case 'domain':
    case 'statement':
      return undefined;
  }
}
