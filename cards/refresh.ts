/** A card that shows some people their own view: their clients ask for it when they open the chat. */
import type { Content } from './content.ts';

/** Teams asks for no more people than this. */
const MOST = 60;

/** @param userIds as the channel names them (`29:…`), the most important first; with nobody the card stays as it is. */
export function withRefresh(content: Content, changeover: string, userIds: readonly string[]): Content {
  if (!('card' in content) || userIds.length === 0) return content;
  const action = { type: 'Action.Execute', verb: 'refresh', data: { verb: 'refresh', changeover } };
  return { ...content, card: { ...content.card, refresh: { action, userIds: userIds.slice(0, MOST) } } };
}
