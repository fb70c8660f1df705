/**
 * Delivery of one conversation: its cards that are behind, then its one-off messages, in order. Room within the limits,
 * claim, send, record: between the claim and the send nothing waits, and what was drawn from an older state is not claimed
 * but drawn anew. After a crash a send in doubt is the only thing that may happen twice, and it is counted.
 */
import { deliverCard } from './deliver-card.ts';
import { deliverLot } from './deliver-lot.ts';
import type { DeliverPorts, Step } from './delivery-ports.ts';
import type { DeliveryWork } from './ports.ts';

/** Others that are faster each time: the next sweep tries again. */
const MOST_LOOKS = 5;
/** Sends of one job of the queue, which is given up when it takes too long; the next sweep takes the rest. */
const MOST_SENDS = 20;

/** Delivers what is due in one conversation now. Failures are recorded with the instant of the next try, never thrown. */
export async function deliver(ports: DeliverPorts, conversationId: string): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const work = await ports.store.deliveryWork(conversationId, ports.clock.now());
    if (work === undefined) return;
    const leave = ports.lanes.enter(work.conversation.tenantId);
    // The tenant has its share of this process: the next sweep names the conversation again.
    if (leave === undefined) return;
    try {
      if ((await deliverAll(ports, work)) !== 'stale') return;
    } finally {
      leave();
    }
  }
}

async function deliverAll(ports: DeliverPorts, work: DeliveryWork): Promise<Step> {
  const { conversation } = work;
  const now = ports.clock.now();
  const { lots, later, gone } = ports.renderer.lots(work.outbox, conversation, now);
  await Promise.all([
    ...later.map((one) => ports.mark({ kind: 'putOff', ...one })),
    ...gone.map((id) => ports.mark({ kind: 'dropped', id, at: now, why: 'reason gone' })),
  ]);
  ports.meter.count('dropped', gone.length);
  const pieces: readonly (() => Promise<Step>)[] = [
    ...work.cards.map((card) => () => deliverCard(ports, conversation, card)),
    ...lots.map((lot) => () => deliverLot(ports, conversation, lot)),
  ];
  for (const piece of pieces.slice(0, MOST_SENDS)) {
    const step = await piece();
    if (step !== 'done') return step;
  }
  return 'done';
}
