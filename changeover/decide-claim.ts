/** A double charge that was found, and the two ways to end a changeover that the playbook does not. */
import type { Event } from './events.ts';
import { hasOpenClaim } from './condition.ts';
import { accept, refused, todayFor, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { moneyRefusal } from './line-checks.ts';
import { stepsOf } from './steps.ts';
import { addDays, isDate } from './working-time.ts';

/** A year of the dearest price for 1,000 licences; enough, and still an exact integer. */
const MAX_CLAIM_MINOR = 1_000_000_000_000;
const FOLLOW_UP_DAYS_AT_MOST = 365;

/**
 * The changeover stays open until the claim is settled. Refuses a second claim, an amount of nothing, an end before its
 * start, a period still to come, and a follow-up day in the past or more than a year ahead.
 */
export function decideOpenClaim(body: BodyOf<'openClaim'>, asked: AskedByMember): Decision {
  if (hasOpenClaim(asked.changeover)) return refused('claimOpenAlready');
  const today = todayFor(asked);
  const { from, to, amount, followUpOn } = body;
  for (const [field, day] of Object.entries({ from, to, followUpOn })) {
    if (!isDate(day)) return refused('dateUnreadable', { text: day }, field);
  }
  if (to < from) return refused('endBeforeStart', { from, to }, 'to');
  if (from > today) return refused('dateTooFar', { from: addDays(today, -FOLLOW_UP_DAYS_AT_MOST), to: today }, 'from');
  const refusal = moneyRefusal(amount, 'amount', { minMinor: 1, maxMinor: MAX_CLAIM_MINOR });
  if (refusal) return { ok: false, refusal };
  if (followUpOn < today) return refused('dateInPast', { date: followUpOn, from: today }, 'followUpOn');
  const latest = addDays(today, FOLLOW_UP_DAYS_AT_MOST);
  if (followUpOn > latest) return refused('dateTooFar', { from: today, to: latest }, 'followUpOn');
  const { confirmationRef } = body;
  return accept({ type: 'claimOpened', from, to, amount, followUpOn, ...(confirmationRef && { confirmationRef }) });
}

/** Settles the open claim; the step that found the double charge is done with it. Giving up needs a reason (`textEmpty`). */
export function decideSettleClaim(body: BodyOf<'settleClaim'>, asked: AskedByMember): Decision {
  if (!hasOpenClaim(asked.changeover)) return refused('noClaimOpen');
  const { outcome, reasonRef } = body;
  if (outcome === 'givenUp' && !reasonRef) return refused('textEmpty', {}, 'reason');
  return accept({ type: 'claimSettled', outcome, ...(reasonRef && { reasonRef }) }, ...settledSteps(asked));
}

/** Ends the changeover undone, with a reason; either side may. */
export function decideCallOff(body: BodyOf<'callOff'>, _asked: AskedByMember): Decision {
  return accept({ type: 'closed', outcome: 'calledOff', reasonRef: body.reasonRef });
}

function settledSteps(asked: AskedByMember): readonly Event[] {
  const { changeover, playbook, now } = asked;
  return stepsOf(changeover, playbook, now)
    .filter((view) => view.status === 'open' && view.record?.lastAnswer === 'chargedTwice')
    .map((view) => ({ type: 'stepDone', step: view.step.id, ...(view.line && { line: view.line.id }), kind: 'word' }));
}
