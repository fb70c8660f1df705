/** Keeps the loop going in real time: the tick every second, and a sweep for deliveries whenever something was saved. */
import type { Clock, Log } from '../loop/ports.ts';
import type { Loop } from '../loop/create-loop.ts';

export interface PumpPorts {
  readonly loop: Pick<Loop, 'tick' | 'toDeliver' | 'deliver'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Hands conversations to the delivery queue. */
  readonly nudge: (conversationIds: readonly string[]) => Promise<void>;
  /** Real milliseconds between two rounds. */
  readonly everyMs: number;
}

export interface Pump {
  /** Something was saved: sweep soon. Many kicks in a row are one sweep. */
  kick(): void;
  /** One whole round now, deliveries included, without the queue: what the sandbox's clock does at each due instant. */
  settle(): Promise<void>;
  /** No further round is begun; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/** A conversation that stays undelivered must not hold a settling clock for ever: the queue goes on with it. */
const SETTLE_ROUNDS = 20;

export function startPump(ports: PumpPorts): Pump {
  let isStopped = false;
  let underWay: Promise<void> | undefined;
  let isKicked = false;

  async function round(withTick: boolean): Promise<void> {
    try {
      if (withTick) await ports.loop.tick(ports.clock.now());
      const ids = await ports.loop.toDeliver();
      if (ids.length > 0) await ports.nudge(ids);
    } catch (error) {
      ports.log.error({ err: error }, 'a round of the pump failed; the next one tries again');
    }
  }

  /** One round at a time; a kick during a round means one more sweep after it. */
  function run(withTick: boolean): void {
    if (isStopped) return;
    if (underWay !== undefined) {
      isKicked = true;
      return;
    }
    underWay = round(withTick).finally(() => {
      underWay = undefined;
      if (!isKicked) return;
      isKicked = false;
      run(false);
    });
  }

  const timer = setInterval(() => run(true), ports.everyMs);
  return {
    kick: () => run(false),
    async settle() {
      await ports.loop.tick(ports.clock.now());
      for (let i = 0; i < SETTLE_ROUNDS; i++) {
        const ids = await ports.loop.toDeliver();
        if (ids.length === 0) return;
        for (const id of ids) await ports.loop.deliver(id);
      }
      ports.log.warn({}, 'some deliveries stay open after settling');
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await underWay;
    },
  };
}
