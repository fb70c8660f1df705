/** The partner's book as a file: one line for each changeover, in the order of the board. */
import type { Instant } from '../changeover/changeover.ts';
import { boardRow, groupTitle, type BoardEntry, type BoardReader, type BoardRow } from './board-row.ts';
import { csvOf } from './csv.ts';
import { unmarked, words } from './text.ts';

const COLUMNS = [
  'name',
  'perDay',
  'overlapSince',
  'lastChanceOn',
  'waitingOn',
  'waitingSince',
  'step',
  'technician',
  'ticket',
  'course',
] as const;

export function boardCsv(entries: readonly BoardEntry[], reader: BoardReader, now: Instant): string {
  const w = words(reader.locale);
  const [first, ...rest] = COLUMNS;
  const heads = ['group', first, 'domain', ...rest, 'progress', 'openedOn', 'id'];
  return csvOf([
    heads.map((head) => w.t(`board.csv.${head}`)),
    ...entries.map((entry) => {
      const { changeover, group, doneSteps, allSteps } = entry;
      const row = boardRow(entry, reader, now);
      const cellOf = (column: keyof BoardRow): string => unmarked(row[column] ?? '');
      return [
        groupTitle(reader.locale, group),
        cellOf(first),
        changeover.customer.domain,
        ...rest.map(cellOf),
        w.t('board.csv.progressOf', { done: doneSteps, all: allSteps }),
        new Date(changeover.openedAt).toISOString().slice(0, 10),
        changeover.id,
      ];
    }),
  ]);
}
