/** The partner's book, by one statement over the columns: what time changes is taken from the spans that hold at the moment. */
import {
  BOOK_GROUPS,
  CHANCE_NEAR_MS,
  NOBODYS,
  WAITS_LONG_MS,
  type BookFilter,
  type BookGroup,
} from '../changeover/book.ts';
import type { Money } from '../changeover/changeover.ts';
import type { BookAsk, BookPage, BookRow } from '../loop/book-ports.ts';
import type { Sql } from './database.ts';
import { textsBy, type TextPart } from './deliveries.ts';
import { instantOf, readChangeovers, type StoredChangeover } from './rows.ts';

/** The condition of each filter on changeover `o`; `$` is what is asked for. `group` is known only once all are sorted. */
const CONDITIONS: Readonly<Record<Exclude<BookFilter, 'group'>, string>> = {
  customer: `(strpos(o.domain, lower($)) > 0 or exists (
      select from texts t where t.id = o.name_id and strpos(lower(t.body), lower($)) > 0))`,
  playbook: 'strpos(o.playbook_id, lower($)) > 0',
  waiting: 'o.waiting_on = lower($)',
  technician: `case when $ = '${NOBODYS}' then o.assignee_id is null else o.assignee_id is not null and (
      o.assignee_id = $ or exists (
        select from texts t where t.id = o.assignee_name_id and strpos(lower(t.body), lower($)) > 0)) end`,
  ticket: `o.ticket_id is not null and exists (
      select from texts t where t.id = o.ticket_id and strpos(lower(t.body), lower($)) > 0)`,
};

const FIXED = 7;

/**
 * $1 partner's tenant, $2 team, $3 now, $4 offset, $5 limit, $6 near, $7 long; then the filters, the group last. Amounts
 * of different currencies are sorted by their number: nobody here knows a rate.
 */
function statement(conditions: readonly string[], group: string): string {
  return `
with book as (
  select o.id, o.opened_at, o.waiting_on, o.waiting_since, o.silent_since, o.done_steps, o.all_steps, span.per_day,
    case when span.cost > 0 then 'overlapping'
      when span.chance_at > $3 and span.chance_at - $3 <= $6 then 'lastChance'
      when o.silent_since is not null then 'silent'
      when o.waiting_on <> 'nobody' and $3 - o.waiting_since >= $7 then 'waiting'
      else 'onTrack' end as grp,
    span.cost, span.chance_at
  from changeovers o
  left join lateral (
    select s."perDay" as per_day, s.cost, s."chanceAt" as chance_at
    from jsonb_to_recordset(o.outlook) as s ("from" bigint, "until" bigint, "perDay" jsonb, cost bigint, "chanceAt" bigint)
    where (s."until" is null or $3 < s."until") order by s."from" limit 1
  ) span on true
  where o.partner_tenant_id = $1 and o.team_id = $2 and o.state = 'open'${conditions.map((one) => ` and ${one}`).join('')}
),
shown as (
  select b.*, row_number() over (order by
    case b.grp ${BOOK_GROUPS.map((name, place) => `when '${name}' then ${place}`).join(' ')} end,
    case when b.grp = 'overlapping' then -b.cost when b.grp = 'lastChance' then b.chance_at
      when b.grp = 'silent' then b.silent_since when b.grp = 'waiting' then b.waiting_since end,
    b.opened_at, b.id) as place
  from book b where ${group}
),
page as (select * from shown where place > $4 and place <= $4 + $5),
technician as (
  select o.assignee_id as id, max(o.assignee_name_id) as name_id from changeovers o
  where o.partner_tenant_id = $1 and o.team_id = $2 and o.state = 'open' and o.assignee_id is not null group by 1
)
select
  (select count(*)::integer from shown) as total,
  (select jsonb_object_agg(grp, n) from (select grp, count(*)::integer as n from book group by grp) g) as groups,
  (select jsonb_agg(jsonb_build_object('currency', currency, 'minor', minor) order by currency) from (
    select m->>'currency' as currency, sum((m->>'minor')::bigint) as minor
    from shown b, jsonb_array_elements(b.per_day) m where b.grp = 'overlapping' group by 1) sums) as per_day,
  (select jsonb_agg(jsonb_build_object('id', o.id, 'shape', o.shape, 'snapshot', o.snapshot, 'grp', p.grp,
      'doneSteps', p.done_steps, 'allSteps', p.all_steps, 'silentSince', p.silent_since::text) order by p.place)
    from page p join changeovers o on o.id = p.id) as rows,
  (select jsonb_agg(jsonb_build_object('id', n.id, 'name', t.body) order by lower(t.body), n.id)
    from technician n left join texts t on t.id = n.name_id) as technicians,
  (select jsonb_agg(jsonb_build_object('changeoverId', t.changeover_id, 'id', t.id, 'body', t.body))
    from page p join texts t on t.changeover_id = p.id where t.body is not null) as texts`;
}

type RowPart = StoredChangeover & {
  readonly grp: BookGroup;
  readonly doneSteps: number;
  readonly allSteps: number;
  readonly silentSince: string | null;
};

interface PageRow {
  readonly total: number;
  readonly groups: Partial<Record<BookGroup, number>> | null;
  readonly per_day: readonly Money[] | null;
  readonly rows: readonly RowPart[] | null;
  readonly texts: readonly TextPart[] | null;
  readonly technicians: readonly { readonly id: string; readonly name: string | null }[] | null;
}

export async function book(sql: Sql, ask: BookAsk): Promise<BookPage> {
  const { group, ...filters } = ask.filters;
  const given = Object.entries(filters) as readonly (readonly [keyof typeof CONDITIONS, string])[];
  const conditions = given.map(([filter], i) => CONDITIONS[filter].replaceAll('$', `$${FIXED + 1 + i}::text`));
  const ofGroup = group === undefined ? 'true' : `b.grp = $${FIXED + 1 + given.length}::text`;
  const [row] = await sql.run<PageRow>({
    text: statement(conditions, ofGroup),
    values: [
      ask.partnerTenantId,
      ask.teamId,
      ask.now,
      ask.offset,
      ask.limit,
      CHANCE_NEAR_MS,
      WAITS_LONG_MS,
      ...given.map(([, value]) => value),
      ...(group === undefined ? [] : [group]),
    ],
  });
  const parts = row?.rows ?? [];
  const changeovers = await readChangeovers(sql, parts);
  const texts = textsBy(row?.texts ?? []);
  return {
    total: row?.total ?? 0,
    groups: { overlapping: 0, lastChance: 0, waiting: 0, silent: 0, onTrack: 0, ...row?.groups },
    perDay: row?.per_day ?? [],
    technicians: (row?.technicians ?? []).map(({ id, name }) => ({ id, ...(name !== null && { name }) })),
    rows: parts.map(({ grp, doneSteps, allSteps, silentSince }, i): BookRow => {
      const changeover = changeovers[i]!;
      return {
        changeover,
        group: grp,
        texts: texts(changeover.id),
        doneSteps,
        allSteps,
        ...(silentSince !== null && { silentSince: instantOf(silentSince) }),
      };
    }),
  };
}
