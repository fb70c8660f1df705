/** A chat that is gone is made anew where Teams lets us, and what waited goes on there. */
import type { Conversation, Log, Messenger } from './ports.ts';
import type { ReachStore } from './reach-ports.ts';

export interface RenewPorts {
  readonly store: Pick<ReachStore, 'moveChat'>;
  readonly messenger: Pick<Messenger, 'chatWith'>;
  readonly log: Log;
}

/** `later`: the connector could not say; the next sweep asks again. `impossible`: nobody is reached there. */
export async function renewChat(
  { store, messenger, log }: RenewPorts,
  conversation: Conversation,
): Promise<'done' | 'later' | 'impossible'> {
  const { id, kind, reference } = conversation;
  if (kind !== 'personal' || reference.userId === undefined) return 'impossible';
  const chat = await messenger.chatWith(reference);
  if (!chat.ok) return chat.kind === 'retry' ? 'later' : 'impossible';
  if (!(await store.moveChat(conversation, chat.conversationId))) return 'impossible';
  log.info({ conversation: id, to: chat.conversationId }, 'a chat was gone and is made anew');
  return 'done';
}
