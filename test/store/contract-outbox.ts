import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Conversation, OutboxItem, Store } from '../../loop/ports.ts';
import type { Open, Opened } from './store-contract.ts';
import { channel, joined, NOW, onward, opening, personalChat, snoozed, somebody, unit, unitOf } from './units.ts';

const LATER = NOW + 60_000;
const LEASE_MS = 60_000;

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

    /** As delivery does it right before it sends. */
    const claimed = (store: Store, chat: Conversation, ids: readonly string[], leaseMs = LEASE_MS) =>
      store.claim({ conversationId: chat.id, outbox: ids, drawnFrom: [], leaseMs });

    async function idsOf(chat: Conversation, now = NOW): Promise<readonly string[]> {
      const work = await opened.store.deliveryWork(chat.id, now);
      return (work?.outbox ?? []).map((each) => each.id);
    }

    const doubtsOf = (ids: readonly string[]) => opened.sql('select doubts from outbox where id = any($1)', ids);

    it('shows a message to whoever asks, and lets one of them claim it', async () => {
      const chat = await aChat();
      const message = item({ conversationId: chat.id });
      await send(message);
      const other = await opened.another();
      const work = await opened.store.deliveryWork(chat.id, NOW);
      assert.deepEqual(work?.conversation, chat);
      const { occasion, message: said } = message;
      const id = work?.outbox[0]?.id ?? '';
      assert.deepEqual(work?.outbox, [{ id, occasion, message: said, attempts: 0, createdAt: NOW, texts: {} }]);
      const claims = await Promise.all([opened, other].map(({ store }) => claimed(store, chat, [id])));
      assert.deepEqual(
        claims.filter((each) => each !== undefined),
        [{ inDoubt: 0 }],
      );
      assert.deepEqual(await idsOf(chat), []);
    });

    it('claims all that goes out as one, or nothing of it', async () => {
      const chat = await aChat();
      await send(item({ conversationId: chat.id }), item({ conversationId: chat.id }));
      const [first = '', second = ''] = await idsOf(chat);
      await claimed(opened.store, chat, [first]);
      assert.equal(await claimed(opened.store, chat, [first, second]), undefined);
      assert.deepEqual(await claimed(opened.store, chat, [second]), { inDoubt: 0 });
    });

    it('refuses a claim that was drawn from an older state, or of whom nobody can reach any more', async () => {
      const chat = await aChat();
      const save = opening();
      await opened.store.commit([unitOf(save)], NOW);
      const changeoverId = save.next.id;
      await send(item({ conversationId: chat.id }, { changeoverId }));
      const outbox = await idsOf(chat);
      const claim = (version: number) =>
        opened.store.claim({
          conversationId: chat.id,
          outbox,
          drawnFrom: [{ changeoverId, version }],
          leaseMs: LEASE_MS,
        });
      await opened.store.commit([unitOf(onward(save.next, snoozed))], NOW);
      assert.equal(await claim(1), undefined);
      await opened.store.mark([{ kind: 'unreachable', conversationId: chat.id, why: 'blocked', at: NOW }]);
      assert.equal(await claim(2), undefined);
    });

    it('sends an occasion once to a conversation', async () => {
      const chat = await aChat();
      const message = item({ conversationId: chat.id });
      await send(message, message);
      await send(message);
      const work = await opened.store.deliveryWork(chat.id, NOW);
      assert.equal(work?.outbox.length, 1);
      await opened.store.mark([{ kind: 'sent', id: work.outbox[0]!.id, at: NOW, activityId: 'x' }]);
      await send(message);
      assert.equal(await opened.store.deliveryWork(chat.id, LATER), undefined);
    });

    it('offers a claimed message again when the claim ran out, and counts it as in doubt', async () => {
      const chat = await aChat();
      await send(item({ conversationId: chat.id }));
      const ids = await idsOf(chat);
      assert.deepEqual(await claimed(opened.store, chat, ids, 0), { inDoubt: 0 });
      const work = await opened.store.deliveryWork(chat.id, NOW);
      assert.equal(work?.outbox[0]?.attempts, 1);
      assert.deepEqual(await claimed(opened.store, chat, ids), { inDoubt: 1 });
      assert.deepEqual(await doubtsOf(ids), [{ doubts: 1 }]);
    });

    it('knows no doubt about what is known to have failed, unless the failure itself leaves one', async () => {
      const chat = await aChat();
      await send(item({ conversationId: chat.id }));
      const ids = await idsOf(chat);
      const fail = { kind: 'failed', id: ids[0] ?? '', at: NOW, why: 'busy', retryAt: NOW } as const;
      await claimed(opened.store, chat, ids);
      await opened.store.mark([fail]);
      assert.deepEqual(await claimed(opened.store, chat, ids), { inDoubt: 0 });
      await opened.store.mark([{ ...fail, isInDoubt: true }]);
      assert.deepEqual(await claimed(opened.store, chat, ids), { inDoubt: 0 });
      assert.deepEqual(await doubtsOf(ids), [{ doubts: 1 }]);
    });

    it('holds a whole conversation back, its cards too', async () => {
      const chat = await aChat();
      const save = opening();
      const wish = { conversationId: chat.id, tag: 'status', changeoverId: save.next.id };
      await opened.store.commit([unit({ changeovers: [save], cardWishes: [wish] })], NOW);
      await send(item({ conversationId: chat.id }));
      await opened.store.mark([{ kind: 'heldBack', conversationId: chat.id, until: NOW + 500 }]);
      assert.equal(await opened.store.deliveryWork(chat.id, NOW + 499), undefined);
      const work = await opened.store.deliveryWork(chat.id, NOW + 500);
      assert.deepEqual([work?.outbox.length, work?.cards.length], [1, 1]);
    });

    it('does not call a conversation unreachable that was heard of since the failure', async () => {
      const chat = await aChat();
      const { conversation } = await opened.store.load({ conversationId: chat.id });
      const moved = { ...conversation!, reference: { ...conversation!.reference, serviceUrl: 'http://127.0.0.1:2' } };
      await opened.store.commit([unit({ conversation: moved })], NOW);
      await opened.store.mark([{ kind: 'unreachable', conversationId: chat.id, why: 'gone', at: NOW, version: 1 }]);
      const now = await opened.store.load({ conversationId: chat.id });
      assert.equal(now.conversation?.state, 'reachable');
    });

    it('says how much waits for people who can be reached, and since when', async () => {
      const other = await open();
      const chat = personalChat(somebody());
      await other.store.commit([unit({ conversation: chat, outbox: [item({ conversationId: chat.id })] })], NOW);
      const { waiting, oldestMs } = await other.store.deliveryState(NOW + 7);
      assert.deepEqual([waiting, oldestMs], [1, 7]);
      await other.close();
    });

    it('names conversations of tenants in turn, so that many of one leave room for one of another', async () => {
      const other = await open();
      const crowd = Array.from({ length: 40 }, () => personalChat(somebody(), { tenantId: 'crowded' }));
      const alone = personalChat(somebody(), { tenantId: 'small' });
      const units = [...crowd, alone].map((conversation) =>
        unit({ conversation, outbox: [item({ conversationId: conversation.id })] }),
      );
      await other.store.commit(units, NOW);
      assert.ok((await other.store.conversationsToDeliver(NOW, 2)).includes(alone.id));
      assert.equal((await other.store.conversationsToDeliver(NOW, 1_000)).length, 31);
      await other.close();
    });

    it('holds a message back until its instant, and a failed one until the next try', async () => {
      const chat = await aChat();
      await send(item({ conversationId: chat.id }, { notBefore: NOW + 5 }));
      assert.equal(await opened.store.deliveryWork(chat.id, NOW + 4), undefined);
      const work = await opened.store.deliveryWork(chat.id, NOW + 5);
      const { id } = work!.outbox[0]!;
      await opened.store.mark([{ kind: 'failed', id, at: NOW + 5, why: 'busy', retryAt: NOW + 50 }]);
      assert.equal(await opened.store.deliveryWork(chat.id, NOW + 49), undefined);
      assert.equal((await opened.store.deliveryWork(chat.id, NOW + 50))?.outbox[0]?.id, id);
    });

    it('drops a message whose reason is gone', async () => {
      const chat = await aChat();
      await send(item({ conversationId: chat.id }));
      const work = await opened.store.deliveryWork(chat.id, NOW);
      await opened.store.mark([{ kind: 'dropped', id: work!.outbox[0]!.id, at: NOW, why: 'done meanwhile' }]);
      assert.equal(await opened.store.deliveryWork(chat.id, LATER), undefined);
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

      const works = await Promise.all(chats.map((chat) => opened.store.deliveryWork(chat.id, NOW)));
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
      assert.equal((await opened.store.deliveryWork(chat.id, NOW))?.outbox.length, 1);
    });

    it('goes to the channel of the partner, into the thread of the changeover', async () => {
      const root = channel(`19:${randomUUID()}@thread.tacv2`);
      const save = opening({ channelId: root.id });
      const threadId = `${root.id};messageid=7`;
      const wish = { conversationId: root.id, tag: `status/${save.next.id}`, changeoverId: save.next.id, threadId };
      await opened.store.commit([unit({ changeovers: [save], conversation: root, cardWishes: [wish] })], NOW);
      await send(item({ side: 'partner' }, { changeoverId: save.next.id }));
      const work = await opened.store.deliveryWork(root.id, NOW);
      assert.equal(work?.outbox[0]?.threadId, threadId);
    });

    it('keeps what is for somebody who can not be reached, and hands it over once they can', async () => {
      const chat = await aChat();
      await send(item({ conversationId: chat.id }));
      await opened.store.mark([{ kind: 'unreachable', conversationId: chat.id, why: 'blocked', at: NOW }]);
      assert.equal(await opened.store.deliveryWork(chat.id, NOW), undefined);
      assert.ok(!(await opened.store.conversationsToDeliver(NOW, 1_000)).includes(chat.id));
      const { conversation } = await opened.store.load({ conversationId: chat.id });
      assert.equal(conversation?.unreachableWhy, 'blocked');
      await opened.store.commit([unit({ conversation: { ...conversation, state: 'reachable' } })], NOW);
      assert.ok((await opened.store.conversationsToDeliver(NOW, 1_000)).includes(chat.id));
      assert.equal((await opened.store.deliveryWork(chat.id, NOW))?.outbox.length, 1);
    });

    it('lists a conversation for delivery only while there is something to deliver', async () => {
      const chat = await aChat();
      const listed = async (now: number): Promise<number> =>
        (await opened.store.conversationsToDeliver(now, 1_000)).filter((id) => id === chat.id).length;
      assert.equal(await listed(NOW), 0);
      await send(item({ conversationId: chat.id }), item({ conversationId: chat.id }));
      assert.equal(await listed(NOW), 1);
      const work = await opened.store.deliveryWork(chat.id, NOW);
      await claimed(
        opened.store,
        chat,
        work!.outbox.map((each) => each.id),
      );
      assert.equal(await listed(LATER), 0);
      await opened.store.mark(work!.outbox.map((each) => ({ kind: 'sent', id: each.id, at: NOW })));
      assert.equal(await listed(LATER), 0);
    });
  });
}
