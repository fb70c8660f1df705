/** What a reader may take away of a history: whole for the partner, and for the customer without the partner's own. */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import type { Event } from '../changeover/events.ts';
import type { Reader } from '../cards/content.ts';
import { maySeeEvent, maySeeText } from '../cards/history-sight.ts';
import { eventHash, HISTORY_FORMAT, type History, type HistoryExport, type HistoryRow } from './history.ts';
import { refsIn } from './verify-history.ts';

/** What may not be seen is named by its hash alone, so that the export still verifies. */
export function exportHistory(
  changeover: Changeover,
  { rows, texts }: History,
  reader: Pick<Reader, 'side'>,
  now: Instant,
): HistoryExport {
  const shownRows = rows.map((row) => ({ ...row, events: row.events.map((event) => seen(event, reader)) }));
  const named = new Map(shownRows.flatMap((row) => refsIn(row.events).map((ref) => [ref.id, row] as const)));
  return {
    format: HISTORY_FORMAT,
    changeover: changeover.id,
    exportedAt: new Date(now).toISOString(),
    head: rows.at(-1)?.hash ?? '',
    rows: shownRows,
    texts: texts.filter(({ id, kind }) => {
      const row: HistoryRow | undefined = named.get(id);
      return row !== undefined && maySeeText(kind, row.actor, changeover, reader);
    }),
  };
}

function seen(event: unknown, reader: Pick<Reader, 'side'>): unknown {
  return maySeeEvent(event as Event, reader) ? event : { withheld: eventHash(event) };
}
