import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { TenantBefore } from '../changeover/tenant-changes.ts';
import type { ReadingAfter, ReadingStore, ReadingWork } from '../loop/reading-ports.ts';
import { FRESH_LOOK_MS } from '../changeover/look-times.ts';
import type { Sql } from './database.ts';
import { jsonb } from './json.ts';
import { instantOf, readChangeovers, STORED_CHANGEOVER, type StoredChangeover } from './rows.ts';

/**
 * $1 now, $2 reminders up to, $3 held until, $4 limit. Another changeover of the same tenant waits for the next round. A word
 * that waits for a look is seen in the snapshot, so that a crash after it was saved loses no look. One that was planned for
 * later is made by this one.
 */
const WORK = `
with asked as (
  select o.id, o.snapshot->'customer'->>'tenantId' as tenant_id, coalesce(r.not_before, 0) <= $1::bigint as may_ask,
    coalesce(r.is_awaited, false) as is_awaited, coalesce(r.next_at, 0) <= $1::bigint as is_due,
    o.next_due_at <= $2::bigint and coalesce(r.tried_at, 0) < $1::bigint - ${FRESH_LOOK_MS} as is_before_reminder,
    coalesce((o.snapshot->'checking'->-1->>'at')::bigint >= coalesce(r.tried_at, 0), false) as is_checking
  from changeovers o left join readings r on r.changeover_id = o.id
  where o.state = 'open' and o.snapshot->'link'->'read' is not null and coalesce(r.held_until, 0) <= $1::bigint
),
due as (
  select distinct on (tenant_id) id, is_checking or is_awaited as is_wanted from asked
  where is_checking or is_due or (is_before_reminder and may_ask)
  order by tenant_id, is_wanted desc, id
),
chosen as (select id from due order by is_wanted desc, id limit $4::integer),
held as (
  insert into readings as r (changeover_id, held_until) select id, $3::bigint from chosen
  on conflict (changeover_id) do update set held_until = excluded.held_until, next_at = least(r.next_at, $1::bigint)
    where r.held_until <= $1::bigint
  returning r.changeover_id, r.failures, r.is_awaited, r.before, r.not_before
)
select ${STORED_CHANGEOVER} as changeover, h.failures, h.is_awaited, h.before, h.not_before
from held h join changeovers o on o.id = h.changeover_id`;

interface WorkRow {
  readonly changeover: StoredChangeover;
  readonly failures: number;
  readonly is_awaited: boolean;
  readonly before: TenantBefore | null;
  readonly not_before: string;
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
  return rows.flatMap(({ changeover: { id }, failures, is_awaited, before, not_before }) => {
    const changeover = byId.get(id);
    if (!changeover) return [];
    const isAwaited = is_awaited || changeover.checking !== undefined;
    const notBefore = instantOf(not_before);
    return [{ changeover, failures, isAwaited, notBefore, ...(before !== null && { before }) }];
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
        not_before = $6::bigint,
        before = case when exists (select 1 from changeovers o where o.id = $1 and o.snapshot->'link'->'read' is not null)
          then coalesce(before, $5::jsonb) end
      where changeover_id = $1`,
    values: [
      id,
      after.at,
      after.nextAt,
      after.isFailed,
      after.before ? jsonb(after.before) : null,
      after.notBefore ?? 0,
    ],
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
