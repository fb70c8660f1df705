/** The partner's cards for a customer that is not in Teams: the e-mail ready to send, and the link that is out already. */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import type { Content, MailTrouble, Reader } from './content.ts';
import { copyBox, paragraphs } from './copy-box.ts';
import type { Invite } from './invite-letter.ts';
import { customerName, type TextOf } from './names.ts';
import { type Action, card, content, type Element, header, press, remark, textBlock } from './parts.ts';
import { plain, words, type Words } from './text.ts';

export interface PageCardView {
  readonly changeover: Changeover;
  readonly reader: Reader;
  readonly text: TextOf;
}

/** How the e-mail goes: `sending` by itself, `ready` by a press, `quiet` by a press of a start that is quiet, `failed` not yet. */
export type MailWay =
  | { readonly kind: 'sending' | 'ready' | 'quiet' | 'none' }
  | { readonly kind: 'failed'; readonly why: MailTrouble };

export function inviteCard({ changeover, reader, text }: PageCardView, invite: Invite, mail: MailWay): Content {
  const w = words(reader.locale);
  const { letter, page } = invite;
  const title = mail.kind === 'failed' ? w.t('customerPage.failed', { why: mail.why }) : w.t('customerPage.title');
  const name = customerName(changeover, text);
  return content(
    card(
      [
        header(title, name),
        textBlock(w.t(page === undefined ? 'customerPage.noPage' : 'customerPage.how')),
        textBlock(mailWords(w, invite, mail), { isBold: mail.kind === 'failed' }),
        textBlock(subjectWords(w, invite), { isBold: true }),
        paragraphs(letter.text),
        copyBox('inviteText', w.t('paper.copy'), letter.text),
        ...(page === undefined ? [] : [remark(untilWords(w, reader, page.expiresAt))]),
      ],
      [
        ...(mail.kind === 'sending' ? [] : sendButton(w, changeover, invite)),
        ...(page === undefined ? [] : [renew(w, changeover), withdraw(w, changeover)]),
      ],
    ),
    mail.kind === 'failed' ? `${title}: ${name}` : title,
  );
}

/** The link can't be shown again: it was made in another way, or with another key. */
export function standingPageCard({ changeover, reader, text }: PageCardView, expiresAt: Instant): Content {
  const w = words(reader.locale);
  const title = w.t('customerPage.title');
  return content(
    card(
      [
        header(title, customerName(changeover, text)),
        textBlock(w.t('customerPage.standing')),
        remark(untilWords(w, reader, expiresAt)),
      ],
      [renew(w, changeover), withdraw(w, changeover)],
    ),
    title,
  );
}

/** The e-mail inside a reminder: what is said of it, and the text to copy. */
export function inviteSection(w: Words, reader: Reader, invite: Invite): readonly Element[] {
  return [
    textBlock(mailWords(w, invite, { kind: invite.sendTo === undefined ? 'none' : 'ready' }), { spacing: 'medium' }),
    textBlock(subjectWords(w, invite), { isBold: true }),
    copyBox('inviteText', w.t('paper.copy'), invite.letter.text),
    ...(invite.page ? [remark(untilWords(w, reader, invite.page.expiresAt))] : []),
  ];
}

/** One press sends it; none where there is no address or no mailbox. */
export function sendButton(w: Words, changeover: Changeover, { sendTo, page }: Invite): readonly Action[] {
  if (sendTo === undefined) return [];
  const data = { ...about(changeover), act: 'send', ...(page && { page: page.hash }) };
  return [press('pageAct', w.t('customerPage.send', { to: plain(sendTo, 200) }), data, { style: 'positive' })];
}

function mailWords(w: Words, { sendTo, needsAddress }: Invite, mail: MailWay): string {
  if (sendTo === undefined) return w.t(needsAddress ? 'customerPage.mail.noAddress' : 'customerPage.mail.none');
  const why = mail.kind === 'failed' ? { why: mail.why } : {};
  return w.t(`customerPage.mail.${mail.kind}`, { to: plain(sendTo, 200), ...why });
}

function subjectWords(w: Words, { letter }: Invite): string {
  return w.t('customerPage.subject', { subject: plain(letter.subject, 200) });
}

function untilWords(w: Words, { zone }: Reader, expiresAt: Instant): string {
  return w.t('customerPage.until', { at: w.dateTime(expiresAt, zone) });
}

function renew(w: Words, changeover: Changeover): Action {
  return press('pageAct', w.t('customerPage.renew'), { ...about(changeover), act: 'renew' });
}

function withdraw(w: Words, changeover: Changeover): Action {
  return press('pageAct', w.t('customerPage.withdraw'), { ...about(changeover), act: 'withdraw' });
}

function about({ id, version }: Changeover) {
  return { changeover: id, seen: version };
}
