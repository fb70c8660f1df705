import type { Changeover, ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { Conversation, DeliveryWork, OneOff, PendingCard, PendingOutbox, ShownCard } from '../loop/ports.ts';
import type { Sql } from './database.ts';
import { CONVERSATION, readChangeovers, SHOWN_CARD, STORED_CHANGEOVER, type StoredChangeover } from './rows.ts';

/** Messages of one conversation taken up at a time; the rest is taken up after them. */
const MOST = 50;

/** Conversations that can be reached and have a card behind or a message due; none twice. */
export async function conversationsToDeliver(sql: Sql, now: Instant, limit: number): Promise<readonly string[]> {
  const rows = await sql.run<{ readonly id: string }>({
    name: 'to deliver',
    text: `select c.id from conversations c join (
        select k.conversation_id from cards k where k.shown_version < k.wanted_version and k.ready_at <= $1
        union
        select m.conversation_id from outbox m where m.state = 'pending' and m.not_before <= $1 and m.claimed_until <= $1
      ) work on work.conversation_id = c.id
      where c.state = 'reachable' limit $2`,
    values: [now, limit],
  });
  return rows.map((row) => row.id);
}

/** $1 conversation, $2 now, $3 claimed until. One that can't be reached keeps its work for later. */
const WORK = `
with chat as (select * from conversations where id = $1 and state = 'reachable'),
claimed as (
  update outbox m set claimed_until = $3, attempts = m.attempts + 1
  from (
    select id from outbox
    where conversation_id = $1 and state = 'pending' and not_before <= $2 and claimed_until <= $2 and exists (select from chat)
    order by id limit ${MOST} for update skip locked
  ) due
  where m.id = due.id
  returning m.id, m.occasion, m.message, m.changeover_id, m.attempts - 1 as attempts
),
behind as (
  select k.* from cards k, chat where k.conversation_id = chat.id and k.shown_version < k.wanted_version and k.ready_at <= $2
),
involved as (select changeover_id from claimed where changeover_id is not null union select changeover_id from behind)
select
  (select ${CONVERSATION} from chat c) as conversation,
  (select jsonb_agg(jsonb_build_object(
      'id', m.id::text, 'occasion', m.occasion, 'message', m.message, 'attempts', m.attempts, 'changeoverId', m.changeover_id,
      'threadId', (select k.thread_id from cards k where k.conversation_id = $1 and k.changeover_id = m.changeover_id
        and k.thread_id <> k.conversation_id limit 1)) order by m.id)
    from claimed m) as outbox,
  (select jsonb_agg(jsonb_build_object(
      'tag', k.tag, 'changeoverId', k.changeover_id, 'threadId', k.thread_id,
      'shown', case when k.activity_id is not null then ${SHOWN_CARD} end,
      'previous', case when k.activity_id is null and k.previous_activity_id is not null then
        jsonb_build_object('threadId', k.previous_thread_id, 'activityId', k.previous_activity_id) end) order by k.tag)
    from behind k) as cards,
  (select jsonb_agg(${STORED_CHANGEOVER}) from changeovers o where o.id in (select changeover_id from involved)) as changeovers,
  (select jsonb_agg(jsonb_build_object('changeoverId', t.changeover_id, 'id', t.id, 'body', t.body)) from texts t
    where t.changeover_id in (select changeover_id from involved) and t.body is not null) as texts`;

interface WorkRow {
  readonly conversation: Conversation | null;
  readonly outbox: readonly OutboxPart[] | null;
  readonly cards: readonly CardPart[] | null;
  readonly changeovers: readonly StoredChangeover[] | null;
  readonly texts: readonly { readonly changeoverId: ChangeoverId; readonly id: string; readonly body: string }[] | null;
}
interface OutboxPart {
  readonly id: string;
  readonly occasion: string;
  readonly message: OneOff;
  readonly attempts: number;
  readonly changeoverId: ChangeoverId | null;
  readonly threadId: string | null;
}
interface CardPart {
  readonly tag: string;
  readonly changeoverId: ChangeoverId;
  readonly threadId: string | null;
  readonly shown: ShownCard | null;
  readonly previous: { readonly threadId: string; readonly activityId: string } | null;
}

/**
 * What is to be delivered in a conversation, by one statement; its messages are claimed until `claimUntil`, so that
 * nobody else sends them meanwhile. Undefined when there is nothing, or nobody to be reached.
 */
export async function deliveryWork(
  sql: Sql,
  conversationId: string,
  now: Instant,
  claimUntil: Instant,
): Promise<DeliveryWork | undefined> {
  const [row] = await sql.run<WorkRow>({ name: 'work', text: WORK, values: [conversationId, now, claimUntil] });
  if (!row?.conversation || (!row.outbox && !row.cards)) return undefined;

  const changeovers = await readChangeovers(sql, row.changeovers ?? []);
  const byId = new Map(changeovers.map((changeover) => [changeover.id, changeover]));
  const textRows = Map.groupBy(row.texts ?? [], (text) => text.changeoverId);
  const texts = (id: ChangeoverId | null): Texts =>
    Object.fromEntries((id === null ? [] : (textRows.get(id) ?? [])).map((text) => [text.id, text.body]));

  return {
    conversation: row.conversation,
    outbox: (row.outbox ?? []).map((part) => pendingOutbox(part, byId, texts(part.changeoverId))),
    cards: (row.cards ?? []).map((part) => pendingCard(part, byId, texts(part.changeoverId))),
  };
}

type Texts = Readonly<Record<string, string>>;
type ById = ReadonlyMap<ChangeoverId, Changeover>;

function pendingOutbox(part: OutboxPart, byId: ById, texts: Texts): PendingOutbox {
  const { id, occasion, message, attempts, changeoverId, threadId } = part;
  const changeover = changeoverId === null ? undefined : byId.get(changeoverId);
  return {
    id,
    occasion,
    message,
    attempts,
    texts,
    ...(threadId !== null && { threadId }),
    ...(changeover && { changeover }),
  };
}

function pendingCard(part: CardPart, byId: ById, texts: Texts): PendingCard {
  const { tag, changeoverId, threadId, shown, previous } = part;
  const changeover = byId.get(changeoverId);
  if (!changeover) throw new Error(`card ${tag} has no changeover`);
  return {
    tag,
    changeover,
    texts,
    ...(threadId !== null && { threadId }),
    ...(shown && { shown }),
    ...(previous && { previous }),
  };
}
