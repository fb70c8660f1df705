/** What people sent or opened elsewhere, with texts drafted here: a support case, letters, the notice to the users. */
import { accept, happenedOn, refused, type AskedByMember, type BodyOf, type Decision } from './decision.ts';

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

/** Letters to source and provider are the partner's; the customer's users are told by either side. */
export function decideRecordLetter(body: BodyOf<'recordLetter'>, asked: AskedByMember): Decision {
  const { side } = asked.standing;
  if (body.to !== 'users' && side !== 'partner') return refused('notYourSide', { side: 'partner' });
  const on = happenedOn(asked, body.on);
  return typeof on === 'string' ? accept({ type: 'letterSent', to: body.to, on, side }) : { ok: false, refusal: on };
}
