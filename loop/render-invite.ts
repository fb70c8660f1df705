/** The e-mail to a customer that is not in Teams, where delivery shows it: inside a reminder, and when it could not be sent. */
import { inviteCard } from '../cards/customer-page-card.ts';
import type { Content, OneOff, Reader } from '../cards/content.ts';
import { inviteTo, type Invite } from '../cards/invite-letter.ts';
import type { TextOf } from '../cards/names.ts';
import type { Reminder } from '../cards/reminder-card.ts';
import type { Changeover, Instant } from '../changeover/changeover.ts';
import { isPageOpen } from '../changeover/customer-page.ts';
import type { CustomerLinks } from './page-ports.ts';

/** Of the reminder that nobody has joined; undefined for any other, and where its link was withdrawn meanwhile. */
export function inviteWith(
  { reminder, params }: Reminder,
  changeover: Changeover,
  text: TextOf,
  now: Instant,
  links: CustomerLinks | undefined,
): Invite | undefined {
  if (links === undefined || reminder !== 'noCustomerYet' || params['state'] !== 'unused') return undefined;
  const invite = inviteOf(changeover, text, now, links);
  return links.pages !== undefined && invite.page === undefined ? undefined : invite;
}

/** Undefined once it is not needed, or another link took the place of the one that was in it. */
export function failedInvite(
  { page, why }: Extract<OneOff, { kind: 'invite' }>,
  changeover: Changeover,
  reader: Reader,
  text: TextOf,
  now: Instant,
  links: CustomerLinks | undefined,
): Content | undefined {
  if (links === undefined || changeover.members.some(({ side }) => side === 'customer')) return undefined;
  const invite = inviteOf(changeover, text, now, links);
  return invite.page?.hash === page
    ? inviteCard({ changeover, reader, text }, invite, { kind: 'failed', why })
    : undefined;
}

function inviteOf(changeover: Changeover, text: TextOf, now: Instant, { pages, canMail }: CustomerLinks): Invite {
  const link = isPageOpen(changeover, now) ? pages?.linkOf(changeover) : undefined;
  return inviteTo(changeover, text, { link, canMail });
}
