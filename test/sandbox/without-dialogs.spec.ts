import assert from 'node:assert/strict';
import { dialog, submit } from '../../cards/parts.ts';
import type { Content, Messenger } from '../../loop/ports.ts';
import { withoutDialogs } from '../../sandbox/without-dialogs.ts';

describe('the local client, which has no dialogs', () => {
  const sent: Content[] = [];
  const keep = async (content: Content) => {
    sent.push(content);
    return { ok: true } as const;
  };
  const messenger: Messenger = {
    room: async () => undefined,
    send: async (_reference, _kind, content) => keep(content),
    update: async (_reference, _thread, _activity, content) => keep(content),
    chatWith: async () => ({ ok: true, conversationId: 'a:1' }),
  };
  const reference = { serviceUrl: 'http://127.0.0.1', conversationId: 'a:1', botId: '28:bot', tenantId: 't' };

  it('gets a button that asks in the thread for each that opens a dialog, posted or updated', async () => {
    const card = { type: 'AdaptiveCard', actions: [dialog('new', 'New changeover'), submit('help', 'Help')] };
    const local = withoutDialogs(messenger);
    await local.send(reference, 'channel', { card, summary: 'Hello' });
    await local.update(reference, 'a:1', '1', { card, summary: 'Hello' });
    for (const content of sent.splice(0)) {
      assert.doesNotMatch(JSON.stringify(content), /task\/fetch/);
      const [first, second] = 'card' in content && 'actions' in content.card ? (content.card.actions as object[]) : [];
      assert.deepEqual(first, { ...card.actions[0], data: { verb: 'new' } });
      assert.deepEqual(second, card.actions[1]);
    }
  });

  it('gets a text as it is', async () => {
    await withoutDialogs(messenger).send(reference, 'personal', { text: 'task/fetch' });
    assert.deepEqual(sent.splice(0), [{ text: 'task/fetch' }]);
  });
});
