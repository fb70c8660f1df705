import type { StepView } from '../changeover/steps.ts';
import type { Content } from './content.ts';
import { formButton, type FormView } from './form-fields.ts';
import { card, content, type Element, header, subheading, textBlock } from './parts.ts';
import { proofInputs } from './answer-parts.ts';
import { stepParams } from './step-params.ts';
import { valueInputs, type ValueForm } from './value-inputs.ts';

export const START_FORM = 'new-start';

export interface StartFormView extends FormView {
  readonly number: number;
  readonly count: number;
  /** The steps that are asked for at once, as they stand in the changeover that is about to be opened. */
  readonly views: readonly StepView[];
}

/** What a kind of changeover has to know from the start. @param form all but the step, which is each of the view's in turn. */
export function newStartCard(
  view: StartFormView,
  form: Omit<ValueForm, 'view' | 'params' | 'suffix' | 'typed'>,
): Content {
  const { w, changeover, playbook, text } = form;
  const button = { form: START_FORM, run: view.run };
  const asked = view.views.flatMap((one): readonly Element[] => {
    const { id, proof, side } = one.step;
    const suffix = one.key;
    const params = stepParams(changeover, playbook, one, { locale: w.locale, zone: form.zone }, text);
    const typed = { values: own(view.values, suffix), faults: own(view.faults, suffix) };
    return [
      subheading(w.t(`step.${id}.title`, params), { hasSeparator: true }),
      textBlock(w.t(`step.${id}.ask`, params)),
      ...valueInputs({ ...form, view: one, params, suffix, typed }),
      ...proofInputs(w, proof, { step: id, side, suffix }),
    ];
  });
  return content(
    card(
      [header(w.t('new.title'), w.t('new.step', { step: view.number, count: view.count })), ...asked],
      [
        formButton(w.t('form.next'), button, 'next', {}, { style: 'positive' }),
        formButton(w.t('form.back'), button, 'back'),
        formButton(w.t('form.cancel'), button, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    w.t('new.start.summary'),
  );
}

/** Those of one step, without its suffix. */
function own<Value>(all: Readonly<Record<string, Value>>, suffix: string): Record<string, Value> {
  const named = Object.entries(all).filter(([id]) => id.endsWith(`:${suffix}`));
  return Object.fromEntries(named.map(([id, value]) => [id.slice(0, -suffix.length - 1), value]));
}
