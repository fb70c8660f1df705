/** The answers to a step and the inputs that go with them, the same in a dialog's question and on a status card. */
import type { Answer, Side, StepId } from '../changeover/changeover.ts';
import type { Step } from '../changeover/playbook.ts';
import type { Element } from './parts.ts';
import type { Words } from './text.ts';

/** A statement is acknowledged rather than done, and a form can be kept half filled in. */
export function answerTitle(w: Words, answer: Answer, proof: Step['proof']): string {
  if (answer === 'done' && proof.kind === 'statement') return w.t('answer.acknowledge.title');
  const isKept = answer === 'notYet' && (proof.kind === 'list' || proof.kind === 'counts');
  return w.t(isKept ? 'answer.keep.title' : `answer.${answer}.title`);
}

export interface ProofOptions {
  /** The step's own words for the field are `step.<step>.field`, where it has any. */
  readonly step: StepId;
  readonly side: Side;
  /** Added to the inputs' ids on a card with several forms (see `readPress`). */
  readonly suffix?: string;
  /** Only where nothing but Done can be pressed: clients check a required field for every button of the card. */
  readonly isChecked?: boolean;
}

/** The field for what proves a step done: a number as `reference`, a text that is kept as `note`. `decide` checks it. */
export function proofInputs(w: Words, proof: Step['proof'], options: ProofOptions): readonly Element[] {
  if (proof.kind !== 'text' && proof.kind !== 'reference') return [];
  const suffix = options.suffix === undefined ? '' : `:${options.suffix}`;
  const key = `step.${options.step}.field`;
  const own = w.has(key) ? w.t(key) : undefined;
  if (proof.kind === 'text') {
    const isSupport = proof.keepAs === 'support';
    const label = own ?? w.t(isSupport ? 'answer.support.label' : 'answer.text.label');
    return [textInput(`note${suffix}`, label, isSupport ? w.t('answer.support.hint') : '', 500)];
  }
  const label = own ?? w.t(proof.required ? 'answer.reference.label' : 'answer.reference.labelOptional');
  const who = options.side === 'partner' ? 'partner' : 'customer';
  const hint = own === undefined ? w.t(`answer.reference.hint.${who}`) : '';
  const input = textInput(`reference${suffix}`, label, hint, 200);
  const isChecked = proof.required && options.isChecked === true;
  return [isChecked ? { ...input, isRequired: true, errorMessage: w.t('answer.reference.missing') } : input];
}

/** A field for one line of text. */
export function textInput(id: string, label: string, placeholder: string, maxLength: number): Element {
  return { type: 'Input.Text', id, label, placeholder, maxLength };
}
