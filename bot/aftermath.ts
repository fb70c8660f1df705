/** What follows an answer, such as the messages of a turn: in order per conversation, and waited for when the process ends. */
import type { Log } from '../loop/ports.ts';

export interface Aftermath {
  /** Runs `work` after what the same conversation has still to do. What it throws is logged. */
  follow(conversationId: string, work: () => Promise<void>): void;
  /** Resolves once nothing is under way, or after so many milliseconds; false when something is still under way then. */
  settled(limitMs: number): Promise<boolean>;
}

export function createAftermath(log: Log): Aftermath {
  const last = new Map<string, Promise<void>>();

  async function run(before: Promise<void> | undefined, work: () => Promise<void>): Promise<void> {
    await before;
    try {
      await work();
    } catch (error) {
      log.error({ err: error }, 'what follows an answer failed');
    }
  }

  async function allDone(): Promise<true> {
    while (last.size > 0) await Promise.all(last.values());
    return true;
  }

  return {
    follow(conversationId, work) {
      const running = run(last.get(conversationId), work).finally(() => {
        if (last.get(conversationId) === running) last.delete(conversationId);
      });
      last.set(conversationId, running);
    },
    async settled(limitMs) {
      const { promise: late, resolve } = Promise.withResolvers<false>();
      const timer = setTimeout(() => resolve(false), limitMs);
      const isSettled = await Promise.race([allDone(), late]);
      clearTimeout(timer);
      return isSettled;
    },
  };
}
