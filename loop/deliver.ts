/**
 * Delivery of one conversation: its cards that are behind, then its one-off messages. One job per conversation is in
 * flight at a time (the queue's key), so updates of a card cannot arrive out of order. Claim, send, record: after a crash
 * a send in doubt is the only thing that may happen twice.
 */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import type {
  Clock,
  Content,
  Conversation,
  DeliveryWork,
  Log,
  Mark,
  Messenger,
  PendingCard,
  PendingOutbox,
  SendResult,
  Store,
} from './ports.ts';

const CLAIM_MS = 60_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 15 * 60_000;

/** Draws from the newest state; `undefined` means that the reason is gone, or that the reader has no right (any more). */
export interface Renderer {
  status(
    changeover: Changeover,
    conversation: Conversation,
    texts: Readonly<Record<string, string>>,
    now: Instant,
  ): Content | undefined;
  stub(
    changeover: Changeover,
    conversation: Conversation,
    texts: Readonly<Record<string, string>>,
    now: Instant,
  ): Content;
  oneOff(item: PendingOutbox, conversation: Conversation, now: Instant): Content | undefined;
}

export interface DeliverPorts {
  readonly store: Pick<Store, 'deliveryWork'>;
  readonly mark: (mark: Mark) => Promise<void>;
  readonly messenger: Messenger;
  readonly renderer: Renderer;
  readonly clock: Clock;
  readonly log: Log;
}

/** Delivers what is due in one conversation now. Failures are recorded with the instant of the next try, never thrown. */
export async function deliver(ports: DeliverPorts, conversationId: string): Promise<void> {
  const now = ports.clock.now();
  const work = await ports.store.deliveryWork(conversationId, now, now + CLAIM_MS);
  if (work === undefined) return;
  for (const card of work.cards) {
    if (!(await deliverCard(ports, work, card, now))) return;
  }
  for (const item of work.outbox) {
    if (!(await deliverOneOff(ports, work, item, now))) return;
  }
}

/** @returns false when the conversation can't be reached: the rest of its work waits. */
async function deliverCard(
  ports: DeliverPorts,
  { conversation }: DeliveryWork,
  card: PendingCard,
  now: Instant,
): Promise<boolean> {
  const { messenger, renderer } = ports;
  const content = renderer.status(card.changeover, conversation, card.texts, now);
  if (content === undefined) {
    await ports.mark({ kind: 'cardGone', conversationId: conversation.id, tag: card.tag, isForgotten: true });
    return true;
  }
  const { shown } = card;
  if (shown !== undefined && shown.activityId !== '') {
    const result = await messenger.update(conversation.reference, shown.threadId, shown.activityId, content);
    if (result.ok) {
      await ports.mark({ kind: 'cardShown', card: { ...shown, shownVersion: card.changeover.version } });
      return true;
    }
    if (result.kind !== 'cardGone') return failedCard(ports, conversation, card, result, now);
    ports.log.info(
      { conversation: conversation.id, changeover: card.changeover.id },
      'a status card was gone and is posted anew',
    );
    await ports.mark({ kind: 'cardGone', conversationId: conversation.id, tag: card.tag });
  }
  return postCard(ports, conversation, card, content, now);
}

async function postCard(
  ports: DeliverPorts,
  conversation: Conversation,
  card: PendingCard,
  content: Content,
  now: Instant,
): Promise<boolean> {
  const threadId = card.shown?.threadId ?? card.threadId;
  const result = await ports.messenger.send(conversation.reference, conversation.kind, content, threadId);
  if (!result.ok) return failedCard(ports, conversation, card, result, now);
  await ports.mark({
    kind: 'cardShown',
    card: {
      conversationId: conversation.id,
      tag: card.tag,
      changeoverId: card.changeover.id,
      threadId: result.threadId ?? threadId ?? conversation.id,
      // A connector that names no id leaves a card that can't be updated: the next change posts a new one.
      activityId: result.activityId ?? '',
      shownVersion: card.changeover.version,
    },
  });
  const { previous } = card;
  if (previous === undefined || previous.activityId === '') return true;
  const stub = ports.renderer.stub(card.changeover, conversation, card.texts, now);
  const shrunk = await ports.messenger.update(conversation.reference, previous.threadId, previous.activityId, stub);
  if (!shrunk.ok)
    ports.log.info({ conversation: conversation.id, why: shrunk.why }, 'an old status card could not be shrunk');
  return true;
}

async function failedCard(
  ports: DeliverPorts,
  conversation: Conversation,
  card: PendingCard,
  failure: SendResult & { ok: false },
  now: Instant,
): Promise<boolean> {
  ports.log.warn(
    { conversation: conversation.id, changeover: card.changeover.id, why: failure.why, kind: failure.kind },
    'a status card was not delivered',
  );
  if (failure.kind === 'unreachable') {
    await ports.mark({ kind: 'unreachable', conversationId: conversation.id, why: failure.why, at: now });
    return false;
  }
  const retryAt = now + (failure.kind === 'retry' ? (failure.retryAfterMs ?? FIRST_RETRY_MS) : LONGEST_RETRY_MS);
  await ports.mark({ kind: 'cardFailed', conversationId: conversation.id, tag: card.tag, retryAt });
  return true;
}

async function deliverOneOff(
  ports: DeliverPorts,
  { conversation }: DeliveryWork,
  item: PendingOutbox,
  now: Instant,
): Promise<boolean> {
  const content = ports.renderer.oneOff(item, conversation, now);
  if (content === undefined) {
    await ports.mark({ kind: 'dropped', id: item.id, at: now, why: 'reason gone' });
    return true;
  }
  const result = await ports.messenger.send(conversation.reference, conversation.kind, content, item.threadId);
  if (result.ok) {
    await ports.mark({
      kind: 'sent',
      id: item.id,
      at: now,
      ...(result.activityId !== undefined && { activityId: result.activityId }),
    });
    return true;
  }
  ports.log.warn(
    { conversation: conversation.id, occasion: item.occasion, why: result.why, kind: result.kind },
    'a message was not delivered',
  );
  if (result.kind === 'refused') {
    await ports.mark({ kind: 'dropped', id: item.id, at: now, why: result.why });
    return true;
  }
  const retryAt = now + retryDelayMs(item.attempts, result.kind === 'retry' ? result.retryAfterMs : undefined);
  await ports.mark({ kind: 'failed', id: item.id, at: now, why: result.why, retryAt });
  if (result.kind !== 'unreachable') return true;
  await ports.mark({ kind: 'unreachable', conversationId: conversation.id, why: result.why, at: now });
  return false;
}

/** Doubling from two seconds to a quarter of an hour; the connector's own Retry-After goes before. */
function retryDelayMs(attempts: number, retryAfterMs: number | undefined): number {
  return retryAfterMs ?? Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts, 20), LONGEST_RETRY_MS);
}
