/** The connector within Teams' limits: everything that goes to a conversation counts, and a Retry-After holds for all. */
import type { ChatResult, SendResult } from '../loop/ports.ts';
import type { Connector, Exchanged } from './connector.ts';
import type { LimitedCall, Limits } from './limits.ts';

/** Whoever asks for a chat anew asks in every round: where no time was named, this one is kept. */
const CHAT_AGAIN_MS = 60_000;

export function limitedConnector(connector: Connector, limits: Limits): Connector {
  /** The connector named a time: nobody tries before. @param otherwiseMs where it named none. */
  async function heeding<Result extends SendResult | ChatResult | Exchanged>(
    conversationId: string,
    answer: Promise<Result>,
    otherwiseMs?: number,
  ): Promise<Result> {
    const result = await answer;
    const pauseMs = !result.ok && result.kind === 'retry' ? (result.retryAfterMs ?? otherwiseMs) : undefined;
    if (pauseMs !== undefined) await limits.pause(conversationId, pauseMs);
    return result;
  }

  async function counted(call: LimitedCall, exchange: () => Promise<Exchanged>): Promise<Exchanged> {
    const waitMs = await limits.take(call);
    if (waitMs === undefined) return heeding(call.conversationId, exchange());
    return { ok: false, kind: 'retry', why: 'no room', retryAfterMs: waitMs };
  }

  return {
    room: ({ tenantId, conversationId }, threadId = conversationId) =>
      limits.takeNow({ tenantId, conversationId: threadId, kind: 'write' }),
    send: (reference, kind, content, threadId) =>
      heeding(threadId ?? reference.conversationId, connector.send(reference, kind, content, threadId)),
    update: (reference, threadId, activityId, content) =>
      heeding(threadId, connector.update(reference, threadId, activityId, content)),
    chatWith: async (reference) => {
      const { tenantId, conversationId } = reference;
      const waitMs = await limits.takeNow({ tenantId, conversationId, kind: 'write' });
      if (waitMs === undefined) return heeding(conversationId, connector.chatWith(reference), CHAT_AGAIN_MS);
      return { ok: false, kind: 'retry', why: 'no room', retryAfterMs: waitMs };
    },
    exchange: (one) => {
      const { tenantId, conversationId } = one;
      if (tenantId === undefined || conversationId === undefined) return connector.exchange(one);
      return counted({ tenantId, conversationId, kind: 'write' }, () => connector.exchange(one));
    },
    member: (reference, conversationId, userId) =>
      counted({ tenantId: reference.tenantId, conversationId, kind: 'read' }, () =>
        connector.member(reference, conversationId, userId),
      ),
    members: async (reference, conversationId) => {
      const waitMs = await limits.take({ tenantId: reference.tenantId, conversationId, kind: 'read' });
      return waitMs === undefined ? connector.members(reference, conversationId) : undefined;
    },
    close: () => connector.close(),
  };
}
