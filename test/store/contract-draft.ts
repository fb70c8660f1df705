import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { DraftVerdict } from '../../changeover/changeover.ts';
import type { ChangeoverSave, OneOff } from '../../loop/ports.ts';
import type { Open, Opened } from './store-contract.ts';
import { channel, joined, NOW, onward, opening, personalChat, snoozed, somebody, unit, unitOf } from './units.ts';

const LATER = NOW + 600_000;
const HELLO: OneOff = { kind: 'notice', text: 'hello', params: {} };

export function draftContract(open: Open): void {
  describe('the drafts of a quiet start', () => {
    let opened: Opened;
    beforeEach(async () => void (opened = await open()));
    afterEach(() => opened.close());

    /** A changeover with one admin, to whom something is to be sent. */
    async function aDraft(isQuiet = true) {
      const { store } = opened;
      const place = channel(`19:${randomUUID()}@thread.tacv2`);
      const chat = personalChat(somebody());
      const first = opening({ channelId: place.id });
      const begun: ChangeoverSave = isQuiet ? { ...first, next: { ...first.next, isQuiet } } : first;
      const second = onward(begun.next, joined(chat.person!));
      await store.commit([unit({ conversation: place }), unit({ conversation: chat })], NOW);
      await store.commit([unitOf(begun)], NOW);
      const occasion = `${begun.next.id}/x`;
      const to = { side: 'customer' } as const;
      const outbox = [{ occasion, to, changeoverId: begun.next.id, message: HELLO }];
      await store.commit([unit({ changeovers: [second], outbox }), unit({ outbox })], NOW);
      const messages = async (id: string): Promise<readonly OneOff[]> =>
        ((await store.deliveryWork(id, NOW))?.outbox ?? []).map(({ message }) => message);
      return { store, occasion, second, ofChat: () => messages(chat.id), ofChannel: () => messages(place.id) };
    }

    const says = (before: ChangeoverSave, occasion: string, verdict: DraftVerdict, id?: string): ChangeoverSave =>
      onward(before.next, {
        type: 'draftSettled',
        occasion,
        verdict,
        ...(id !== undefined && { textRef: { id, hash: '0' } }),
      });

    it('wait, and are shown to the channel once', async () => {
      const { occasion, ofChat, ofChannel } = await aDraft();
      assert.deepEqual(await ofChat(), []);
      assert.deepEqual(await ofChannel(), [{ kind: 'draft', occasion, inner: HELLO }]);
    });

    it('are none where nothing began quietly', async () => {
      const { ofChat, ofChannel } = await aDraft(false);
      assert.deepEqual(await ofChat(), [HELLO]);
      assert.deepEqual(await ofChannel(), []);
    });

    it('are sent when their changeover says so, as they are or in other words', async () => {
      const sent = await aDraft();
      await sent.store.commit([unitOf(says(sent.second, sent.occasion, 'send'))], NOW);
      const edited = await aDraft();
      await edited.store.commit([unitOf(says(edited.second, edited.occasion, 'edit', 't1'))], NOW);
      assert.equal(await opened.store.settleDrafts(NOW), 2);
      assert.equal(await opened.store.settleDrafts(NOW), 0);
      assert.deepEqual(await sent.ofChat(), [HELLO]);
      assert.deepEqual(await edited.ofChat(), [{ kind: 'own', textId: 't1' }]);
    });

    it('are dropped when their changeover says so, or closes', async () => {
      const dropped = await aDraft();
      await dropped.store.commit([unitOf(says(dropped.second, dropped.occasion, 'drop'))], NOW);
      const closed = await aDraft();
      const end = onward(closed.second.next, { type: 'closed', outcome: 'calledOff' });
      await closed.store.commit([unitOf(end)], NOW);
      assert.equal(await opened.store.settleDrafts(NOW), 2);
      assert.deepEqual(await dropped.ofChat(), []);
      assert.deepEqual(await closed.ofChat(), []);
    });

    it('are looked at again when their changeover moves on, or their time has come', async () => {
      const { store, second, occasion } = await aDraft();
      const looked = async (now: number): Promise<readonly string[]> => {
        const found = await store.draftsToLookAt(now, 10);
        await store.draftsLookedAt(
          found.map(({ id }) => id),
          LATER,
        );
        return found.map((one) => one.occasion);
      };
      assert.deepEqual(await looked(NOW), [occasion]);
      assert.deepEqual(await looked(LATER - 1), []);
      await store.commit([unitOf(onward(second.next, snoozed))], NOW);
      assert.deepEqual(await looked(NOW), [occasion]);
      assert.deepEqual(await looked(LATER), [occasion]);
    });
  });
}
