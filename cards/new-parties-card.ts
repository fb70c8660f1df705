import type { Content } from './content.ts';
import { formButton, formRemarks, textField, type FormView } from './form-fields.ts';
import { card, content, header, remark, subheading } from './parts.ts';
import { words } from './text.ts';

export const PARTIES_FORM = 'new-1';

/** The first form of a new changeover: who leaves the old way of paying, whom to ask there, and who takes it over. */
export function newPartiesCard(locale: string, view: FormView): Content {
  const w = words(locale);
  const form = { form: PARTIES_FORM, run: view.run };
  return content(
    card(
      [
        header(w.t('new.title'), w.t('new.step', { step: 1 })),
        remark(w.t('new.parties.intro')),
        ...formRemarks(w, view),
        subheading(w.t('new.parties.customer')),
        textField(w, view, 'customerName', { maxLength: 200 }),
        textField(w, view, 'customerDomain', { maxLength: 260 }),
        textField(w, view, 'contact', { maxLength: 400 }),
        subheading(w.t('new.parties.partner')),
        textField(w, view, 'partnerName', { maxLength: 200 }),
        textField(w, view, 'partnerDomain', { maxLength: 260 }),
      ],
      [
        formButton(w.t('form.next'), form, 'next', {}, { style: 'positive' }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('new.parties.summary'),
  );
}
