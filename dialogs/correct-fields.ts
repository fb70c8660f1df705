/** What can be put right by whom, how it is typed, and how its value reads. */
import type { Changeover, Line, LineId, Money, Side, TextRef } from '../changeover/changeover.ts';
import type { Correction } from '../changeover/commands.ts';
import { parseCount, parseDomain, type Parsed } from '../changeover/inputs.ts';
import { refuse } from '../changeover/refusals.ts';
import type { CorrectInput } from '../cards/correct-card.ts';
import { productName } from '../cards/names.ts';
import { BILLING_ACCOUNTS, PAYMENTS } from '../cards/new-old-card.ts';
import type { Words } from '../cards/text.ts';
import type { Turn } from '../loop/turn.ts';
import { choiceIn, dateIn, priceIn, textIn, type DayFrame } from './form-reading.ts';
import type { Inputs } from './form.ts';

export type Field = Correction['field'];

/** One thing that can be put right: a field of the changeover, or of one old subscription. */
export interface Correctable {
  /** `<field>` or `<field>@<line>`. */
  readonly key: string;
  readonly field: Field;
  readonly line?: Line;
  readonly input: CorrectInput;
}

type LineField = Extract<Correction, { line: LineId }>['field'];

const LINE_FIELDS: readonly (readonly [LineField, CorrectInput])[] = [
  ['seats', 'count'],
  ['assigned', 'count'],
  ['price', 'money'],
  ['renewsOn', 'date'],
  ['termStartedOn', 'date'],
  ['billingAccount', 'billingAccount'],
  ['payment', 'payment'],
  ['newStartsOn', 'date'],
  ['newSeats', 'count'],
];

/** The new price is what the partner pays until it invoices: it is the partner's to see and to change. */
export function correctables(changeover: Changeover, side: Side): readonly Correctable[] {
  const isPartner = side === 'partner';
  const fields = isPartner ? [...LINE_FIELDS, ['newPrice', 'money'] as const] : LINE_FIELDS;
  const ofLines = changeover.lines.flatMap((line) =>
    fields.map(([field, input]) => ({ key: `${field}@${line.id}`, field, line, input })),
  );
  const domain = isPartner && changeover.customer.tenantId === undefined ? [plainOne('domain')] : [];
  const support = isPartner && changeover.supportRef !== undefined ? [plainOne('support')] : [];
  return [...ofLines, plainOne('contact'), ...support, ...domain];
}

function plainOne(field: 'contact' | 'domain' | 'support'): Correctable {
  return { key: field, field, input: 'text' };
}

/** `Licences (Microsoft 365 Business Basic)`. */
export function titleOf(turn: Turn, w: Words, changeover: Changeover, { field, line }: Correctable): string {
  const name = w.t(`correct.field.${field}`);
  if (line === undefined) return name;
  const product = productName(line, turn.playbookOf(changeover), (ref) => turn.text(ref), w.locale);
  return w.t('correct.ofProduct', { field: name, product });
}

/** How the field reads now; `undefined` while nothing is known. */
export function valueOf(
  turn: Turn,
  w: Words,
  changeover: Changeover,
  { field, line }: Correctable,
): string | undefined {
  switch (field) {
    case 'domain':
      return changeover.customer.domain;
    case 'contact':
      return turn.text(changeover.customer.contactRef);
    case 'support':
      return turn.text(changeover.supportRef);
    default:
      return wordOf(w, changeover.lines.find((one) => one.id === line?.id)?.[field], field);
  }
}

function wordOf(w: Words, value: string | number | Money | undefined, field: LineField): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object') return w.money(value);
  if (typeof value === 'number') return w.number(value);
  return field === 'billingAccount' || field === 'payment' ? w.t(`choice.${field}.${value}`) : w.date(value);
}

/**
 * The correction that was typed. Texts that can be erased are kept by `keep` once everything else reads. Refuses what
 * the parsers refuse; what a line can't be is for `decide` to say.
 */
export function readCorrection(
  { field, line }: Correctable,
  inputs: Inputs,
  frame: DayFrame,
  keep: (kind: string, text: string) => TextRef,
): Parsed<Correction> {
  switch (field) {
    case 'domain':
      return into(parseDomain(inputs['value'] ?? ''), (to) => ({ field, to }));
    case 'contact':
    case 'support':
      return into(textIn(inputs, 'value'), (to) => ({ field, to: keep(field, to) }));
    default:
      return line === undefined
        ? { ok: false, refusal: refuse('choiceUnknown', {}, 'value') }
        : readLineCorrection(field, line, inputs, frame);
  }
}

function readLineCorrection(
  field: LineField,
  { id, price }: Line,
  inputs: Inputs,
  frame: DayFrame,
): Parsed<Correction> {
  const line = id;
  switch (field) {
    case 'seats':
    case 'newSeats':
    case 'assigned':
      return into(parseCount(inputs['value'] ?? '', { allowZero: field === 'assigned' }), (to) => ({
        field,
        line,
        to,
      }));
    case 'price':
    case 'newPrice':
      return into(priceIn(inputs, 'value', price.currency), (to) => ({ field, line, to }));
    case 'renewsOn':
    case 'newStartsOn':
    case 'termStartedOn':
      return into(dateIn(inputs, 'value', frame), (to) => ({ field, line, to }));
    case 'billingAccount':
      return into(choiceIn(inputs, 'value', BILLING_ACCOUNTS), (to) => ({ field, line, to }));
    case 'payment':
      return into(choiceIn(inputs, 'value', PAYMENTS), (to) => ({ field, line, to }));
  }
}

function into<Value, Made>(parsed: Parsed<Value>, make: (value: Value) => Made): Parsed<Made> {
  return parsed.ok ? { ok: true, value: make(parsed.value) } : parsed;
}
