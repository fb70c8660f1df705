/** Cells of a table, whatever file they come from. */
import type { SheetRow } from '../loop/import-ports.ts';

const LONGEST_CELL = 2_000;

/** White space that nobody sees, and cells of any length, are no reason to refuse a row. */
export function tidy(cell: string): string {
  return cell
    .replaceAll(/[\u00A0\u200B\uFEFF]/gu, ' ')
    .trim()
    .slice(0, LONGEST_CELL);
}

export function isFilled({ cells }: SheetRow): boolean {
  return cells.some((cell) => cell !== '');
}
