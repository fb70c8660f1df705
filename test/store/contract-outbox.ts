import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Conversation, OutboxItem } from '../../loop/ports.ts';
import type { Open, Opened } from './store-contract.ts';
import { channel, joined, NOW, onward, opening, somebody, personalChat, unit, unitOf } from './units.ts';

const LATER = NOW + 60_000;

export function outboxContract(open: Open): void {
  describe('the outbox', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    function item(to: OutboxItem['to'], more: Partial<OutboxItem> = {}): OutboxItem {
      return { occasion: randomUUID(), to, message: { kind: 'notice', text: 'hello', params: { n: 1 } }, ...more };
    }

    async function aChat(more: Partial<Conversation> = {}): Promise<Conversation> {
      const chat = personalChat(somebody(), more);
      await opened.store.commit([unit({ conversation: chat })], NOW);
      return { ...chat, version: 1 };
    }

    async function send(...outbox: readonly OutboxItem[]): Promise<void> {
      assert.deepEqual(await opened.store.commit([unit({ outbox })], NOW), ['saved']);
    }

    it('hands a message to its conversation once, whoever asks', async () => {
      const chat = await aChat();
      const message = item({ conversationId: chat.id });
      await send(message);
      const other = await opened.another();
      const works = await Promise.all([opened, other].map((each) => each.store.deliveryWork(chat.id, NOW, LATER)));
      const [work] = works.filter((each) => each !== undefined);
      assert.equal(works.filter((each) => each !== undefined).length, 1);
      assert.deepEqual(work?.conversation, chat);
      assert.deepEqual(work?.outbox, [
        { id: work?.outbox[0]?.id, occasion: message.occasion, message: message.message, attempts: 0, texts: {} },
      ]);
    });

    it('sends an occasion once to a conversation', async () => {
      const chat = await aChat();
      const message = item({ conversationId: chat.id });
      await send(message, message);
      await send(message);
      const work = await opened.store.deliveryWork(chat.id, NOW, LATER);
      assert.equal(work?.outbox.length, 1);
      await opened.store.mark([{ kind: 'sent', id: work.outbox[0]!.id, at: NOW, activityId: 'x' }]);
      await send(message);
      assert.equal(await opened.store.deliveryWork(chat.id, LATER, LATER + 1), undefined);
    });

    it('offers a claimed message again when the claim ran out, and counts the try', async () => {
      const chat = await aChat();
      await send(item({ conversationId: chat.id }));
      await opened.store.deliveryWork(chat.id, NOW, LATER);
      assert.equal(await opened.store.deliveryWork(chat.id, LATER - 1, LATER), undefined);
      const again = await opened.store.deliveryWork(chat.id, LATER, LATER + 1);
      assert.equal(again?.outbox[0]?.attempts, 1);
    });

    it('holds a message back until its instant, and a failed one until the next try', async () => {
      const chat = await aChat();
      await send(item({ conversationId: chat.id }, { notBefore: NOW + 5 }));
      assert.equal(await opened.store.deliveryWork(chat.id, NOW + 4, LATER), undefined);
      const work = await opened.store.deliveryWork(chat.id, NOW + 5, LATER);
      const { id } = work!.outbox[0]!;
      await opened.store.mark([{ kind: 'failed', id, at: NOW + 5, why: 'busy', retryAt: NOW + 50 }]);
      assert.equal(await opened.store.deliveryWork(chat.id, NOW + 49, LATER), undefined);
      assert.equal((await opened.store.deliveryWork(chat.id, NOW + 50, LATER))?.outbox[0]?.id, id);
    });

    it('drops a message whose reason is gone', async () => {
      const chat = await aChat();
      await send(item({ conversationId: chat.id }));
      const work = await opened.store.deliveryWork(chat.id, NOW, LATER);
      await opened.store.mark([{ kind: 'dropped', id: work!.outbox[0]!.id, at: NOW, why: 'done meanwhile' }]);
      assert.equal(await opened.store.deliveryWork(chat.id, LATER, LATER + 1), undefined);
    });

    it('goes to the admins of the customer, in their personal chats, with the changeover as it is then', async () => {
      const [carla, colin, viewer] = [somebody(), somebody(), somebody()];
      const chats = [carla, colin, viewer].map((each) => personalChat(each));
      const first = opening();
      const members = [joined(carla), joined(colin), joined(viewer, 'customerViewer')];
      const saves = [first];
      for (const event of members) saves.push(onward(saves.at(-1)!.next, event));
      await opened.store.commit(
        saves.map((save) => unitOf(save)),
        NOW,
      );
      await opened.store.commit(
        chats.map((conversation) => unit({ conversation })),
        NOW,
      );
      const text = { id: randomUUID(), changeoverId: first.next.id, kind: 'partnerName', body: 'Fabrikam', salt: 's' };
      await opened.store.commit([unit({ texts: [text] })], NOW);

      await send(item({ side: 'customer' }, { changeoverId: first.next.id }));

      const works = await Promise.all(chats.map((chat) => opened.store.deliveryWork(chat.id, NOW, LATER)));
      assert.deepEqual(
        works.map((work) => work?.outbox.length),
        [1, 1, undefined],
      );
      assert.deepEqual(works[0]?.outbox[0]?.changeover, saves.at(-1)!.next);
      assert.deepEqual(works[0]?.outbox[0]?.texts, { [text.id]: 'Fabrikam' });
    });

    it('goes to a side that the very same unit makes', async () => {
      const carla = somebody();
      const chat = personalChat(carla);
      const first = opening();
      const second = onward(first.next, joined(carla));
      await opened.store.commit([unitOf(first)], NOW);
      const outbox = [item({ side: 'customer' }, { changeoverId: first.next.id })];
      await opened.store.commit([unit({ changeovers: [second], conversation: chat, outbox })], NOW);
      assert.equal((await opened.store.deliveryWork(chat.id, NOW, LATER))?.outbox.length, 1);
    });

    it('goes to the channel of the partner, into the thread of the changeover', async () => {
      const root = channel(`19:${randomUUID()}@thread.tacv2`);
      const save = opening({ channelId: root.id });
      const threadId = `${root.id};messageid=7`;
      const wish = { conversationId: root.id, tag: `status/${save.next.id}`, changeoverId: save.next.id, threadId };
      await opened.store.commit([unit({ changeovers: [save], conversation: root, cardWishes: [wish] })], NOW);
      await send(item({ side: 'partner' }, { changeoverId: save.next.id }));
      const work = await opened.store.deliveryWork(root.id, NOW, LATER);
      assert.equal(work?.outbox[0]?.threadId, threadId);
    });

    it('keeps what is for somebody who can not be reached, and hands it over once they can', async () => {
      const chat = await aChat();
      await send(item({ conversationId: chat.id }));
      await opened.store.mark([{ kind: 'unreachable', conversationId: chat.id, why: 'blocked', at: NOW }]);
      assert.equal(await opened.store.deliveryWork(chat.id, NOW, LATER), undefined);
      assert.ok(!(await opened.store.conversationsToDeliver(NOW, 1_000)).includes(chat.id));
      const { conversation } = await opened.store.load({ conversationId: chat.id });
      assert.equal(conversation?.unreachableWhy, 'blocked');
      await opened.store.commit([unit({ conversation: { ...conversation, state: 'reachable' } })], NOW);
      assert.ok((await opened.store.conversationsToDeliver(NOW, 1_000)).includes(chat.id));
      assert.equal((await opened.store.deliveryWork(chat.id, NOW, LATER))?.outbox.length, 1);
    });

    it('lists a conversation for delivery only while there is something to deliver', async () => {
      const chat = await aChat();
      const listed = async (now: number): Promise<number> =>
        (await opened.store.conversationsToDeliver(now, 1_000)).filter((id) => id === chat.id).length;
      assert.equal(await listed(NOW), 0);
      await send(item({ conversationId: chat.id }), item({ conversationId: chat.id }));
      assert.equal(await listed(NOW), 1);
      const work = await opened.store.deliveryWork(chat.id, NOW, LATER);
      assert.equal(await listed(NOW), 0);
      assert.equal(await listed(LATER), 1);
      await opened.store.mark(work!.outbox.map((each) => ({ kind: 'sent', id: each.id, at: NOW })));
      assert.equal(await listed(LATER), 0);
    });
  });
}
