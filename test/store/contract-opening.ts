import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Opening } from '../../loop/opening-ports.ts';
import type { Open, Opened } from './store-contract.ts';
import { NOW, opening, somebody, unitOf } from './units.ts';

const WEEK = 7 * 86_400_000;
const LIMIT = { minor: 50_000, currency: 'EUR' };
const ASKED = { customer: 'Contoso', limit: LIMIT, sums: [{ minor: 60_000, currency: 'EUR' }], isUnknown: false };

export function openingContract(open: Open): void {
  describe('a changeover that waits for a second yes', () => {
    let opened: Opened;
    beforeEach(async () => void (opened = await open()));
    afterEach(() => opened.close());

    async function kept(): Promise<Opening> {
      const team = { partnerTenantId: randomUUID(), teamId: randomUUID() };
      const channelId = `19:${randomUUID()}@thread.tacv2`;
      const reader = { zone: 'Europe/Amsterdam', locale: 'en' };
      await opened.store.keepTeamBook({ ...team, channelId, ...reader, limit: LIMIT });
      const askedBy = { ...somebody(), tenantId: team.partnerTenantId };
      const one: Opening = {
        ...team,
        id: randomUUID(),
        channelId,
        askedBy,
        reader,
        draft: { run: 'x\u0000' },
        asked: ASKED,
      };
      await opened.store.keepOpening(one, NOW);
      return { ...one, draft: { run: 'x' } };
    }

    it('is its team’s alone, for a week', async () => {
      const one = await kept();
      const { store } = opened;
      assert.deepEqual(await store.openingOf(one, one.id, NOW + WEEK - 1), one);
      assert.equal(await store.openingOf(one, one.id, NOW + WEEK), undefined);
      assert.equal(await store.openingOf({ ...one, teamId: 'other' }, one.id, NOW), undefined);
      assert.equal(await store.openingOf({ ...one, partnerTenantId: 'other' }, one.id, NOW), undefined);
    });

    it('stays as it was first asked for', async () => {
      const one = await kept();
      await opened.store.keepOpening({ ...one, askedBy: somebody() }, NOW + 1);
      assert.deepEqual((await opened.store.openingOf(one, one.id, NOW))?.askedBy, one.askedBy);
    });

    it('is gone when it is dropped, by its own team alone', async () => {
      const one = await kept();
      await opened.store.dropOpening({ ...one, teamId: 'other' }, one.id);
      assert.ok(await opened.store.openingOf(one, one.id, NOW));
      await opened.store.dropOpening(one, one.id);
      assert.equal(await opened.store.openingOf(one, one.id, NOW), undefined);
    });

    it('is gone as soon as it is opened, in the same transaction', async () => {
      const one = await kept();
      const save = opening();
      await opened.store.keepOpening({ ...one, id: save.next.id }, NOW);
      assert.deepEqual(await opened.store.commit([unitOf(save)], NOW), ['saved']);
      assert.equal(await opened.store.openingOf(one, save.next.id, NOW), undefined);
      assert.ok(await opened.store.openingOf(one, one.id, NOW));
    });

    it('is forgotten with its partner, and the limit too', async () => {
      const one = await kept();
      const limitOf = async () =>
        (await opened.store.load({ conversationId: '', person: one.askedBy, teamId: one.teamId })).openingLimit;
      assert.deepEqual(await limitOf(), LIMIT);
      await opened.sql('select forget_places($1, null)', one.partnerTenantId);
      assert.equal(await opened.store.openingOf(one, one.id, NOW), undefined);
      assert.equal(await limitOf(), undefined);
    });

    it('is asked for as long as the limit is kept, and the book’s other settings leave it alone', async () => {
      const one = await kept();
      const book = await opened.store.teamBook(one);
      assert.deepEqual(book?.limit, LIMIT);
      await opened.store.keepTeamBook({ ...book, isQuiet: true });
      assert.deepEqual((await opened.store.teamBook(one))?.limit, LIMIT);
    });
  });
}
