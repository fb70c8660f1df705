/**
 * The e-mail to a customer that is not in Teams: the link to its page, and how its Teams administrator adds the app. The
 * check number is not in it: that is read out on the phone.
 */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import { customerName, ownKey, partnerName, type TextOf } from './names.ts';
import type { Letter } from './letter.ts';
import { escapeHtml } from './page-elements.ts';
import { unmarked, words } from './text.ts';

export interface Invite {
  readonly letter: Letter;
  /** The open link that is in it. */
  readonly page?: { readonly hash: string; readonly expiresAt: Instant };
  /** Where one press sends it. */
  readonly sendTo?: string;
  /** It could be sent from here, if there were an address. */
  readonly needsAddress?: boolean;
}

/** @param link of the page that is open. @param canMail whether letters can be sent from here. */
export function inviteTo(
  changeover: Changeover,
  text: TextOf,
  { link, canMail }: { readonly link: string | undefined; readonly canMail: boolean },
): Invite {
  const { page, customer } = changeover;
  const open = page && link !== undefined ? { hash: page.hash, expiresAt: page.expiresAt, link } : undefined;
  const sendTo = canMail ? addressIn(text(customer.contactRef)) : undefined;
  return {
    letter: inviteLetter(changeover, text, open),
    ...(open && { page: { hash: open.hash, expiresAt: open.expiresAt } }),
    ...(sendTo !== undefined && { sendTo }),
    ...(canMail && sendTo === undefined && { needsAddress: true }),
  };
}

/** An e-mail address somewhere in a text. */
export const ADDRESS = /[^\s<>"(),:;@[\]\\]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+/iu;

/** The first e-mail address in a contact as it was typed. */
export function addressIn(contact: string | undefined): string | undefined {
  return contact === undefined ? undefined : ADDRESS.exec(contact)?.[0];
}

/** @param page absent where no browser reaches us: the letter is about Teams alone then. */
function inviteLetter(
  changeover: Changeover,
  text: TextOf,
  page: { readonly link: string; readonly expiresAt: Instant } | undefined,
): Letter {
  const { locale, zone } = changeover.customer;
  const w = words(locale);
  const names = {
    partner: unmarked(partnerName(changeover, text)),
    customer: unmarked(customerName(changeover, text)),
  };
  const hello = [w.t('invite.hello'), w.t(ownKey(w, 'joinCode.what', changeover))];
  const onPage = page && w.t('invite.page', { ...names, until: w.dateTime(page.expiresAt, zone) });
  const inTeams = w.t('invite.teams', names);
  const steps = [1, 2, 3, 4, 5].map((number) => w.t(`invite.admin.${number}`, names));
  const after = [w.t('invite.sure', names), names.partner];
  const linked = page && onPage ? [onPage, page.link] : [];
  const listed = steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
  const html = [
    ...hello.map(paragraph),
    ...(page && onPage
      ? [paragraph(onPage), `<p><a href="${escapeHtml(page.link)}">${escapeHtml(w.t('invite.open'))}</a></p>`]
      : []),
    paragraph(inTeams),
    `<ol>${steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ol>`,
    ...after.map(paragraph),
  ].join('\n');
  return {
    subject: w.t('invite.subject', names),
    text: `${[...hello, ...linked, inTeams, listed, ...after].join('\n\n')}\n`,
    html: `<div>\n${html}\n</div>`,
  };
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}
