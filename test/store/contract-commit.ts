import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Open, Opened } from './store-contract.ts';
import { joined, NOW, onward, opening, somebody, personalChat, snoozed, unit, unitOf } from './units.ts';

export function commitContract(open: Open): void {
  describe('commit', () => {
    let opened: Opened;
    before(async () => void (opened = await open()));
    after(() => opened.close());

    async function stored(id: string): Promise<number | undefined> {
      const { changeovers } = await opened.store.load({ conversationId: 'c', changeoverId: id });
      return changeovers[0]?.version;
    }

    it('saves many units by one statement, each with an outcome of its own', async () => {
      const known = opening();
      await opened.store.commit([unitOf(known)], NOW);
      const before = opened.statements.length;
      const outcomes = await opened.store.commit(
        [
          unitOf(opening()),
          unitOf({ ...onward(known.next, snoozed), expected: 7, next: { ...known.next, version: 8 } }),
          unitOf(opening({ commandId: known.entries[0]!.commandId })),
          unitOf(onward(known.next, snoozed)),
        ],
        NOW,
      );
      assert.equal(opened.statements.length - before, 1);
      assert.deepEqual(outcomes, ['saved', 'conflict', 'repeated', 'saved']);
    });

    it('keeps the journal with who did what and when', async () => {
      const first = opening();
      const second = onward(first.next, snoozed, { at: NOW + 5 });
      await opened.store.commit([unitOf(first), unitOf(second)], NOW);
      assert.deepEqual(await opened.store.journal(first.next.id), [
        { version: 1, ...first.entries[0] },
        { version: 2, ...second.entries[0] },
      ]);
    });

    it('saves several commands of one turn as rows of their own', async () => {
      const first = opening();
      const next = onward(first.next, snoozed);
      const last = onward(next.next, snoozed);
      const both = { ...last, expected: 0, entries: [...first.entries, ...next.entries, ...last.entries] };
      assert.deepEqual(await opened.store.commit([unitOf(both)], NOW), ['saved']);
      assert.deepEqual(
        (await opened.store.journal(first.next.id)).map((row) => row.version),
        [1, 2, 3],
      );
    });

    it('refuses a journal that is changed or shortened', async () => {
      const save = opening();
      await opened.store.commit([unitOf(save)], NOW);
      for (const attack of ['update journal set at = 0', 'delete from journal', 'truncate journal']) {
        await assert.rejects(opened.sql(attack), /append-only/);
      }
    });

    it('gives a version to one of many that want it', async () => {
      const save = opening();
      await opened.store.commit([unitOf(save)], NOW);
      const other = await opened.another();
      const outcomes = await Promise.all(
        [opened, other, opened, other].map((each) => each.store.commit([unitOf(onward(save.next, snoozed))], NOW)),
      );
      assert.deepEqual(outcomes.flat().toSorted(), ['conflict', 'conflict', 'conflict', 'saved']);
      assert.equal(await stored(save.next.id), 2);
    });

    it('makes one event of a command that comes twice at once, and calls the other a repeat', async () => {
      const save = opening();
      await opened.store.commit([unitOf(save)], NOW);
      const other = await opened.another();
      const commandId = randomUUID();
      const outcomes = await Promise.all(
        [opened, other].map((each) => each.store.commit([unitOf(onward(save.next, snoozed, { commandId }))], NOW)),
      );
      assert.deepEqual(outcomes.flat().toSorted(), ['repeated', 'saved']);
    });

    it('saves a unit whole or not at all', async () => {
      const carla = somebody();
      const chat = personalChat(carla);
      const known = opening();
      await opened.store.commit([unitOf(known)], NOW);
      const fresh = opening();
      const text = { id: randomUUID(), changeoverId: fresh.next.id, kind: 'note', body: 'x', salt: 's' };
      const dialog = { conversationId: chat.id, person: carla, doc: {}, version: 0 };
      const lost = { ...onward(known.next, snoozed), expected: 4, next: { ...known.next, version: 5 } };
      const parts = { changeovers: [fresh, lost], conversation: chat, texts: [text], dialog };
      assert.deepEqual(await opened.store.commit([unit(parts)], NOW), ['conflict']);
      const loaded = await opened.store.load({ conversationId: chat.id, person: carla, changeoverId: fresh.next.id });
      assert.deepEqual(loaded, { changeovers: [], cards: [], texts: {}, seenCommandIds: [] });
    });

    it('tells of a unit that the database refuses, and saves the others', async () => {
      const homeless = { id: randomUUID(), changeoverId: 'nobody', kind: 'note', body: 'x', salt: 's' };
      const sound = opening();
      assert.deepEqual(await opened.store.commit([unit({ texts: [homeless] }), unitOf(sound)], NOW), [
        'failed',
        'saved',
      ]);
      assert.equal(await stored(sound.next.id), 1);
    });

    it('refuses a version that does not follow by its journal rows', async () => {
      const save = opening();
      const bold = { ...save, next: { ...save.next, version: 2 } };
      assert.deepEqual(await opened.store.commit([unitOf(bold)], NOW), ['failed']);
    });

    it('moves the next due instant without a version of its own', async () => {
      const save = opening({ nextDueAt: NOW + 10 });
      await opened.store.commit([unitOf(save)], NOW);
      const replanned = { ...save, expected: 1, entries: [], nextDueAt: NOW + 20 };
      assert.deepEqual(await opened.store.commit([unitOf(replanned)], NOW), ['saved']);
      assert.equal(await opened.store.nextDueAt(), NOW + 20);
    });

    it('lets one of two write the same dialog, new or known', async () => {
      const tom = somebody();
      const dialog = { conversationId: randomUUID(), person: tom, doc: { step: 'one' }, version: 0 };
      const race = async (version: number): Promise<readonly string[]> => {
        const outcomes = await Promise.all(
          ['a', 'b'].map((step) => opened.store.commit([unit({ dialog: { ...dialog, version, doc: { step } } })], NOW)),
        );
        return outcomes.flat().toSorted();
      };
      assert.deepEqual(await race(0), ['conflict', 'saved']);
      assert.deepEqual(await race(1), ['conflict', 'saved']);
      const loaded = await opened.store.load({ conversationId: dialog.conversationId, person: tom });
      assert.equal(loaded.dialog?.version, 2);
    });

    it('keeps the dialogs of two people in one conversation apart', async () => {
      const conversationId = randomUUID();
      const people = [somebody(), somebody()];
      const units = people.map((each, i) => unit({ dialog: { conversationId, person: each, doc: { i }, version: 0 } }));
      await opened.store.commit(units, NOW);
      const docs = await Promise.all(people.map((each) => opened.store.load({ conversationId, person: each })));
      assert.deepEqual(
        docs.map((loaded) => loaded.dialog?.doc),
        [{ i: 0 }, { i: 1 }],
      );
    });

    it('lets one of two write the same conversation, so that nobody is greeted twice', async () => {
      const chat = personalChat(somebody(), { greetedAt: NOW });
      const other = await opened.another();
      const outcomes = await Promise.all(
        [opened, other].map((each) => each.store.commit([unit({ conversation: chat })], NOW)),
      );
      assert.deepEqual(outcomes.flat().toSorted(), ['conflict', 'saved']);
    });

    it('forgets why a conversation could not be reached once it can', async () => {
      const chat = personalChat(somebody(), { state: 'unreachable', unreachableWhy: 'blocked' });
      await opened.store.commit([unit({ conversation: chat })], NOW);
      await opened.store.commit([unit({ conversation: { ...chat, version: 1, state: 'reachable' } })], NOW);
      const loaded = await opened.store.load({ conversationId: chat.id });
      assert.equal(loaded.conversation?.unreachableWhy, undefined);
    });

    it('keeps members as the snapshot has them', async () => {
      const [carla, colin] = [somebody(), somebody()];
      const first = opening();
      const second = onward(first.next, joined(carla));
      const third = onward(second.next, joined(colin, 'customerViewer'));
      await opened.store.commit([unitOf(first), unitOf(second), unitOf(third)], NOW);
      const { members } = third.next;
      const gone = onward(
        { ...third.next, members: members.filter((one) => one.person.objectId !== carla.objectId) },
        snoozed,
      );
      await opened.store.commit([unitOf(gone)], NOW);
      const seenBy = async (one: typeof carla): Promise<number> =>
        (await opened.store.load({ conversationId: 'c', person: one })).changeovers.length;
      assert.deepEqual([await seenBy(carla), await seenBy(colin)], [0, 1]);
    });

    it('keeps any text that a person can paste, but for what PostgreSQL has no room for', async () => {
      const save = opening();
      const body = `emoji 👩‍💻, مرحبا, \\u0000 in letters, a quote ' and "; drop table journal; --`;
      const text = { id: randomUUID(), changeoverId: save.next.id, kind: 'note', body: `${body}\0\ud83d`, salt: 's' };
      assert.deepEqual(await opened.store.commit([unit({ changeovers: [save], texts: [text] })], NOW), ['saved']);
      const loaded = await opened.store.load({ conversationId: 'c', changeoverId: save.next.id });
      assert.equal(loaded.texts[text.id], `${body}\ufffd`);
    });
  });
}
