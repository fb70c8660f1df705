import type { Mark } from '../loop/ports.ts';
import type { Database } from './database.ts';
import { jsonb } from './json.ts';

const TRIES = 3;
/** Two statements waited for each other crosswise and the server ended this one: nothing of it was done. */
const DEADLOCK = '40P01';

/** Writes what was sent and shown, by one statement. */
export async function mark(database: Database, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return;
  /* Marks of one row keep their order; rows go in one order everywhere, so that two processes seldom meet crosswise. */
  const ordered = marks.toSorted((a, b) => compare(rowOf(a), rowOf(b)));
  const statement = {
    name: 'mark',
    text: 'select apply_marks($1), note_refusals($1), note_digests($1)',
    values: [jsonb(ordered)],
    isUrgent: true,
  };
  for (let attempt = 1; ; attempt++) {
    try {
      await database.run(statement);
      return;
    } catch (error) {
      if (attempt === TRIES || !isDeadlock(error)) throw error;
    }
  }
}

function rowOf(one: Mark): string {
  switch (one.kind) {
    case 'cardShown':
      return `card/${one.card.conversationId}/${one.card.tag}`;
    case 'cardGone':
    case 'cardFailed':
      return `card/${one.conversationId}/${one.tag}`;
    case 'heldBack':
    case 'unreachable':
      return `conversation/${one.conversationId}`;
    case 'sent':
    case 'dropped':
    case 'failed':
    case 'putOff':
      return `outbox/${one.id}`;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DEADLOCK;
}
