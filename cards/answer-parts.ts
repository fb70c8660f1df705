/** The answers to a step and the inputs that go with them, the same in a dialog's question and on a status card. */
import type { Answer, Side } from '../changeover/changeover.ts';
import type { Step } from '../changeover/playbook.ts';
import type { Element } from './parts.ts';
import type { Words } from './text.ts';

export function answerTitle(w: Words, answer: Answer): string {
  return w.t(`answer.${answer}.title`);
}

export interface ProofOptions {
  readonly side: Side;
  /** Added to the inputs' ids on a card with several forms (see `readPress`). */
  readonly suffix?: string;
  /** Only where nothing but Done can be pressed: clients check a required field for every button of the card. */
  readonly isChecked?: boolean;
}

/** The field for what proves a step done: a number as `reference`, a text that is kept as `note`. `decide` checks it. */
export function proofInputs(w: Words, proof: Step['proof'], options: ProofOptions): readonly Element[] {
  if (proof.kind === 'word') return [];
  const suffix = options.suffix === undefined ? '' : `:${options.suffix}`;
  if (proof.kind === 'text') {
    return [textInput(`note${suffix}`, w.t('answer.support.label'), w.t('answer.support.hint'), 500)];
  }
  const label = w.t(proof.required ? 'answer.reference.label' : 'answer.reference.labelOptional');
  const hint = w.t(`answer.reference.hint.${options.side === 'partner' ? 'partner' : 'customer'}`);
  const input = textInput(`reference${suffix}`, label, hint, 200);
  const isChecked = proof.required && options.isChecked === true;
  return [isChecked ? { ...input, isRequired: true, errorMessage: w.t('answer.reference.missing') } : input];
}

/** A field for one line of text. */
export function textInput(id: string, label: string, placeholder: string, maxLength: number): Element {
  return { type: 'Input.Text', id, label, placeholder, maxLength };
}
