/** Answers to steps: somebody's word, a reference number, or the customer's word as a technician wrote it down. */
import type { AnswerValue, EvidenceKind, Line } from './changeover.ts';
import type { Event } from './events.ts';
import { hasOpenClaim } from './condition.ts';
import { accept, happenedOn, lineById, refused, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { latestReading, opensGuard } from './evidence.ts';
import { checkedValue } from './decide-value.ts';
import { actOf, guardOf } from './guard-of.ts';
import { refuse, type Refusal } from './refusals.ts';
import { stepsOf, stepKey, type StepView } from './steps.ts';
import { undoneSteps } from './undone-steps.ts';

type AnswerBody = BodyOf<'answer'>;
type OwnKind = Exclude<EvidenceKind, 'reading'>;

/**
 * `notYet`, `help` and `chargedTwice` are written down and mark nothing done. `done` states the step's fact and, for a
 * step with an act, takes it behind its guard. Refuses an unknown or closed step, the wrong side, an answer that the
 * step does not know, a repeat (`alreadyDone`), a missing number, text or value (see decide-value.ts), and what a reading denies.
 */
export function decideAnswer(body: AnswerBody, asked: AskedByMember): Decision {
  const view = viewOf(body, asked);
  if (!view) return refused('stepUnknown');
  const refusal = whoRefusal(body, asked, view) ?? openRefusal(body, asked, view);
  if (refusal) return { ok: false, refusal };
  const checked = checkedValue(body, asked, view);
  if (!checked.ok) return checked;
  if (body.answer !== 'done') return accept(answered(body, asked, view, checked.value));
  const doneRefusal = proofRefusal(body, asked, view);
  if (doneRefusal) return { ok: false, refusal: doneRefusal };
  const on = happenedOn(asked, body.on);
  if (typeof on !== 'string') return { ok: false, refusal: on };
  return accept(answered(body, asked, view, checked.value), ...consequences(body, asked, view, on));
}

/** The command that reports an end which nothing allowed: a fact is recorded, no act is. Refuses `alreadyDone`, a bad day. */
export function decideReportOldEnded(body: BodyOf<'reportOldEnded'>, asked: AskedByMember): Decision {
  const line = lineById(asked.changeover, body.line);
  if (!line) return refused('stepUnknown');
  if (line.oldEndedOn !== undefined) return refused('alreadyDone');
  const on = happenedOn(asked, body.on);
  if (typeof on !== 'string') return { ok: false, refusal: on };
  const isOwn = asked.standing.side === 'customer';
  const withReference = body.referenceRef && { referenceRef: body.referenceRef };
  return accept(
    { type: 'oldReportedEnded', line: line.id, on, ...withReference },
    {
      type: 'factStated',
      fact: 'oldEnded',
      line: line.id,
      holds: true,
      kind: isOwn ? (body.referenceRef ? 'reference' : 'word') : 'reported',
      side: 'customer',
      ...withReference,
    },
  );
}

function viewOf(body: AnswerBody, asked: AskedByMember): StepView | undefined {
  const { changeover, playbook, now } = asked;
  const key = stepKey(body.step, body.line);
  return stepsOf(changeover, playbook, now).find((view) => view.key === key);
}

/** A side answers its own steps; a technician may write down the customer's word and speaks for sides that are not here. */
function whoRefusal(body: AnswerBody, asked: AskedByMember, view: StepView): Refusal | undefined {
  const { side } = asked.standing;
  const forCustomer = body.onBehalfOf?.side === 'customer';
  if (forCustomer) {
    return side === 'partner' && view.step.side === 'customer'
      ? undefined
      : refuse('notYourSide', { side: view.step.side });
  }
  const isAbsentSide = view.step.side === 'source' || view.step.side === 'provider';
  if (view.step.side === side || (isAbsentSide && side === 'partner')) return undefined;
  return refuse('notYourSide', { side: view.step.side });
}

function openRefusal(body: AnswerBody, asked: AskedByMember, view: StepView): Refusal | undefined {
  const { changeover, playbook, now } = asked;
  if (!view.step.answers.includes(body.answer)) return refuse('choiceUnknown', {}, 'answer');
  if (view.status === 'open') return undefined;
  if (view.status === 'done') return mayStrengthen(body, asked, view) ? undefined : refuse('alreadyDone');
  const act = actOf(view.step.effect);
  const guard = act && view.line && guardOf(act, changeover, playbook, view.line, now);
  return (body.answer === 'done' ? guard : undefined) ?? refuse('stepNotOpen');
}

/** The customer's own word replaces what a technician wrote down for it. */
function mayStrengthen(body: AnswerBody, { actor }: AskedByMember, view: StepView): boolean {
  const isOwn = actor.person !== undefined && !body.onBehalfOf;
  return isOwn && body.answer === 'done' && view.record?.doneKind === 'reported' && !actOf(view.step.effect);
}

function proofRefusal(body: AnswerBody, asked: AskedByMember, view: StepView): Refusal | undefined {
  const { changeover } = asked;
  const { proof, states, answers } = view.step;
  if (proof.kind === 'reference' && proof.required && !body.referenceRef)
    return refuse('referenceNeeded', {}, 'reference');
  if (proof.kind === 'text' && !body.noteRef) return refuse('textEmpty', {}, 'note');
  if (answers.includes('chargedTwice') && hasOpenClaim(changeover)) return refuse('claimOpenAlready');
  const reading = states && opensGuard(states) ? latestReading(changeover, states, view.line?.id) : undefined;
  if (reading && !reading.holds) return refuse('readingDisagrees', { readAt: reading.at });
  return undefined;
}

function answered(body: AnswerBody, asked: AskedByMember, view: StepView, value: AnswerValue | undefined): Event {
  const { actor } = asked;
  const { proof, side } = view.step;
  return {
    type: 'stepAnswered',
    step: view.step.id,
    ...lineOf(view),
    answer: body.answer,
    side,
    kind: kindOf(body, asked, view),
    ...(actor.person && { by: actor.person }),
    ...(body.noteRef && { noteRef: body.noteRef }),
    ...(body.referenceRef && { referenceRef: body.referenceRef }),
    ...(body.onBehalfOf && { saidRef: body.onBehalfOf.saidRef }),
    ...(value && { value }),
    ...(proof.kind === 'text' && proof.keepAs && body.answer === 'done' && { keptAs: proof.keepAs }),
  };
}

/** A reported word on a fact that opens a guard is written down, but the step stays open for the customer's own. */
function consequences(body: AnswerBody, asked: AskedByMember, view: StepView, on: string): readonly Event[] {
  const { step, line } = view;
  const kind = kindOf(body, asked, view);
  const isSettled = kind !== 'reported' || step.states === undefined || !opensGuard(step.states);
  return [
    ...(step.states ? [stated(body, view, kind)] : []),
    ...(line ? effects(body, asked, view, line, on) : []),
    ...(isSettled ? [doneEvent(body, view, kind)] : []),
  ];
}

function doneEvent(body: AnswerBody, view: StepView, kind: OwnKind): Event {
  const { on } = body;
  return { type: 'stepDone', step: view.step.id, ...lineOf(view), kind, ...(on !== undefined && { on }) };
}

function stated(body: AnswerBody, view: StepView, kind: OwnKind): Event {
  const { states, side } = view.step;
  if (!states) throw new Error(`step ${view.key} states nothing`);
  return {
    type: 'factStated',
    fact: states,
    ...lineOf(view),
    holds: true,
    kind,
    side,
    ...(body.referenceRef && { referenceRef: body.referenceRef }),
  };
}

/** The act, behind its guard (the step would not be open else), or the report that somebody else ended the old one. */
function effects(body: AnswerBody, asked: AskedByMember, view: StepView, line: Line, on: string): readonly Event[] {
  const { changeover, playbook, now } = asked;
  const withReference = body.referenceRef && { referenceRef: body.referenceRef };
  const act = actOf(view.step.effect);
  if (act) {
    if (guardOf(act, changeover, playbook, line, now)) throw new Error(`the guard of ${act} is shut on ${line.id}`);
    const taken: Event = { type: 'actTaken', act, line: line.id, on, ...withReference };
    return act === 'undoNew' ? [taken, ...undoneSteps(changeover, playbook, line)] : [taken];
  }
  const isReport = view.step.states === 'oldEnded';
  return isReport ? [{ type: 'oldReportedEnded', line: line.id, on, ...withReference }] : [];
}

/** On the customer's page nobody knows who speaks: that is no side's own word. */
function kindOf(body: AnswerBody, asked: AskedByMember, view: StepView): OwnKind {
  if (!asked.actor.person || body.onBehalfOf || asked.standing.side !== view.step.side) return 'reported';
  return body.referenceRef ? 'reference' : 'word';
}

function lineOf(view: StepView): { readonly line?: Line['id'] } {
  return view.line ? { line: view.line.id } : {};
}
