import type { Content } from './content.ts';
import { choiceField, dateField, formButton, formRemarks, textField, type FormView } from './form-fields.ts';
import { card, container, content, header, textBlock, type Element } from './parts.ts';
import { plain, words } from './text.ts';

export const OLD_ENDED_FORM = 'oldEnded';

export interface OldEndedView {
  readonly locale: string;
  readonly form: FormView;
  /** Lines whose old subscription still counts as live; with more than one the form asks which. */
  readonly lines: readonly { readonly id: string; readonly name: string }[];
  /** True when the new licences of none of them are missing: else the person is told to call the partner at once. */
  readonly isCovered: boolean;
}

/** "I have cancelled already": a report of a fact, with its day and the number that Microsoft gave. */
export function oldEndedCard(view: OldEndedView): Content {
  const w = words(view.locale);
  const warning = container([textBlock(w.t('oldEnded.warning'), { isBold: true })], { style: 'attention' });
  const choices = view.lines.map(({ id, name }) => ({ title: plain(name, 80), value: id }));
  const body: readonly Element[] = [
    header(w.t('oldEnded.title')),
    textBlock(w.t('oldEnded.explain')),
    ...(view.isCovered ? [] : [warning]),
    ...formRemarks(w, view.form),
    ...(choices.length > 1 ? [choiceField(w, view.form, 'line', choices, { label: w.t('oldEnded.line') })] : []),
    dateField(w, view.form, 'on', { label: w.t('oldEnded.on') }),
    textField(w, view.form, 'reference', {
      label: w.t('oldEnded.reference'),
      hint: w.t('oldEnded.referenceHint'),
      maxLength: 200,
    }),
  ];
  const form = { form: OLD_ENDED_FORM, run: view.form.run };
  const actions = [
    formButton(w.t('oldEnded.button.send'), form, 'send', {}, { style: 'positive' }),
    formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
  ];
  return content(card(body, actions), w.t('oldEnded.summary'));
}
