/** Teams' codes for "nobody can be reached there", as the rules and the cards know them. */
import type { UnreachableWhy } from '../changeover/changeover.ts';
import type { Conversation } from './ports.ts';

/** By the code of the connector's answer, which the store keeps beside the status: `403 ConversationBlockedByUser`. */
const WHY_OF: Readonly<Record<string, UnreachableWhy>> = {
  BotDisabledByAdmin: 'disabledByAdmin',
  BotNotInConversationRoster: 'removed',
  ConversationBlockedByUser: 'blocked',
  ConversationNotFound: 'conversationGone',
  ForbiddenOperationException: 'notInstalled',
  MemberNotFoundInConversation: 'unknownUser',
  MessageWritesBlocked: 'blocked',
  TeamArchived: 'archived',
  TeamDeleted: 'conversationGone',
  UserNotFound: 'unknownUser',
};

/** Undefined: can be reached. @param refusedWhy what was turned down there last, although the conversation stands. */
export function unreachableWhy(
  { state, unreachableWhy: kept }: Pick<Conversation, 'state' | 'unreachableWhy'>,
  refusedWhy: string | undefined,
): UnreachableWhy | undefined {
  if (state === 'uninstalled') return 'removed';
  if (state === 'reachable') return refusedWhy === undefined ? undefined : 'refused';
  return WHY_OF[kept?.split(' ').at(-1) ?? ''] ?? 'other';
}
