/** What the store says at the end, held against what the connector took: lost, decided twice, sent twice, counted. */
import { connect } from '../../store/connect.ts';
import type { Sql } from '../../store/database.ts';
import { silent } from '../support/silent-log.ts';
import type { Taken } from './recording-connector.ts';

export type Place = { readonly databaseUrl: string } | { readonly dataDir: string };

export interface Verdict {
  /** Reminders that were decided. */
  readonly decided: number;
  /** Changeovers that are still due, reminders without a message, messages without a word about their end or never taken. */
  readonly lost: number;
  /** Reminders that are in the journal more than once. */
  readonly decidedTwice: number;
  /** Messages that were taken. */
  readonly taken: number;
  /** Messages taken that nobody recorded: each was sent once more. */
  readonly duplicates: number;
  /** Sends in doubt, as the store counted them. */
  readonly doubts: number;
  /** Duplicates in conversations of which no doubt was counted. */
  readonly uncounted: number;
  /** The duplicates. */
  readonly orphans: readonly Taken[];
}

export async function verdictOf(place: Place, taken: readonly Taken[], dueUpTo: number): Promise<Verdict> {
  const database = await connect({ dataDir: '', ...place }, silent);
  try {
    return await judge(database, taken, dueUpTo);
  } finally {
    await database.close();
  }
}

/** Messages that wait, and changeovers that are due: what a proof waits for at its end. */
export async function openWork(sql: Sql, dueUpTo: number): Promise<number> {
  const [row] = await sql.run<{ readonly open: string }>({
    text: `select (select count(*) from outbox where state = 'pending')
      + (select count(*) from changeovers where next_due_at <= $1) as open`,
    values: [dueUpTo],
  });
  return Number(row?.open);
}

async function judge(sql: Sql, taken: readonly Taken[], dueUpTo: number): Promise<Verdict> {
  const reminded = await sql.run<{ readonly times: string }>({
    text: `select count(*) as times from journal j, jsonb_array_elements(j.events) e
      where e->>'type' = 'reminded' group by j.changeover_id, e->>'key'`,
  });
  const rows = await sql.run<{ state: string; activity_id: string | null; conversation_id: string; doubts: number }>({
    text: 'select state, activity_id, conversation_id, doubts from outbox',
  });
  const [silentReminders] = await sql.run<{ readonly count: string }>({
    text: `select count(*) from journal j, jsonb_array_elements(j.events) e where e->>'type' = 'reminded'
      and not exists (select from outbox o where o.occasion = j.changeover_id || '/' || (e->>'key'))`,
  });
  const posts = taken.filter((one) => !one.isUpdate);
  const takenIds = new Set(posts.map((one) => one.activityId));
  const recorded = new Set(rows.map((row) => row.activity_id));
  const orphans = posts.filter((one) => !recorded.has(one.activityId));
  const doubtful = Map.groupBy(rows, (row) => row.conversation_id);
  const doubtsIn = (id: string): number => (doubtful.get(id) ?? []).reduce((sum, row) => sum + row.doubts, 0);
  const orphansOf = Map.groupBy(orphans, (one) => one.conversationId);
  const notTaken = rows.filter((row) => row.state !== 'sent' || !takenIds.has(row.activity_id ?? '')).length;
  return {
    decided: reminded.length,
    lost: notTaken + Number(silentReminders?.count) + (await openWork(sql, dueUpTo)),
    decidedTwice: reminded.filter((row) => row.times !== '1').length,
    taken: posts.length,
    duplicates: orphans.length,
    orphans,
    doubts: rows.reduce((sum, row) => sum + row.doubts, 0),
    uncounted: [...orphansOf].reduce((sum, [id, of]) => sum + Math.max(of.length - doubtsIn(id), 0), 0),
  };
}
