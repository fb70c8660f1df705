/** What changing course does: steps left out and opened again, a pause, another playbook; and what was sent elsewhere. */
import type { Changeover, Instant, Line, StepRecord } from './changeover.ts';
import type { Event } from './events.ts';
import type { Occasion } from './evolve-lines.ts';
import { unasked } from './evolve-reminded.ts';

type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;

export function withSkip(record: StepRecord, event: EventOf<'stepSkipped'>, on: Occasion): StepRecord {
  return {
    ...record,
    skippedAt: on.at,
    skipReasonRef: event.reasonRef,
    ...(on.actor.person && { skippedBy: on.actor.person }),
  };
}

/** It opens afresh, so that its due day counts from then; that the tenant showed otherwise is remembered. */
export function reopened(record: StepRecord, { why }: EventOf<'stepReopened'>, at: Instant): StepRecord {
  const {
    doneAt: _at,
    doneBy: _by,
    doneKind: _kind,
    openedAt: _opened,
    skippedAt: _skipped,
    skippedBy: _skipper,
    skipReasonRef: _reason,
    written: _letter,
    planBAt: _instead,
    isGivenUp: _given,
    ...kept
  } = record;
  return unasked(why === 'disproved' ? { ...kept, deniedAt: at } : kept);
}

export function withCase(changeover: Changeover, event: EventOf<'caseOpened' | 'caseClosed'>, at: Instant): Changeover {
  const cases = changeover.cases ?? [];
  if (event.type === 'caseOpened') {
    const { referenceRef, on, side } = event;
    return { ...changeover, cases: [...cases, { referenceRef, on, at, side }] };
  }
  return {
    ...changeover,
    cases: cases.map((one, index) => (index + 1 === event.number ? { ...one, closedAt: at } : one)),
  };
}

export function withPause(changeover: Changeover, event: EventOf<'paused' | 'resumed'>, on: Occasion): Changeover {
  const { pause: _before, ...going } = changeover;
  if (event.type === 'resumed' || !on.actor.person) return going;
  const { side, until, reasonRef } = event;
  const pause = {
    at: on.at,
    side,
    by: on.actor.person,
    ...(until !== undefined && { until }),
    ...(reasonRef && { reasonRef }),
  };
  return { ...going, pause };
}

/** What was known of dropped steps goes; evidence, lines and all that was said otherwise stay. */
export function withPlaybook(changeover: Changeover, event: EventOf<'playbookSwitched'>): Changeover {
  const { variant: _before, ...going } = changeover;
  const steps = Object.entries(changeover.steps).filter(([key]) => !event.dropped.includes(key));
  return {
    ...going,
    playbook: event.to,
    ...(event.variant !== undefined && { variant: event.variant }),
    steps: Object.fromEntries(steps),
    lines: changeover.lines.map((line) => lineAfter(line, event.lines)),
  };
}

function lineAfter(line: Line, lines: EventOf<'playbookSwitched'>['lines']): Line {
  if (lines === undefined) return line;
  if (lines === 'moved') {
    const { price, seats, renewsOn } = line;
    return { ...line, newPrice: price, newSeats: seats, newStartsOn: renewsOn, isSameProduct: true, isMoved: true };
  }
  const { isMoved: _moved, ...replaced } = line;
  const start = lines.find((one) => one.line === line.id);
  return start ? { ...replaced, newStartsOn: start.newStartsOn } : replaced;
}
