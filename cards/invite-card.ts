import type { Content } from './content.ts';
import { copyBox, paragraphs } from './copy-box.ts';
import { choiceField, formButton, formRemarks, type FormView } from './form-fields.ts';
import { card, container, content, header, remark, textBlock } from './parts.ts';
import { plain, words, type Words } from './text.ts';
import type { Instant, Zone } from '../changeover/changeover.ts';

export const INVITE_FORM = 'invite-1';

export const INVITE_AS = ['admin', 'standIn', 'viewer'] as const;
export type InviteAs = (typeof INVITE_AS)[number];

/** Asks what the colleague is to be. */
export function inviteCard(locale: string, view: FormView): Content {
  const w = words(locale);
  const form = { form: INVITE_FORM, run: view.run };
  const choices = INVITE_AS.map((value) => ({ value, title: w.t(`invite.as.${value}`) }));
  return content(
    card(
      [
        header(w.t('invite.title')),
        textBlock(w.t('invite.what')),
        ...formRemarks(w, view),
        choiceField(w, view, 'inviteAs', choices, { isExpanded: true }),
        remark(w.t('invite.hint')),
      ],
      [
        formButton(w.t('invite.save'), form, 'save', {}, { style: 'positive' }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('invite.title'),
  );
}

export interface ColleagueCodeView {
  readonly locale: string;
  readonly zone: Zone;
  readonly as: InviteAs;
  readonly domain: string;
  /** Shown here only: what is kept is its hash. */
  readonly code: string;
  readonly short: string;
  readonly expiresAt: Instant;
}

/** The colleague's own code, with a message ready to send. */
export function colleagueCodeCard(view: ColleagueCodeView): Content {
  const w: Words = words(view.locale);
  const until = w.dateTime(view.expiresAt, view.zone);
  const domain = plain(view.domain, 100);
  const message = w.t('invite.message', { code: view.code, short: view.short, until, domain: view.domain });
  const title = w.t('invite.code.title');
  return content(
    card([
      header(title, w.t(`invite.as.${view.as}`)),
      container([textBlock(view.code, { isMonospace: true, size: 'large', isBold: true })], { style: 'emphasis' }),
      textBlock(w.t('joinCode.short', { short: view.short })),
      textBlock(w.t('invite.code.once', { until, domain })),
      paragraphs(message),
      copyBox('inviteMessage', w.t('joinCode.copy'), message),
    ]),
    title,
  );
}
