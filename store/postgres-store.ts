import type { Changeover, Instant } from '../changeover/changeover.ts';
import type { Log, PlaybookBody, Store } from '../loop/ports.ts';
import { bookStoreOn } from './team-books.ts';
import { claim } from './claim.ts';
import { commit } from './commit.ts';
import type { Database, Sql } from './database.ts';
import { conversationsToDeliver, deliveryState, deliveryWork } from './deliveries.ts';
import { draftStoreOn } from './drafts.ts';
import { importStoreOn } from './imports.ts';
import { openingStoreOn } from './openings.ts';
import { historyStoreOn } from './history.ts';
import { jsonb } from './json.ts';
import { licenceStoreOn } from './licence-moves.ts';
import { load } from './load.ts';
import { mark } from './mark.ts';
import { peopleStoreOn } from './people.ts';
import { reachStoreOn } from './reach.ts';
import { readingStoreOn } from './readings.ts';
import { instantOf, readChangeovers, readJournals, type StoredChangeover } from './rows.ts';
import { tick } from './tick.ts';
import { waitingStoreOn } from './waiting.ts';

/** The loop's store on a migrated database; the same SQL on the server and the embedded one. Closing it closes the database. */
export function storeOn(database: Database, log: Log): Store {
  return {
    ...reachStoreOn(database),
    ...historyStoreOn(database),
    ...bookStoreOn(database, log),
    ...importStoreOn(database, log),
    ...openingStoreOn(database),
    ...waitingStoreOn(database),
    ...peopleStoreOn(database),
    ...draftStoreOn(database),
    ...readingStoreOn(database),
    ...licenceStoreOn(database),
    keepPlaybooks: (playbooks) => keepPlaybooks(database, playbooks),
    load: (keys, askedCommandIds = []) => load(database, keys, askedCommandIds),
    commit: (units, now) => commit(database, log, units, now),
    mark: (marks) => mark(database, marks),
    tick: (now, limit, decideAll) => tick(database, log, now, limit, decideAll),
    nextDueAt: () => nextDueAt(database),
    conversationsToDeliver: (now, limit) => conversationsToDeliver(database, now, limit),
    deliveryWork: (conversationId, now) => deliveryWork(database, conversationId, now),
    claim: (one) => claim(database, one),
    deliveryState: (now) => deliveryState(database, now),
    openChangeovers: (limit) => openChangeovers(database, limit),
    journal: async (id) => (await readJournals(database, [id])).get(id) ?? [],
    isReady: () => isReady(database, log),
    close: () => database.close(),
  };
}

/** Kept once for each hash and never changed: a changeover pins the hash of the playbook that it was opened with. */
async function keepPlaybooks(sql: Sql, playbooks: readonly PlaybookBody[]): Promise<readonly PlaybookBody[]> {
  await sql.run({
    text: `insert into playbooks select * from jsonb_to_recordset($1::jsonb) as p (hash text, id text, version integer, body jsonb)
      on conflict do nothing`,
    values: [jsonb(playbooks)],
  });
  return sql.run<PlaybookBody>({ text: 'select id, version, hash, body from playbooks order by id, version' });
}

async function nextDueAt(sql: Sql): Promise<Instant | undefined> {
  const [row] = await sql.run<{ readonly at: string | null }>({
    text: `select least(
        (select min(next_due_at) from changeovers where next_due_at is not null),
        (select min(digest_at) from team_books),
        (select min(greatest(m.not_before, m.created_at, coalesce(c.digest_after, 0))) from outbox m
          join conversations c on c.id = m.conversation_id
          where m.state = 'pending' and m.is_digest and c.state = 'reachable')) as at`,
  });
  return row?.at === null || row === undefined ? undefined : instantOf(row.at);
}

async function openChangeovers(sql: Sql, limit: number): Promise<readonly Changeover[]> {
  const rows = await sql.run<StoredChangeover>({
    text: `select id, shape, snapshot from changeovers where state = 'open' order by opened_at, id limit $1`,
    values: [limit],
  });
  return readChangeovers(sql, rows);
}

async function isReady(sql: Sql, log: Log): Promise<boolean> {
  try {
    await sql.run({ text: 'select 1' });
    return true;
  } catch (error) {
    log.warn({ err: error }, 'the database does not answer');
    return false;
  }
}
