/** What people sent or opened elsewhere, with texts drafted here: a support case, letters, the notice to the users. */
import type { Addressee, TextRef } from './changeover.ts';
import { accept, happenedOn, refused, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { contactOf, mayKnowContact } from './outside.ts';
import { stepKey, stepsOf } from './steps.ts';
import { waitUntilOn } from './waits.ts';

/** More open cases than anybody follows. */
const OPEN_CASES_AT_MOST = 9;

/** The number is kept as evidence; `on` is the day it was opened, today when absent. Refuses a bad day and a tenth open case. */
export function decideRecordCase(body: BodyOf<'recordCase'>, asked: AskedByMember): Decision {
  const open = (asked.changeover.cases ?? []).filter((one) => one.closedAt === undefined);
  if (open.length >= OPEN_CASES_AT_MOST) return refused('casesTooMany', { max: OPEN_CASES_AT_MOST });
  const on = happenedOn(asked, body.on);
  if (typeof on !== 'string') return { ok: false, refusal: on };
  return accept({ type: 'caseOpened', referenceRef: body.referenceRef, on, side: asked.standing.side });
}

/** Either side may. Refuses `caseUnknown` for a number that no case has, `alreadyDone` for a closed one. */
export function decideCloseCase(body: BodyOf<'closeCase'>, asked: AskedByMember): Decision {
  const found = asked.changeover.cases?.[body.number - 1];
  if (!found) return refused('caseUnknown');
  if (found.closedAt !== undefined) return refused('alreadyDone');
  return accept({ type: 'caseClosed', number: body.number });
}

/**
 * The customer's users and the losing reseller are written to by either side, the provider by the partner. A letter about
 * a step of theirs says until when an answer is waited for. Refuses a step of another side (`stepUnknown`) and one that is
 * not open.
 */
export function decideRecordLetter(body: BodyOf<'recordLetter'>, asked: AskedByMember): Decision {
  const { side } = asked.standing;
  const { to, step, line } = body;
  if (to !== 'users' && !mayKnowContact(side, to)) return refused('notYourSide', { side: 'partner' });
  const on = happenedOn(asked, body.on);
  if (typeof on !== 'string') return { ok: false, refusal: on };
  const letter = { type: 'letterSent' as const, to, on, side, ...whoIn(to, asked) };
  if (step === undefined) return accept(letter);
  const key = stepKey(step, line);
  const view = stepsOf(asked.changeover, asked.playbook, asked.now).find((one) => one.key === key);
  if (view?.step.side !== to) return refused('stepUnknown');
  if (view.status !== 'open') return refused('stepNotOpen');
  const { wait } = view.step;
  const waitUntil = wait && waitUntilOn(wait, on, asked.changeover);
  return accept({
    ...letter,
    step,
    ...(line !== undefined && { line }),
    ...(waitUntil !== undefined && { waitUntil }),
  });
}

function whoIn(to: Addressee, { changeover }: AskedByMember): { readonly nameRef?: TextRef } {
  const contact = to === 'users' ? undefined : contactOf(changeover, to);
  return contact ? { nameRef: contact.nameRef } : {};
}
