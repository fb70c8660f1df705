import type { Actor, ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { OutsideSide } from '../changeover/outside.ts';
import type { Forgettable, Forgetting, HistoryStore } from '../loop/history-ports.ts';
import type { History, HistoryText } from '../loop/history.ts';
import type { Database, Sql } from './database.ts';
import { instantOf } from './rows.ts';

/** The history of changeovers and what is forgotten of them. */
export function historyStoreOn(database: Database): HistoryStore {
  return {
    history: (id) => history(database, id),
    linkKey: () => linkKey(database),
    askToForget: (who, at) => askToForget(database, who, at),
    forgetting: (limit) => forgetting(database, limit),
    contactsUnder: (email) => contactsUnder(database, email),
    forgotten: (one, at) => forgotten(database, one, at),
  };
}

interface HistoryColumns {
  readonly version: number;
  readonly command_id: string;
  readonly at: string;
  readonly actor: Actor;
  readonly schema: number;
  readonly events: readonly unknown[];
  readonly previous_hash: string | null;
  readonly hash: string;
}

async function history(sql: Sql, id: ChangeoverId): Promise<History | undefined> {
  const rows = await sql.run<HistoryColumns>({
    name: 'history',
    text: `select version, command_id, at, actor, schema, events, previous_hash, hash from journal
      where changeover_id = $1 order by version`,
    values: [id],
  });
  if (rows.length === 0) return undefined;
  const texts = await sql.run<{ readonly text: HistoryText }>({
    name: 'history texts',
    text: `select jsonb_strip_nulls(jsonb_build_object('id', id, 'kind', kind, 'body', body, 'salt', salt)) as text
      from texts where changeover_id = $1 order by id`,
    values: [id],
  });
  return { rows: rows.map(rowOf), texts: texts.map(({ text }) => text) };
}

function rowOf(row: HistoryColumns): History['rows'][number] {
  const { version, actor, schema, events, hash } = row;
  return {
    version,
    commandId: row.command_id,
    at: instantOf(row.at),
    actor,
    schema,
    events,
    previous: row.previous_hash,
    hash,
  };
}

async function linkKey(sql: Sql): Promise<string> {
  const [row] = await sql.run<{ readonly key: string }>({ text: 'select key from link_key' });
  if (!row) throw new Error('the database has no key for links');
  return row.key;
}

async function askToForget(sql: Sql, { tenantId, objectId }: Forgettable, at: Instant): Promise<void> {
  await sql.run({
    text: 'insert into forgettings (tenant_id, object_id, asked_at) values ($1, $2, $3) on conflict do nothing',
    values: [tenantId, objectId ?? null, at],
  });
}

/** A changeover that closed before is among them: what it knows goes too. */
const FORGETTING = `
with asked as (
  select id::text as id, tenant_id as tenant, object_id as object, asked_at from forgettings
  where done_at is null order by id limit 1
)
select a.*, (
  select jsonb_agg(o.id order by o.id) from (
    select o.id from changeovers o where case
      when a.object is not null then o.id in (
        select m.changeover_id from members m where m.tenant_id = a.tenant and m.object_id = a.object
      ) or jsonb_path_exists(o.snapshot->'contacts', '$.*.by ? (@.tenantId == $tenant && @.objectId == $object)',
        jsonb_build_object('tenant', a.tenant, 'object', a.object))
      else o.snapshot->'forgottenAt' is null
        and (o.partner_tenant_id = a.tenant or o.snapshot->'customer'->>'tenantId' = a.tenant)
    end order by o.id limit $1
  ) o
) as changeovers
from asked a`;

interface ForgettingRow {
  readonly id: string;
  readonly tenant: string;
  readonly object: string | null;
  readonly asked_at: string;
  readonly changeovers: readonly ChangeoverId[] | null;
}

async function forgetting(sql: Sql, limit: number): Promise<Forgetting | undefined> {
  const [row] = await sql.run<ForgettingRow>({ name: 'forgetting', text: FORGETTING, values: [limit] });
  if (!row) return undefined;
  const { id, tenant: tenantId, object, asked_at, changeovers } = row;
  const who = { tenantId, ...(object !== null && { objectId: object }) };
  return { id, who, askedAt: instantOf(asked_at), changeoverIds: changeovers ?? [] };
}

/** Seldom asked, so nothing is kept to find it faster. */
async function contactsUnder(sql: Sql, email: string) {
  return sql.run<{ readonly changeoverId: ChangeoverId; readonly of: OutsideSide; readonly version: number }>({
    text: `select o.id as "changeoverId", c.key as of, o.version from changeovers o
      cross join lateral jsonb_each(o.snapshot->'contacts') c
      join texts t on t.changeover_id = o.id and t.id = c.value->'emailRef'->>'id'
      where lower(t.body) = lower($1) order by o.id, c.key`,
    values: [email],
  });
}

async function forgotten(database: Database, { id, who }: Forgetting, at: Instant): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.run({ text: 'select forget_places($1, $2)', values: [who.tenantId, who.objectId ?? null] });
    await tx.run({ text: 'update forgettings set done_at = $2 where id = $1::bigint', values: [id, at] });
  });
}
