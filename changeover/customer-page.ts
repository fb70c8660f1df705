/**
 * The web page of a customer that is not in Teams: a secret link from the partner, for the customer's side of one changeover.
 * It says whose link it is, never who holds it, so what is said there is nobody's own word.
 */
import type { Changeover, Instant } from './changeover.ts';
import { decideAnswer } from './decide-answer.ts';
import { accept, refused, type Asked, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import type { Event } from './events.ts';

export interface CustomerPage {
  /** SHA-256 (hex) of the link's secret; the secret itself is never kept. */
  readonly hash: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
}

/** Which way the customer is on: nobody joined and nothing is open means that it is not there yet. */
export type CustomerWay = 'teams' | 'page' | 'none';

export function customerWay(changeover: Changeover, now: Instant): CustomerWay {
  if (hasJoined(changeover)) return 'teams';
  return isPageOpen(changeover, now) ? 'page' : 'none';
}

/** The page lasts until its day comes, it is withdrawn, or somebody of the customer joins in Teams. */
export function isPageOpen(changeover: Changeover, now: Instant): boolean {
  const { page, forgottenAt } = changeover;
  return page !== undefined && now < page.expiresAt && forgottenAt === undefined && !hasJoined(changeover);
}

/** A new link ends the one before. Refuses the customer's side, a customer that has joined, and a day that is past. */
export function decideIssuePage(body: BodyOf<'issuePage'>, { changeover, standing, now }: AskedByMember): Decision {
  if (standing.side !== 'partner') return refused('notYourSide', { side: 'partner' });
  if (hasJoined(changeover)) return refused('pageNotNeeded');
  if (body.expiresAt <= now) return refused('dateInPast');
  return accept({ type: 'pageIssued', hash: body.hash, expiresAt: body.expiresAt });
}

export function decideWithdrawPage({ changeover, standing }: AskedByMember): Decision {
  if (standing.side !== 'partner') return refused('notYourSide', { side: 'partner' });
  return changeover.page === undefined ? refused('alreadyDone') : accept({ type: 'pageWithdrawn' });
}

/**
 * An answer to a step of the customer's side, as `decideAnswer` takes it, but as `reported`: it opens no guard alone and
 * replaces nobody's own word. Refuses with `pageClosed` whatever does not come by the link that is open now.
 */
export function decideAnswerOnPage({ hash, answered }: BodyOf<'answerOnPage'>, asked: Asked): Decision {
  const { changeover, now, actor } = asked;
  const isOpen = isPageOpen(changeover, now) && changeover.page?.hash === hash;
  if (actor.person || actor.door !== 'page' || !isOpen) return refused('pageClosed');
  return decideAnswer(
    { type: 'answer', ...answered },
    { ...asked, standing: { side: 'customer', role: 'customerAdmin' } },
  );
}

type PageEvent = Extract<Event, { type: 'pageIssued' | 'pageWithdrawn' }>;

export function withPage(changeover: Changeover, event: PageEvent, at: Instant): Changeover {
  if (event.type === 'pageWithdrawn') return withoutPage(changeover);
  const { hash, expiresAt } = event;
  return { ...changeover, page: { hash, expiresAt, issuedAt: at } };
}

export function withoutPage({ page: _ended, ...rest }: Changeover): Changeover {
  return rest;
}

function hasJoined({ members }: Changeover): boolean {
  return members.some(({ side }) => side === 'customer');
}
