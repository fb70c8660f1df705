/** An exported history of three rows and two texts, one of them erased: every hash is as the store makes it. */
import type { TextRef } from '../../changeover/changeover.ts';
import {
  HISTORY_FORMAT,
  rowHash,
  textHash,
  type HistoryExport,
  type HistoryRow,
  type HistoryText,
} from '../../loop/history.ts';

export function aHistory(): HistoryExport {
  const changeover = 'c1';
  const name: HistoryText = { id: 't1', kind: 'personName', body: 'Alex Wilber', salt: '5a17' };
  const ref: TextRef = { id: 't1', hash: textHash('5a17', 'Alex Wilber') };
  const gone: TextRef = { id: 't2', hash: textHash('0ff', 'a note that was erased') };
  const events: readonly (readonly object[])[] = [
    [{ type: 'memberJoined', nameRef: ref }],
    [
      { type: 'stepAnswered', step: 'order-new', noteRef: gone },
      { type: 'stepOpened', step: 'assign' },
    ],
    [{ type: 'closed', outcome: 'done' }],
  ];
  const rows: HistoryRow[] = [];
  for (const [index, of] of events.entries()) {
    const row = {
      version: index + 1,
      commandId: `command ${index}`,
      at: 1_000 + index,
      actor: { door: 'message' as const },
      schema: 1,
      events: of,
      previous: rows.at(-1)?.hash ?? null,
    };
    rows.push({ ...row, hash: rowHash(changeover, row) });
  }
  return {
    format: HISTORY_FORMAT,
    changeover,
    exportedAt: '2026-03-02T09:00:00Z',
    head: rows.at(-1)!.hash,
    rows,
    texts: [name, { id: 't2', kind: 'note' }],
  };
}
