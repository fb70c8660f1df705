/** Rows of the database as the loop knows them: parsed here and nowhere else. */
import {
  SNAPSHOT_SHAPE,
  type Actor,
  type Changeover,
  type ChangeoverId,
  type Instant,
} from '../changeover/changeover.ts';
import { fold, type JournalRow } from '../changeover/evolve.ts';
import type { JournalEntry } from '../loop/ports.ts';
import type { Sql } from './database.ts';
import { upcast } from './upcast.ts';

/** A snapshot with the number of the shape that it was written in. */
export interface StoredChangeover {
  readonly id: ChangeoverId;
  readonly shape: number;
  readonly snapshot: unknown;
}

/** Conversation `c` as the port has it. */
export const CONVERSATION = `jsonb_strip_nulls(jsonb_build_object(
  'id', c.id, 'version', c.version, 'kind', c.kind, 'tenantId', c.tenant_id, 'teamId', c.team_id, 'reference', c.reference,
  'zone', c.zone, 'locale', c.locale, 'state', c.state, 'unreachableWhy', c.unreachable_why, 'greetedAt', c.greeted_at,
  'statusPostedAt', c.status_posted_at, 'person', case when c.person_object_id is not null then
    jsonb_build_object('tenantId', c.person_tenant_id, 'objectId', c.person_object_id) end))`;

/** Team `t` with who was heard in it, as the port has it. */
export const TEAM_HERE = `jsonb_strip_nulls(jsonb_build_object(
  'team', t.snapshot,
  'people', coalesce((select jsonb_agg(jsonb_build_object('objectId', p.object_id, 'userId', p.user_id) order by p.object_id)
    from team_people p where p.tenant_id = t.tenant_id and p.team_id = t.team_id and p.left_at is null), '[]'),
  'reference', (select h.reference from conversations h
    where h.kind = 'channel' and h.tenant_id = t.tenant_id and h.team_id = t.team_id order by h.id limit 1)))`;

/** How often card `k` was asked to be drawn anew; nothing for never. */
export const REDRAWS = `case when k.redraws > 0 then jsonb_build_object('redraws', k.redraws) else '{}' end`;

/** Card `k`, one that stands, as the port has it. */
export const SHOWN_CARD = `jsonb_build_object(
  'conversationId', k.conversation_id, 'tag', k.tag, 'changeoverId', k.changeover_id,
  'threadId', coalesce(k.thread_id, k.conversation_id), 'activityId', k.activity_id, 'shownVersion', k.shown_version)
  || ${REDRAWS}`;

/** Message `m` of the outbox, without its thread. */
export const PENDING = `jsonb_build_object(
  'id', m.id::text, 'occasion', m.occasion, 'message', m.message, 'attempts', m.attempts, 'createdAt', m.created_at,
  'changeoverId', m.changeover_id, 'threadId', null)`;

/** Changeover `o` as `StoredChangeover`. */
export const STORED_CHANGEOVER = `jsonb_build_object('id', o.id, 'shape', o.shape, 'snapshot', o.snapshot)`;

/** The changeovers in their order; those whose snapshot has another shape than ours are folded anew from the journal. */
export async function readChangeovers(sql: Sql, stored: readonly StoredChangeover[]): Promise<readonly Changeover[]> {
  const strange = stored.filter((one) => one.shape !== SNAPSHOT_SHAPE).map((one) => one.id);
  const folded = strange.length === 0 ? new Map<ChangeoverId, Changeover>() : await foldAnew(sql, strange);
  return stored.map((one) => folded.get(one.id) ?? (one.snapshot as Changeover));
}

async function foldAnew(sql: Sql, ids: readonly ChangeoverId[]): Promise<Map<ChangeoverId, Changeover>> {
  const rows = await readJournals(sql, ids);
  return new Map([...rows].map(([id, entries]) => [id, fold(id, entries)]));
}

interface JournalColumns {
  readonly changeover_id: ChangeoverId;
  readonly version: number;
  readonly command_id: string;
  /** A bigint comes as text. */
  readonly at: string;
  readonly actor: Actor;
  readonly schema: number;
  readonly events: readonly unknown[];
}

export type JournalRead = JournalEntry & JournalRow;

/** The journals of these changeovers, each in order, their events upcast. */
export async function readJournals(
  sql: Sql,
  ids: readonly ChangeoverId[],
): Promise<ReadonlyMap<ChangeoverId, readonly JournalRead[]>> {
  const rows = await sql.run<JournalColumns>({
    text: `select changeover_id, version, command_id, at, actor, schema, events from journal
      where changeover_id = any($1) order by changeover_id, version`,
    values: [ids],
  });
  const byChangeover = Map.groupBy(rows, (row) => row.changeover_id);
  return new Map([...byChangeover].map(([id, columns]) => [id, columns.map(entryOf)]));
}

function entryOf(row: JournalColumns): JournalRead {
  return {
    version: row.version,
    commandId: row.command_id,
    at: instantOf(row.at),
    actor: row.actor,
    events: upcast(row.schema, row.events),
  };
}

export function instantOf(bigint: string): Instant {
  return Number(bigint);
}
