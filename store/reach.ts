import type { Instant } from '../changeover/changeover.ts';
import type { Conversation } from '../loop/ports.ts';
import type { InstallWork, LetterWork, ReachChange, ReachStore } from '../loop/reach-ports.ts';
import type { Database, Sql } from './database.ts';
import { type OutboxPart, pendingOutbox, type TextPart, textsBy } from './deliveries.ts';
import { moveChat } from './move-chat.ts';
import { CONVERSATION, PENDING, readChangeovers, STORED_CHANGEOVER, type StoredChangeover } from './rows.ts';

const WEEK_MS = 7 * 86_400_000;
/** Messages that one letter tells of; there are seldom more than a few. */
const MOST_TOLD = 20;

/** The person of conversation c has another one that can be reached: an older one that is gone says nothing then. */
const IS_ELSEWHERE = `exists (select from conversations k where k.kind = 'personal' and k.id <> c.id and k.state = 'reachable'
  and k.person_tenant_id = c.person_tenant_id and k.person_object_id = c.person_object_id)`;

/** Conversations that can't be reached, and those of which something else was told: both are few. */
const CHANGES = `
with few as (
  select id from conversations where state <> 'reachable'
  union
  select conversation_id from reach where told <> 'reachable' or refused_why is not null
),
looked as (
  select c.*, r.refused_why, coalesce(r.told, 'reachable') as told, coalesce(r.tellings, 0) as tellings,
    case when c.kind = 'personal' and c.state <> 'reachable' and ${IS_ELSEWHERE} then 'reachable'
      else reach_of(c.state, c.unreachable_why, r.refused_why) end as reach
  from few join conversations c on c.id = few.id left join reach r on r.conversation_id = c.id
)
select ${CONVERSATION} as conversation, c.refused_why, c.reach, c.tellings,
  (select jsonb_agg(o.id order by o.id) from changeovers o where o.state = 'open' and case
    when c.kind = 'channel' then o.channel_id = c.id and o.partner_tenant_id = c.tenant_id
    else c.kind = 'personal' and o.id in (select m.changeover_id from members m
      where m.tenant_id = c.person_tenant_id and m.object_id = c.person_object_id and m.side = 'customer')
  end) as changeovers
from looked c where c.reach <> c.told order by c.id limit $1`;

interface ChangeRow {
  readonly conversation: Conversation;
  readonly refused_why: string | null;
  readonly reach: string;
  readonly tellings: number;
  readonly changeovers: readonly string[] | null;
}

/** $1 now. A letter tells of what no letter told yet, one person at a time, and only once the app could not be installed. */
const LETTER = `
with due as (
  select c.id, coalesce(r.letter_told, 0) as letter_told, r.letter_begun_at
  from conversations c join reach r on r.conversation_id = c.id
  where c.state <> 'reachable' and c.kind = 'personal' and c.person_object_id is not null and r.told <> 'reachable'
    and (r.install_at is null or r.install_tried_at > $1::bigint - ${WEEK_MS})
    and coalesce(r.letter_at, 0) <= $1 and not ${IS_ELSEWHERE}
    and exists (select from outbox m where m.conversation_id = c.id and m.state = 'pending' and m.changeover_id is not null
      and m.not_before <= $1 and m.id > coalesce(r.letter_told, 0))
  order by coalesce(r.letter_at, 0), c.id limit 1
),
claimed as (
  insert into reach as r (conversation_id, letter_at, letter_begun_at) select id, $2, $1 from due
  on conflict (conversation_id) do update set letter_at = excluded.letter_at, letter_begun_at = excluded.letter_begun_at
  where r.letter_at <= $1
  returning r.conversation_id as id
),
waiting as (
  select m.* from outbox m join due on due.id = m.conversation_id
  where m.state = 'pending' and m.changeover_id is not null and m.not_before <= $1 and m.id > due.letter_told
    and exists (select from claimed)
  order by m.id desc limit ${MOST_TOLD}
),
involved as (select distinct changeover_id from waiting)
select
  (select ${CONVERSATION} from conversations c where c.id in (select id from claimed)) as conversation,
  (select letter_begun_at is not null from due) as in_doubt,
  (select jsonb_agg(${PENDING} order by m.id) from waiting m) as waiting,
  (select jsonb_agg(${STORED_CHANGEOVER}) from changeovers o where o.id in (select changeover_id from involved)) as changeovers,
  (select jsonb_agg(jsonb_build_object('changeoverId', t.changeover_id, 'id', t.id, 'body', t.body)) from texts t
    where t.changeover_id in (select changeover_id from involved) and t.body is not null) as texts`;

interface LetterRow {
  readonly conversation: Conversation | null;
  readonly in_doubt: boolean | null;
  readonly waiting: readonly OutboxPart[] | null;
  readonly changeovers: readonly StoredChangeover[] | null;
  readonly texts: readonly TextPart[] | null;
}

/** Who can't be reached, what the changeovers know of it, and what was tried instead. */
export function reachStoreOn(database: Database): ReachStore {
  const sql: Sql = database;
  return {
    reachChanges: (limit) => reachChanges(sql, limit),
    moveChat: ({ id, version }, toId) => moveChat(database, id, version, toId),
    reachTold: (change, installAt) => reachTold(sql, change, installAt),
    installWork: (now, claimUntil, limit) => installWork(sql, now, claimUntil, limit),
    installTried: (conversationId, at, after) => installTried(sql, conversationId, at, after),
    letterWork: (now, claimUntil) => letterWork(sql, now, claimUntil),
    letterTried: (conversationId, nextAt, told) => letterTried(sql, conversationId, nextAt, told),
  };
}

async function reachChanges(sql: Sql, limit: number): Promise<readonly ReachChange[]> {
  const rows = await sql.run<ChangeRow>({ name: 'reach changes', text: CHANGES, values: [limit] });
  return rows.map((row) => ({
    conversation: row.conversation,
    now: row.reach,
    tellings: row.tellings,
    changeoverIds: row.changeovers ?? [],
    ...(row.refused_why !== null && { refusedWhy: row.refused_why }),
  }));
}

/** Another instance that told the same has written it already: then the number of tellings has moved on. */
async function reachTold(sql: Sql, change: ReachChange, installAt: Instant | undefined): Promise<void> {
  await sql.run({
    name: 'reach told',
    text: `insert into reach as r (conversation_id, told, tellings, install_at) values ($1, $2, $3::integer + 1, $4::bigint)
      on conflict (conversation_id) do update set told = excluded.told, tellings = excluded.tellings,
        install_at = case when r.install_tried_at > $4::bigint - ${WEEK_MS} then null else $4::bigint end
      where r.tellings = $3::integer`,
    values: [change.conversation.id, change.now, change.tellings, installAt ?? null],
  });
}

async function installWork(
  sql: Sql,
  now: Instant,
  claimUntil: Instant,
  limit: number,
): Promise<readonly InstallWork[]> {
  const rows = await sql.run<{ readonly id: string; readonly tenant: string; readonly object: string }>({
    name: 'install work',
    text: `update reach r set install_at = $2 from (
        select conversation_id from reach where install_at <= $1 order by install_at limit $3 for update skip locked
      ) due, conversations c
      where r.conversation_id = due.conversation_id and c.id = r.conversation_id and c.person_object_id is not null
      returning c.id, c.person_tenant_id as tenant, c.person_object_id as object`,
    values: [now, claimUntil, limit],
  });
  return rows.map(({ id, tenant, object }) => ({
    conversationId: id,
    person: { tenantId: tenant, objectId: object },
  }));
}

/** What was installed all along is tried by a message again: the conversation counts as reachable until that fails. */
async function installTried(
  sql: Sql,
  conversationId: string,
  at: Instant,
  { retryAt, isThere = false }: { readonly retryAt?: Instant; readonly isThere?: boolean },
): Promise<void> {
  await sql.run({
    name: 'install tried',
    text: `with tried as (
        update reach set install_at = $3::bigint, install_tried_at = $2::bigint where conversation_id = $1 returning conversation_id
      )
      update conversations c set version = version + 1, state = 'reachable', unreachable_why = null
      from tried where $4::boolean and c.id = tried.conversation_id and c.state = 'unreachable'`,
    values: [conversationId, at, retryAt ?? null, isThere],
  });
}

async function letterWork(sql: Sql, now: Instant, claimUntil: Instant): Promise<LetterWork | undefined> {
  const [row] = await sql.run<LetterRow>({ name: 'letter work', text: LETTER, values: [now, claimUntil] });
  const person = row?.conversation?.person;
  if (!row?.conversation || person === undefined || row.waiting === null) return undefined;
  const changeovers = await readChangeovers(sql, row.changeovers ?? []);
  const byId = new Map(changeovers.map((changeover) => [changeover.id, changeover]));
  const texts = textsBy(row.texts ?? []);
  const waiting = row.waiting.map((part) => pendingOutbox(part, byId, texts(part.changeoverId)));
  return { conversation: row.conversation, person, waiting, isInDoubt: row.in_doubt === true };
}

async function letterTried(sql: Sql, conversationId: string, nextAt: Instant, told: string | undefined): Promise<void> {
  await sql.run({
    name: 'letter tried',
    text: `update reach set letter_at = $2, letter_begun_at = null, letter_told = coalesce($3::bigint, letter_told)
      where conversation_id = $1`,
    values: [conversationId, nextAt, told ?? null],
  });
}
