/**
 * What becomes of a step that the customer was asked for twice and said nothing about: the partner's thread hears of it,
 * then its lead. Any answer, or the step's end, takes it away; a customer that can't be reached is another matter.
 */
import type { Changeover, Instant, StepRecord } from './changeover.ts';
import { reachOf, unreachedSince } from './reachability.ts';
import type { ChangeoverCase } from './reminder-case.ts';
import type { Occasion } from './reminder-kinds.ts';
import type { StepView } from './steps.ts';
import { calendarOfSide } from './work-calendar.ts';
import { addWorkingDays, dateIn } from './working-time.ts';

/** Asked so often without an answer, it is somebody else's turn. */
const ASKS = 2;
/** The partner's working days after the last of these, for the thread and for its lead. */
const THREAD_AFTER = 1;
const LEAD_AFTER = 3;

export function unanswered(all: ChangeoverCase): readonly Occasion[] {
  const { changeover, steps, hasCustomer } = all;
  if (!hasCustomer || unreachedSince(changeover, 'customer') !== undefined) return [];
  return steps
    .filter(({ status, step }) => status === 'open' && step.side === 'customer')
    .flatMap((view) => ofStep(all, view));
}

/** When a step was asked for since its last answer, the oldest first; what was asked while nothing arrived is not counted. */
export function unansweredAsks(changeover: Changeover, record: StepRecord | undefined): readonly Instant[] {
  const since = Math.max(record?.lastAnswerAt ?? 0, reachedSince(changeover));
  return (record?.askedAt ?? []).filter((at) => at > since);
}

/** When the partner was told so since then. */
export function escalations(changeover: Changeover, record: StepRecord | undefined): readonly Instant[] {
  const [first = Infinity] = unansweredAsks(changeover, record);
  return (record?.escalatedAt ?? []).filter((at) => at > first);
}

/** Since when somebody of the customer could be reached; 0 while nothing ever failed. */
function reachedSince(changeover: Changeover): Instant {
  const admins = changeover.members.filter(({ side, role }) => side === 'customer' && role === 'customerAdmin');
  return Math.min(...admins.map(({ person }) => reachOf(changeover, person)?.since ?? 0));
}

function ofStep({ changeover }: ChangeoverCase, view: StepView): readonly Occasion[] {
  const { record, step, line, key } = view;
  const lastOfThem = unansweredAsks(changeover, record)[ASKS - 1];
  if (lastOfThem === undefined) return [];
  const askedOn = dateIn(changeover.partner.zone, lastOfThem);
  const calendar = calendarOfSide('partner', changeover);
  // Nobody answering the reseller request has words of its own for the thread.
  const hasOwnWords = step.states === 'partnerApproved';
  const levels = [
    ...(hasOwnWords ? [] : [{ level: 'thread', days: THREAD_AFTER, isForLead: false }]),
    { level: 'lead', days: LEAD_AFTER, isForLead: true },
  ];
  return levels.map(({ level, days, isForLead }) => ({
    kind: 'unanswered',
    name: `unanswered/${key}/${lastOfThem}/${level}`,
    when: { on: addWorkingDays(askedOn, days, calendar) },
    tells: 'partner',
    actor: 'partner',
    isFinal: false,
    isForLead,
    series: `unanswered/${key}`,
    ...(line && { line: line.id }),
    step: step.id,
    params: () => ({ step: step.id, level }),
  }));
}
