/** One message of the outbox, or several that go out as one. */
import {
  CLAIM_MS,
  LONGEST_RETRY_MS,
  record,
  retryDelayMs,
  type DeliverPorts,
  type DigestDay,
  type Failure,
  type Step,
} from './delivery-ports.ts';
import { inTurn } from './in-turn.ts';
import type { Turn } from './pace.ts';
import type { Content, Conversation, Mark, PendingOutbox } from './ports.ts';

export async function deliverLot(
  ports: DeliverPorts,
  conversation: Conversation,
  lot: readonly PendingOutbox[],
): Promise<Step> {
  const { renderer, clock, meter } = ports;
  const now = clock.now();
  const content = draw(ports, conversation, lot);
  if (content === 'undrawable') return deliverOthers(ports, conversation, lot);
  if (content === undefined) {
    meter.count('dropped', lot.length);
    await markEach(ports, lot, ({ id }) => ({ kind: 'dropped', id, at: now, why: 'reason gone' }));
    return 'done';
  }
  // Of the day for which it was drawn, whenever the answer comes.
  const day = renderer.digestDay(lot, conversation, now);
  const threadId = threadOf(lot);
  return inTurn(ports, conversation, threadId, (turn) =>
    sendLot(ports, conversation, lot, { content, threadId, turn, day }),
  );
}

function draw(
  { renderer, clock, log }: DeliverPorts,
  conversation: Conversation,
  lot: readonly PendingOutbox[],
): Content | 'undrawable' | undefined {
  try {
    return renderer.lot(lot, conversation, clock.now());
  } catch (error) {
    const occasions = lot.map((item) => item.occasion);
    log.error({ err: error, conversation: conversation.id, occasions }, 'a message can’t be drawn');
    return 'undrawable';
  }
}

/**
 * A message that can't be drawn is a fault of ours: it is kept for the release that can, and tried rarely, and no reason
 * for the others of its conversation to wait, or of the same day.
 */
async function deliverOthers(
  ports: DeliverPorts,
  conversation: Conversation,
  lot: readonly PendingOutbox[],
): Promise<Step> {
  const { clock, meter } = ports;
  const others = lot.length === 1 ? [] : lot.filter((item) => draw(ports, conversation, [item]) !== 'undrawable');
  const isWhole = others.length === lot.length;
  const aside = isWhole ? lot : lot.filter((item) => !others.includes(item));
  const at = clock.now();
  meter.count('failed', aside.length);
  const why = 'undrawable';
  await markEach(ports, aside, ({ id }) => ({ kind: 'failed', id, at, why, retryAt: at + LONGEST_RETRY_MS }));
  return others.length === 0 || isWhole ? 'done' : deliverLot(ports, conversation, others);
}

interface Sending {
  readonly content: Content;
  readonly threadId: string | undefined;
  readonly turn: Turn;
  readonly day: DigestDay | undefined;
}

async function sendLot(
  ports: DeliverPorts,
  conversation: Conversation,
  lot: readonly PendingOutbox[],
  { content, threadId, turn, day }: Sending,
): Promise<Step> {
  const { clock, messenger, meter } = ports;
  if (!(await isClaimed(ports, conversation, lot))) return 'stale';
  const { reference, kind } = conversation;
  const result = await turn.asking(() => messenger.send(reference, kind, content, threadId));
  if (!result.ok) return failed(ports, conversation, lot, result);
  const at = clock.now();
  meter.count('sent');
  meter.late(at - Math.max(day?.since ?? 0, Math.min(...lot.map((item) => item.createdAt))));
  const { activityId } = result;
  await markEach(ports, lot, ({ id }) => ({
    kind: 'sent',
    id,
    at,
    ...(activityId !== undefined && { activityId }),
    ...(day && { digestAfter: day.next }),
  }));
  return 'done';
}

/** A lot of several changeovers belongs to no thread of one of them. */
function threadOf(lot: readonly PendingOutbox[]): string | undefined {
  const threads = new Set(lot.map((item) => item.threadId));
  return threads.size === 1 ? lot[0]?.threadId : undefined;
}

async function isClaimed(
  { store, meter, log }: DeliverPorts,
  conversation: Conversation,
  lot: readonly PendingOutbox[],
): Promise<boolean> {
  const versions = new Map(lot.flatMap(({ changeover }) => (changeover ? [[changeover.id, changeover.version]] : [])));
  const claimed = await store.claim({
    conversationId: conversation.id,
    outbox: lot.map((item) => item.id),
    drawnFrom: [...versions].map(([changeoverId, version]) => ({ changeoverId, version })),
    leaseMs: CLAIM_MS,
  });
  if (claimed === undefined) return false;
  if (claimed.inDoubt > 0) {
    meter.count('inDoubt');
    const occasions = lot.map((item) => item.occasion);
    log.warn({ conversation: conversation.id, occasions }, 'a message in doubt is sent once more');
  }
  return true;
}

async function failed(
  ports: DeliverPorts,
  conversation: Conversation,
  lot: readonly PendingOutbox[],
  failure: Failure,
): Promise<Step> {
  const { meter, log, clock } = ports;
  const { id: conversationId, version } = conversation;
  const { kind, why } = failure;
  const at = clock.now();
  const fields = { conversation: conversationId, occasions: lot.map((item) => item.occasion), why, kind };
  if (kind === 'refused') {
    // Our own mistake: sent again it would be turned down again.
    log.error(fields, 'a message was refused');
    meter.count('dropped', lot.length);
    await markEach(ports, lot, ({ id }) => ({ kind: 'dropped', id, at, why, isRefused: true }));
    return 'done';
  }
  log.warn(fields, 'a message was not delivered');
  meter.count('failed');
  const isInDoubt = kind === 'retry' && failure.isInDoubt === true;
  if (isInDoubt) meter.count('inDoubt');
  const isUnreachable = kind === 'unreachable';
  // Who can't be reached is sent nothing until that ends; had it ended before we knew, this is due at once.
  const retryAt = isUnreachable ? at : at + retryDelayMs(Math.min(...lot.map((item) => item.attempts)), failure);
  if (isUnreachable) meter.count('unreachable');
  await Promise.all([
    markEach(ports, lot, ({ id }) => ({ kind: 'failed', id, at, why, retryAt, ...(isInDoubt && { isInDoubt }) })),
    ports.mark(
      isUnreachable
        ? { kind: 'unreachable', conversationId, why, at, version }
        : { kind: 'heldBack', conversationId, until: retryAt },
    ),
  ]);
  return 'stop';
}

async function markEach(
  ports: DeliverPorts,
  lot: readonly PendingOutbox[],
  markOf: (item: PendingOutbox) => Mark,
): Promise<void> {
  await Promise.all(lot.map((item) => record(ports, markOf(item))));
}
