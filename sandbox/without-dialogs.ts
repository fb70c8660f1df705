import type { Content, Messenger } from '../loop/ports.ts';

/**
 * The local Teams client has no dialogs: it turns a press that opens one away and sends nothing. There the button asks
 * in the thread instead, as it does in every client that is older than dialogs.
 */
export function withoutDialogs(messenger: Messenger): Messenger {
  return {
    room: (...of) => messenger.room(...of),
    send: (reference, kind, content, threadId) => messenger.send(reference, kind, plainPresses(content), threadId),
    update: (reference, threadId, activityId, content) =>
      messenger.update(reference, threadId, activityId, plainPresses(content)),
    chatWith: (reference) => messenger.chatWith(reference),
  };
}

function plainPresses(content: Content): Content {
  const text = JSON.stringify(content, (key, value: unknown) => (opensDialog(key, value) ? undefined : value));
  const plain: Content = JSON.parse(text);
  return plain;
}

function opensDialog(key: string, value: unknown): boolean {
  return (
    key === 'msteams' && typeof value === 'object' && value !== null && 'type' in value && value.type === 'task/fetch'
  );
}
