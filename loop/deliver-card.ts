/** One status card that is behind: updated where it stands, which may be done twice, or posted, which may not. */
import {
  CLAIM_MS,
  LONGEST_RETRY_MS,
  record,
  retryDelayMs,
  type DeliverPorts,
  type Failure,
  type Step,
} from './delivery-ports.ts';
import { hasRoom, inTurn } from './in-turn.ts';
import type { Turn } from './pace.ts';
import type { Content, Conversation, PendingCard } from './ports.ts';

export async function deliverCard(ports: DeliverPorts, conversation: Conversation, card: PendingCard): Promise<Step> {
  const content = draw(ports, conversation, card);
  if (content === 'undrawable') {
    const retryAt = ports.clock.now() + LONGEST_RETRY_MS;
    ports.meter.count('failed');
    await record(ports, { kind: 'cardFailed', conversationId: conversation.id, tag: card.tag, retryAt });
    return 'done';
  }
  const { shown } = card;
  if (content === undefined) return takeBack(ports, conversation, card);
  if (shown === undefined || shown.activityId === '') return postCard(ports, conversation, card, content);
  if (!(await hasRoom(ports, conversation, shown.threadId))) return 'stop';
  const result = await ports.messenger.update(conversation.reference, shown.threadId, shown.activityId, content);
  if (result.ok) {
    ports.meter.count('updated');
    await record(ports, { kind: 'cardShown', card: { ...shown, shownVersion: card.changeover.version } });
    return 'done';
  }
  if (result.kind !== 'cardGone') return failed(ports, conversation, card, result, false);
  ports.log.info(
    { conversation: conversation.id, changeover: card.changeover.id },
    'a status card was gone and is posted anew',
  );
  await ports.mark({ kind: 'cardGone', conversationId: conversation.id, tag: card.tag });
  return postCard(ports, conversation, card, content);
}

/** A card that can't be drawn is a fault of ours, and no reason for the others of its conversation to wait. */
function draw(
  { renderer, clock, log }: DeliverPorts,
  conversation: Conversation,
  { changeover, texts, move }: PendingCard,
): Content | 'undrawable' | undefined {
  try {
    return renderer.status(changeover, conversation, texts, clock.now(), { move });
  } catch (error) {
    log.error({ err: error, conversation: conversation.id, changeover: changeover.id }, 'a status card can’t be drawn');
    return 'undrawable';
  }
}

/** Whoever reads there may not any more: what the card showed is not left standing. It is tried once. */
async function takeBack(ports: DeliverPorts, conversation: Conversation, { shown, tag }: PendingCard): Promise<Step> {
  const { id, reference } = conversation;
  if (shown !== undefined && shown.activityId !== '') {
    if (!(await hasRoom(ports, conversation, shown.threadId))) return 'stop';
    const farewell = ports.renderer.farewell(conversation);
    const taken = await ports.messenger.update(reference, shown.threadId, shown.activityId, farewell);
    if (!taken.ok)
      ports.log.info({ conversation: id, why: taken.why }, 'a card of a former reader could not be taken back');
  }
  await ports.mark({ kind: 'cardGone', conversationId: id, tag, isForgotten: true });
  return 'done';
}

async function postCard(
  ports: DeliverPorts,
  conversation: Conversation,
  card: PendingCard,
  content: Content,
): Promise<Step> {
  const threadId = card.shown?.threadId ?? card.threadId;
  const step = await inTurn(ports, conversation, threadId, (turn) =>
    post(ports, conversation, card, { content, threadId, turn }),
  );
  if (step !== 'posted') return step;
  await shrinkPrevious(ports, conversation, card);
  return 'done';
}

async function post(
  ports: DeliverPorts,
  conversation: Conversation,
  card: PendingCard,
  { content, threadId, turn }: { content: Content; threadId: string | undefined; turn: Turn },
): Promise<Step | 'posted'> {
  const { changeover, tag } = card;
  if (!(await isClaimed(ports, conversation, card))) return 'stale';
  const { reference, kind } = conversation;
  const result = await turn.asking(() => ports.messenger.send(reference, kind, content, threadId));
  if (!result.ok) return failed(ports, conversation, card, result, isDoubtful(result));
  ports.meter.count('sent');
  await record(ports, {
    kind: 'cardShown',
    card: {
      conversationId: conversation.id,
      tag,
      changeoverId: changeover.id,
      threadId: result.threadId ?? threadId ?? conversation.id,
      // A connector that names no id leaves a card that can't be updated: the next change posts a new one.
      activityId: result.activityId ?? '',
      shownVersion: changeover.version,
      ...(card.redraws !== undefined && { redraws: card.redraws }),
    },
  });
  return 'posted';
}

async function isClaimed(ports: DeliverPorts, conversation: Conversation, card: PendingCard): Promise<boolean> {
  const { changeover, tag } = card;
  const claimed = await ports.store.claim({
    conversationId: conversation.id,
    outbox: [],
    cardTag: tag,
    drawnFrom: [{ changeoverId: changeover.id, version: changeover.version }],
    leaseMs: CLAIM_MS,
  });
  if (claimed === undefined) return false;
  if (claimed.inDoubt > 0) {
    ports.meter.count('inDoubt');
    ports.log.warn({ conversation: conversation.id, tag }, 'a status card in doubt is posted once more');
  }
  return true;
}

async function shrinkPrevious(ports: DeliverPorts, conversation: Conversation, card: PendingCard): Promise<void> {
  const { previous, changeover, texts } = card;
  if (previous === undefined || previous.activityId === '') return;
  const { messenger, renderer, clock, log } = ports;
  const { id, reference } = conversation;
  const stub = renderer.stub(changeover, conversation, texts, clock.now());
  const waitMs = await messenger.room(reference, previous.threadId);
  if (waitMs !== undefined) {
    log.info({ conversation: id }, 'an old status card stays as it is: there was no room');
    return;
  }
  const shrunk = await messenger.update(reference, previous.threadId, previous.activityId, stub);
  if (!shrunk.ok) log.info({ conversation: id, why: shrunk.why }, 'an old status card could not be shrunk');
}

/** An update that may have arrived is simply done again. */
function isDoubtful(failure: Failure): boolean {
  return failure.kind === 'retry' && failure.isInDoubt === true;
}

/**
 * What is turned down is drawn otherwise only when the changeover goes on; a quarter of an hour is soon enough. Who can't be
 * reached is sent nothing until that ends; had it ended before we knew, the card is due at once.
 */
function retryAfterMs(failure: Failure): number {
  if (failure.kind === 'unreachable') return 0;
  return failure.kind === 'retry' ? retryDelayMs(0, failure) : retryDelayMs(20, failure);
}

async function failed(
  ports: DeliverPorts,
  conversation: Conversation,
  card: PendingCard,
  failure: Failure,
  isInDoubt: boolean,
): Promise<Step> {
  const { id, version } = conversation;
  const { kind, why } = failure;
  ports.meter.count('failed');
  ports.log.warn({ conversation: id, changeover: card.changeover.id, why, kind }, 'a status card was not delivered');
  if (isInDoubt) ports.meter.count('inDoubt');
  const now = ports.clock.now();
  const retryAt = now + retryAfterMs(failure);
  const recorded = record(ports, {
    kind: 'cardFailed',
    conversationId: id,
    tag: card.tag,
    retryAt,
    ...(isInDoubt && { isInDoubt }),
  });
  if (kind === 'unreachable') {
    ports.meter.count('unreachable');
    await Promise.all([recorded, ports.mark({ kind: 'unreachable', conversationId: id, why, at: now, version })]);
    return 'stop';
  }
  await recorded;
  if (kind !== 'retry') return 'done';
  await ports.mark({ kind: 'heldBack', conversationId: id, until: retryAt });
  return 'stop';
}
