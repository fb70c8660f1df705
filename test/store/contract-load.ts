import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Open, Opened } from './store-contract.ts';
import { channel, joined, NOW, onward, opening, somebody, personalChat, unit, unitOf } from './units.ts';

export function loadContract(open: Open): void {
  describe('load', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    it('brings all that a turn needs by one statement', async () => {
      const { store, statements } = opened;
      const carla = somebody();
      const chat = personalChat(carla, { teamId: 'none', zone: 'Europe/Amsterdam', locale: 'nl', greetedAt: NOW });
      const first = opening();
      const second = onward(first.next, joined(carla), { commandId: 'join of carla' });
      const dialog = { conversationId: chat.id, person: carla, doc: { asks: ['a', null, 1.5] }, version: 0 };
      const text = { id: randomUUID(), changeoverId: first.next.id, kind: 'customerName', body: 'Contoso', salt: 'aa' };
      await opened.store.commit(
        [unitOf(first), unit({ changeovers: [second], dialog, conversation: chat, texts: [text] })],
        NOW,
      );
      const card = {
        conversationId: chat.id,
        tag: `status/${first.next.id}`,
        changeoverId: first.next.id,
        threadId: chat.id,
        activityId: 'activity 1',
        shownVersion: 2,
      };
      await store.mark([{ kind: 'cardShown', card }]);

      const before = statements.length;
      const loaded = await store.load({ conversationId: chat.id, person: carla }, ['join of carla', 'never']);

      assert.equal(statements.length - before, 1);
      assert.deepEqual(loaded, {
        conversation: { ...chat, version: 1 },
        dialog: { ...dialog, version: 1 },
        changeovers: [second.next],
        cards: [card],
        texts: { [text.id]: 'Contoso' },
        seenCommandIds: ['join of carla'],
      });
    });

    it('brings nothing to a stranger in a conversation that was never seen', async () => {
      const loaded = await opened.store.load({ conversationId: 'nowhere', person: somebody() });
      assert.deepEqual(loaded, { changeovers: [], cards: [], texts: {}, seenCommandIds: [] });
    });

    it('finds the changeover of a join code, whoever asks, and says that it was the code', async () => {
      const save = opening({ joinHash: 'hash of a code' });
      await opened.store.commit([unitOf(save)], NOW);
      const loaded = await opened.store.load({
        conversationId: 'c',
        person: somebody(),
        joinCodeHash: 'hash of a code',
      });
      assert.deepEqual(loaded.changeovers, [save.next]);
      assert.equal(loaded.joinChangeoverId, save.next.id);
    });

    it('finds the changeover of a thread in a channel, and the channel behind it', async () => {
      const root = channel(`19:${randomUUID()}@thread.tacv2`);
      const threadId = `${root.id};messageid=1`;
      const save = opening({ channelId: root.id });
      const wish = { conversationId: root.id, tag: 'status/x', changeoverId: save.next.id, threadId };
      await opened.store.commit([unit({ changeovers: [save], conversation: root, cardWishes: [wish] })], NOW);
      const loaded = await opened.store.load({
        conversationId: threadId,
        rootConversationId: root.id,
        person: somebody(),
      });
      assert.equal(loaded.threadChangeoverId, save.next.id);
      assert.deepEqual(loaded.changeovers, [save.next]);
      assert.deepEqual(loaded.conversation, { ...root, version: 1 });
    });

    it('takes no personal chat for a thread', async () => {
      const carla = somebody();
      const chat = personalChat(carla);
      const save = opening();
      const wish = { conversationId: chat.id, tag: 'status/x', changeoverId: save.next.id, threadId: chat.id };
      await opened.store.commit([unit({ changeovers: [save], conversation: chat, cardWishes: [wish] })], NOW);
      const loaded = await opened.store.load({ conversationId: chat.id, person: carla });
      assert.equal(loaded.threadChangeoverId, undefined);
    });

    it('lists what a team has for a person of its partner, and for nobody else', async () => {
      const tina = somebody();
      const teamId = randomUUID();
      const ours = opening({ teamId, partnerTenantId: tina.tenantId });
      const theirs = opening({ teamId });
      const elsewhere = opening({ partnerTenantId: tina.tenantId });
      await opened.store.commit([unitOf(ours), unitOf(theirs), unitOf(elsewhere)], NOW);
      const inTeam = await opened.store.load({ conversationId: 'c', person: tina, teamId });
      assert.deepEqual(inTeam.changeovers, [ours.next]);
      const inPersonalChat = await opened.store.load({ conversationId: 'c', person: tina });
      assert.deepEqual(inPersonalChat.changeovers, []);
    });

    it('lists the newest twenty, the open ones before the closed, newest first', async () => {
      const tina = somebody();
      const teamId = randomUUID();
      const saves = Array.from({ length: 23 }, (_, i) => {
        const save = opening({ teamId, partnerTenantId: tina.tenantId, at: NOW + i });
        /* The newest three are closed, the others open. */
        return i < 20 ? save : { ...save, summary: { ...save.summary, state: 'done' as const } };
      });
      await opened.store.commit(
        saves.map((save) => unitOf(save)),
        NOW,
      );
      const loaded = await opened.store.load({ conversationId: 'c', person: tina, teamId });
      assert.deepEqual(
        loaded.changeovers.map((one) => one.openedAt - NOW),
        Array.from({ length: 20 }, (_, i) => 19 - i),
      );
    });

    it('brings a changeover that is named, although the person has nothing to do with it', async () => {
      const save = opening();
      await opened.store.commit([unitOf(save)], NOW);
      const loaded = await opened.store.load({ conversationId: 'c', person: somebody(), changeoverId: save.next.id });
      assert.deepEqual(loaded.changeovers, [save.next]);
    });

    it('leaves out a text that was erased', async () => {
      const save = opening();
      const texts = ['kept', 'erased'].map((body) => {
        return { id: randomUUID(), changeoverId: save.next.id, kind: 'note', body, salt: 's' };
      });
      await opened.store.commit([unit({ changeovers: [save], texts })], NOW);
      await opened.sql('update texts set body = null, salt = null, erased_at = $2 where id = $1', texts[1]!.id, NOW);
      const loaded = await opened.store.load({ conversationId: 'c', changeoverId: save.next.id });
      assert.deepEqual(loaded.texts, { [texts[0]!.id]: 'kept' });
    });

    it('finds a typed domain, and its tenant, in the book of the same partner by the same one statement', async () => {
      const partnerTenantId = randomUUID();
      const sam = somebody();
      const ours = opening({ partnerTenantId });
      const other = opening({ partnerTenantId, customerDomain: 'tailspin.com' });
      const sister = opening({ partnerTenantId, customerDomain: 'sister.com' });
      const foreign = opening({ customerDomain: 'tailspin.com' });
      const { nameRef } = other.next.customer;
      const name = { id: nameRef.id, changeoverId: other.next.id, kind: 'customerName', body: 'Tailspin', salt: 's' };
      await opened.store.commit(
        [ours, other, sister, foreign].map((save) => unitOf(save)),
        NOW,
      );
      await opened.store.commit([unit({ changeovers: [onward(sister.next, joined(sam))], texts: [name] })], NOW);
      const before = opened.statements.length;
      const typedDomain = { domain: 'tailspin.com', tenantId: sam.tenantId };
      const loaded = await opened.store.load({ conversationId: 'c', changeoverId: ours.next.id, typedDomain });
      assert.equal(opened.statements.length - before, 1);
      const book = loaded.typedDomain?.book.toSorted((a, b) => a.domain.localeCompare(b.domain));
      assert.deepEqual(book, [
        { domain: 'sister.com', tenantId: sam.tenantId, name: 'Tailspin' },
        { domain: 'tailspin.com', name: 'Tailspin' },
      ]);
      assert.equal(loaded.typedDomain?.tenantId, sam.tenantId);
    });

    it('brings no book where no domain was typed, and nobody of another partner’s where one was', async () => {
      const save = opening();
      await opened.store.commit([unitOf(save), unitOf(opening({ customerDomain: 'wingtip.com' }))], NOW);
      const keys = { conversationId: 'c', changeoverId: save.next.id };
      assert.equal((await opened.store.load(keys)).typedDomain, undefined);
      const loaded = await opened.store.load({ ...keys, typedDomain: { domain: 'wingtip.com' } });
      assert.deepEqual(loaded.typedDomain, { domain: 'wingtip.com', book: [] });
    });
  });
}
