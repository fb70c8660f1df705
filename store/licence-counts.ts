import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { CountWork, LicenceCountStore, UserWithout } from '../loop/licence-ports.ts';
import type { Database, Sql } from './database.ts';
import { jsonb } from './json.ts';
import { instantOf, readChangeovers, type StoredChangeover } from './rows.ts';

/** A first count is made again: licences go off users some time after the subscription. */
const FIRST_COUNTS = 2;
/** Milliseconds: what ended or was written a moment ago does not show everywhere yet. */
const SETTLED_MS = 10 * 60_000;

/** $1 now, $2 how long it is held. */
const CLAIM = `
with ended as (
  select o.id, o.shape, o.snapshot, o.snapshot->'customer'->>'tenantId' as tenant_id,
    (select max((l->>'oldEndedAt')::bigint) from jsonb_array_elements(o.snapshot->'lines') l
      where (l->>'isPerUser')::boolean) as ended_at
  from changeovers o
  where o.state = 'open' and o.snapshot->'link'->'read' is not null and o.snapshot @? '$.lines[*].oldEndedAt'
),
due as (
  select e.* from ended e
    left join licence_counts c on c.changeover_id = e.id left join readings r on r.changeover_id = e.id
  where e.tenant_id is not null
    and greatest(e.ended_at, coalesce((e.snapshot#>>'{licences,endedAt}')::bigint, 0)) + ${SETTLED_MS} <= $1
    and coalesce(e.snapshot#>>'{licences,state}', '') not in ('running', 'paused')
    and coalesce(c.next_at, 0) <= $1 and coalesce(c.held_until, 0) <= now_ms()
    and (coalesce(c.ended_at, 0) < e.ended_at
      or ((c.without > 0 or c.counts < ${FIRST_COUNTS}) and r.failures = 0 and r.tried_at > c.counted_at))
  order by e.id limit 1
),
held as (
  insert into licence_counts as c (changeover_id, held_until) select id, now_ms() + $2 from due
  on conflict (changeover_id) do update set held_until = excluded.held_until where c.held_until <= now_ms()
  returning c.changeover_id
)
select due.id, due.shape, due.snapshot, due.tenant_id, due.ended_at from due join held on held.changeover_id = due.id`;

/** $1 changeover, $2 product ids. */
const COUNTED = `
select u.user_id from licence_moves m join licence_move_users u on u.move_id = m.id where m.changeover_id = $1
union
select lower(b->>'id') from readings r, jsonb_array_elements(r.before->'users') b
where r.changeover_id = $1 and b->'skuIds' ?| $2::text[]`;

/** Users counted after an old subscription ended, and who of them is without a licence. */
export function licenceCountsOn(database: Database): LicenceCountStore {
  return {
    claimCount: (now, holdMs) => claimCount(database, now, holdMs),
    async countedUsers(changeover, skuIds) {
      const rows = await database.run<{ readonly user_id: string }>({ text: COUNTED, values: [changeover, skuIds] });
      return rows.map(({ user_id }) => user_id);
    },
    keepCount: (work, now, without, total) => keepCount(database, work, now, without, total),
    async putOffCount(changeover, nextAt) {
      const text = 'update licence_counts set held_until = 0, next_at = $2 where changeover_id = $1';
      await database.run({ text, values: [changeover, nextAt] });
    },
    usersWithout: (changeover, limit) => usersWithout(database, changeover, limit),
  };
}

async function claimCount(sql: Sql, now: Instant, holdMs: number): Promise<CountWork | undefined> {
  type Row = StoredChangeover & { readonly tenant_id: string; readonly ended_at: string };
  const [row] = await sql.run<Row>({ name: 'claim count', text: CLAIM, values: [now, holdMs] });
  if (row === undefined) return undefined;
  const [changeover] = await readChangeovers(sql, [row]);
  return { changeover: changeover!, tenantId: row.tenant_id, endedAt: instantOf(row.ended_at) };
}

async function keepCount(
  database: Database,
  { changeover, endedAt }: CountWork,
  now: Instant,
  without: readonly UserWithout[],
  total: number,
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.run({
      text: `insert into licence_counts as c (changeover_id, ended_at, counts, counted_at, without) values ($1, $2, 1, $3, $4)
        on conflict (changeover_id) do update set counts = case when c.ended_at < $2 then 1 else c.counts + 1 end,
          ended_at = $2, counted_at = $3, without = $4, next_at = 0, held_until = 0`,
      values: [changeover.id, endedAt, now, total],
    });
    await tx.run({ text: 'delete from users_without where changeover_id = $1', values: [changeover.id] });
    await tx.run({
      text: `insert into users_without (changeover_id, user_id, name, login, is_blocked)
        select $1, r."user", r.name, r.login, r."isBlocked"
        from jsonb_to_recordset($2::jsonb) as r ("user" text, name text, login text, "isBlocked" boolean)`,
      values: [changeover.id, jsonb(without)],
    });
  });
}

async function usersWithout(sql: Sql, changeover: ChangeoverId, limit: number): Promise<readonly UserWithout[]> {
  return sql.run<UserWithout>({
    text: `select user_id as "user", name, login, is_blocked as "isBlocked" from users_without
      where changeover_id = $1 order by name, user_id limit $2`,
    values: [changeover, limit],
  });
}
