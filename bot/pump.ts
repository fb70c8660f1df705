/**
 * Keeps the loop going in real time: the tick every second, and a sweep for deliveries whenever something was saved. Each
 * goes at its own pace: a thousand reminders that are being decided, or Graph that answers slowly, hold up no delivery.
 */
import type { Clock, Log } from '../loop/ports.ts';
import type { Loop } from '../loop/create-loop.ts';
import { createRounds } from './rounds.ts';

export interface PumpPorts {
  readonly loop: Pick<Loop, 'tick' | 'look' | 'reach' | 'moveLicences' | 'toDeliver' | 'deliver' | 'delivered'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Hands conversations to the delivery queue. */
  readonly nudge: (conversationIds: readonly string[]) => Promise<void>;
  /** Real milliseconds between two rounds. */
  readonly everyMs: number;
}

export interface Pump {
  /** Something was saved: look and sweep soon. Many kicks in a row are one of each. */
  kick(): void;
  /** One whole round now, deliveries included, without the queue: what the sandbox's clock does at each due instant. */
  settle(): Promise<void>;
  /** No further round is begun; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/** A conversation that stays undelivered must not hold a settling clock for ever: the queue goes on with it. */
const SETTLE_ROUNDS = 20;

export function startPump(ports: PumpPorts): Pump {
  const { loop, clock, log } = ports;
  const failed =
    (what: string) =>
    (error: unknown): void =>
      log.error({ err: error, what }, 'a round of the pump failed; the next one tries again');

  const sweeps = createRounds(async () => {
    const ids = await loop.toDeliver();
    if (ids.length > 0) await ports.nudge(ids);
  }, failed('sweep'));
  const ticks = createRounds(async () => {
    if ((await loop.tick(clock.now())) > 0) sweeps.run();
  }, failed('tick'));
  // What is told of a failed delivery is itself to be delivered.
  const reaches = createRounds(async () => {
    if ((await loop.reach()) > 0) sweeps.run();
  }, failed('reach'));
  // What is found leads to more: reminders and cards.
  const looks = createRounds(async () => {
    if ((await loop.look()) > 0) sweeps.run();
  }, failed('look'));
  const moves = createRounds(async () => {
    if ((await loop.moveLicences()) === 0) return;
    sweeps.run();
    moves.run();
  }, failed('licences'));

  const timer = setInterval(() => {
    looks.run();
    ticks.run();
    moves.run();
    sweeps.run();
    reaches.run();
  }, ports.everyMs);
  return {
    kick() {
      sweeps.run();
      looks.run();
    },
    async settle() {
      for (let i = 0; i < SETTLE_ROUNDS; i++) {
        // Before anything is decided that a reminder would say.
        const looked = await ports.loop.look();
        const moved = await ports.loop.moveLicences();
        await ports.loop.tick(ports.clock.now());
        const reached = await ports.loop.reach();
        // What the queue has in hand belongs to this instant too.
        await ports.loop.delivered();
        const ids = await ports.loop.toDeliver();
        if (ids.length + looked + moved + reached === 0) return;
        for (const id of ids) await ports.loop.deliver(id);
      }
      ports.log.warn({}, 'some deliveries stay open after settling');
    },
    async stop() {
      clearInterval(timer);
      await Promise.all([looks, ticks, sweeps, reaches, moves].map((rounds) => rounds.stop()));
    },
  };
}
