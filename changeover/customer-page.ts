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
  /** What the secret is made of, together with the database's key: the link can be shown again. Absent on older ones. */
  readonly nonce?: string;
  /** It came with a reminder, and nobody knows of its being out: it was not sent from here, and nothing was said on it. */
  readonly isOffered?: boolean;
}

/** A link as commands and events name it. */
export type PageLink = Pick<CustomerPage, 'hash' | 'expiresAt' | 'nonce'>;

/** How long a link lives, in days. */
export const PAGE_DAYS = 14;

/** Which way the customer is on; `offered`: its e-mail is ready, and not known to be sent; `none`: it is not there yet. */
export type CustomerWay = 'teams' | 'page' | 'offered' | 'none';

export function customerWay(changeover: Changeover, now: Instant): CustomerWay {
  if (hasJoined(changeover)) return 'teams';
  if (!isPageOpen(changeover, now)) return 'none';
  return changeover.page?.isOffered ? 'offered' : 'page';
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
  return accept({ type: 'pageIssued', ...linkOf(body) });
}

/** With the reminder that nobody has joined: the e-mail is to be ready with its link. None while there is an open one. */
export function offeredPage(body: BodyOf<'remind'>, { changeover, now }: Asked): readonly Event[] {
  if (body.page === undefined || hasJoined(changeover) || isPageOpen(changeover, now)) return [];
  return [{ type: 'pageIssued', ...linkOf(body.page), isOffered: true }];
}

/** A technician had the e-mail with that link sent. Refuses with `pageClosed` for a link that is not the open one. */
export function decideSendPage({ hash }: BodyOf<'sendPage'>, { changeover, standing, now }: AskedByMember): Decision {
  if (standing.side !== 'partner') return refused('notYourSide', { side: 'partner' });
  if (hasJoined(changeover)) return refused('pageNotNeeded');
  const isOpen = changeover.page?.hash === hash && isPageOpen(changeover, now);
  return hash !== undefined && !isOpen ? refused('pageClosed') : accept({ type: 'pageSent' });
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

/** It was not: the link is ready as before, unless somebody joined or another one took its place meanwhile. */
export function decidePageUnsent({ hash }: BodyOf<'notePageUnsent'>, { changeover }: Asked): Decision {
  if (hasJoined(changeover)) return refused('pageNotNeeded');
  if (changeover.page?.hash !== hash) return refused('pageClosed');
  return accept({ type: 'pageUnsent', ...(hash !== undefined && { hash }) });
}

type PageEvent = Extract<Event, { type: 'pageIssued' | 'pageWithdrawn' | 'pageSent' | 'pageUnsent' }>;

export function withPage(changeover: Changeover, event: PageEvent, at: Instant): Changeover {
  if (event.type === 'pageWithdrawn') return withoutPage(changeover);
  if (event.type === 'pageSent') return withPageOut(changeover);
  if (event.type === 'pageUnsent') {
    const { page } = changeover;
    return page === undefined ? changeover : { ...changeover, page: { ...page, isOffered: true } };
  }
  const { isOffered } = event;
  return { ...changeover, page: { ...linkOf(event), issuedAt: at, ...(isOffered && { isOffered }) } };
}

/** The link is known to have gone out. */
export function withPageOut(changeover: Changeover): Changeover {
  if (!changeover.page?.isOffered) return changeover;
  const { isOffered: _known, ...page } = changeover.page;
  return { ...changeover, page };
}

export function withoutPage({ page: _ended, ...rest }: Changeover): Changeover {
  return rest;
}

function linkOf({ hash, expiresAt, nonce }: PageLink): PageLink {
  return { hash, expiresAt, ...(nonce !== undefined && { nonce }) };
}

function hasJoined({ members }: Changeover): boolean {
  return members.some(({ side }) => side === 'customer');
}
