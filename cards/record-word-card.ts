import type { Content } from './content.ts';
import {
  choiceField,
  dateField,
  formButton,
  formRemarks,
  textField,
  type Choice,
  type FormView,
} from './form-fields.ts';
import { card, content, header, remark } from './parts.ts';
import { words } from './text.ts';

export const RECORD_FORM = 'record-1';

export const MEANS = ['phone', 'mail', 'chat', 'meeting'] as const;
export type Means = (typeof MEANS)[number];

export interface RecordWordView extends FormView {
  /** The customer's steps that are open now; the value is `<step>` or `<step>/<line>`. */
  readonly steps: readonly Choice[];
}

/** A technician writes down what the customer said: which step, who, how and when. */
export function recordWordCard(locale: string, view: RecordWordView): Content {
  const w = words(locale);
  const form = { form: RECORD_FORM, run: view.run };
  return content(
    card(
      [
        header(w.t('record.title')),
        remark(w.t('record.intro')),
        ...formRemarks(w, view),
        choiceField(w, view, 'recordStep', view.steps),
        textField(w, view, 'saidBy', { maxLength: 200 }),
        choiceField(
          w,
          view,
          'means',
          MEANS.map((value) => ({ title: w.t(`choice.means.${value}`), value })),
        ),
        dateField(w, view, 'saidOn'),
        textField(w, view, 'reference', { maxLength: 100 }),
        textField(w, view, 'said', { maxLength: 1000, isMultiline: true }),
      ],
      [
        formButton(w.t('record.save'), form, 'save', {}, { style: 'positive' }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('record.summary'),
  );
}
