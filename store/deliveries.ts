import type { Changeover, ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { MoveProgress } from '../loop/licence-ports.ts';
import type {
  Conversation,
  DeliveryState,
  DeliveryWork,
  OneOff,
  PendingCard,
  PendingOutbox,
  ShownCard,
} from '../loop/ports.ts';
import type { Sql } from './database.ts';
import {
  CONVERSATION,
  PENDING,
  readChangeovers,
  REDRAWS,
  SHOWN_CARD,
  STORED_CHANGEOVER,
  TEAM_HERE,
  type StoredChangeover,
} from './rows.ts';

/** Messages of one conversation taken up at a time; the rest is taken up after them. */
const MOST = 50;
/** Of the day's message more: what it leaves out waits for another day. */
const MOST_OF_DAY = 300;
/** Conversations of one tenant named at a time, so that one with thousands waiting leaves room for the others. */
const MOST_OF_TENANT = 30;

/** Conversations that can be reached and have a card behind or a message due; none twice, tenants in turn. */
export async function conversationsToDeliver(sql: Sql, now: Instant, limit: number): Promise<readonly string[]> {
  const rows = await sql.run<{ readonly id: string }>({
    name: 'to deliver',
    text: `select id from (
        select c.id, row_number() over (partition by c.tenant_id order by work.since, c.id) as place
        from conversations c join (
          select conversation_id, min(since) as since, bool_and(is_digest) as is_digest from (
            select k.conversation_id, k.ready_at as since, false as is_digest from cards k
            where k.shown_version < k.wanted_version and k.ready_at <= $1 and k.claimed_until <= now_ms()
            union all
            select m.conversation_id, greatest(m.not_before, m.created_at), m.is_digest from outbox m
            where m.state = 'pending' and m.not_before <= $1 and m.claimed_until <= now_ms()
          ) due group by conversation_id
        ) work on work.conversation_id = c.id
        where c.state = 'reachable' and (not work.is_digest or digest_may_go(c, $1))
      ) turn where place <= ${MOST_OF_TENANT} order by place, id limit $2`,
    values: [now, limit],
  });
  return rows.map((row) => row.id);
}

export async function deliveryState(sql: Sql, now: Instant): Promise<DeliveryState> {
  const [row] = await sql.run<{ readonly waiting: string; readonly oldest: string | null; readonly ahead: string }>({
    name: 'delivery state',
    text: `select count(*) as waiting, $1::bigint - min(greatest(m.not_before, m.created_at)) as oldest, $1::bigint - now_ms() as ahead
      from outbox m join conversations c on c.id = m.conversation_id
      where m.state = 'pending' and m.not_before <= $1 and c.state = 'reachable' and (not m.is_digest or digest_may_go(c, $1))`,
    values: [now],
  });
  return {
    waiting: Number(row?.waiting ?? 0),
    oldestMs: Number(row?.oldest ?? 0),
    clockAheadMs: Number(row?.ahead ?? 0),
  };
}

/** $1 conversation, $2 now. One that can't be reached keeps its work for later. */
const WORK = `
with chat as (select * from conversations where id = $1 and state = 'reachable'),
waiting as (
  select m.*, row_number() over (partition by m.is_digest order by m.id) as place from outbox m, chat
  where m.conversation_id = chat.id and m.state = 'pending' and m.not_before <= $2 and m.claimed_until <= now_ms()
),
due as (
  select m.* from waiting m where case when m.is_digest
    then place <= ${MOST_OF_DAY} and (select digest_may_go(c, $2) from conversations c where c.id = $1)
    else place <= ${MOST} end
),
behind as (
  select k.* from cards k, chat where k.conversation_id = chat.id and k.shown_version < k.wanted_version
    and k.ready_at <= $2 and k.claimed_until <= now_ms()
),
involved as (select changeover_id from due where changeover_id is not null union select changeover_id from behind)
select
  (select ${CONVERSATION} || coalesce((select jsonb_build_object('teams', jsonb_agg(${TEAM_HERE}))
      from teams t where t.tenant_id = c.tenant_id and (t.team_id = c.team_id or exists (
        select from team_people p where p.tenant_id = c.person_tenant_id and p.object_id = c.person_object_id
          and p.team_id = t.team_id and p.left_at is null))
      having count(*) > 0), '{}')
    from chat c) as conversation,
  (select jsonb_agg(${PENDING} || jsonb_build_object(
      'threadId', (select k.thread_id from cards k where k.conversation_id = $1 and k.changeover_id = m.changeover_id
        and k.thread_id <> k.conversation_id limit 1)) order by m.id)
    from due m) as outbox,
  (select jsonb_agg(jsonb_build_object(
      'tag', k.tag, 'changeoverId', k.changeover_id, 'move', licence_progress(k.changeover_id), 'threadId', k.thread_id,
      'shown', case when k.activity_id is not null then ${SHOWN_CARD} end,
      'previous', case when k.activity_id is null and k.previous_activity_id is not null then
        jsonb_build_object('threadId', k.previous_thread_id, 'activityId', k.previous_activity_id) end) || ${REDRAWS} order by k.tag)
    from behind k) as cards,
  (select jsonb_agg(${STORED_CHANGEOVER}) from changeovers o where o.id in (select changeover_id from involved)) as changeovers,
  (select jsonb_agg(jsonb_build_object('changeoverId', t.changeover_id, 'id', t.id, 'body', t.body)) from texts t
    where t.changeover_id in (select changeover_id from involved) and t.body is not null) as texts`;

interface WorkRow {
  readonly conversation: Conversation | null;
  readonly outbox: readonly OutboxPart[] | null;
  readonly cards: readonly CardPart[] | null;
  readonly changeovers: readonly StoredChangeover[] | null;
  readonly texts: readonly TextPart[] | null;
}
export interface TextPart {
  readonly changeoverId: ChangeoverId;
  readonly id: string;
  readonly body: string;
}
/** A message as the statements bring it. */
export interface OutboxPart {
  readonly id: string;
  readonly occasion: string;
  readonly message: OneOff;
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly changeoverId: ChangeoverId | null;
  readonly threadId: string | null;
}
interface CardPart {
  readonly tag: string;
  readonly changeoverId: ChangeoverId;
  readonly move: MoveProgress | null;
  readonly threadId: string | null;
  readonly shown: ShownCard | null;
  readonly previous: { readonly threadId: string; readonly activityId: string } | null;
  readonly redraws?: number;
}

/** What is to be delivered in a conversation, by one statement. Undefined when there is nothing, or nobody to be reached. */
export async function deliveryWork(sql: Sql, conversationId: string, now: Instant): Promise<DeliveryWork | undefined> {
  const [row] = await sql.run<WorkRow>({ name: 'work', text: WORK, values: [conversationId, now] });
  if (!row?.conversation || (!row.outbox && !row.cards)) return undefined;

  const changeovers = await readChangeovers(sql, row.changeovers ?? []);
  const byId = new Map(changeovers.map((changeover) => [changeover.id, changeover]));
  const texts = textsBy(row.texts ?? []);

  return {
    conversation: row.conversation,
    outbox: (row.outbox ?? []).map((part) => pendingOutbox(part, byId, texts(part.changeoverId))),
    cards: (row.cards ?? []).map((part) => pendingCard(part, byId, texts(part.changeoverId))),
  };
}

/** The bodies of a changeover's texts by their ids. */
export function textsBy(parts: readonly TextPart[]): (id: ChangeoverId | null) => Texts {
  const byChangeover = Map.groupBy(parts, (part) => part.changeoverId);
  return (id) =>
    Object.fromEntries((id === null ? [] : (byChangeover.get(id) ?? [])).map((part) => [part.id, part.body]));
}

type Texts = Readonly<Record<string, string>>;
type ById = ReadonlyMap<ChangeoverId, Changeover>;

export function pendingOutbox(part: OutboxPart, byId: ById, texts: Texts): PendingOutbox {
  const { id, occasion, message, attempts, createdAt, changeoverId, threadId } = part;
  const changeover = changeoverId === null ? undefined : byId.get(changeoverId);
  return {
    id,
    occasion,
    message,
    attempts,
    createdAt,
    texts,
    ...(threadId !== null && { threadId }),
    ...(changeover && { changeover }),
  };
}

function pendingCard(part: CardPart, byId: ById, texts: Texts): PendingCard {
  const { tag, changeoverId, move, threadId, shown, previous, redraws } = part;
  const changeover = byId.get(changeoverId);
  if (!changeover) throw new Error(`card ${tag} has no changeover`);
  return {
    tag,
    changeover,
    texts,
    ...(threadId !== null && { threadId }),
    ...(move && { move }),
    ...(shown && { shown }),
    ...(previous && { previous }),
    ...(redraws !== undefined && { redraws }),
  };
}
