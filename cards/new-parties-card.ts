import type { Content } from './content.ts';
import { formButton, formRemarks, textField, type FormView } from './form-fields.ts';
import { card, content, type Element, header, remark, subheading } from './parts.ts';
import { words, type Words } from './text.ts';

export const PARTIES_FORM = 'new-1';

export interface PartiesFormView extends FormView {
  readonly count: number;
  /** The kind was chosen before and can be changed. */
  readonly hasBack: boolean;
  /** The partner moves itself: no customer is asked for. */
  readonly isOwn: boolean;
  /** What this kind says first of all. */
  readonly intro: readonly Element[];
}

/** The first form of a new changeover: who leaves the old way of paying, whom to ask there, and who takes it over. */
export function newPartiesCard(locale: string, view: PartiesFormView): Content {
  const w = words(locale);
  const form = { form: PARTIES_FORM, run: view.run };
  return content(
    card(
      [
        header(w.t('new.title'), w.t('new.step', { step: 1, count: view.count })),
        ...view.intro,
        remark(w.t('new.parties.intro')),
        ...formRemarks(w, view),
        ...(view.isOwn ? [] : customerFields(w, view)),
        subheading(w.t('new.parties.partner')),
        textField(w, view, 'partnerName', { maxLength: 200 }),
        textField(w, view, 'partnerDomain', { maxLength: 260 }),
      ],
      [
        formButton(w.t('form.next'), form, 'next', {}, { style: 'positive' }),
        ...(view.hasBack ? [formButton(w.t('form.back'), form, 'back')] : []),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('new.parties.summary'),
  );
}

function customerFields(w: Words, view: FormView): readonly Element[] {
  return [
    subheading(w.t('new.parties.customer')),
    textField(w, view, 'customerName', { maxLength: 200 }),
    textField(w, view, 'customerDomain', { maxLength: 260 }),
    textField(w, view, 'contact', { maxLength: 400 }),
  ];
}
