import type { Changeover } from '../changeover/changeover.ts';
import type { Content } from './content.ts';
import { copyBox, paragraphs } from './copy-box.ts';
import { dateField, formButton, formRemarks, type FormView } from './form-fields.ts';
import { ownKey } from './names.ts';
import { addressLines, contactName, type KnownContact } from './outside.ts';
import { actionSet, card, container, content, type Element, header, press, remark, textBlock } from './parts.ts';
import { plain, words, type Words } from './text.ts';

export const OUTSIDE_LETTER_FORM = 'outside-letter-1';

export interface OutsideLetterView extends FormView {
  readonly paper: 'source' | 'provider';
  readonly changeover: Changeover;
  /** The side, as this kind of changeover calls it. */
  readonly who: string;
  /** Absent: nobody is noted. */
  readonly contact?: KnownContact;
  /** The drafted text. */
  readonly text: string;
  /** The open step that it is about, and until when an answer to it is waited for if it is sent today; both in words. */
  readonly step?: { readonly title: string; readonly waitOn?: string };
}

/** A letter to a side that is not in Teams: to whom, the text, and beneath it that it was sent, and on which day. */
export function outsideLetterCard(locale: string, view: OutsideLetterView): Content {
  const w = words(locale);
  const { paper, changeover, who, text, step } = view;
  const title = w.t(`paper.${paper}.title`, { who });
  const form = { form: OUTSIDE_LETTER_FORM, run: view.run };
  const place = step === undefined ? changeover.customer.domain : `${changeover.customer.domain} · ${step.title}`;
  const waits = step?.waitOn === undefined ? [] : [remark(w.t('letter.waitsUntil', { on: step.waitOn }))];
  return content(
    card(
      [
        header(title, place),
        textBlock(w.t(ownKey(w, `paper.${paper}.how`, changeover))),
        ...addressPart(w, view),
        paragraphs(text),
        copyBox('paperText', w.t('paper.copy'), text),
        remark(w.t(`paper.${paper}.then`)),
        ...waits,
        ...formRemarks(w, view),
        dateField(w, view, 'paperOn'),
      ],
      [
        formButton(w.t(`paper.${paper}.save`), form, 'save', {}, { style: 'positive' }),
        formButton(w.t('paper.later'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    view.contact === undefined ? title : w.t('letter.summary', { title, contact: contactName(w, view.contact) }),
  );
}

/** The address beside the text; where nobody is noted, the way to note somebody. */
function addressPart(w: Words, { contact, paper, changeover, who }: OutsideLetterView): readonly Element[] {
  if (contact !== undefined) {
    const phone = contact.phone === undefined ? [] : [remark(w.t('letter.phone', { phone: plain(contact.phone, 60) }))];
    return [...addressLines(w, contact, 'paper'), ...phone];
  }
  const data = { changeover: changeover.id, seen: changeover.version, of: paper };
  const note = press('contactEdit', w.t('button.contactAdd', { who }), data, { ignoresInputs: true });
  return [
    container([textBlock(w.t('letter.nobody', { who })), actionSet([note])], { style: 'warning', spacing: 'medium' }),
  ];
}
