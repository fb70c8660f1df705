import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Import } from '../../loop/import-ports.ts';
import type { Open, Opened } from './store-contract.ts';
import { channel, NOW, opening, somebody, unit, unitOf } from './units.ts';

const HOUR = 3_600_000;
const NOTHING = { done: 0, saved: 0, there: 0, refused: 0 };

export function importContract(open: Open): void {
  describe('a file of changeovers', () => {
    let opened: Opened;
    beforeEach(async () => void (opened = await open()));
    afterEach(() => opened.close());

    async function kept(): Promise<Import> {
      const one: Import = {
        id: randomUUID(),
        partnerTenantId: randomUUID(),
        teamId: randomUUID(),
        channelId: `19:${randomUUID()}@thread.tacv2`,
        person: somebody(),
        locale: 'en',
        entries: [],
        lines: [{ row: 2, kind: 'ready', text: 'x' }],
      };
      await opened.store.keepImport(one, NOW);
      return one;
    }

    it('can be looked at by its team for an hour, and by nobody else', async () => {
      const one = await kept();
      const { store } = opened;
      assert.deepEqual(await store.importOf(one, one.id, NOW + HOUR - 1), one);
      assert.equal(await store.importOf(one, one.id, NOW + HOUR), undefined);
      assert.equal(await store.importOf({ ...one, teamId: 'other' }, one.id, NOW), undefined);
      assert.equal(await store.importOf({ ...one, partnerTenantId: 'other' }, one.id, NOW), undefined);
    });

    it('is begun once, however many press at once', async () => {
      const one = await kept();
      const begun = await Promise.all([1, 2, 3].map(() => opened.store.beginImport(one, one.id, NOW)));
      assert.equal(begun.filter(Boolean).length, 1);
      assert.equal(await opened.store.importOf(one, one.id, NOW), undefined);
      assert.equal(await opened.store.beginImport({ ...one, teamId: 'other' }, one.id, NOW), false);
    });

    it('is handed out to one at a time, and again when that one died', async () => {
      const one = await kept();
      const { store } = opened;
      assert.equal(await store.importWork(NOW, NOW + 10), undefined);
      await store.beginImport(one, one.id, NOW);
      assert.deepEqual(await store.importWork(NOW, NOW + 10), { one, ...NOTHING });
      assert.equal(await store.importWork(NOW + 9, NOW + 20), undefined);
      assert.deepEqual(await store.importWork(NOW + 10, NOW + 20), { one, ...NOTHING });
    });

    it('goes on where it was left, and is forgotten at its end, which is told once', async () => {
      const one = await kept();
      const { store } = opened;
      await store.commit([unit({ conversation: channel(one.channelId) })], NOW);
      await store.beginImport(one, one.id, NOW);
      await store.importWork(NOW, NOW + 10);
      const some = { done: 10, saved: 8, there: 1, refused: 1 };
      await store.importDone(one.id, some, NOW);
      assert.deepEqual(await store.importWork(NOW, NOW + 10), { one, ...some });
      const message = { kind: 'team', text: 'import.done', locale: 'en', params: {} } as const;
      await store.importDone(one.id, some, NOW, {
        occasion: `import/${one.id}`,
        to: { conversationId: one.channelId },
        message,
      });
      assert.equal(await store.importWork(NOW + HOUR, NOW + 2 * HOUR), undefined);
      const work = await store.deliveryWork(one.channelId, NOW);
      assert.deepEqual(
        work?.outbox.map((item) => item.message),
        [message],
      );
    });

    it('is held against what the team has: ids that are taken, domains with an open changeover', async () => {
      const team = { partnerTenantId: randomUUID(), teamId: randomUUID() };
      const mine = opening({ ...team, customerDomain: 'a.com' });
      const other = opening({ customerDomain: 'b.com' });
      await opened.store.commit([unitOf(mine), unitOf(other)], NOW);
      assert.deepEqual(
        await opened.store.importStanding(team, [mine.next.id, 'new'], ['a.com', 'b.com', 'c.com'], NOW),
        {
          taken: [mine.next.id],
          waiting: [],
          open: { 'a.com': mine.next.id },
        },
      );
      assert.deepEqual(await opened.store.importStanding(team, [], [], NOW), { taken: [], waiting: [], open: {} });
    });
  });
}
