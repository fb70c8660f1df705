/** What follows from a "done" once it is believed: the fact, the act or the report of an end, and the step. */
import type { Changeover, Instant, Line } from './changeover.ts';
import type { Event } from './events.ts';
import { opensGuard } from './evidence.ts';
import { actOf, guardOf } from './guard-of.ts';
import type { SaidDone } from './held-words.ts';
import type { Playbook } from './playbook.ts';
import type { StepView } from './steps.ts';
import { undoneSteps } from './undone-steps.ts';

interface Known {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly now: Instant;
}

/** A reported word on a fact that opens a guard is written down, but the step stays open for the customer's own. */
export function consequencesOf(said: SaidDone, known: Known, view: StepView): readonly Event[] {
  const { step, line } = view;
  const isSettled = said.kind !== 'reported' || step.states === undefined || !opensGuard(step.states);
  const effects = line ? effectsOf(said, known, view, line) : [];
  // What was allowed when it was said and is no more has happened all the same: a report, and no step that was taken.
  const isOnlyReport = actOf(step.effect) !== undefined && effects.every(({ type }) => type === 'oldReportedEnded');
  return [...wordOf(said, view), ...effects, ...(isSettled && !isOnlyReport ? [doneOf(said, view)] : [])];
}

/** The word alone, to be shown beside what the tenant shows. */
export function wordOf({ kind, referenceRef, by }: SaidDone, { step, line }: StepView): readonly Event[] {
  const { states, side } = step;
  if (!states) return [];
  const where = line && { line: line.id };
  return [
    {
      type: 'factStated',
      fact: states,
      ...where,
      holds: true,
      kind,
      side,
      ...(referenceRef && { referenceRef }),
      ...(by && { by }),
    },
  ];
}

function doneOf({ kind, saidOn, by }: SaidDone, { step, line }: StepView): Event {
  return {
    type: 'stepDone',
    step: step.id,
    ...(line && { line: line.id }),
    kind,
    ...(saidOn !== undefined && { on: saidOn }),
    ...(by && { by }),
  };
}

/** The act, behind its guard (the step was not open else), or the report that somebody else ended the old one. */
function effectsOf(said: SaidDone, { changeover, playbook, now }: Known, view: StepView, line: Line): readonly Event[] {
  const withReference = said.referenceRef && { referenceRef: said.referenceRef };
  const reported: Event = { type: 'oldReportedEnded', line: line.id, on: said.on, ...withReference };
  const act = actOf(view.step.effect);
  if (!act) return view.step.states === 'oldEnded' ? [reported] : [];
  if (guardOf(act, changeover, playbook, line, now)) {
    if (said.by === undefined || act !== 'endNow') throw new Error(`the guard of ${act} is shut on ${line.id}`);
    return [reported];
  }
  const taken: Event = { type: 'actTaken', act, line: line.id, on: said.on, ...withReference };
  return act === 'undoNew' ? [taken, ...undoneSteps(changeover, playbook, line)] : [taken];
}
