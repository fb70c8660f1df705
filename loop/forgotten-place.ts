import type { Conversation } from './ports.ts';

/** A conversation that the app was taken away from: what was needed to speak there goes, its id stays. */
export function forgottenPlace({ zone: _zone, locale: _locale, ...kept }: Conversation): Conversation {
  const { id: conversationId, tenantId } = kept;
  return { ...kept, state: 'uninstalled', reference: { serviceUrl: '', conversationId, botId: '', tenantId } };
}
