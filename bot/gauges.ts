import type { Clock, Store } from '../loop/ports.ts';
import type { Gauge } from './metrics.ts';

/** What is so now, the same on every instance but for its own clock. */
export async function gaugesOf(store: Store, clock: Clock): Promise<readonly Gauge[]> {
  const { waiting, oldestMs, clockAheadMs } = await store.deliveryState(clock.now());
  return [
    { name: 'messages_waiting', help: 'Messages that wait to be sent to somebody who can be reached.', value: waiting },
    { name: 'oldest_waiting_seconds', help: 'How long the oldest of them is due.', value: oldestMs / 1000 },
    { name: 'clock_ahead_seconds', help: 'This machine’s clock, ahead of the database’s.', value: clockAheadMs / 1000 },
  ];
}
