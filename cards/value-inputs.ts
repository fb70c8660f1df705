/** The form within a question: what a step's proof asks for beside a word. The same in a chat and folded out on a status card. */
import type { Changeover, Zone } from '../changeover/changeover.ts';
import { listItems, type ListItem } from '../changeover/list-items.ts';
import type { Fact, Item, Playbook, Proof } from '../changeover/playbook.ts';
import type { Refusal } from '../changeover/refusals.ts';
import { stepKey, type StepView } from '../changeover/steps.ts';
import { choiceField, countField, dateField, faultText, formRemarks, textField, type FormView } from './form-fields.ts';
import type { TextOf } from './names.ts';
import { actionSet, container, type Element, remark, reveal, textBlock } from './parts.ts';
import type { Params, Words } from './text.ts';
import { tenantBox } from './tenant-words.ts';
import { itemName, typedOf } from './value-words.ts';

/** What a person typed that could not be taken: it is shown again, with what is wrong beside it. */
export interface Typed {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, Refusal>>;
}

export interface ValueForm {
  readonly w: Words;
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly view: StepView;
  /** Of the side whose step it is: agreed times are typed in it. */
  readonly zone: Zone;
  readonly text: TextOf;
  /** What the messages of the step may name (step-params.ts). */
  readonly params: Params;
  /** Told apart from the forms of other steps on the same card. */
  readonly suffix?: string;
  readonly typed?: Typed;
}

/** Nothing for proofs that need no value: their fields are in answer-parts.ts. */
export function valueInputs(form: ValueForm): readonly Element[] {
  const { proof } = form.view.step;
  switch (proof.kind) {
    case 'choice':
      return [...remarks(form), choiceInput(form, proof)];
    case 'list':
      return [...remarks(form), ...listInputs(form, proof)];
    case 'counts':
      return [...remarks(form), ...proof.items.map((item) => countInput(form, proof, item))];
    case 'domain':
      return [
        tenantBox(form.w, form.changeover, form.text),
        ...remarks(form),
        field(form, textField, 'domain', 'value.domain'),
      ];
    case 'when':
      return [...remarks(form), ...whenInputs(form, proof)];
    case 'statement':
      return statementBox(form, proof.fact);
    case 'word':
    case 'reference':
    case 'text':
      return [];
  }
}

type ProofOf<Kind extends Proof['kind']> = Extract<Proof, { kind: Kind }>;

/** The values and faults of the form, under the ids that its fields have on this card. */
function viewOf({ view, zone, text, suffix, typed }: ValueForm): FormView {
  const values = typed?.values ?? typedOf(view.record?.value, zone, text);
  const named = <Value>(all: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(all).map(([id, value]) => [idOf(id, suffix), value]));
  return { run: '', values: named(values), faults: named(typed?.faults ?? {}) };
}

function idOf(id: string, suffix: string | undefined): string {
  return suffix === undefined ? id : `${id}:${suffix}`;
}

function remarks(form: ValueForm): readonly Element[] {
  return formRemarks(form.w, viewOf(form));
}

type FieldOf = typeof textField | typeof countField | typeof dateField;

function field(
  form: ValueForm,
  draw: FieldOf,
  id: string,
  key: string,
  params?: Record<string, string | number>,
): Element {
  return draw(form.w, viewOf(form), idOf(id, form.suffix), { label: form.w.t(key, params), hint: '' });
}

function choiceInput(form: ValueForm, { options }: ProofOf<'choice'>): Element {
  const { w, view } = form;
  const choices = options.map(({ id }) => ({ value: id, title: w.t(`step.${view.step.id}.option.${id}`) }));
  const label = w.t('value.choice');
  return choiceField(w, viewOf(form), idOf('choice', form.suffix), choices, { label, hint: '', isExpanded: true });
}

/** Each thing with its tick or outcome, and a note. */
function listInputs(form: ValueForm, proof: ProofOf<'list'>): readonly Element[] {
  const { w, view, changeover, playbook } = form;
  const items = listItems(view.step, changeover, playbook, view.line?.id);
  const folded = items.filter((item) => isNoteFolded(form, proof, items.length, item));
  const rows = items.flatMap((item) => [
    proof.outcomes ? outcomeInput(form, item, proof.outcomes) : tickInput(form, item),
    { ...noteInput(form, item), ...(folded.includes(item) && { isVisible: false }) },
  ]);
  const notes = folded.map(({ id }) => idOf(`note.${id}`, form.suffix));
  const button = notes.length === 0 ? [] : [actionSet([reveal(w.t('value.notes'), notes)], { spacing: 'medium' })];
  return [...rows, ...button, ...(proof.items === 'typed' ? [moreInput(form, items.length)] : []), ...listFault(form)];
}

/** A tick hardly ever needs one and an outcome often does, but many empty fields would bury what is asked. */
function isNoteFolded(form: ValueForm, proof: ProofOf<'list'>, count: number, { id }: ListItem): boolean {
  const { values, faults } = viewOf(form);
  const named = idOf(`note.${id}`, form.suffix);
  if (values[named] || faults[named] !== undefined) return false;
  return proof.outcomes === undefined || count > MOST_OPEN_NOTES;
}

const MOST_OPEN_NOTES = 5;

function noteInput(form: ValueForm, item: ListItem): Element {
  return field(form, textField, `note.${item.id}`, 'value.note', { item: itemName(form, item.of, item) });
}

function moreInput(form: ValueForm, known: number): Element {
  const { w, suffix } = form;
  return textField(w, viewOf(form), idOf('more', suffix), {
    label: w.t(known === 0 ? 'value.list.first' : 'value.list.more'),
    hint: w.t('value.list.hint'),
    isMultiline: true,
    maxLength: 2000,
  });
}

/** What a client sends for an empty box; Adaptive Cards knows no empty word for it. */
export const NOT_TICKED = 'false';

function tickInput(form: ValueForm, item: ListItem): Element {
  const { w } = form;
  const { values, faults } = viewOf(form);
  const id = idOf(`item.${item.id}`, form.suffix);
  const name = itemName(form, item.of, item);
  const toggle = {
    type: 'Input.Toggle',
    id,
    title: item.isOptional ? w.t('value.optional', { item: name }) : name,
    valueOn: 'ticked',
    valueOff: NOT_TICKED,
    value: values[id] ?? NOT_TICKED,
    wrap: true,
    spacing: 'Medium',
  };
  const fault = faults[id];
  return fault === undefined ? toggle : container([faultLine(w, fault), toggle], { spacing: 'medium' });
}

function outcomeInput(form: ValueForm, item: ListItem, outcomes: readonly string[]): Element {
  const { w, view } = form;
  const choices = outcomes.map((value) => ({ value, title: w.t(`step.${view.step.id}.outcome.${value}`) }));
  const label = itemName(form, item.of, item);
  return choiceField(w, viewOf(form), idOf(`item.${item.id}`, form.suffix), choices, {
    label,
    hint: w.t('value.open'),
  });
}

function listFault(form: ValueForm): readonly Element[] {
  const fault = form.typed?.faults['list'];
  return fault === undefined ? [] : [faultLine(form.w, fault)];
}

/** "Standard, at least 12": what is needed stands beside what is asked. */
function countInput(form: ValueForm, { atLeastOf }: ProofOf<'counts'>, { id, isOptional }: Item): Element {
  const { changeover, view, w } = form;
  const other =
    atLeastOf === undefined
      ? undefined
      : (changeover.steps[stepKey(atLeastOf)] ?? changeover.steps[stepKey(atLeastOf, view.line?.id)]);
  const needs = other?.value?.kind === 'counts' ? other.value.counts[id] : undefined;
  const name = w.t(`step.${view.step.id}.item.${id}`);
  const item = isOptional ? w.t('value.optional', { item: name }) : name;
  return needs === undefined
    ? field(form, countField, `count.${id}`, 'value.count.of', { item })
    : field(form, countField, `count.${id}`, 'value.count.atLeast', { item, needs });
}

function whenInputs(form: ValueForm, { of }: ProofOf<'when'>): readonly Element[] {
  const day = field(form, dateField, 'day', of === 'window' ? 'value.day.from' : 'value.day');
  if (of === 'day') return [day];
  const zone = remark(form.w.t('value.zone', { zone: form.zone }));
  const time = timeField(form, 'time', of === 'window' ? 'value.time.from' : 'value.time');
  return of === 'moment' ? [day, time, zone] : [day, time, timeField(form, 'timeTo', 'value.time.to'), zone];
}

function timeField(form: ValueForm, id: string, key: string): Element {
  const { w } = form;
  const { values, faults } = viewOf(form);
  const named = idOf(id, form.suffix);
  const value = values[named];
  const isTime = value !== undefined && /^\d{2}:\d{2}$/u.test(value);
  const input = { type: 'Input.Time', id: named, label: w.t(key), ...(isTime && { value }) };
  const fault = faults[named];
  return fault === undefined ? input : container([faultLine(w, fault), input], { spacing: 'medium' });
}

/** What is acknowledged, with where it was read and when. */
function statementBox({ w, playbook, params }: ValueForm, id: string): readonly Element[] {
  const fact: Fact | undefined = playbook.facts[id];
  if (!fact) return [];
  return [
    container(
      [
        textBlock(w.t(`fact.${id}`, { ...params, now: fact.now })),
        remark(w.t('value.source', { source: fact.source, date: w.date(fact.asOf) })),
      ],
      { style: 'emphasis', spacing: 'medium' },
    ),
  ];
}

function faultLine(w: Words, fault: Refusal): Element {
  return textBlock(`⚠ ${faultText(w, fault)}`, { tone: 'attention', isBold: true });
}
