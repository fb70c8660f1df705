/** The dry run, and later the result, as a table for a spreadsheet: a line for each user. */
import type { LicenceOrder } from '../changeover/licence-reading.ts';
import { servicePlanNameById } from '../changeover/service-plans.ts';
import { whyOf } from './licence-why.ts';
import type { Words } from './text.ts';

/** A user of a move, as far as the table shows it. */
export interface CsvRow {
  readonly name: string;
  readonly login: string;
  readonly user: string;
  readonly before: readonly { readonly skuId: string }[];
  readonly order?: LicenceOrder;
  readonly state: string;
  readonly way: string;
  readonly code?: string;
  readonly about?: readonly string[];
  readonly isBlocked: boolean;
}

const COLUMNS = ['login', 'name', 'id', 'result', 'why', 'todo', 'takes', 'gives', 'before', 'off', 'blocked'] as const;
/** Spreadsheets take what begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
/** So that Excel reads it as UTF-8. */
const MARK = '\uFEFF';

/** @param nameOf the name that administrators know a product by. */
export function licenceCsv(w: Words, rows: readonly CsvRow[], nameOf: (skuId: string) => string): string {
  const head = COLUMNS.map((column) => w.t(`licences.csv.${column}`));
  const lines = [head, ...rows.map((row) => cellsOf(w, row, nameOf))];
  return MARK + lines.map((cells) => cells.map(quoted).join(',')).join('\r\n') + '\r\n';
}

function cellsOf(w: Words, row: CsvRow, nameOf: (skuId: string) => string): readonly string[] {
  const { order, code, before } = row;
  const names = (skuIds: readonly string[]): string => skuIds.map(nameOf).join('; ');
  return [
    row.login,
    row.name,
    row.user,
    w.t(`licences.row.${row.way}.${row.state}`),
    code === undefined ? '' : whyOf(w, code, 1, row.about),
    code === undefined ? '' : w.t(`licences.mend.${code}`),
    names(order?.remove ?? []),
    names((order?.add ?? []).map(({ skuId }) => skuId)),
    names(before.map(({ skuId }) => skuId)),
    (order?.add ?? [])
      .flatMap(({ disabledPlans }) => disabledPlans.map((id) => servicePlanNameById(id) ?? id))
      .join('; '),
    row.isBlocked ? w.t('licences.csv.yes') : '',
  ];
}

function quoted(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""').replaceAll(/[\r\n]+/g, ' ')}"`;
}
