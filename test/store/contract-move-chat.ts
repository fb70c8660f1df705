import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Person } from '../../changeover/changeover.ts';
import type { Conversation } from '../../loop/ports.ts';
import type { Open, Opened } from './store-contract.ts';
import { NOW, opening, personalChat, somebody, unit, unitOf } from './units.ts';

export function moveChatContract(open: Open): void {
  describe('a chat that is gone', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    const newId = (): string => `a:${randomUUID()}`;

    /** A chat of a person with a message that waits and a card that stands, and the failure of both. */
    async function aLostChat(whose: Person): Promise<Conversation> {
      const { store } = opened;
      const chat = personalChat(whose);
      const { next, ...save } = opening({});
      const message = { kind: 'notice', text: 'hello', params: {} } as const;
      const outbox = [{ occasion: randomUUID(), changeoverId: next.id, to: { conversationId: chat.id }, message }];
      const cardWishes = [{ conversationId: chat.id, tag: `status/${next.id}`, changeoverId: next.id }];
      await store.commit([unitOf({ ...save, next }), unit({ conversation: chat })], NOW);
      await store.commit([unit({ outbox, cardWishes })], NOW);
      await store.mark([{ kind: 'unreachable', conversationId: chat.id, why: '404 ConversationNotFound', at: NOW }]);
      return (await store.load({ conversationId: chat.id })).conversation!;
    }

    it('hands over to another one what waits and what stands there', async () => {
      const { store } = opened;
      const lost = await aLostChat(somebody());
      const { unreachableWhy: _why, ...chat } = lost;
      const toId = newId();
      assert.equal(await store.moveChat(lost, toId), true);
      const work = await store.deliveryWork(toId, NOW);
      assert.deepEqual(work?.conversation, {
        ...chat,
        id: toId,
        version: 1,
        state: 'reachable',
        reference: { ...lost.reference, conversationId: toId },
      });
      assert.deepEqual([work.outbox.length, work.cards.length, work.cards[0]?.shown], [1, 1, undefined]);
    });

    it('stays as it is when somebody was heard of there meanwhile, and for a chat that is the same', async () => {
      const { store } = opened;
      const lost = await aLostChat(somebody());
      await store.commit([unit({ conversation: { ...lost, state: 'reachable' } })], NOW);
      assert.equal(await store.moveChat(lost, newId()), false);
      const again = await aLostChat(somebody());
      assert.equal(await store.moveChat(again, again.id), false);
    });

    it('stays as it is when the other one can’t be reached either, and after three', async () => {
      const { store } = opened;
      const whose = somebody();
      const [first, second] = [await aLostChat(whose), await aLostChat(whose)];
      assert.equal(await store.moveChat(first, second.id), false);
      await aLostChat(whose);
      assert.equal(await store.moveChat(first, newId()), true);
      const fourth = await aLostChat(whose);
      assert.equal(await store.moveChat(fourth, newId()), false);
    });
  });
}
