/** The sides that are not in Teams: who is written to there, and what is done when they stay silent. */
import { accept, refused, type Asked, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { standingOf } from './membership.ts';
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

/**
 * Also of a closed changeover. By whoever may note it, and without a person where the contact asked an operator to be
 * forgotten; `alreadyDone` where nobody is noted.
 */
export function decideRemoveContact({ of }: BodyOf<'removeContact'>, asked: Asked): Decision {
  const { changeover, actor } = asked;
  const standing = actor.person && standingOf(changeover, actor);
  if (actor.person && !standing) return refused('notAMember');
  if (standing?.role === 'customerViewer') return refused('viewerMayNot');
  if (standing && !mayKnowContact(standing.side, of)) return refused('notYourSide', { side: 'partner' });
  return contactOf(changeover, of) ? accept({ type: 'contactRemoved', of }) : refused('alreadyDone');
}

/**
 * The partner's word that a silent side is waited for no longer: nothing is reminded of it until they are written to again.
 * Refuses a step without a wait (`stepUnknown`), one that is not open, a wait that is not over yet, and a repeat.
 */
export function decideChoosePlanB(body: BodyOf<'choosePlanB'>, asked: AskedByMember): Decision {
  const { changeover, playbook, now, standing } = asked;
  if (standing.side !== 'partner') return refused('notYourSide', { side: 'partner' });
  const key = stepKey(body.step, body.line);
  const view = stepsOf(changeover, playbook, now).find((one) => one.key === key);
  if (!view?.step.wait) return refused('stepUnknown');
  if (view.status !== 'open') return refused('stepNotOpen');
  if (view.record?.isGivenUp) return refused('alreadyDone');
  const endsAt = waitEndsAt(view.step, view.record, changeover);
  if (endsAt === undefined || now < endsAt) return refused('waitNotOver');
  return accept({ type: 'planBChosen', step: body.step, ...(body.line !== undefined && { line: body.line }) });
}
