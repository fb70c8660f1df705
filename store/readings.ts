import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { TenantBefore } from '../changeover/tenant-changes.ts';
import type { ReadingAfter, ReadingStore, ReadingWork } from '../loop/reading-ports.ts';
import type { Sql } from './database.ts';
import { jsonb } from './json.ts';
import { readChangeovers, STORED_CHANGEOVER, type StoredChangeover } from './rows.ts';

/** A look that was made within this time, in milliseconds, is fresh enough for a reminder. */
const FRESH_MS = 15 * 60_000;

/** $1 now, $2 reminders up to, $3 held until, $4 limit. Another changeover of the same tenant waits for the next round. */
const WORK = `
with due as (
  select distinct on (o.snapshot->'customer'->>'tenantId') o.id
  from changeovers o left join readings r on r.changeover_id = o.id
  where o.state = 'open' and o.snapshot->'link'->'read' is not null and coalesce(r.held_until, 0) <= $1::bigint
    and (coalesce(r.next_at, 0) <= $1::bigint
      or (o.next_due_at <= $2::bigint and coalesce(r.tried_at, 0) < $1::bigint - ${FRESH_MS}))
  order by o.snapshot->'customer'->>'tenantId', r.is_awaited desc nulls last, o.id
),
chosen as (select id from due order by id limit $4::integer),
held as (
  insert into readings as r (changeover_id, held_until) select id, $3::bigint from chosen
  on conflict (changeover_id) do update set held_until = excluded.held_until where r.held_until <= $1::bigint
  returning r.changeover_id, r.failures, r.is_awaited, r.before
)
select ${STORED_CHANGEOVER} as changeover, h.failures, h.is_awaited, h.before
from held h join changeovers o on o.id = h.changeover_id`;

interface WorkRow {
  readonly changeover: StoredChangeover;
  readonly failures: number;
  readonly is_awaited: boolean;
  readonly before: TenantBefore | null;
}

/** When connected tenants are looked at, and what they were like before the move. */
export function readingStoreOn(sql: Sql): ReadingStore {
  return {
    readingWork: (when, limit) => readingWork(sql, when, limit),
    readingDone: (id, after) => readingDone(sql, id, after),
    lookNow: (id, now) => lookNow(sql, id, now),
  };
}

async function readingWork(
  sql: Sql,
  { now, reminderBy, heldUntil }: Parameters<ReadingStore['readingWork']>[0],
  limit: number,
): Promise<readonly ReadingWork[]> {
  const values = [now, reminderBy, heldUntil, limit];
  const rows = await sql.run<WorkRow>({ name: 'reading work', text: WORK, values });
  const changeovers = await readChangeovers(
    sql,
    rows.map((row) => row.changeover),
  );
  const byId = new Map(changeovers.map((changeover) => [changeover.id, changeover]));
  return rows.flatMap(({ changeover: { id }, failures, is_awaited: isAwaited, before }) => {
    const changeover = byId.get(id);
    return changeover ? [{ changeover, failures, isAwaited, ...(before !== null && { before }) }] : [];
  });
}

/** A look that was asked for while this one was under way has moved `next_at` to an instant after it began. */
async function readingDone(sql: Sql, id: ChangeoverId, after: ReadingAfter): Promise<void> {
  await sql.run({
    name: 'reading done',
    text: `update readings set tried_at = $2::bigint, held_until = 0,
        next_at = case when next_at > $2::bigint then next_at else $3::bigint end,
        is_awaited = is_awaited and next_at > $2::bigint,
        failures = case when $4::boolean then failures + 1 else 0 end,
        before = coalesce(before, $5::jsonb)
      where changeover_id = $1`,
    values: [id, after.at, after.nextAt, after.isFailed, after.before ? jsonb(after.before) : null],
  });
}

async function lookNow(sql: Sql, id: ChangeoverId, now: Instant): Promise<void> {
  await sql.run({
    name: 'look now',
    text: `insert into readings (changeover_id, next_at, is_awaited) values ($1, $2, true)
      on conflict (changeover_id) do update set next_at = excluded.next_at, is_awaited = true`,
    values: [id, now],
  });
}
