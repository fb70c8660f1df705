/** Room within the limits, and a new message's turn: who waits for room holds up nobody whose turn it could be. */
import type { DeliverPorts } from './delivery-ports.ts';
import type { Turn } from './pace.ts';
import type { Conversation } from './ports.ts';

/** How long a delivery waits for room before its conversation is put off: long enough for its tenant's next windows. */
const PATIENCE_MS = 1_000;

/** Sends when it is the turn and there is room; `stop` when the conversation is held back. */
export async function inTurn<Outcome>(
  ports: DeliverPorts,
  conversation: Conversation,
  threadId: string | undefined,
  send: (turn: Turn) => Promise<Outcome>,
): Promise<Outcome | 'stop'> {
  let step: Outcome | 'stop' = 'stop';
  await isLetIn(ports, conversation, async () => {
    const turn = await ports.pace.begin();
    try {
      const waitMs = await ports.messenger.room(conversation.reference, threadId);
      if (waitMs === undefined) step = await send(turn);
      return waitMs;
    } finally {
      turn.end();
    }
  });
  return step;
}

/** Room within the limits for one call, or the conversation is held back. */
export function hasRoom(ports: DeliverPorts, conversation: Conversation, threadId?: string): Promise<boolean> {
  return isLetIn(ports, conversation, () => ports.messenger.room(conversation.reference, threadId));
}

/** @param ask answers with the milliseconds after which to ask again, or undefined. */
async function isLetIn(
  { mark, meter, clock, wait }: DeliverPorts,
  { id }: Conversation,
  ask: () => Promise<number | undefined>,
): Promise<boolean> {
  for (let waitedMs = 0; ;) {
    const waitMs = await ask();
    if (waitMs === undefined) return true;
    waitedMs += waitMs;
    if (waitedMs > PATIENCE_MS) {
      meter.count('heldBack');
      await mark({ kind: 'heldBack', conversationId: id, until: clock.now() + waitMs });
      return false;
    }
    await wait(waitMs);
  }
}
