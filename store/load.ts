import type { ChangeoverId, Money } from '../changeover/changeover.ts';
import type { BookEntry } from '../changeover/wrong-tenant.ts';
import type { MoveProgress } from '../loop/licence-ports.ts';
import type { Conversation, JoinTries, Loaded, LoadKeys, ShownCard, TeamHere } from '../loop/ports.ts';
import type { Sql } from './database.ts';
import {
  CONVERSATION,
  readChangeovers,
  SHOWN_CARD,
  STORED_CHANGEOVER,
  TEAM_HERE,
  type StoredChangeover,
} from './rows.ts';

/** Changeovers of a person or a team that one turn gets to see; the open ones go before. */
const MOST = 20;
/** Teams of one tenant that a person's one-to-one chat gets to see. */
const MOST_TEAMS = 20;

/** What the wrong-tenant guard compares of changeover `o`. */
const BOOK_ENTRY = `jsonb_strip_nulls(jsonb_build_object(
      'domain', o.domain, 'tenantId', o.snapshot->'customer'->>'tenantId',
      'name', (select t.body from texts t where t.id = o.snapshot->'customer'->'nameRef'->>'id')))`;

/**
 * $1 conversation, $2 its root, $3 tenant and $4 object id of the person, $5 team, $6 changeover, $7 join code's hash,
 * $8 command ids, $9 a typed domain, $10 its tenant. A key that is not given is null, which finds nothing.
 */
const LOAD = `
with thread as (
  select k.changeover_id as id from cards k where k.thread_id = $1 and k.thread_id <> k.conversation_id limit 1
),
joining as (
  select o.id from changeovers o where o.join_code_hash = $7
  union select j.changeover_id from join_codes j where j.hash = $7
),
teams_here as (
  select * from teams t where t.tenant_id = $3 and ($5::text is null or t.team_id = $5) order by t.team_id limit ${MOST_TEAMS}
),
mine as (
  select o.id, o.state, o.opened_at from members m join changeovers o on o.id = m.changeover_id
  where m.tenant_id = $3 and m.object_id = $4
  order by o.state desc, o.opened_at desc limit ${MOST}
),
ours as (
  select o.id, o.state, o.opened_at from changeovers o where o.partner_tenant_id = $3 and o.team_id = $5
  order by o.state desc, o.opened_at desc limit ${MOST}
),
theirs as (
  select o.id, o.state, o.opened_at from teams_here t cross join lateral (
    select c.id, c.state, c.opened_at from changeovers c where c.partner_tenant_id = t.tenant_id and c.team_id = t.team_id
    order by c.state desc, c.opened_at desc limit ${MOST}
  ) o where $5::text is null
),
listed as (
  select id from (select * from mine union select * from ours union select * from theirs) known order by state desc, opened_at desc limit ${MOST}
),
found as (
  select id from listed union select id from thread union select id from joining union select $6::text where $6 is not null
)
select
  (select ${CONVERSATION} from conversations c where c.id = $2) as conversation,
  (select jsonb_build_object('version', d.version, 'doc', d.doc) from dialogs d
    where d.conversation_id = $1 and d.tenant_id = $3 and d.object_id = $4) as dialog,
  (select jsonb_agg(${STORED_CHANGEOVER} order by o.opened_at desc, o.id) from changeovers o
    where o.id in (select id from found)) as changeovers,
  (select true from team_books b where b.partner_tenant_id = $3 and b.team_id = $5 and b.is_quiet) as is_quiet,
  (select jsonb_build_object('minor', b.limit_minor, 'currency', b.limit_currency) from team_books b
    where b.partner_tenant_id = $3 and b.team_id = $5 and b.limit_minor is not null) as opening_limit,
  (select id from thread) as thread,
  (select id from joining limit 1) as joining,
  (select jsonb_agg(${TEAM_HERE}) from teams_here t) as teams,
  (select jsonb_agg(jsonb_build_object('objectId', j.object_id, 'version', j.version, 'wrongAt', j.wrong_at)) from join_tries j
    where j.tenant_id = $3 and j.object_id in ($4, '')) as tries,
  (select jsonb_agg(${SHOWN_CARD}) from cards k
    where k.conversation_id in ($1, $2) and k.activity_id is not null and k.changeover_id in (select id from found)) as cards,
  (select jsonb_object_agg(t.id, t.body) from texts t
    where t.changeover_id in (select id from found) and t.body is not null) as texts,
  (select jsonb_object_agg(o.id, licence_progress(o.id)) from changeovers o
    where o.id in (select id from found) and o.snapshot ? 'licences') as moves,
  (select jsonb_agg(j.command_id) from journal j where j.command_id = any($8)) as seen,
  (select jsonb_agg(b.entry) from (
    select ${BOOK_ENTRY} as entry from changeovers o
    where $9::text is not null and o.partner_tenant_id in
      (select f.partner_tenant_id from changeovers f where f.id in (select id from found))
      and (o.domain = $9 or o.snapshot->'customer'->>'tenantId' = $10)
    order by o.opened_at desc limit ${MOST}) b) as book`;

interface LoadRow {
  readonly conversation: Conversation | null;
  readonly dialog: { readonly version: number; readonly doc: unknown } | null;
  readonly changeovers: readonly StoredChangeover[] | null;
  readonly is_quiet: boolean | null;
  readonly opening_limit: Money | null;
  readonly thread: ChangeoverId | null;
  readonly joining: ChangeoverId | null;
  readonly teams: readonly TeamHere[] | null;
  readonly tries: readonly JoinTries[] | null;
  readonly cards: readonly ShownCard[] | null;
  readonly texts: Readonly<Record<string, string>> | null;
  readonly moves: Readonly<Record<ChangeoverId, MoveProgress | null>> | null;
  readonly seen: readonly string[] | null;
  readonly book: readonly BookEntry[] | null;
}

/** All that a turn needs to know, by one statement (and a second one only right after a release changed the snapshot's shape). */
export async function load(sql: Sql, keys: LoadKeys, askedCommandIds: readonly string[]): Promise<Loaded> {
  const { conversationId, rootConversationId = conversationId, person, typedDomain } = keys;
  const [row] = await sql.run<LoadRow>({
    name: 'load',
    isUrgent: true,
    text: LOAD,
    values: [
      conversationId,
      rootConversationId,
      person?.tenantId ?? null,
      person?.objectId ?? null,
      keys.teamId ?? null,
      keys.changeoverId ?? null,
      keys.joinCodeHash ?? null,
      askedCommandIds,
      typedDomain?.domain ?? null,
      typedDomain?.tenantId ?? null,
    ],
  });
  if (!row) throw new Error('the load statement gave no row');
  return {
    ...(row.conversation && { conversation: row.conversation }),
    ...(row.dialog && person && { dialog: { conversationId, person, ...row.dialog } }),
    changeovers: await readChangeovers(sql, row.changeovers ?? []),
    ...(row.is_quiet && { isTeamQuiet: true }),
    ...(row.opening_limit && { openingLimit: row.opening_limit }),
    ...(row.thread !== null && { threadChangeoverId: row.thread }),
    ...(row.joining !== null && { joinChangeoverId: row.joining }),
    ...(row.teams && { teams: row.teams }),
    ...(row.tries && { tries: row.tries }),
    cards: row.cards ?? [],
    texts: row.texts ?? {},
    ...(row.moves && { moves: presentIn(row.moves) }),
    seenCommandIds: row.seen ?? [],
    ...(typedDomain && { typedDomain: { ...typedDomain, book: row.book ?? [] } }),
  };
}

/** A move that is only asked for has made no progress yet. */
function presentIn<T>(moves: Readonly<Record<string, T | null>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(moves).flatMap(([id, one]) => (one === null ? [] : [[id, one] as const])));
}
