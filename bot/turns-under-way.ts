/**
 * Which conversations have a turn under way, from its load to the last word it said: what others deliver there waits, so
 * that a status card does not come before the sentence that announces it.
 */
export interface TurnsUnderWay {
  /** A turn begins in a conversation; the returned function is called once all that it said has been sent. */
  begin(conversationId: string): () => void;
  /** Resolves when no turn is under way there, or after so many milliseconds: a busy channel must not starve its cards. */
  quiet(conversationId: string, limitMs: number): Promise<void>;
}

interface Busy {
  count: number;
  readonly ended: Promise<void>;
  readonly end: () => void;
}

export function createTurnsUnderWay(): TurnsUnderWay {
  const busy = new Map<string, Busy>();
  return {
    begin(conversationId) {
      const one = busy.get(conversationId) ?? newBusy();
      one.count += 1;
      busy.set(conversationId, one);
      return () => {
        one.count -= 1;
        if (one.count > 0) return;
        busy.delete(conversationId);
        one.end();
      };
    },
    async quiet(conversationId, limitMs) {
      const one = busy.get(conversationId);
      if (one === undefined) return;
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, limitMs);
      await Promise.race([one.ended, late]);
      clearTimeout(timer);
    },
  };
}

function newBusy(): Busy {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { count: 0, ended: promise, end: resolve };
}
