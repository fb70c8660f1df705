import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Import, ImportEntry } from '../../loop/import-ports.ts';
import type { Opening } from '../../loop/opening-ports.ts';
import type { WaitingEntry } from '../../loop/waiting-ports.ts';
import { anOpenInput } from '../support/changeover-builder.ts';
import type { Open, Opened } from './store-contract.ts';
import { NOW, opening, somebody, unitOf } from './units.ts';

const WEEK = 7 * 86_400_000;
const LIMIT = { minor: 50_000, currency: 'EUR' };
const PAGE = { offset: 0, limit: 10 };
const NOTHING = { done: 0, saved: 0, there: 0, refused: 0 };

export function waitingContract(open: Open): void {
  describe('changeovers of a file that wait for a second yes', () => {
    let opened: Opened;
    let one: Import;
    beforeEach(async () => {
      opened = await open();
      const team = { partnerTenantId: randomUUID(), teamId: randomUUID() };
      const channelId = `19:${randomUUID()}@thread.tacv2`;
      await opened.store.keepTeamBook({ ...team, channelId, zone: 'UTC', locale: 'en', limit: LIMIT });
      const person = { ...somebody(), tenantId: team.partnerTenantId };
      const entries = ['a.com', 'b.com', 'c.com'].map((domain, i) => entryOf(domain, i + 2));
      one = { ...team, id: randomUUID(), channelId, person, locale: 'en', entries, lines: [] };
      await opened.store.keepImport(one, NOW);
    });
    afterEach(() => opened.close());

    const waits = (entries: readonly ImportEntry[]): readonly WaitingEntry[] =>
      entries.map((entry) => {
        const { partnerTenantId, teamId, channelId, person } = one;
        const home = { partnerTenantId, teamId, channelId, importId: one.id };
        return { ...home, id: entry.id, askedBy: person, entry, limit: LIMIT, sums: [], isUnknown: true };
      });
    const splits = (entries: readonly ImportEntry[], rest: readonly ImportEntry[]): Promise<boolean> =>
      opened.store.splitImport(one, one.id, { entries: rest, waiting: waits(entries) }, NOW);
    const domainsWaiting = async (now = NOW, team = one): Promise<readonly string[]> =>
      (await opened.store.waitingOf(team, one.id, PAGE, now)).rows.map(({ entry }) => entry.open.customer.domain);
    const agreed = (ids?: readonly string[], now = NOW) =>
      opened.store.agreeToWaiting(one, one.id, ids, { ...one, id: randomUUID(), entries: [] }, now);

    it('are kept as the others begin to be opened, once, however many press at once', async () => {
      const [first, ...rest] = one.entries;
      const begun = await Promise.all([1, 2, 3].map(() => splits(rest, [first!])));
      assert.equal(begun.filter(Boolean).length, 1);
      const work = await opened.store.importWork(NOW, NOW + 10);
      assert.deepEqual(work?.one.entries, [first]);
      assert.deepEqual(await domainsWaiting(), ['b.com', 'c.com']);
      assert.deepEqual(await opened.store.waitingOf(one, one.id, { offset: 1, limit: 1 }, NOW), {
        total: 2,
        rows: waits(rest).slice(1),
      });
    });

    it('leave nothing to be opened where all of them wait', async () => {
      assert.equal(await splits(one.entries, []), true);
      assert.equal(await opened.store.importWork(NOW, NOW + 10), undefined);
      assert.equal(await splits(one.entries, []), false);
      const ids = one.entries.map(({ id }) => id);
      assert.deepEqual((await opened.store.importStanding(one, ids, [], NOW)).waiting.toSorted(), ids.toSorted());
    });

    it('are counted with those of the forms, file by file, the longest waiting first', async () => {
      const [first, ...rest] = one.entries;
      await splits(rest, [first!]);
      const { partnerTenantId, teamId, channelId, person: askedBy } = one;
      const asked = { customer: 'D', limit: LIMIT, sums: [], isUnknown: true };
      const reader = { locale: 'en', zone: 'UTC' };
      const openings = [1, 2].map((n): Opening => {
        const home = { partnerTenantId, teamId, channelId };
        return { ...home, id: randomUUID(), askedBy, reader, draft: { n }, asked };
      });
      for (const [i, single] of openings.entries()) await opened.store.keepOpening(single, NOW + i);
      const files = [{ importId: one.id, channelId, count: 2 }];
      const { store } = opened;
      assert.deepEqual(await store.allWaiting(one, NOW + 1, 5), { count: 4, openings, files });
      assert.deepEqual(await store.allWaiting(one, NOW + 1, 1), { count: 4, openings: openings.slice(0, 1), files });
      const onlyLast = { count: 1, openings: openings.slice(1), files: [] };
      assert.deepEqual(await store.allWaiting(one, NOW + WEEK, 5), onlyLast);
      for (const other of [
        { ...one, teamId: 'other' },
        { ...one, partnerTenantId: 'other' },
      ]) {
        assert.deepEqual(await store.allWaiting(other, NOW, 5), { count: 0, openings: [], files: [] });
      }
    });

    it('are their team’s alone, for a week', async () => {
      await splits(one.entries, []);
      assert.deepEqual(await domainsWaiting(NOW + WEEK - 1), ['a.com', 'b.com', 'c.com']);
      assert.deepEqual(await domainsWaiting(NOW + WEEK), []);
      assert.deepEqual(await agreed(undefined, NOW + WEEK), { agreed: 0, open: 0 });
      assert.deepEqual(await domainsWaiting(NOW, { ...one, teamId: 'other' }), []);
      assert.equal(await opened.store.dropWaiting({ ...one, teamId: 'other' }, one.id, undefined, NOW), 0);
      assert.equal(await opened.store.openingOf(one, one.entries[0]!.id, NOW), undefined);
    });

    it('become work when they are agreed to, each or all, and never twice', async () => {
      await splits(one.entries, []);
      const [first, ...rest] = one.entries;
      assert.deepEqual(await agreed([first!.id]), { agreed: 1, open: 0 });
      assert.deepEqual((await opened.store.importWork(NOW, NOW + 10))?.one.entries, [first]);
      const both = await Promise.all([agreed(), agreed()]);
      assert.equal(both.filter((each) => each.agreed === 2).length, 1);
      assert.equal(both.filter((each) => each.agreed === 0).length, 1);
      const work = await opened.store.importWork(NOW, NOW + 10);
      assert.deepEqual(work && { ...work, one: work.one.entries }, { one: rest, ...NOTHING });
      assert.deepEqual(await domainsWaiting(), []);
    });

    it('are dropped where their customer has got another open changeover meanwhile', async () => {
      await splits(one.entries, []);
      const other = opening({ ...one, customerDomain: 'b.com' });
      await opened.store.commit([unitOf(other)], NOW);
      assert.deepEqual(await agreed(), { agreed: 2, open: 1 });
      assert.deepEqual(await domainsWaiting(), []);
    });

    it('are gone with a no, each or all', async () => {
      await splits(one.entries, []);
      assert.equal(await opened.store.dropWaiting(one, one.id, [one.entries[0]!.id], NOW), 1);
      assert.deepEqual(await domainsWaiting(), ['b.com', 'c.com']);
      assert.equal(await opened.store.dropWaiting(one, one.id, undefined, NOW), 2);
      assert.deepEqual(await agreed(), { agreed: 0, open: 0 });
    });
  });
}

function entryOf(domain: string, row: number): ImportEntry {
  const { customer, partner, lines, ...open } = anOpenInput();
  const { nameRef: _name, contactRef: _contact, ...home } = customer;
  const { nameRef: _partner, ...own } = partner;
  return {
    id: randomUUID(),
    rows: [row],
    open: { ...open, customer: { ...home, domain }, partner: own, lines },
    texts: { customerName: domain, partnerName: 'Fabrikam', labels: {} },
  };
}
