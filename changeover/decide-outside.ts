/** The sides that are not in Teams: who is written to there, and what is done when they stay silent. */
import { accept, refused, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { contactOf, mayKnowContact } from './outside.ts';
import { stepKey, stepsOf } from './steps.ts';
import { waitEndsAt } from './waits.ts';

/** By the partner's technicians; the losing reseller's also by the customer's admins, who know it. What it says is checked where it is typed. */
export function decideSetContact(body: BodyOf<'setContact'>, { standing }: AskedByMember): Decision {
  if (!mayKnowContact(standing.side, body.of)) return refused('notYourSide', { side: 'partner' });
  const { of, nameRef, emailRef, organisationRef, phoneRef } = body;
  return accept({
    type: 'contactSet',
    of,
    nameRef,
    emailRef,
    ...(organisationRef && { organisationRef }),
    ...(phoneRef && { phoneRef }),
  });
}

/** By whoever may note it; `alreadyDone` where nobody is noted. */
export function decideRemoveContact({ of }: BodyOf<'removeContact'>, asked: AskedByMember): Decision {
  if (!mayKnowContact(asked.standing.side, of)) return refused('notYourSide', { side: 'partner' });
  return contactOf(asked.changeover, of) ? accept({ type: 'contactRemoved', of }) : refused('alreadyDone');
}

/**
 * The partner's word that a silent side is waited for no longer: nothing is reminded of it again until it opens anew.
 * Refuses a step without a wait (`stepUnknown`), one that is not open, a wait that is not over yet, and a repeat.
 */
export function decideChoosePlanB(body: BodyOf<'choosePlanB'>, asked: AskedByMember): Decision {
  const { changeover, playbook, now, standing } = asked;
  if (standing.side !== 'partner') return refused('notYourSide', { side: 'partner' });
  const key = stepKey(body.step, body.line);
  const view = stepsOf(changeover, playbook, now).find((one) => one.key === key);
  if (!view?.step.wait) return refused('stepUnknown');
  if (view.status !== 'open') return refused('stepNotOpen');
  if (view.record?.planBAt !== undefined) return refused('alreadyDone');
  const endsAt = waitEndsAt(view.step, view.record, changeover);
  if (endsAt === undefined || now < endsAt) return refused('waitNotOver');
  return accept({ type: 'planBChosen', step: body.step, ...(body.line !== undefined && { line: body.line }) });
}
