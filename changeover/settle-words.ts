/** What becomes of the words that were held for a look at the tenant: believed, denied, or taken as they are. */
import type { Changeover, Instant } from './changeover.ts';
import type { Asked } from './decision.ts';
import type { Event } from './events.ts';
import { opensGuard } from './evidence.ts';
import { WORD_PATIENCE, type HeldOutcome, type HeldWord, type SaidDone, type UnreadWhy } from './held-words.ts';
import { canLook, isProvable } from './readable-facts.ts';
import { consequencesOf, wordOf } from './said-done.ts';
import { stepKey } from './step-key.ts';
import { stepsOf, type StepView } from './steps.ts';

/** A done that is only made stronger is not held: what lies behind it is open already. */
export function isToBeHeld(changeover: Changeover, view: StepView): boolean {
  return view.status === 'open' && canLook(changeover) && isProvable(view.step, view.line);
}

export function heldEvent({ step, line, kind, on, saidOn, referenceRef, by }: SaidDone): Event {
  return {
    type: 'wordHeld',
    step,
    ...(line !== undefined && { line }),
    kind,
    on,
    ...(saidOn !== undefined && { saidOn }),
    ...(referenceRef && { referenceRef }),
    ...(by && { by }),
  };
}

/** What a look that began at `begunAt` says of each step; undefined: nothing. */
export type SaidOf = (view: StepView) => boolean | undefined;

/** A look that began before a word was given does not speak of it. */
export function settledByLook(asked: Asked, begunAt: Instant, saidOf: SaidOf): readonly Event[] {
  return settle(asked, ({ at }) => at <= begunAt, saidOf);
}

/** No look could be made: people's word counts. */
export function settledUnread(asked: Asked, why: UnreadWhy): readonly Event[] {
  return settle(
    asked,
    () => true,
    () => undefined,
    why,
  );
}

/** Nobody came to look in time. */
export function settledLate(asked: Asked): readonly Event[] {
  const { now } = asked;
  return settle(
    asked,
    ({ at }) => now >= at + WORD_PATIENCE,
    () => undefined,
    'late',
  );
}

function settle(asked: Asked, isDue: (held: HeldWord) => boolean, saidOf: SaidOf, why?: UnreadWhy): readonly Event[] {
  const { changeover, playbook, now } = asked;
  const due = (changeover.checking ?? []).filter(isDue);
  if (due.length === 0) return [];
  const views = stepsOf(changeover, playbook, now);
  return due.flatMap((held) => {
    const key = stepKey(held.step, held.line);
    const view = views.find((one) => one.key === key && one.status === 'checking');
    // Something else settled the step meanwhile, or it is none any more.
    if (!view) return [outcome(held, 'unsaid')];
    return settleOne(held, view, asked, saidOf(view), why);
  });
}

function settleOne(
  held: HeldWord,
  view: StepView,
  asked: Asked,
  said: boolean | undefined,
  why: UnreadWhy | undefined,
): readonly Event[] {
  // Where no guard rests on it, who says it again although the tenant was seen to show otherwise is believed.
  const isSaidAgain = view.record?.deniedAt !== undefined && !(view.step.states && opensGuard(view.step.states));
  if (said === false && !isSaidAgain) return [...wordOf(held, view), outcome(held, 'denied')];
  const how: HeldOutcome = said === true ? 'shown' : why === undefined ? 'unsaid' : 'unread';
  const follows = consequencesOf(held, asked, view);
  const isOpenStill = said === true && !follows.some(({ type }) => type === 'stepDone' || type === 'oldReportedEnded');
  const where = { step: held.step, ...(held.line !== undefined && { line: held.line }) };
  return [
    outcome(held, how, why),
    ...follows,
    ...(isOpenStill ? [{ type: 'stepDone', ...where, kind: 'reading' } as const] : []),
  ];
}

function outcome({ step, line }: HeldWord, how: HeldOutcome, why?: UnreadWhy): Event {
  return {
    type: 'wordSettled',
    step,
    ...(line !== undefined && { line }),
    how,
    ...(how === 'unread' && why !== undefined && { why }),
  };
}
