/** Files of changeovers between being read and being opened. */
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { Team } from '../loop/book-ports.ts';
import type { Import, ImportProgress, ImportStanding, ImportStore, ImportWork } from '../loop/import-ports.ts';
import type { Log, OutboxItem } from '../loop/ports.ts';
import { commit } from './commit.ts';
import type { Database, Sql } from './database.ts';
import { jsonb } from './json.ts';
import { HOUR, WEEK } from './spans.ts';

export function importStoreOn(database: Database, log: Log): ImportStore {
  return {
    keepImport: (one, now) => keepImport(database, one, now),
    importOf: (team, id, now) => importOf(database, team, id, now),
    beginImport: (team, id, now) => beginImport(database, team, id, now),
    importStanding: (team, ids, domains, now) => importStanding(database, team, ids, domains, now),
    importWork: (now, claimUntil) => importWork(database, now, claimUntil),
    importDone: (id, progress, now, end) => importDone(database, log, id, progress, now, end),
  };
}

async function keepImport(sql: Sql, one: Import, now: Instant): Promise<void> {
  await sql.run({
    text: `with old as (delete from imports where state = 'shown' and created_at < $5::bigint - ${HOUR})
      insert into imports (id, partner_tenant_id, team_id, body, created_at) values ($1, $2, $3, $4, $5)`,
    values: [one.id, one.partnerTenantId, one.teamId, jsonb(one), now],
  });
}

async function importOf(sql: Sql, team: Team, id: string, now: Instant): Promise<Import | undefined> {
  const [row] = await sql.run<{ readonly body: Import }>({
    text: `select body from imports where id = $1 and partner_tenant_id = $2 and team_id = $3 and state = 'shown'
      and created_at > $4::bigint - ${HOUR}`,
    values: [id, team.partnerTenantId, team.teamId, now],
  });
  return row?.body;
}

async function beginImport(sql: Sql, team: Team, id: string, now: Instant): Promise<boolean> {
  const begun = await sql.run({
    text: `update imports set state = 'saving' where id = $1 and partner_tenant_id = $2 and team_id = $3
      and state = 'shown' and created_at > $4::bigint - ${HOUR} returning id`,
    values: [id, team.partnerTenantId, team.teamId, now],
  });
  return begun.length === 1;
}

async function importStanding(
  sql: Sql,
  team: Team,
  ids: readonly ChangeoverId[],
  domains: readonly string[],
  now: Instant,
): Promise<ImportStanding> {
  const [row] = await sql.run<{
    readonly taken: readonly ChangeoverId[] | null;
    readonly waiting: readonly ChangeoverId[] | null;
    readonly open: Readonly<Record<string, ChangeoverId>> | null;
  }>({
    text: `select (select jsonb_agg(id) from changeovers where id = any($3)) as taken,
      (select jsonb_agg(id) from openings where id = any($3) and import_id is not null
        and created_at > $5::bigint - ${WEEK}) as waiting,
      (select jsonb_object_agg(domain, id) from changeovers
        where partner_tenant_id = $1 and team_id = $2 and state = 'open' and domain = any($4)) as open`,
    values: [team.partnerTenantId, team.teamId, ids, domains, now],
  });
  return { taken: row?.taken ?? [], waiting: row?.waiting ?? [], open: row?.open ?? {} };
}

type WorkRow = ImportProgress & { readonly body: Import };

async function importWork(sql: Sql, now: Instant, claimUntil: Instant): Promise<ImportWork | undefined> {
  const [row] = await sql.run<WorkRow>({
    name: 'import work',
    text: `update imports i set claimed_until = $2 from (
        select id from imports where state = 'saving' and claimed_until <= $1 order by created_at limit 1
        for update skip locked
      ) due where i.id = due.id returning i.body, i.done, i.saved, i.there, i.refused`,
    values: [now, claimUntil],
  });
  if (row === undefined) return undefined;
  const { body, ...progress } = row;
  return { one: body, ...progress };
}

function importDone(
  database: Database,
  log: Log,
  id: string,
  { done, saved, there, refused }: ImportProgress,
  now: Instant,
  end: OutboxItem | undefined,
): Promise<void> {
  return database.transaction(async (tx) => {
    if (end === undefined) {
      await tx.run({
        text: 'update imports set done = $2, saved = $3, there = $4, refused = $5, claimed_until = 0 where id = $1',
        values: [id, done, saved, there, refused],
      });
      return;
    }
    await tx.run({ text: 'delete from imports where id = $1', values: [id] });
    await commit(tx, log, [{ changeovers: [], texts: [], outbox: [end], cardWishes: [] }], now);
  });
}
