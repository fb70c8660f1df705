/** Reads a file of changeovers by the validators of the forms: every fault with its row, column and what to do, or what is to be opened. */
import { createHash } from 'node:crypto';
import { asMoved } from '../changeover/asks.ts';
import { decide } from '../changeover/decide.ts';
import type { Refusal } from '../changeover/refusals.ts';
import { refuse } from '../changeover/refusals.ts';
import type { Team } from '../loop/book-ports.ts';
import type { ImportEntry, Sheet, SheetFault } from '../loop/import-ports.ts';
import type { Turn } from '../loop/turn.ts';
import type { Inputs } from './form.ts';
import { columnOf, courseIn, readHeads, readRow, withChoices, type ImportField } from './import-columns.ts';
import { coursesOf, frameOf, type ReadingFrame } from './new-changeover-course.ts';
import { emptyDraft, LINES_AT_MOST } from './new-changeover-draft.ts';
import type { ReadLine } from './new-changeover-forms.ts';
import { makeCheckNumber } from './new-changeover-open.ts';
import { readOld, readParties, readTerms, type Parties } from './new-changeover-read.ts';
import { lineInput } from './new-changeover-views.ts';

export const ROWS_AT_MOST = 500;
const JOIN_BYTES = 16;

export interface ImportHome extends Team {
  readonly channelId: string;
  /** The partner as its changeovers name it, for files that leave it out. */
  readonly partner?: { readonly name: string; readonly domain: string };
}

/** A fault of a cell: `refusal` is one of the forms', else `fault` a key. */
export type ReadFault = SheetFault & { readonly refusal?: Refusal };

export interface ReadRow {
  readonly row: number;
  readonly line: ReadLine;
  readonly frame: ReadingFrame;
}

export interface ReadEntry {
  readonly entry: ImportEntry;
  readonly rows: readonly ReadRow[];
}

export interface ReadFile {
  readonly entries: readonly ReadEntry[];
  readonly faults: readonly ReadFault[];
}

export function readImport(turn: Turn, sheet: Sheet, home: ImportHome): ReadFile {
  const [heads, ...rows] = sheet.rows;
  if (heads === undefined) return failed(sheet.faults.length > 0 ? sheet.faults : [{ row: 0, fault: 'empty' }]);
  const { locale } = turn.defaultReader;
  const { fields, faults } = readHeads(heads, locale);
  const all = [...sheet.faults, ...faults];
  if (faults.some(({ fault }) => fault === 'columnMissing')) return failed(all);
  if (rows.length === 0) return failed([...all, { row: heads.number, fault: 'noRows' }]);
  if (rows.length > ROWS_AT_MOST) {
    return failed([...all, { row: 0, fault: 'tooMany', params: { count: rows.length, max: ROWS_AT_MOST } }]);
  }
  const read = rows.map((row) => readOne(turn, readRow(row, fields), fields, home));
  const good = read.flatMap(({ one }) => one ?? []);
  const judged = grouped(turn, good, home);
  const found = [...all, ...read.flatMap((one) => one.faults), ...judged.faults];
  return { entries: judged.entries, faults: found.toSorted((one, other) => one.row - other.row) };
}

interface Good extends ReadRow {
  readonly parties: Parties;
}

function readOne(
  turn: Turn,
  { row, inputs, faults }: ReturnType<typeof readRow>,
  fields: readonly (ImportField | undefined)[],
  home: ImportHome,
): { readonly one?: Good; readonly faults: readonly ReadFault[] } {
  const { locale } = turn.defaultReader;
  const course = courseIn(inputs, coursesOf(turn), locale);
  const at = (field: string, refusal: Refusal): ReadFault => ({
    row,
    ...columnOf(fields, field),
    fault: 'cell',
    params: { field },
    refusal,
  });
  if (course === undefined) return { faults: [...faults, at('course', refuse('choiceUnknown', {}, 'course'))] };
  const kind = course.variant === undefined ? course.playbook.id : `${course.playbook.id}@${course.variant}`;
  const frame = frameOf(turn, { ...emptyDraft('', {}, {}), kind: { course: kind } });
  const { asks } = frame;
  if (asks.customer === 'self' || asks.lines === 'none' || asks.steps !== undefined) {
    return { faults: [...faults, { row, ...columnOf(fields, 'course'), fault: 'kind' }] };
  }
  const typed = withPartner(withChoices(inputs, course, locale), home);
  const parties = readParties(typed, frame);
  const old = readOld(typed, frame);
  const currency = old.ok ? old.value.price.currency : (typed['currency'] ?? '');
  const terms = asks.lines === 'oldAndNew' ? readTerms(typed, currency, frame) : undefined;
  const wrong = [parties, old, ...(terms ? [terms] : [])].flatMap((part) =>
    part.ok ? [] : Object.entries(part.faults),
  );
  const all = [...faults, ...wrong.map(([field, refusal]) => at(field, refusal))];
  if (!parties.ok || !old.ok || (terms !== undefined && !terms.ok) || all.length > 0) return { faults: all };
  const { newPrice, newStartsOn, newSeats, isSameProduct } = terms?.value ?? asMoved(old.value);
  const line = { key: `r${row}`, old: old.value, terms: { newPrice, newStartsOn, newSeats, isSameProduct } };
  return { one: { row, line, frame, parties: parties.value }, faults: [] };
}

/** A file may leave its own company out. */
function withPartner(inputs: Inputs, { partner }: ImportHome): Inputs {
  if (partner === undefined || inputs['partnerDomain'] || inputs['partnerName']) return inputs;
  return { ...inputs, partnerName: partner.name, partnerDomain: partner.domain };
}

/** Rows of one customer and kind are the lines of one changeover; it is judged by the rules as if it were opened now. */
function grouped(turn: Turn, rows: readonly Good[], home: ImportHome): ReadFile {
  const faults: ReadFault[] = [];
  const entries: ReadEntry[] = [];
  for (const members of Map.groupBy(rows, keyOf).values()) {
    const twice = members.filter((one, i) => members.findIndex((other) => isSame(one, other)) < i);
    for (const one of twice) {
      const first = members.find((other) => isSame(one, other))?.row ?? 0;
      faults.push({ row: one.row, fault: 'twice', params: { first } });
    }
    const [first] = members;
    if (first === undefined || twice.length > 0) continue;
    if (members.length > LINES_AT_MOST) {
      faults.push({ row: first.row, fault: 'manyLines', params: { max: LINES_AT_MOST } });
      continue;
    }
    const entry = entryOf(turn, first, members, home);
    const refusal = refusalOf(turn, entry, first.frame);
    if (refusal) faults.push({ row: first.row, fault: 'cell', params: { field: refusal.field ?? '' }, refusal });
    else entries.push({ entry, rows: members });
  }
  return { entries, faults };
}

function keyOf({ parties, frame }: Good): string {
  return `${parties.customerDomain} ${frame.playbook.id}@${frame.variant ?? ''}`;
}

function isSame(one: Good, other: Good): boolean {
  return JSON.stringify([one.line.old, one.line.terms]) === JSON.stringify([other.line.old, other.line.terms]);
}

function entryOf(turn: Turn, first: Good, members: readonly Good[], home: ImportHome): ImportEntry {
  const { parties, frame } = first;
  const { locale, zone, country } = turn.defaultReader;
  const reader = { locale, zone, ...(country !== undefined && { country }) };
  const { playbook, hash, variant } = frame;
  const { partnerTenantId, teamId, channelId } = home;
  const lines = members.map(({ line }, i) => lineInput(line, i));
  const labels = members.flatMap(({ line }, i) =>
    line.old.label === undefined ? [] : [[`l${i + 1}`, line.old.label]],
  );
  const code = createHash('sha256').update(turn.random.bytes(JOIN_BYTES)).digest('hex');
  return {
    id: idOf(home, keyOf(first)),
    rows: members.map(({ row }) => row),
    open: {
      playbook: { id: playbook.id, version: playbook.version, hash },
      ...(variant !== undefined && { variant }),
      checkNumber: makeCheckNumber(turn.random.bytes(8)),
      customer: { domain: parties.customerDomain, ...reader },
      partner: { tenantId: partnerTenantId, teamId, channelId, domain: parties.partnerDomain, ...reader },
      lines,
      joinCode: { hash: code, expiresAt: turn.now },
    },
    texts: {
      customerName: parties.customerName,
      partnerName: parties.partnerName,
      ...(parties.contact !== undefined && { contact: parties.contact }),
      labels: Object.fromEntries(labels),
    },
  };
}

/** What opening it now would be refused for. */
function refusalOf(turn: Turn, { id, open }: ImportEntry, { playbook }: ReadingFrame): Refusal | undefined {
  const ref = { id: '', hash: '' };
  const lines = open.lines.map((line) => ({ ...line, labelRef: ref }));
  const body = {
    type: 'open' as const,
    ...open,
    customer: { ...open.customer, nameRef: ref },
    partner: { ...open.partner, nameRef: ref },
    lines,
  };
  const actor = { person: turn.source.person, door: 'message' as const };
  const decision = decide(undefined, playbook, { id: '', changeover: id, actor, body }, turn.now);
  return decision.ok ? undefined : decision.refusal;
}

/** A UUID (version 8: of our own making) that the same customer and kind of the same team always have. */
function idOf({ partnerTenantId, teamId }: ImportHome, key: string): string {
  const hex = createHash('sha256').update(`import/${partnerTenantId}/${teamId}/${key}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function failed(faults: readonly ReadFault[]): ReadFile {
  return { entries: [], faults };
}
