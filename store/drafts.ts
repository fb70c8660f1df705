/** Drafts of a quiet start: rows of the outbox that wait for a word in their changeover. */
import type { Instant } from '../changeover/changeover.ts';
import type { DraftStore } from '../loop/draft-ports.ts';
import type { PendingOutbox } from '../loop/ports.ts';
import type { Sql } from './database.ts';
import { pendingOutbox, textsBy, type OutboxPart, type TextPart } from './deliveries.ts';
import { PENDING, readChangeovers, STORED_CHANGEOVER, type StoredChangeover } from './rows.ts';

export function draftStoreOn(sql: Sql): DraftStore {
  return {
    settleDrafts: (now) => settleDrafts(sql, now),
    draftsToLookAt: (now, limit) => draftsToLookAt(sql, now, limit),
    draftsLookedAt: (ids, nextAt) => draftsLookedAt(sql, ids, nextAt),
  };
}

async function settleDrafts(sql: Sql, now: Instant): Promise<number> {
  const settled = await sql.run({
    name: 'settle drafts',
    text: `update outbox m set not_before = 0,
        state = case when d.said->>'verdict' in ('send', 'edit') then 'pending' else 'dropped' end,
        ended_at = case when d.said->>'verdict' in ('send', 'edit') then null else $1::bigint end,
        why = case when d.said->>'verdict' in ('send', 'edit') then null else 'draft: ' || (d.said->>'verdict') end,
        message = case when d.said->>'verdict' = 'edit'
          then jsonb_build_object('kind', 'own', 'textId', d.said->'textRef'->>'id') else m.message end
      from (
        select m.id, coalesce(c.snapshot->'drafts'->m.occasion, '{"verdict": "closed"}') as said
        from outbox m join changeovers c on c.id = m.changeover_id
        where m.state = 'draft' and (c.snapshot->'drafts' ? m.occasion or c.state <> 'open')
      ) d where m.id = d.id and m.state = 'draft' returning m.id`,
    values: [now],
  });
  return settled.length;
}

async function draftsToLookAt(sql: Sql, now: Instant, limit: number): Promise<readonly PendingOutbox[]> {
  const rows = await sql.run<{
    readonly part: OutboxPart;
    readonly changeover: StoredChangeover;
    readonly texts: readonly TextPart[] | null;
  }>({
    name: 'drafts to look at',
    text: `select ${PENDING} as part, ${STORED_CHANGEOVER} as changeover,
        (select jsonb_agg(jsonb_build_object('changeoverId', t.changeover_id, 'id', t.id, 'body', t.body)) from texts t
          where t.changeover_id = o.id and t.body is not null) as texts
      from outbox m join changeovers o on o.id = m.changeover_id
      where m.state = 'draft' and o.state = 'open' and (m.looked_version is distinct from o.version or m.not_before <= $1)
      order by m.id limit $2`,
    values: [now, limit],
  });
  const changeovers = await readChangeovers(
    sql,
    rows.map(({ changeover }) => changeover),
  );
  return rows.map(({ part, texts }, i) => {
    const changeover = changeovers[i]!;
    return pendingOutbox(part, new Map([[changeover.id, changeover]]), textsBy(texts ?? [])(changeover.id));
  });
}

async function draftsLookedAt(sql: Sql, ids: readonly string[], nextAt: Instant): Promise<void> {
  await sql.run({
    name: 'drafts looked at',
    text: `update outbox m set looked_version = c.version, not_before = $2 from changeovers c
      where m.id = any($1::bigint[]) and m.state = 'draft' and c.id = m.changeover_id`,
    values: [ids, nextAt],
  });
}
