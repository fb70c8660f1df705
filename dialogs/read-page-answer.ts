/** A form of the customer's page, read field by field by the same rules as a question in Teams. All of it is a claim. */
import type { Answer, Changeover, Instant, StepKey, TextRef } from '../changeover/changeover.ts';
import type { AnswerInput } from '../changeover/commands.ts';
import { needsValue } from '../changeover/decide-value.ts';
import { cleanText } from '../changeover/free-text.ts';
import { parseDate } from '../changeover/inputs.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { refuse, type Refusal } from '../changeover/refusals.ts';
import { stepsOf, type StepView } from '../changeover/steps.ts';
import { dateIn } from '../changeover/working-time.ts';
import { pageAnswers } from '../cards/customer-page.ts';
import type { TextOf } from '../cards/names.ts';
import type { Typed } from '../cards/value-inputs.ts';
import type { Text } from '../loop/ports.ts';
import { bringsKey } from './answer-press.ts';
import { readValue } from './read-value.ts';
import { keptValue } from './take-answer.ts';

export interface PageForm {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly now: Instant;
  readonly newText: (kind: string, body: string) => { readonly text: Text; readonly ref: TextRef };
  readonly text: TextOf;
  readonly key: StepKey;
  readonly fields: Readonly<Record<string, string>>;
}

export type ReadPageAnswer =
  | {
      readonly ok: true;
      readonly answered: Omit<AnswerInput, 'onBehalfOf'>;
      readonly texts: readonly Text[];
      readonly typed?: Typed;
    }
  | { readonly ok: false; readonly refusal: Refusal; readonly typed?: Typed };

const LONGEST_NOTE = 2000;
const LONGEST_REFERENCE = 200;

/** Refuses a step that is not there, an answer that the page does not offer, a product key, a day and a value that can't be read. */
export function readPageAnswer(form: PageForm): ReadPageAnswer {
  const { changeover, playbook, now, key, fields } = form;
  const view = stepsOf(changeover, playbook, now).find((one) => one.key === key);
  const answer = view && pageAnswers(view.step).find((one) => one === fields['answer']);
  if (view === undefined || view.step.side !== 'customer') return { ok: false, refusal: refuse('stepUnknown') };
  if (answer === undefined) return { ok: false, refusal: refuse('choiceUnknown', {}, 'answer') };
  if (bringsKey(fields)) return { ok: false, refusal: refuse('pageKey') };
  const { zone, locale } = changeover.customer;
  const on = fields['on'] ? parseDate(fields['on'], dateIn(zone, now), locale, { field: 'on' }) : undefined;
  if (on && !on.ok) return { ok: false, refusal: on.refusal };
  return withValue(form, view, answer, on && { on: on.value });
}

function withValue(
  form: PageForm,
  view: StepView,
  answer: Answer,
  on: { readonly on: string } | undefined,
): ReadPageAnswer {
  const { changeover, newText, text, fields } = form;
  const texts: Text[] = [];
  const keep = (kind: string, body: string | undefined): TextRef | undefined => {
    if (body === undefined || body === '') return undefined;
    const made = newText(kind, body);
    texts.push(made.text);
    return made.ref;
  };
  const read = answer === 'help' || !needsValue(view.step.proof) ? undefined : valueOf(form, view);
  const [fault] = answer === 'done' ? Object.values(read?.typed.faults ?? {}) : [];
  if (fault) return { ok: false, refusal: fault, ...(read && { typed: read.typed }) };
  const where = { step: view.step.id, ...(view.line && { line: view.line.id }) };
  const isKept = answer === 'done' || read?.value?.kind === 'list' || read?.value?.kind === 'counts';
  const value = read?.value && isKept ? keptValue(read.value, changeover, where, { text }, keep) : undefined;
  const noteRef = keep(view.step.proof.kind === 'text' ? 'support' : 'note', cleaned(fields['note'], LONGEST_NOTE));
  const referenceRef = keep('reference', cleaned(fields['reference'], LONGEST_REFERENCE));
  const said = { ...(noteRef && { noteRef }), ...(referenceRef && { referenceRef }), ...(value && { value }), ...on };
  return { ok: true, answered: { ...where, answer, ...said }, texts, ...(read && { typed: read.typed }) };
}

function valueOf({ changeover, playbook, now, fields }: PageForm, view: StepView): ReturnType<typeof readValue> {
  const reading = { now, playbookOf: () => playbook, defaultReader: changeover.customer, loaded: {} };
  return readValue(reading, changeover, view, fields);
}

function cleaned(raw: string | undefined, maxLength: number): string | undefined {
  return raw === undefined ? undefined : cleanText(raw, maxLength).text;
}
