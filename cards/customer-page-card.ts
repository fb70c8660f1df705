/** The partner's cards for a customer that is not in Teams: the e-mail ready to send, and the link that is out already. */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import type { Content, Reader } from './content.ts';
import { copyBox, paragraphs } from './copy-box.ts';
import type { Letter } from './letter.ts';
import { customerName, type TextOf } from './names.ts';
import { type Action, card, content, header, press, remark, textBlock } from './parts.ts';
import { plain, words, type Words } from './text.ts';

export interface PageCardView {
  readonly changeover: Changeover;
  readonly reader: Reader;
  readonly text: TextOf;
}

/** @param mail where it is being sent to as well, or why it is not. */
export function inviteCard(
  { changeover, reader, text }: PageCardView,
  letter: Letter,
  { expiresAt, mail }: { readonly expiresAt?: Instant; readonly mail: { readonly to: string } | 'none' | 'quiet' },
): Content {
  const w = words(reader.locale);
  const title = w.t('customerPage.title');
  const sent =
    typeof mail === 'string'
      ? w.t(`customerPage.mail.${mail}`)
      : w.t('customerPage.mail.sent', { to: plain(mail.to, 200) });
  return content(
    card(
      [
        header(title, customerName(changeover, text)),
        textBlock(w.t(expiresAt === undefined ? 'customerPage.noPage' : 'customerPage.how')),
        textBlock(sent),
        textBlock(w.t('customerPage.subject', { subject: plain(letter.subject, 200) }), { isBold: true }),
        paragraphs(letter.text),
        copyBox('inviteText', w.t('paper.copy'), letter.text),
        ...(expiresAt === undefined ? [] : [remark(untilWords(w, reader, expiresAt))]),
      ],
      expiresAt === undefined ? [] : [withdraw(w, changeover)],
    ),
    title,
  );
}

/** The link can't be shown again: only its hash is kept. */
export function standingPageCard({ changeover, reader, text }: PageCardView, expiresAt: Instant): Content {
  const w = words(reader.locale);
  const title = w.t('customerPage.title');
  const renew = press(
    'pageAct',
    w.t('customerPage.renew'),
    { ...about(changeover), act: 'renew' },
    { style: 'positive' },
  );
  return content(
    card(
      [
        header(title, customerName(changeover, text)),
        textBlock(w.t('customerPage.standing')),
        remark(untilWords(w, reader, expiresAt)),
      ],
      [renew, withdraw(w, changeover)],
    ),
    title,
  );
}

function untilWords(w: Words, { zone }: Reader, expiresAt: Instant): string {
  return w.t('customerPage.until', { at: w.dateTime(expiresAt, zone) });
}

function withdraw(w: Words, changeover: Changeover): Action {
  return press('pageAct', w.t('customerPage.withdraw'), { ...about(changeover), act: 'withdraw' });
}

function about({ id, version }: Changeover) {
  return { changeover: id, seen: version };
}
