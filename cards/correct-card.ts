import type { Content } from './content.ts';
import { BILLING_ACCOUNTS, PAYMENTS } from './new-old-card.ts';
import {
  choiceField,
  countField,
  dateField,
  formButton,
  formRemarks,
  textField,
  type Choice,
  type FormView,
} from './form-fields.ts';
import { card, content, header, remark, textBlock, type Element } from './parts.ts';
import { plain, words, type Words } from './text.ts';

export const CORRECT_WHAT_FORM = 'correct-1';
export const CORRECT_VALUE_FORM = 'correct-2';

export interface CorrectWhatView extends FormView {
  /** What can be put right, each with what stands there now; the value is `<field>` or `<field>@<line>`. */
  readonly choices: readonly Choice[];
}

/** What is wrong? */
export function correctWhatCard(locale: string, view: CorrectWhatView): Content {
  const w = words(locale);
  const form = { form: CORRECT_WHAT_FORM, run: view.run };
  return content(
    card(
      [
        header(w.t('correct.title')),
        remark(w.t('correct.intro')),
        ...formRemarks(w, view),
        choiceField(w, view, 'what', view.choices),
      ],
      [
        formButton(w.t('form.next'), form, 'next', {}, { style: 'positive' }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('correct.summary'),
  );
}

export type CorrectInput = 'text' | 'count' | 'money' | 'date' | 'billingAccount' | 'payment';

export interface CorrectValueView extends FormView {
  /** Which field, and of which old subscription. */
  readonly title: string;
  readonly was?: string;
  readonly input: CorrectInput;
  /** Of an amount: a line keeps its currency. */
  readonly currency?: string;
}

/** What should it say, and why? */
export function correctValueCard(locale: string, view: CorrectValueView): Content {
  const w = words(locale);
  const form = { form: CORRECT_VALUE_FORM, run: view.run };
  return content(
    card(
      [
        header(w.t('correct.title'), plain(view.title)),
        ...(view.was ? [textBlock(w.t('correct.was', { value: plain(view.was) }))] : []),
        ...formRemarks(w, view),
        ...valueFields(w, view),
        textField(w, view, 'reason', { maxLength: 1000, isMultiline: true }),
        remark(w.t('correct.both')),
      ],
      [
        formButton(w.t('correct.save'), form, 'save', {}, { style: 'positive' }),
        formButton(w.t('form.back'), form, 'back'),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('correct.summary'),
  );
}

function valueFields(w: Words, view: CorrectValueView): readonly Element[] {
  const choices = (kind: string, values: readonly string[]): readonly Choice[] =>
    values.map((value) => ({ title: w.t(`choice.${kind}.${value}`), value }));
  switch (view.input) {
    case 'count':
      return [countField(w, view, 'value')];
    case 'date':
      return [dateField(w, view, 'value')];
    case 'money':
      return [
        textField(w, view, 'value', { maxLength: 30, label: w.t('correct.amount', { currency: view.currency ?? '' }) }),
      ];
    case 'billingAccount':
      return [choiceField(w, view, 'value', choices('billingAccount', BILLING_ACCOUNTS))];
    case 'payment':
      return [choiceField(w, view, 'value', choices('payment', PAYMENTS))];
    case 'text':
      return [textField(w, view, 'value', { maxLength: 400 })];
  }
}
