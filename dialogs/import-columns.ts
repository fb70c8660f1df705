/** The columns of a file of changeovers: which field each is, and its cells as the forms of a new changeover would have them. */
import { BILLING_ACCOUNTS, CYCLES, PAYMENTS } from '../cards/new-old-card.ts';
import { courseTitle } from '../cards/intro-section.ts';
import { words } from '../cards/text.ts';
import type { SheetFault, SheetRow } from '../loop/import-ports.ts';
import { readInputs, type Inputs } from './form.ts';
import type { NewCourse } from './new-changeover-course.ts';
import { KIND_FIELDS, OLD_FIELDS, PARTIES_FIELDS, TERMS_FIELDS } from './new-changeover-draft.ts';

/** As long as the forms allow. */
const LENGTHS = { ...KIND_FIELDS, ...PARTIES_FIELDS, ...OLD_FIELDS, ...TERMS_FIELDS } as const;
export type ImportField = keyof typeof LENGTHS;
export const IMPORT_FIELDS = Object.keys(LENGTHS).filter(isField);

const DATES: ReadonlySet<string> = new Set(['renewsOn', 'termStartedOn', 'newStartsOn']);
/** What a cell that is left empty means; the others have to be filled, or stay unknown. */
const WHEN_EMPTY: Partial<Readonly<Record<ImportField, string>>> = {
  billingAccount: 'unknown',
  payment: 'unknown',
  sameProduct: 'yes',
};
const CHOICES: Partial<Readonly<Record<ImportField, readonly string[]>>> = {
  billingAccount: BILLING_ACCOUNTS,
  payment: PAYMENTS,
  cycle: CYCLES,
};

/** The columns by their place; one that nobody knows, or that comes twice, is a fault. */
export function readHeads(
  { number, cells }: SheetRow,
  locale: string,
): { readonly fields: readonly (ImportField | undefined)[]; readonly faults: readonly SheetFault[] } {
  const w = words(locale);
  const named = new Map(
    IMPORT_FIELDS.flatMap((field) =>
      [field, ...w.t(`import.heads.${field}`).split('|')].map((head) => [bare(head), field] as const),
    ),
  );
  const faults: SheetFault[] = [];
  const seen = new Set<string>();
  const fields = cells.map((head, i) => {
    const field = named.get(bare(head));
    const at = { row: number, column: columnName(i), params: { head: head.slice(0, 40) } };
    if (field === undefined && head !== '') faults.push({ ...at, fault: 'unknownColumn' });
    if (field !== undefined && seen.has(field)) faults.push({ ...at, fault: 'columnTwice' });
    if (field !== undefined) seen.add(field);
    return field;
  });
  const missing = (['customerDomain', 'product'] as const).filter((field) => !seen.has(field));
  for (const field of missing) faults.push({ row: number, fault: 'columnMissing', params: { field } });
  return { fields, faults };
}

export interface RowInputs {
  readonly row: number;
  readonly inputs: Inputs;
  readonly faults: readonly SheetFault[];
}

export function readRow(row: SheetRow, fields: readonly (ImportField | undefined)[]): RowInputs {
  const cells = fields.flatMap((field, i) => (field === undefined ? [] : [[field, row.cells[i] ?? ''] as const]));
  const { inputs, removed, cut } = readInputs(
    { form: '', run: '', button: '', data: Object.fromEntries(cells) },
    LENGTHS,
  );
  const at = (field: string) => columnOf(fields, field);
  const secrets = removed.map((secret) => ({ row: row.number, fault: 'secret', params: { secret } }));
  const long = cut.map((field) => ({ row: row.number, ...at(field), fault: 'tooLong' }));
  const extra = row.cells.slice(fields.length).some((cell) => cell !== '');
  const faults = [...secrets, ...long, ...(extra ? [{ row: row.number, fault: 'moreCells' }] : [])];
  return {
    row: row.number,
    inputs: Object.fromEntries(IMPORT_FIELDS.map((field) => [field, valueOf(field, inputs)])),
    faults,
  };
}

/** The cells once the kind is known: products and choices may be named by their titles. */
export function withChoices(inputs: Inputs, { playbook }: NewCourse, locale: string): Inputs {
  const w = words(locale);
  const product = playbook.products.find(({ id, name }) =>
    [id, name].map(bare).includes(bare(inputs['product'] ?? '')),
  );
  const chosen = Object.entries(CHOICES).map(([field, values]) => {
    const typed = bare(inputs[field] ?? '');
    const value = values.find((one) => [one, w.t(`choice.${field}.${one}`)].map(bare).includes(typed));
    return [field, value ?? inputs[field] ?? ''] as const;
  });
  const yesNo = (['perUser', 'sameProduct'] as const).map((field) => {
    const typed = bare(inputs[field] ?? '');
    const value = (['yes', 'no'] as const).find((one) => w.t(`import.${one}`).split('|').map(bare).includes(typed));
    return [field, value ?? inputs[field] ?? ''] as const;
  });
  return {
    ...inputs,
    ...Object.fromEntries([...chosen, ...yesNo]),
    ...(product && { product: product.id }),
    newSeats: inputs['newSeats'] || (inputs['seats'] ?? ''),
    currency: (inputs['currency'] ?? '').toUpperCase(),
  };
}

/** The kind that a cell names, by id or title; the first one when it is empty. */
export function courseIn(inputs: Inputs, courses: readonly NewCourse[], locale: string): NewCourse | undefined {
  const typed = bare(inputs['course'] ?? '');
  if (typed === '') return courses[0];
  return courses.find(({ playbook, variant }) =>
    [variant === undefined ? playbook.id : `${playbook.id}@${variant}`, courseTitle(locale, playbook, variant)]
      .map(bare)
      .includes(typed),
  );
}

/** `{ column: 'C' }` for a field that the file has. */
export function columnOf(fields: readonly (ImportField | undefined)[], field: string): { readonly column?: string } {
  const place = fields.findIndex((one) => one === field);
  return place < 0 ? {} : { column: columnName(place) };
}

function valueOf(field: ImportField, inputs: Inputs): string {
  const typed = inputs[field] ?? '';
  if (typed === '') return WHEN_EMPTY[field] ?? '';
  return DATES.has(field) ? dayOfSerial(typed) : typed;
}

/** A workbook keeps a day as the number of days since 30 December 1899. */
function dayOfSerial(typed: string): string {
  if (!/^[2-9]\d{4}(?:\.\d+)?$/u.test(typed)) return typed;
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(typed)) * 86_400_000).toISOString().slice(0, 10);
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** Letters and digits alone: `Customer’s domain` is `customersdomain`. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}@]/gu, '');
}

function isField(name: string): name is ImportField {
  return Object.hasOwn(LENGTHS, name);
}
