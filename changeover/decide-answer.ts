/** Answers to steps: somebody's word, a reference number, or the customer's word as a technician wrote it down. */
import type { AnswerValue, EvidenceKind, Line } from './changeover.ts';
import type { Event } from './events.ts';
import { hasOpenClaim } from './condition.ts';
import { accept, happenedOn, lineById, refused, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { opensGuard, standingReading } from './evidence.ts';
import { checkedValue } from './decide-value.ts';
import { actOf, guardOf } from './guard-of.ts';
import { refuse, type Refusal } from './refusals.ts';
import type { SaidDone } from './held-words.ts';
import { consequencesOf } from './said-done.ts';
import { heldEvent, isToBeHeld } from './settle-words.ts';
import { stepsOf, stepKey, type StepView } from './steps.ts';

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
  const said = answered(body, asked, view, checked.value);
  if (body.answer !== 'done') return accept(said);
  const isHeld = isToBeHeld(asked.changeover, view);
  const doneRefusal = proofRefusal(body, asked, view, isHeld);
  if (doneRefusal) return { ok: false, refusal: doneRefusal };
  const on = happenedOn(asked, body.on);
  if (typeof on !== 'string') return { ok: false, refusal: on };
  const done = saidDone(body, asked, view, on);
  if (!isHeld) return accept(said, ...consequencesOf(done, asked, view));
  return accept(said, heldEvent({ ...done, ...(asked.actor.person && { by: asked.actor.person }) }));
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
  if (view.status === 'checking') return refuse('beingChecked');
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

/** What an earlier look denies is looked at anew where the word waits for a look. */
function proofRefusal(body: AnswerBody, asked: AskedByMember, view: StepView, isHeld: boolean): Refusal | undefined {
  const { changeover } = asked;
  const { proof, states, answers } = view.step;
  if (proof.kind === 'reference' && proof.required && !body.referenceRef)
    return refuse('referenceNeeded', {}, 'reference');
  if (proof.kind === 'text' && !body.noteRef) return refuse('textEmpty', {}, 'note');
  if (answers.includes('chargedTwice') && hasOpenClaim(changeover)) return refuse('claimOpenAlready');
  const { link } = asked.changeover;
  if (proof.kind === 'domain' && link?.trouble?.why === 'domainMissing') return refuse('domainNotThere', {}, 'domain');
  const isGuarded = states !== undefined && opensGuard(states) && !isHeld;
  const reading = isGuarded ? standingReading(changeover, states, view.line?.id) : undefined;
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

function saidDone(body: AnswerBody, asked: AskedByMember, view: StepView, on: string): SaidDone {
  return {
    step: view.step.id,
    ...lineOf(view),
    kind: kindOf(body, asked, view),
    on,
    ...(body.on !== undefined && { saidOn: body.on }),
    ...(body.referenceRef && { referenceRef: body.referenceRef }),
  };
}

/** On the customer's page nobody knows who speaks: that is no side's own word. */
function kindOf(body: AnswerBody, asked: AskedByMember, view: StepView): OwnKind {
  if (!asked.actor.person || body.onBehalfOf || asked.standing.side !== view.step.side) return 'reported';
  return body.referenceRef ? 'reference' : 'word';
}

function lineOf(view: StepView): { readonly line?: Line['id'] } {
  return view.line ? { line: view.line.id } : {};
}
