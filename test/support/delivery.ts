/** The loop's delivery on a real store and over real HTTP, without the bot around it: for tests that drive it by hand. */
import { createConnector } from '../../bot/connector.ts';
import { systemRandom, systemWait } from '../../bot/system.ts';
import type { Instant } from '../../changeover/changeover.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import { createLoop, type Loop } from '../../loop/create-loop.ts';
import type { Renderer } from '../../loop/delivery-ports.ts';
import type { Counted, Messenger, Store } from '../../loop/ports.ts';
import { rendererOf } from '../../loop/render.ts';
import { openStore } from '../../store/open.ts';
import { DUE_FROM } from '../prove/seed.ts';
import { silent } from './silent-log.ts';

export interface Delivery {
  readonly loop: Loop;
  readonly store: Store;
  /** What was counted so far. */
  readonly counts: ReadonlyMap<Counted, number>;
  /** Decides what is due and delivers all that waits, one conversation after the other. */
  readonly run: () => Promise<void>;
  close(): Promise<void>;
}

export interface DeliveryOptions {
  readonly databaseUrl: string;
  readonly now?: () => Instant;
  /** Stands before the real connector's client. */
  readonly messenger?: (real: Messenger) => Messenger;
  /** Stands before the real renderer. */
  readonly renderer?: (real: Renderer) => Renderer;
  /** Stands before the real store. */
  readonly store?: (real: Store) => Store;
}

/** The connector gives up this soon, in milliseconds. */
const PATIENCE_MS = 300;

export async function aDelivery(options: DeliveryOptions): Promise<Delivery> {
  const { databaseUrl, now = () => DUE_FROM } = options;
  const opened = await openStore({ databaseUrl, dataDir: '' }, silent);
  const store = options.store?.(opened.store) ?? opened.store;
  const connector = createConnector({ trusts: () => true, log: silent, timeoutMs: PATIENCE_MS });
  const counts = new Map<Counted, number>();
  const meter = {
    count: (what: Counted, times = 1) => void counts.set(what, (counts.get(what) ?? 0) + times),
    late: () => {},
  };
  const loop = await createLoop({
    store,
    clock: { now },
    random: systemRandom,
    log: silent,
    messenger: options.messenger?.(connector) ?? connector,
    playbooks,
    rendererOf: (shelf) => options.renderer?.(rendererOf(shelf)) ?? rendererOf(shelf),
    meter,
    pace: { calmMs: 20, paceMs: 20 },
    wait: systemWait,
  });
  return {
    loop,
    store,
    counts,
    async run() {
      await loop.tick(now());
      for (const id of await loop.toDeliver()) await loop.deliver(id);
    },
    async close() {
      connector.close();
      await opened.close();
    },
  };
}
