/**
 * The fields of card forms: a label, what was typed before, and the fault right above the field it speaks of. Faults
 * are found by the server alone, so that they read the same in every client and nothing that was typed is lost.
 */
import type { Zone } from '../changeover/changeover.ts';
import type { Refusal } from '../changeover/refusals.ts';
import {
  actionSet,
  container,
  submit,
  textBlock,
  type Action,
  type ButtonOptions,
  type Element,
  type PressData,
} from './parts.ts';
import { refusalText } from './refusal-text.ts';
import type { Words } from './text.ts';

/** A form as it is drawn: what stands in its fields, by field, and what is wrong with them. */
export interface FormView {
  /** Which run of the form this is: a submit of another run is answered with "it has moved on". */
  readonly run: string;
  readonly values: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, Refusal>>;
  /** Secrets that were taken out of what was typed (`productKey` …): said once, above the fields. */
  readonly removed?: readonly string[];
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

export interface FieldOptions {
  readonly label?: string;
  readonly hint?: string;
  readonly maxLength?: number;
  readonly isMultiline?: boolean;
}

/** @param id the key of the value; its label is the message `field.<name>`, the name being the id up to a dot. */
export function textField(w: Words, view: FormView, id: string, options: FieldOptions = {}): Element {
  const { maxLength, isMultiline } = options;
  const value = view.values[id];
  return field(w, view, id, options, {
    type: 'Input.Text',
    ...(value && { value }),
    ...(maxLength !== undefined && { maxLength }),
    ...(isMultiline && { isMultiline }),
  });
}

/** A whole number. What is not one can't stand in the field again: the fault above names it. */
export function countField(w: Words, view: FormView, id: string, options: FieldOptions = {}): Element {
  const value = view.values[id];
  return field(w, view, id, options, {
    type: 'Input.Number',
    ...(value && /^\d{1,9}$/u.test(value) && { value: Number(value) }),
  });
}

/** A calendar day; clients send `YYYY-MM-DD`. */
export function dateField(w: Words, view: FormView, id: string, options: FieldOptions = {}): Element {
  const value = view.values[id];
  return field(w, view, id, options, {
    type: 'Input.Date',
    ...(value && /^\d{4}-\d{2}-\d{2}$/u.test(value) && { value }),
  });
}

export function choiceField(
  w: Words,
  view: FormView,
  id: string,
  choices: readonly Choice[],
  options: FieldOptions & { readonly isExpanded?: boolean } = {},
): Element {
  const value = view.values[id];
  return field(w, view, id, options, {
    type: 'Input.ChoiceSet',
    style: options.isExpanded ? 'expanded' : 'compact',
    wrap: true,
    choices,
    ...(value && choices.some((choice) => choice.value === value) && { value }),
  });
}

/** What is said above a form: the faults that belong to no field, how many there are, and what was taken out. */
export function formRemarks(w: Words, view: FormView): readonly Element[] {
  const faults = Object.entries(view.faults);
  const general = faults.filter(([id]) => id === '').map(([, refusal]) => faultText(w, refusal));
  const count = faults.length - general.length;
  return [
    ...(count > 0 ? [attention(w.t('form.faults', { count }))] : []),
    ...general.map(attention),
    ...(view.removed ?? []).map((secret) => attention(w.t(`form.removed.${secret}`))),
  ];
}

/** The words of a refusal beside a field, or alone; `zone` is the reader's, for a refusal that names an instant. */
export function faultText(w: Words, refusal: Refusal, zone: Zone = 'UTC'): string {
  return refusalText(refusal, { locale: w.locale, zone });
}

/** Buttons in rows: those that go on, and beneath them those that go back or leave; one row of all would not fit a phone. */
export function buttonRows(onward: readonly Action[], leave: readonly Action[]): readonly Element[] {
  return [actionSet(onward, { spacing: 'medium' }), actionSet(leave, { spacing: 'small' })];
}

/** A button of a form: sends the inputs with the form's name and run. `Cancel` and the like leave the inputs behind. */
export function formButton(
  title: string,
  form: { readonly form: string; readonly run: string },
  button: string,
  data: PressData = {},
  options: ButtonOptions = {},
): Action {
  return submit('form', title, { ...data, form: form.form, run: form.run, button }, options);
}

function field(w: Words, view: FormView, id: string, options: FieldOptions, input: Element): Element {
  const name = id.split('.')[0] ?? id;
  const hint = options.hint ?? (w.has(`field.${name}.hint`) ? w.t(`field.${name}.hint`) : undefined);
  const label = options.label ?? w.t(`field.${name}`);
  const fault = view.faults[id];
  const drawn = { id, label, ...(hint !== undefined && { placeholder: hint }), ...input };
  if (fault === undefined) return drawn;
  return container([attention(faultText(w, fault)), { ...drawn, spacing: 'Small' }], { spacing: 'medium' });
}

function attention(text: string): Element {
  return textBlock(`⚠ ${text}`, { tone: 'attention', isBold: true });
}
