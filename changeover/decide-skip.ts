/** Leaving a step out, and opening one again: both with a reason, and never past a guard. */
import type { EvidenceKind } from './changeover.ts';
import type { Event } from './events.ts';
import { accept, refused, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { withdrawals } from './decide-object.ts';
import { actOf } from './guard-of.ts';
import type { Condition, Playbook, Step } from './playbook.ts';
import { leaves } from './playbook-conditions.ts';
import { refuse, type Refusal } from './refusals.ts';
import { stepsOf, stepKey, type StepView } from './steps.ts';

/**
 * The step counts as done for what comes after it, and nobody is reminded of it. The partner may leave out any step but
 * those of `whyNeeded`; the customer its own optional ones. Refuses a step that is done, does not apply, or is skipped.
 */
export function decideSkip(body: BodyOf<'skipStep'>, asked: AskedByMember): Decision {
  const view = viewOf(body, asked);
  if (!view) return refused('stepUnknown');
  const refusal = skipRefusal(view, asked);
  if (refusal) return { ok: false, refusal };
  const { side } = asked.standing;
  return accept({ type: 'stepSkipped', ...placeOf(view), side, reasonRef: body.reasonRef });
}

/**
 * A done step is asked again and the word behind it counts no longer; a skipped one is back. The partner may open any
 * step again, the customer its own; what stands for an act or an end only the side that said it. Refuses what the tenant
 * itself proved, an undone order, and a step that is open anyway.
 */
export function decideReopen(body: BodyOf<'reopenStep'>, asked: AskedByMember): Decision {
  const view = viewOf(body, asked);
  if (!view) return refused('stepUnknown');
  const refusal = reopenRefusal(view, asked);
  if (refusal) return { ok: false, refusal };
  const reopened = { type: 'stepReopened', ...placeOf(view), why: 'asked', reasonRef: body.reasonRef } as const;
  const taken: readonly Event[] = view.status === 'done' ? withdrawals(view, asked.changeover) : [];
  return accept(...taken, reopened);
}

/** Why nobody may leave the step out: a guard rests on what it says, the customer needs its text, or other steps read it. */
export function whyNeeded(step: Step, playbook: Playbook): 'fact' | 'text' | 'read' | undefined {
  if (step.effect !== undefined || step.states !== undefined || step.proof.kind === 'domain') return 'fact';
  if (step.proof.kind === 'text' && step.proof.keepAs !== undefined) return 'text';
  return playbook.phases.some((phase) => phase.steps.some((other) => reads(other, step.id))) ? 'read' : undefined;
}

/** Why this member may not leave the step out now. */
export function skipRefusal(
  view: StepView,
  { standing, playbook }: Pick<AskedByMember, 'standing' | 'playbook'>,
): Refusal | undefined {
  if (view.status === 'done' || view.status === 'skipped') return refuse('alreadyDone');
  if (view.status === 'notApplicable') return refuse('stepNotOpen');
  const why = whyNeeded(view.step, playbook);
  if (why !== undefined) return refuse('stepNeeded', { why });
  if (standing.side === 'partner') return undefined;
  if (view.step.side !== standing.side) return refuse('notYourSide', { side: view.step.side });
  return view.step.isOptional === true ? undefined : refuse('stepNeeded', { why: 'needed' });
}

/** Why this member may not open the step again now. */
export function reopenRefusal(view: StepView, { standing }: Pick<AskedByMember, 'standing'>): Refusal | undefined {
  const { step, status, record } = view;
  const isOwn = step.side === standing.side;
  if (status !== 'done' && status !== 'skipped') return refuse('nothingToObject');
  if (!isOwn && standing.side !== 'partner') return refuse('notYourSide', { side: step.side });
  if (status === 'skipped') return undefined;
  const proved: EvidenceKind = 'reading';
  if (step.effect === 'undoesNew' || record?.doneKind === proved) return refuse('nothingToObject');
  const isAct = actOf(step.effect) !== undefined || step.states === 'oldEnded' || step.states === 'renewalStopped';
  return isAct && !isOwn ? refuse('notYourSide', { side: step.side }) : undefined;
}

/** Whether a step looks into what was answered in another one, not only at whether it is done. */
function reads({ when, after, proof, due }: Step, id: string): boolean {
  const named = [when, after].flatMap((condition) => (condition ? leaves(condition) : [])).map(readIn);
  const from = due?.from;
  const counted = typeof from !== 'object' ? undefined : 'doneOf' in from ? from.doneOf : from.agreedIn;
  return [...named, counted, proof.kind === 'counts' ? proof.atLeastOf : undefined].includes(id);
}

function readIn(leaf: Condition): string | undefined {
  if ('chosen' in leaf) return leaf.chosen.step;
  if ('listed' in leaf) return leaf.listed.step;
  if ('timeCome' in leaf) return leaf.timeCome.step;
  return 'daysSince' in leaf ? leaf.daysSince.step : undefined;
}

function viewOf(body: BodyOf<'skipStep' | 'reopenStep'>, asked: AskedByMember): StepView | undefined {
  const key = stepKey(body.step, body.line);
  return stepsOf(asked.changeover, asked.playbook, asked.now).find((view) => view.key === key);
}

function placeOf({ step, line }: StepView): { readonly step: string; readonly line?: string } {
  return { step: step.id, ...(line && { line: line.id }) };
}
