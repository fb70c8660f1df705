import type { Content } from './content.ts';
import {
  choiceField,
  countField,
  dateField,
  formButton,
  formRemarks,
  textField,
  type FormView,
} from './form-fields.ts';
import { card, content, header, remark, subheading, textBlock, type Element } from './parts.ts';
import { words, type Words } from './text.ts';

export const TERMS_FORM = 'new-3';

export interface TermsFormView extends FormView {
  readonly count: number;
  readonly lines: readonly {
    readonly key: string;
    readonly title: string;
    readonly detail: string;
    readonly currency: string;
  }[];
}

/** The third form of a new changeover: what replaces each old subscription. Field ids are `<field>.<line key>`. */
export function newTermsCard(locale: string, view: TermsFormView): Content {
  const w = words(locale);
  const form = { form: TERMS_FORM, run: view.run };
  return content(
    card(
      [
        header(w.t('new.title'), w.t('new.step', { step: 3, count: view.count })),
        remark(w.t('new.terms.intro')),
        ...formRemarks(w, view),
        ...view.lines.flatMap((line) => termsFields(w, view, line)),
      ],
      [
        formButton(w.t('new.terms.next'), form, 'next', {}, { style: 'positive' }),
        formButton(w.t('form.back'), form, 'back'),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('new.terms.summary'),
  );
}

function termsFields(w: Words, view: TermsFormView, line: TermsFormView['lines'][number]): readonly Element[] {
  const { key, currency } = line;
  return [
    subheading(line.title, { hasSeparator: true }),
    textBlock(line.detail, { isSubtle: true, spacing: 'none' }),
    textField(w, view, `newPrice.${key}`, { maxLength: 30, label: w.t('field.newPrice', { currency }) }),
    choiceField(w, view, `sameProduct.${key}`, [
      { title: w.t('choice.sameProduct.yes'), value: 'yes' },
      { title: w.t('choice.sameProduct.no'), value: 'no' },
    ]),
    countField(w, view, `newSeats.${key}`),
    dateField(w, view, `newStartsOn.${key}`),
  ];
}
