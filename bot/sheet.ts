/** A table out of a file or a pasted text: CSV in any usual encoding and with any usual separator, or a workbook. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Sheet } from '../loop/import-ports.ts';
import { isFilled, tidy } from './sheet-cells.ts';
import { decoded } from './sheet-text.ts';
import { isZip, readWorkbook } from './workbook.ts';

/** Larger files have more than 500 rows, or are something else. */
export const MOST_FILE_BYTES = 5 * 1024 * 1024;
const SEPARATORS = [',', ';', '\t', '|'] as const;
/** Far more than may be imported: a fault says how many there are. */
const MOST_ROWS = 5_000;

export function readSheet(bytes: Uint8Array): Sheet {
  if (bytes.length > MOST_FILE_BYTES) return brokenSheet('tooLarge');
  if (isZip(bytes)) return readWorkbook(bytes) ?? brokenSheet('unreadable');
  const text = decoded(bytes);
  return text === undefined ? brokenSheet('unreadable') : readTable(text);
}

/** Cells stay texts: what begins like a formula is never calculated. */
export function readTable(text: string): Sheet {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      info: true,
      to: MOST_ROWS,
    }) as unknown as readonly { readonly record: readonly string[] }[];
    const rows = records.map(({ record }, i) => ({ number: i + 1, cells: record.map(tidy) }));
    return { rows: rows.filter(isFilled), faults: [] };
  } catch (error) {
    if (error instanceof CsvError) return brokenSheet('quotes', { row: Number(error['lines'] ?? 1) });
    throw error;
  }
}

export function brokenSheet(fault: string, params: Readonly<Record<string, string | number>> = {}): Sheet {
  return { rows: [], faults: [{ row: 0, fault, params }] };
}

/** The one that the first line has most of, quoted parts left aside. */
function separatorOf(text: string): string {
  const [line = ''] = text.trimStart().split(/\r?\n/u, 1);
  const bare = line.replaceAll(/"[^"]*"/gu, '');
  const counted = SEPARATORS.map((separator) => ({ separator, times: bare.split(separator).length }));
  return counted.reduce((most, one) => (one.times > most.times ? one : most)).separator;
}
