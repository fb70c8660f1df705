/** After the answer to a request: what the turn held back is said, and the card that an invoke returned counts as shown. */
import type { Content, Conversation, Log, Mark, Messenger, Meter, SendResult } from './ports.ts';
import type { TurnResult } from './unit-of-work.ts';

export interface FinishPorts {
  readonly messenger: Messenger;
  readonly mark: (mark: Mark) => Promise<void>;
  readonly log: Log;
  readonly meter: Meter;
  /** Real milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

/** A person looks at the chat and waits: what can't be said within this time, in milliseconds, is not said any more. */
const PATIENCE_MS = 30_000;
/** For a failure that names no time. */
const RETRY_MS = 1_000;

export async function finish(
  ports: FinishPorts,
  result: TurnResult,
  shownOn?: { readonly conversationId: string; readonly activityId: string },
): Promise<void> {
  const { conversation, conversationId } = result.desk.source;
  for (const content of result.held) {
    const sent = await say(ports, conversation, content, conversationId);
    if (sent.ok) continue;
    ports.meter.count('answersLost');
    ports.log.warn({ conversation: conversation.id, why: sent.why, kind: sent.kind }, 'an answer was not delivered');
    if (sent.kind !== 'unreachable') continue;
    await ports.mark({ kind: 'unreachable', conversationId: conversation.id, why: sent.why, at: result.now });
    return;
  }
  await markShown(ports, result, shownOn);
}

/**
 * Waits for room within the limits and as long as the connector asks for. What may have arrived is not said again: the
 * turn is saved, and whoever misses the answer asks.
 */
async function say(
  { messenger, wait, meter }: FinishPorts,
  { reference, kind }: Conversation,
  content: Content,
  threadId: string,
): Promise<SendResult> {
  for (let waitedMs = 0; ;) {
    const roomInMs = await messenger.room(reference, threadId);
    const sent: SendResult =
      roomInMs === undefined
        ? await messenger.send(reference, kind, content, threadId)
        : { ok: false, kind: 'retry', why: 'no room', retryAfterMs: roomInMs };
    if (sent.ok) meter.count('sent');
    if (sent.ok || sent.kind !== 'retry' || sent.isInDoubt === true) return sent;
    const pauseMs = sent.retryAfterMs ?? RETRY_MS;
    waitedMs += pauseMs;
    if (waitedMs > PATIENCE_MS) return sent;
    await wait(pauseMs);
  }
}

async function markShown(
  { mark }: FinishPorts,
  { invokeAnswer, desk }: TurnResult,
  shownOn: { readonly conversationId: string; readonly activityId: string } | undefined,
): Promise<void> {
  // The card that an invoke returns is seen by who pressed; the others of a channel see it once it is updated there.
  const isAlone = desk.source.conversation.kind === 'personal';
  if (invokeAnswer?.kind !== 'status' || shownOn === undefined || !isAlone) return;
  const standing = desk.loaded.cards.find(
    (card) => card.changeoverId === invokeAnswer.changeoverId && card.activityId === shownOn.activityId,
  );
  const version = desk.newest(invokeAnswer.changeoverId)?.version;
  if (standing !== undefined && version !== undefined)
    await mark({ kind: 'cardShown', card: { ...standing, shownVersion: version } });
}
