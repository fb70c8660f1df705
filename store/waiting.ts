/** Changeovers of a file that wait for the yes of a second person: rows among the openings of the forms. */
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { Team } from '../loop/book-ports.ts';
import type { Import } from '../loop/import-ports.ts';
import type { AllWaiting, WaitingEntry, WaitingPage, WaitingStore } from '../loop/waiting-ports.ts';
import type { Sql } from './database.ts';
import { jsonb } from './json.ts';
import { HOUR, WEEK } from './spans.ts';

export function waitingStoreOn(sql: Sql): WaitingStore {
  return {
    allWaiting: (team, now, limit) => allWaiting(sql, team, now, limit),
    splitImport: (team, id, parts, now) => splitImport(sql, team, id, parts, now),
    waitingOf: (team, importId, page, now) => waitingOf(sql, team, importId, page, now),
    agreeToWaiting: (team, importId, ids, as, now) => agreeToWaiting(sql, team, importId, ids, as, now),
    dropWaiting: (team, importId, ids, now) => dropWaiting(sql, team, importId, ids, now),
  };
}

/** Of the same team and file, not older than a week, and of these ids where some are named. */
const STANDING = `partner_tenant_id = $1 and team_id = $2 and import_id = $3 and created_at > $4::bigint - ${WEEK}`;
const NAMED = `${STANDING} and ($5::text[] is null or id = any($5))`;

/** Where nothing is left to open at once, the file is done. */
async function splitImport(
  sql: Sql,
  team: Team,
  id: string,
  { entries, waiting }: Parameters<WaitingStore['splitImport']>[2],
  now: Instant,
): Promise<boolean> {
  const shown = `where id = $1 and partner_tenant_id = $2 and team_id = $3 and state = 'shown'
      and created_at > $4::bigint - ${HOUR} returning id`;
  const begin =
    entries.length === 0
      ? `delete from imports ${shown}`
      : `update imports set state = 'saving', body = jsonb_set(body, '{entries}', $6) ${shown}`;
  const [row] = await sql.run<{ readonly begun: number }>({
    text: `with begun as (${begin}),
      old as (delete from openings where created_at <= $4::bigint - ${WEEK}),
      kept as (
        insert into openings (id, partner_tenant_id, team_id, import_id, body, created_at)
        select w->>'id', $2, $3, begun.id, w, $4 from begun, jsonb_array_elements($5) w
        on conflict (id) do nothing
      )
      select count(*)::integer as begun from begun`,
    values: [
      id,
      team.partnerTenantId,
      team.teamId,
      now,
      jsonb(waiting),
      ...(entries.length === 0 ? [] : [jsonb(entries)]),
    ],
  });
  return row?.begun === 1;
}

async function allWaiting(
  sql: Sql,
  { partnerTenantId, teamId }: Team,
  now: Instant,
  limit: number,
): Promise<AllWaiting> {
  const [row] = await sql.run<AllWaiting>({
    text: `with mine as (
        select * from openings where partner_tenant_id = $1 and team_id = $2 and created_at > $3::bigint - ${WEEK}
      )
      select (select count(*)::integer from mine) as count,
        (select coalesce(jsonb_agg(body order by created_at, id), '[]') from (
          select * from mine where import_id is null order by created_at, id limit $4) single) as openings,
        (select coalesce(jsonb_agg(jsonb_build_object(
            'importId', import_id, 'channelId', channel_id, 'count', count) order by since, import_id), '[]') from (
          select import_id, min(body->>'channelId') as channel_id, count(*) as count, min(created_at) as since
          from mine where import_id is not null group by import_id order by since, import_id limit $4) file) as files`,
    values: [partnerTenantId, teamId, now, limit],
  });
  return row ?? { count: 0, openings: [], files: [] };
}

async function waitingOf(
  sql: Sql,
  { partnerTenantId, teamId }: Team,
  importId: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  now: Instant,
): Promise<WaitingPage> {
  const [row] = await sql.run<{ readonly total: number; readonly rows: readonly WaitingEntry[] | null }>({
    text: `with mine as (select id, body from openings where ${STANDING})
      select (select count(*)::integer from mine) as total,
        (select jsonb_agg(body order by (body#>>'{entry,rows,0}')::integer, id) from (
          select * from mine order by (body#>>'{entry,rows,0}')::integer, id offset $5 limit $6) page) as rows`,
    values: [partnerTenantId, teamId, importId, now, offset, limit],
  });
  return { total: row?.total ?? 0, rows: row?.rows ?? [] };
}

async function agreeToWaiting(
  sql: Sql,
  { partnerTenantId, teamId }: Team,
  importId: string,
  ids: readonly ChangeoverId[] | undefined,
  as: Import,
  now: Instant,
): Promise<{ readonly agreed: number; readonly open: number }> {
  const [row] = await sql.run<{ readonly agreed: number; readonly open: number }>({
    text: `with gone as (delete from openings where ${NAMED} returning id, body),
      free as (
        select g.* from gone g where not exists (
          select from changeovers c where c.partner_tenant_id = $1 and c.team_id = $2 and c.state = 'open'
            and c.domain = g.body#>>'{entry,open,customer,domain}' and c.id <> g.id)
      ),
      begun as (
        insert into imports (id, partner_tenant_id, team_id, body, state, created_at)
        select $6, $1, $2, jsonb_set($7, '{entries}', jsonb_agg(
          body->'entry' order by (body#>>'{entry,rows,0}')::integer, id)), 'saving', $4
        from free having count(*) > 0
      )
      select (select count(*)::integer from free) as agreed,
        (select count(*)::integer from gone) - (select count(*)::integer from free) as open`,
    values: [partnerTenantId, teamId, importId, now, ids ?? null, as.id, jsonb(as)],
  });
  return { agreed: row?.agreed ?? 0, open: row?.open ?? 0 };
}

async function dropWaiting(
  sql: Sql,
  { partnerTenantId, teamId }: Team,
  importId: string,
  ids: readonly ChangeoverId[] | undefined,
  now: Instant,
): Promise<number> {
  const dropped = await sql.run({
    text: `delete from openings where ${NAMED} returning id`,
    values: [partnerTenantId, teamId, importId, now, ids ?? null],
  });
  return dropped.length;
}
