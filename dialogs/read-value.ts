/** Reads the form within a question: what a step's proof asks for beside a word. Claims of a client, read field by field. */
import type { AnswerValue, Changeover, Listed, PlainDate, Zone } from '../changeover/changeover.ts';
import { zoneOf } from '../changeover/due.ts';
import { parseCount, parseDate, parseDomain, type Parsed } from '../changeover/inputs.ts';
import { listItems, type ListItem } from '../changeover/list-items.ts';
import type { Proof } from '../changeover/playbook.ts';
import { refuse, type Refusal } from '../changeover/refusals.ts';
import type { StepView } from '../changeover/steps.ts';
import { addDays, dateIn, instantOf } from '../changeover/working-time.ts';
import { NOT_TICKED, type Typed } from '../cards/value-inputs.ts';
import type { Turn } from '../loop/turn.ts';
import { readInputs } from './form.ts';
import { FaultList } from './form-reading.ts';

/** A thing of a list with its texts as they were typed: they are kept once the answer is issued. */
export interface GivenItem extends Pick<Listed, 'id' | 'labelRef' | 'outcome'> {
  readonly label?: string;
  readonly note?: string;
}

export type GivenValue =
  | Exclude<AnswerValue, { kind: 'list' }>
  | { readonly kind: 'list'; readonly items: readonly GivenItem[] };

export interface ReadValue {
  /** Absent for proofs without one, and where nothing in the form can be read. */
  readonly value?: GivenValue;
  /** What stood in the fields, and what is wrong with them. */
  readonly typed: Typed;
  /** Kinds of secrets that were taken out. */
  readonly removed: readonly string[];
}

type ProofOf<Kind extends Proof['kind']> = Extract<Proof, { kind: Kind }>;
type Inputs = Readonly<Record<string, string>>;
type Read = { readonly value?: GivenValue; readonly faults: Readonly<Record<string, Refusal>> };

/** What reading needs of a turn. */
export interface Reading extends Pick<Turn, 'now' | 'playbookOf'> {
  readonly defaultReader: { readonly locale: string };
  readonly loaded: Pick<Turn['loaded'], 'typedDomain'>;
}

/** @param data of a press. Whose tenant a typed domain is in was looked up before the turn, and is never taken from there. */
export function readValue(
  turn: Reading,
  changeover: Changeover,
  view: StepView,
  data: Readonly<Record<string, unknown>>,
): ReadValue {
  const { proof } = view.step;
  const items = listItems(view.step, changeover, turn.playbookOf(changeover), view.line?.id);
  const { inputs, removed } = readInputs({ form: '', run: '', button: '', data }, fieldsOf(proof, items));
  const zone = zoneOf(view.step.side, changeover);
  const { locale } = turn.defaultReader;
  const { value, faults } = readProof(proof, items, inputs, {
    zone,
    locale,
    today: dateIn(zone, turn.now),
    typedDomain: turn.loaded.typedDomain,
  });
  return { ...(value && { value }), typed: { values: inputs, faults }, removed };
}

/** The longest text of each field of a step's form. */
function fieldsOf(proof: Proof, items: readonly ListItem[]): Readonly<Record<string, number>> {
  switch (proof.kind) {
    case 'choice':
      return { choice: 60 };
    case 'list': {
      const named = items.flatMap(({ id }) => [[`item.${id}`, 60] as const, [`note.${id}`, 500] as const]);
      return { ...Object.fromEntries(named), ...(proof.items === 'typed' && { more: 4000 }) };
    }
    case 'counts':
      return Object.fromEntries(proof.items.map(({ id }) => [`count.${id}`, 40]));
    case 'domain':
      return { domain: 300 };
    case 'when':
      return { day: 40, time: 10, timeTo: 10 };
    case 'word':
    case 'reference':
    case 'text':
    case 'statement':
      return {};
  }
}

interface Frame {
  readonly zone: Zone;
  readonly locale: string;
  readonly today: PlainDate;
  readonly typedDomain: Turn['loaded']['typedDomain'];
}

function readProof(proof: Proof, items: readonly ListItem[], inputs: Inputs, frame: Frame): Read {
  switch (proof.kind) {
    case 'choice': {
      const option = inputs['choice'];
      if (option) return { value: { kind: 'choice', option }, faults: {} };
      return { faults: { choice: refuse('choiceUnknown', {}, 'choice') } };
    }
    case 'list':
      return { value: { kind: 'list', items: readList(items, inputs) }, faults: {} };
    case 'counts':
      return readCounts(proof, inputs);
    case 'domain':
      return readDomain(inputs, frame);
    case 'when':
      return readWhen(proof, inputs, frame);
    case 'word':
    case 'reference':
    case 'text':
    case 'statement':
      return { faults: {} };
  }
}

/** Things that are there already with what was said of them, then the newly typed ones, one a line. */
function readList(items: readonly ListItem[], inputs: Inputs): readonly GivenItem[] {
  const known = items.map(({ id, labelRef }): GivenItem => {
    const given = inputs[`item.${id}`];
    const outcome = given === NOT_TICKED ? undefined : given;
    const note = inputs[`note.${id}`];
    return { id, ...(labelRef && { labelRef }), ...(outcome && { outcome }), ...(note && { note }) };
  });
  const highest = Math.max(0, ...items.map(({ id }) => Number(id.slice(1)) || 0));
  const lines = (inputs['more'] ?? '').split('\n').map((line) => line.trim());
  const typed = lines
    .filter((line) => line !== '')
    .map((line, at) => ({
      id: `n${highest + at + 1}`,
      label: line.slice(0, LONGEST_LABEL),
    }));
  return [...known, ...typed];
}

const LONGEST_LABEL = 200;

/** An empty field is a number that is still missing: `decide` says which are needed. */
function readCounts({ items }: ProofOf<'counts'>, inputs: Inputs): Read {
  const faults = new FaultList();
  const counts: Record<string, number> = {};
  for (const { id } of items) {
    const field = `count.${id}`;
    const text = inputs[field];
    const count = text ? faults.take(field, parseCount(text, { field, allowZero: true })) : undefined;
    if (count !== undefined) counts[id] = count;
  }
  const read = faults.or<GivenValue>({ kind: 'counts', counts });
  return read.ok ? { value: read.value, faults: {} } : { faults: read.faults };
}

function readDomain(inputs: Inputs, { typedDomain }: Frame): Read {
  const domain = parseDomain(inputs['domain'] ?? '', { field: 'domain' });
  if (!domain.ok) return { faults: { domain: domain.refusal } };
  const tenantId = typedDomain?.domain === domain.value ? typedDomain.tenantId : undefined;
  const found = tenantId === undefined ? {} : { tenantId };
  return { value: { kind: 'domain', domain: domain.value, ...found }, faults: {} };
}

function readWhen({ of }: ProofOf<'when'>, inputs: Inputs, frame: Frame): Read {
  const faults = new FaultList();
  const day = faults.take('day', parseDate(inputs['day'] ?? '', frame.today, frame.locale, { field: 'day' }));
  const time = of === 'day' ? '00:00' : faults.take('time', timeIn(inputs, 'time'));
  const timeTo = of === 'window' ? faults.take('timeTo', timeIn(inputs, 'timeTo')) : '00:00';
  if (day === undefined || time === undefined || timeTo === undefined) return { faults: faults.result().faults };
  if (of === 'day') return { value: { kind: 'day', on: day }, faults: {} };
  const from = instantOf(day, time, frame.zone);
  if (of === 'moment') return { value: { kind: 'moment', at: from }, faults: {} };
  // A window that ends before it begins ends on the next day.
  const to = instantOf(timeTo > time ? day : addDays(day, 1), timeTo, frame.zone);
  return { value: { kind: 'window', from, to }, faults: {} };
}

function timeIn(inputs: Inputs, field: string): Parsed<string> {
  const typed = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/u.exec((inputs[field] ?? '').trim());
  if (!typed) return { ok: false, refusal: refuse('timeUnreadable', {}, field) };
  return { ok: true, value: `${typed[1]?.padStart(2, '0')}:${typed[2]}` };
}
