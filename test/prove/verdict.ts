/** What the store says at the end, held against what the connector took: lost, decided twice, sent twice, counted. */
import { connect } from '../../store/connect.ts';
import type { Sql } from '../../store/database.ts';
import { silent } from '../support/silent-log.ts';
import type { Taken } from './recording-connector.ts';

export type Place = { readonly databaseUrl: string } | { readonly dataDir: string };

export interface Verdict {
  /** Reminders that were decided. */
  readonly decided: number;
  /** Reminders without a message, and messages that ended without being taken. */
  readonly lost: number;
  /** Of what was due: messages and changeovers that the store still has before it, so that a later round takes them. */
  readonly waiting: number;
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

/** A message that is not for now: decided later than what is judged, or for a reader who had its message of the day. */
const WAITS = `m.state = 'pending' and (m.created_at > $1 or m.is_digest and not digest_may_go(c, $1))`;
const MESSAGES = 'outbox m join conversations c on c.id = m.conversation_id';

/** Of all that was due up to an instant: messages that wait, and changeovers. What a proof waits for at its end. */
export async function openWork(sql: Sql, dueUpTo: number): Promise<number> {
  const [row] = await sql.run<{ readonly open: string }>({
    text: `select (select count(*) from ${MESSAGES} where m.state = 'pending' and not (${WAITS}))
      + (select count(*) from changeovers where next_due_at <= $1) as open`,
    values: [dueUpTo],
  });
  return Number(row?.open);
}

interface MessageRow {
  readonly state: string;
  readonly activity_id: string | null;
  readonly conversation_id: string;
  readonly doubts: number;
}

async function judge(sql: Sql, taken: readonly Taken[], dueUpTo: number): Promise<Verdict> {
  const reminded = await sql.run<{ readonly times: string }>({
    text: `select count(*) as times from journal j, jsonb_array_elements(j.events) e
      where e->>'type' = 'reminded' group by j.changeover_id, e->>'key'`,
  });
  const rows = await sql.run<MessageRow>({
    text: `select m.state, m.activity_id, m.conversation_id, m.doubts from ${MESSAGES}`,
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
  const ended = rows.filter((row) => row.state !== 'pending');
  const notTaken = ended.filter((row) => !(row.state === 'sent' && takenIds.has(row.activity_id ?? '')));
  return {
    decided: reminded.length,
    lost: notTaken.length + Number(silentReminders?.count),
    waiting: await openWork(sql, dueUpTo),
    decidedTwice: reminded.filter((row) => row.times !== '1').length,
    taken: posts.length,
    duplicates: orphans.length,
    orphans,
    doubts: rows.reduce((sum, row) => sum + row.doubts, 0),
    uncounted: [...orphansOf].reduce((sum, [id, of]) => sum + Math.max(of.length - doubtsIn(id), 0), 0),
  };
}
