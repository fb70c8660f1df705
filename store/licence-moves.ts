import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { TouchedLater } from '../changeover/licence-move.ts';
import type { LicencePlan } from '../changeover/licence-plan.ts';
import type { LicenceStore, MoveFile, MoveProgress, MoveRow, MoveWork, RowResult } from '../loop/licence-ports.ts';
import type { Database, Sql } from './database.ts';
import { jsonb } from './json.ts';
import { licenceCountsOn } from './licence-counts.ts';
import { instantOf, readChangeovers, type StoredChangeover } from './rows.ts';

/** Microsoft's limit on writes of one application in one tenant (throttling limits, asOf 2026-08). */
const WRITES = 3_000;
/** 150 seconds, and two for calls that arrive later than they were sent. */
const WINDOW_MS = 152_000;
const MOST_DOUBTS = 20;
/** Rows of a plan in one statement. */
const LOT = 2_000;

/** Row `u` as the port has it. */
const ROW = `jsonb_strip_nulls(jsonb_build_object('user', u.user_id, 'name', u.name, 'login', u.login, 'before', u.before,
  'order', u.wanted, 'state', u.state, 'way', u.way, 'code', u.code, 'about', u.about,
  'attempts', u.attempts, 'sentAt', u.sent_at,
  'isBlocked', u.is_blocked))`;

const CLAIM = `
with due as (
  select o.id, o.shape, o.snapshot, o.snapshot->'customer'->>'tenantId' as tenant_id
  from changeovers o left join licence_tenants t on t.tenant_id = o.snapshot->'customer'->>'tenantId'
  where o.state = 'open' and o.snapshot->'licences'->>'state' in ('reading', 'running', 'paused', 'stopped')
    and (o.snapshot->'licences'->>'state' in ('reading', 'running') or exists (select from licence_move_users u
      where u.move_id = o.snapshot->'licences'->>'id' and u.state = 'sent'))
    and coalesce(t.next_at, 0) <= $1 and coalesce(t.claimed_until, 0) <= now_ms()
  order by coalesce(t.next_at, 0), o.id limit 1
),
claimed as (
  insert into licence_tenants as t (tenant_id, worker, claimed_until) select tenant_id, $2, now_ms() + $3 from due
  on conflict (tenant_id) do update set worker = excluded.worker, claimed_until = excluded.claimed_until
  where t.claimed_until <= now_ms()
  returning t.tenant_id, t.failures
)
select due.id, due.shape, due.snapshot, claimed.tenant_id, claimed.failures from due join claimed using (tenant_id)`;

/** $1 move, $2 changeover, $3 tenant, $4 worker, $5 now, $6 how many, $7 lease. */
const TAKE = `
with held as (
  update licence_tenants t set claimed_until = now_ms() + $7
  from changeovers o
  where t.tenant_id = $3 and t.worker = $4 and t.claimed_until > now_ms() and o.id = $2 and o.state = 'open'
    and o.snapshot->'licences'->>'id' = $1 and o.snapshot->'licences'->>'state' = 'running'
  returning t.tenant_id
),
next as (
  select user_id from licence_move_users where move_id = $1 and state = 'waiting' and retry_at <= $5
    and exists (select from held)
  order by ordinal limit $6 for update skip locked
)
update licence_move_users u set state = 'sent', code = null, about = null, sent_at = $5, attempts = u.attempts + 1
from next where u.move_id = $1 and u.user_id = next.user_id returning ${ROW} as row`;

const RECORD = `
update licence_move_users u set state = r.state, code = r.code, about = r.about, retry_at = coalesce(r.retry_at, 0)
from jsonb_to_recordset($2::jsonb) as r ("user" text, state text, code text, about jsonb, retry_at bigint)
where u.move_id = $1 and u.user_id = r."user" and u.state = 'sent'`;

const KEEP = `
insert into licence_move_users (move_id, user_id, ordinal, name, login, is_blocked, before, wanted, state, code, about)
select $1, r.user_id, r.ordinal, r.name, r.login, r.is_blocked, r.before, r.wanted, r.state, r.code,
  r.about
from jsonb_to_recordset($2::jsonb) as r (user_id text, ordinal integer, name text, login text, is_blocked boolean,
  before jsonb, wanted jsonb, state text, code text, about jsonb)`;

/** The progress of licence moves, beside the journal. */
export function licenceStoreOn(database: Database): LicenceStore {
  return {
    ...licenceCountsOn(database),
    claimMove: (now, worker, leaseMs) => claimMove(database, now, worker, leaseMs),
    releaseMove: (tenantId, worker, nextAt, failures) => releaseMove(database, tenantId, worker, nextAt, failures),
    keepPlan: (move, changeover, plan, key, now) => keepPlan(database, move, changeover, plan, key, now),
    turnBack: (move) => turnBack(database, move),
    doubts: (move) => doubts(database, move),
    roomAt: (tenantId, count, now) => roomAt(database, tenantId, count, now),
    takeRows: (work, worker, now, count, leaseMs) => takeRows(database, work, worker, now, count, leaseMs),
    recordRows: (move, results) => recordRows(database, move, results),
    nextRetryAt: (move) => nextRetryAt(database, move),
    progressOf: (changeover) => progressOf(database, changeover),
    touchedLater: (move) => touchedLater(database, move),
    redraw: (changeover) => redraw(database, changeover),
    moveFile: (move, key, since) => moveFile(database, move, key, since),
  };
}

async function claimMove(sql: Sql, now: Instant, worker: string, leaseMs: number): Promise<MoveWork | undefined> {
  const [row] = await sql.run<StoredChangeover & { readonly tenant_id: string; readonly failures: number }>({
    name: 'claim move',
    text: CLAIM,
    values: [now, worker, leaseMs],
  });
  if (row === undefined) return undefined;
  const [changeover] = await readChangeovers(sql, [row]);
  return { changeover: changeover!, tenantId: row.tenant_id, failures: row.failures };
}

async function releaseMove(
  sql: Sql,
  tenantId: string,
  worker: string,
  nextAt: Instant,
  failures: number,
): Promise<boolean> {
  const rows = await sql.run({
    text: `update licence_tenants set claimed_until = 0, next_at = $3, failures = $4 where tenant_id = $1 and worker = $2 returning 1`,
    values: [tenantId, worker, nextAt, failures],
  });
  return rows.length > 0;
}

async function keepPlan(
  database: Database,
  move: string,
  changeover: ChangeoverId,
  plan: LicencePlan,
  fileKey: string,
  now: Instant,
): Promise<void> {
  const rows = plan.users.map(({ user, order, conflict, about }, ordinal) => ({
    user_id: user.id,
    ordinal,
    name: user.name,
    login: user.login,
    is_blocked: user.isBlocked,
    before: user.held.filter(({ skuId }) => user.direct.includes(skuId)),
    wanted: order ?? null,
    state: order ? 'waiting' : 'left',
    code: conflict ?? null,
    about: about ?? null,
  }));
  await database.transaction(async (tx) => {
    await tx.run({ text: 'delete from licence_moves where id = $1', values: [move] });
    const made = await tx.run({
      text: `insert into licence_moves (id, changeover_id, made_at, file_key)
        select $1, o.id, $3, $4 from changeovers o where o.id = $2 and o.state = 'open' for share of o returning id`,
      values: [move, changeover, now, fileKey],
    });
    // It was closed or forgotten while the tenant was read.
    if (made.length === 0) return;
    for (let from = 0; from < rows.length; from += LOT) {
      await tx.run({ text: KEEP, values: [move, jsonb(rows.slice(from, from + LOT))] });
    }
  });
}

async function turnBack(sql: Sql, move: string): Promise<void> {
  await sql.run({
    text: `update licence_move_users set way = 'back', code = null, about = null, attempts = 0, retry_at = 0,
        state = case when state = 'moved' then 'waiting' else 'left' end
      where move_id = $1 and way = 'forth' and state <> 'sent'`,
    values: [move],
  });
}

async function doubts(sql: Sql, move: string): Promise<readonly MoveRow[]> {
  const rows = await sql.run<{ readonly row: MoveRow }>({
    name: 'move doubts',
    text: `select ${ROW} as row from licence_move_users u where u.move_id = $1 and u.state = 'sent' order by ordinal limit ${MOST_DOUBTS}`,
    values: [move],
  });
  return rows.map(({ row }) => row);
}

/** When the write that stands in the way leaves the window; all moves of the tenant count together. */
async function roomAt(sql: Sql, tenantId: string, count: number, now: Instant): Promise<Instant> {
  const [row] = await sql.run<{ readonly sent_at: string }>({
    name: 'move room',
    text: `select u.sent_at from licence_move_users u
      join licence_moves m on m.id = u.move_id join changeovers o on o.id = m.changeover_id
      where u.sent_at > $2 and o.snapshot->'customer'->>'tenantId' = $1
      order by u.sent_at desc offset $3 limit 1`,
    values: [tenantId, now - WINDOW_MS, WRITES - count],
  });
  return row === undefined ? now : instantOf(row.sent_at) + WINDOW_MS;
}

async function takeRows(
  sql: Sql,
  { changeover, tenantId }: MoveWork,
  worker: string,
  now: Instant,
  count: number,
  leaseMs: number,
): Promise<readonly MoveRow[]> {
  const rows = await sql.run<{ readonly row: MoveRow }>({
    name: 'take rows',
    text: TAKE,
    values: [changeover.licences?.id, changeover.id, tenantId, worker, now, count, leaseMs],
  });
  return rows.map(({ row }) => row);
}

async function recordRows(sql: Sql, move: string, results: readonly RowResult[]): Promise<void> {
  if (results.length === 0) return;
  const rows = results.map(({ user, state, code, about, retryAt }) => ({
    user,
    state,
    code,
    about,
    retry_at: retryAt,
  }));
  await sql.run({ name: 'record rows', text: RECORD, values: [move, jsonb(rows)], isUrgent: true });
}

async function nextRetryAt(sql: Sql, move: string): Promise<Instant | undefined> {
  const [row] = await sql.run<{ readonly at: string | null }>({
    text: `select min(retry_at) as at from licence_move_users where move_id = $1 and state = 'waiting'`,
    values: [move],
  });
  return row?.at === null || row === undefined ? undefined : instantOf(row.at);
}

async function progressOf(sql: Sql, changeover: ChangeoverId): Promise<MoveProgress | undefined> {
  const [row] = await sql.run<{ readonly progress: MoveProgress | null }>({
    text: 'select licence_progress($1) as progress',
    values: [changeover],
  });
  return row?.progress ?? undefined;
}

/** $1 move, $2 how many names. A way back that was not gone to its end leaves users changed. */
const TOUCHED = `
with touched as (
  select distinct on (u.user_id) v.user_id, v.name, v.login
  from licence_move_users u
    join licence_moves m on m.id = u.move_id
    join changeovers o on o.id = m.changeover_id
    join changeovers p on p.snapshot->'customer'->>'tenantId' = o.snapshot->'customer'->>'tenantId'
    join licence_moves l on l.changeover_id = p.id and l.id <> m.id
    join licence_move_users v on v.move_id = l.id and v.user_id = u.user_id and v.sent_at > u.sent_at
  where m.id = $1 and u.state = 'moved' and u.way = 'forth'
    and ((v.way = 'forth' and v.state in ('moved', 'sent')) or (v.way = 'back' and v.state in ('waiting', 'sent', 'failed')))
)
select (select count(*) from touched) as count,
  (select jsonb_agg(coalesce(nullif(t.name, ''), nullif(t.login, ''), t.user_id)) from
    (select * from touched order by name, user_id limit $2) t) as names`;
const MOST_NAMES = 5;

async function touchedLater(sql: Sql, move: string): Promise<TouchedLater> {
  const [row] = await sql.run<{ readonly count: string; readonly names: readonly string[] | null }>({
    name: 'touched later',
    text: TOUCHED,
    values: [move, MOST_NAMES],
  });
  return { count: Number(row?.count ?? 0), names: row?.names ?? [] };
}

async function redraw(sql: Sql, changeover: ChangeoverId): Promise<void> {
  await sql.run({
    text: `update cards set redraws = redraws + 1, shown_version = least(shown_version, wanted_version - 1)
      where changeover_id = $1`,
    values: [changeover],
  });
}

async function moveFile(sql: Sql, move: string, fileKey: string, since: Instant): Promise<MoveFile | undefined> {
  const [stored] = await sql.run<StoredChangeover>({
    text: `select o.id, o.shape, o.snapshot from licence_moves m join changeovers o on o.id = m.changeover_id
      where m.id = $1 and m.file_key = $2 and m.made_at > $3`,
    values: [move, fileKey, since],
  });
  if (stored === undefined) return undefined;
  const [changeover] = await readChangeovers(sql, [stored]);
  const rows = await sql.run<{ readonly row: MoveRow }>({
    text: `select ${ROW} as row from licence_move_users u where u.move_id = $1 order by u.ordinal`,
    values: [move],
  });
  return { changeover: changeover!, rows: rows.map(({ row }) => row) };
}
