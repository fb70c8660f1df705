import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Conversation, OutboxItem } from '../../loop/ports.ts';
import type { Open, Opened } from './store-contract.ts';
import { channel, joined, NOW, onward, opening, personalChat, somebody, unit, unitOf } from './units.ts';

const LATER = NOW + 60_000;
const DAY = 86_400_000;

export function reachContract(open: Open): void {
  describe('who can be reached', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    /** An admin of the customer with a chat, and the changeover of a partner's channel. */
    async function aStory(): Promise<{
      readonly chat: Conversation;
      readonly place: Conversation;
      readonly id: string;
    }> {
      const { store } = opened;
      const person = somebody();
      const chat = personalChat(person);
      const place = channel(`19:${randomUUID()}@thread.tacv2`);
      const first = opening({ channelId: place.id, partnerTenantId: place.tenantId });
      await store.commit([unit({ conversation: chat }), unit({ conversation: place }), unitOf(first)], NOW);
      await store.commit([unitOf(onward(first.next, joined(person)))], NOW);
      return { chat, place, id: first.next.id };
    }

    async function changesOf(conversation: Conversation) {
      return (await opened.store.reachChanges(1_000)).filter((one) => one.conversation.id === conversation.id);
    }

    async function fails(conversation: Conversation, why = '403 ConversationBlockedByUser'): Promise<void> {
      await opened.store.mark([{ kind: 'unreachable', conversationId: conversation.id, why, at: NOW }]);
    }

    async function waits(chat: Conversation, changeoverId: string): Promise<OutboxItem> {
      const message = { kind: 'notice', text: 'hello', params: {} } as const;
      const item = { occasion: randomUUID(), changeoverId, to: { conversationId: chat.id }, message };
      await opened.store.commit([unit({ outbox: [item] })], NOW);
      return item;
    }

    it('is nothing to tell while nothing failed', async () => {
      const { chat, place } = await aStory();
      assert.deepEqual([...(await changesOf(chat)), ...(await changesOf(place))], []);
    });

    it('names the changeovers of an admin’s chat and of a channel, until they were told', async () => {
      const { chat, place, id } = await aStory();
      for (const one of [chat, place]) {
        await fails(one);
        const [change] = await changesOf(one);
        assert.deepEqual(change?.changeoverIds, [id]);
        assert.equal(change.conversation.unreachableWhy, '403 ConversationBlockedByUser');
        await opened.store.reachTold(change, undefined);
        assert.deepEqual(await changesOf(one), []);
      }
    });

    it('is to be told anew when the reason or the state is another one, with a number of its own', async () => {
      const { chat } = await aStory();
      await fails(chat);
      const [first] = await changesOf(chat);
      await opened.store.reachTold(first!, undefined);
      await opened.store.commit([unit({ conversation: { ...chat, version: 2 } })], NOW);
      const [second] = await changesOf(chat);
      assert.equal(second?.conversation.state, 'reachable');
      assert.equal(second.tellings, first!.tellings + 1);
    });

    it('is told as reachable of a person who has another chat that is', async () => {
      const { chat } = await aStory();
      await fails(chat, '404 ConversationNotFound');
      await opened.store.reachTold((await changesOf(chat))[0]!, undefined);
      await opened.store.commit([unit({ conversation: personalChat(chat.person!) })], NOW);
      assert.equal((await changesOf(chat))[0]?.now, 'reachable');
    });

    it('is not written twice by two that told the same', async () => {
      const { chat } = await aStory();
      await fails(chat);
      const [change] = await changesOf(chat);
      await opened.store.reachTold(change!, undefined);
      await opened.store.reachTold({ ...change!, now: 'something older' }, undefined);
      assert.deepEqual(await changesOf(chat), []);
    });

    it('remembers a message that was turned down until one arrives', async () => {
      const { chat, id } = await aStory();
      await waits(chat, id);
      await waits(chat, id);
      const work = await opened.store.deliveryWork(chat.id, NOW);
      const [one, other] = work!.outbox;
      await opened.store.mark([{ kind: 'dropped', id: one!.id, at: NOW, why: '400 BadArgument', isRefused: true }]);
      assert.equal((await changesOf(chat))[0]?.refusedWhy, '400 BadArgument');
      await opened.store.mark([{ kind: 'sent', id: other!.id, at: NOW }]);
      assert.deepEqual(await changesOf(chat), []);
    });

    it('hands an install to one, once, and not again within a week', async () => {
      const { chat } = await aStory();
      await fails(chat, '403 ForbiddenOperationException');
      const [change] = await changesOf(chat);
      await opened.store.reachTold(change!, NOW);
      const mine = (works: readonly { readonly conversationId: string }[]) =>
        works.filter((one) => one.conversationId === chat.id);
      assert.deepEqual(mine(await opened.store.installWork(NOW, LATER, 100)), [
        { conversationId: chat.id, person: chat.person },
      ]);
      assert.deepEqual(mine(await opened.store.installWork(NOW, LATER, 100)), []);
      assert.equal(
        mine(await opened.store.installWork(LATER, LATER + 1, 100)).length,
        1,
        'a dead one’s claim comes back',
      );
      await opened.store.installTried(chat.id, LATER, {});
      await opened.store.reachTold({ ...change!, tellings: change!.tellings + 1 }, LATER + DAY);
      assert.deepEqual(mine(await opened.store.installWork(LATER + 2 * DAY, LATER + 3 * DAY, 100)), []);
    });

    it('counts as reachable again once the app turns out to be there', async () => {
      const { chat } = await aStory();
      await fails(chat, '403 ForbiddenOperationException');
      await opened.store.reachTold((await changesOf(chat))[0]!, NOW);
      await opened.store.installTried(chat.id, NOW, { isThere: true });
      assert.equal((await changesOf(chat))[0]?.conversation.state, 'reachable');
    });

    it('hands out a letter of what waits once, and of what came since no sooner than told', async () => {
      const { chat, id } = await aStory();
      const item = await waits(chat, id);
      await fails(chat);
      const mine = async (now: number) => {
        const work = await opened.store.letterWork(now, now + 60_000);
        return work?.conversation.id === chat.id ? work : undefined;
      };
      assert.equal(await mine(NOW), undefined, 'the changeover comes first');
      await opened.store.reachTold((await changesOf(chat))[0]!, NOW);
      assert.equal(await mine(NOW), undefined, 'the app is to be installed first');
      await opened.store.installTried(chat.id, NOW, { retryAt: NOW + DAY });
      const work = await mine(NOW);
      assert.ok(work);
      assert.deepEqual(work.person, chat.person);
      assert.equal(work.isInDoubt, false);
      assert.deepEqual(
        work.waiting.map(({ occasion }) => occasion),
        [item.occasion],
      );
      assert.equal(work.waiting[0]?.changeover?.id, id);
      assert.equal(await mine(NOW), undefined, 'it is claimed');
      assert.equal((await mine(LATER))?.isInDoubt, true, 'a dead one’s claim comes back, and is counted as doubt');
      await opened.store.letterTried(chat.id, NOW + DAY, work.waiting[0]?.id);
      assert.equal(await mine(NOW + 2 * DAY), undefined, 'nothing new waits');
      await waits(chat, id);
      assert.equal(await mine(NOW + DAY - 1), undefined);
      assert.equal((await mine(NOW + DAY))?.isInDoubt, false);
    });
  });
}
