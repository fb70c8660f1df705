import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Changeover } from '../../changeover/changeover.ts';
import type { Open, Opened } from './store-contract.ts';
import { joined, NOW, onward, opening, somebody, unitOf } from './units.ts';

const MINUTE = 60_000;
const when = (now: number) => ({ now, reminderBy: now + 5 * MINUTE, heldUntil: now + 3 * MINUTE });

export function readingsContract(open: Open): void {
  describe('looks at tenants', () => {
    let opened: Opened;
    /** Of the running test: others have left theirs. */
    let mine: string[];
    before(async () => void (opened = await open()));
    beforeEach(() => void (mine = []));
    after(() => opened.close());

    /** A changeover whose customer, of a tenant, lets it be read; `dueAt` is its next due instant. */
    async function aConnected(tenantId: string = randomUUID(), dueAt?: number): Promise<Changeover> {
      const first = opening();
      mine.push(first.next.id);
      await opened.store.commit([unitOf(first)], NOW);
      const second = onward(first.next, joined(somebody()));
      const next: Changeover = {
        ...second.next,
        customer: { ...second.next.customer, tenantId },
        link: { read: { since: NOW } },
      };
      const { nextDueAt: _due, ...rest } = second;
      await opened.store.commit([unitOf({ ...rest, next, ...(dueAt !== undefined && { nextDueAt: dueAt }) })], NOW);
      return next;
    }

    const workAt = async (now: number) =>
      (await opened.store.readingWork(when(now), 1_000)).filter(({ changeover }) => mine.includes(changeover.id));
    const idsAt = async (now: number) => (await workAt(now)).map(({ changeover }) => changeover.id);
    const done = (id: string, at: number, nextAt: number, isFailed = false) =>
      opened.store.readingDone(id, { at, nextAt, isFailed });

    it('are due at once where consent was given, and nowhere else', async () => {
      const other = opening();
      mine.push(other.next.id);
      await opened.store.commit([unitOf(other)], NOW);
      const { id } = await aConnected();
      assert.deepEqual(await idsAt(NOW), [id]);
    });

    it('are made by one at a time, and again when whoever made them did not say what came of it', async () => {
      const { id } = await aConnected();
      assert.deepEqual(await idsAt(NOW), [id]);
      assert.deepEqual(await idsAt(NOW + MINUTE), []);
      assert.deepEqual(await idsAt(NOW + 4 * MINUTE), [id]);
    });

    it('come again when they are due', async () => {
      const { id } = await aConnected();
      await idsAt(NOW);
      await done(id, NOW, NOW + 60 * MINUTE);
      assert.deepEqual(await idsAt(NOW + 59 * MINUTE), []);
      assert.deepEqual(await idsAt(NOW + 60 * MINUTE), [id]);
    });

    it('come before something else comes due, once', async () => {
      const { id } = await aConnected(randomUUID(), NOW + 100 * MINUTE);
      await idsAt(NOW);
      await done(id, NOW, NOW + 10_000 * MINUTE);
      assert.deepEqual(await idsAt(NOW + 90 * MINUTE), []);
      assert.deepEqual(await idsAt(NOW + 96 * MINUTE), [id]);
      await done(id, NOW + 96 * MINUTE, NOW + 10_000 * MINUTE);
      assert.deepEqual(await idsAt(NOW + 97 * MINUTE), []);
    });

    it('are of one changeover of a tenant at a time', async () => {
      const tenant = randomUUID();
      const [one, other] = [await aConnected(tenant), await aConnected(tenant)];
      const [first] = await idsAt(NOW);
      await done(first!, NOW, NOW + 60 * MINUTE);
      const [second] = await idsAt(NOW);
      assert.deepEqual(new Set([first, second]), new Set([one.id, other.id]));
    });

    it('that somebody asked for are due now, also when it was asked while one was under way', async () => {
      const { id } = await aConnected();
      await idsAt(NOW);
      await opened.store.lookNow(id, NOW + 1);
      await done(id, NOW, NOW + 60 * MINUTE);
      const [work] = await workAt(NOW + 1);
      assert.deepEqual([work?.changeover.id, work?.isAwaited], [id, true]);
      await done(id, NOW + 1, NOW + 60 * MINUTE);
      assert.deepEqual(await idsAt(NOW + 2), []);
    });

    it('that fail ahead of their time are made again when it was said, not when they were planned before', async () => {
      const changeover = await aConnected();
      await idsAt(NOW);
      await done(changeover.id, NOW, NOW + 600 * MINUTE);
      await changes(changeover, { checking: [word(NOW + MINUTE)] });
      await idsAt(NOW + MINUTE);
      await done(changeover.id, NOW + 2 * MINUTE, NOW + 7 * MINUTE, true);
      assert.deepEqual(await idsAt(NOW + 7 * MINUTE), [changeover.id]);
    });

    it('count their failures in a row', async () => {
      const { id } = await aConnected();
      await idsAt(NOW);
      await done(id, NOW, NOW, true);
      assert.equal((await workAt(NOW))[0]?.failures, 1);
      await done(id, NOW, NOW);
      assert.equal((await workAt(NOW))[0]?.failures, 0);
    });

    /** The changeover as it is after some change, saved. */
    async function changes(changeover: Changeover, change: Partial<Changeover>): Promise<Changeover> {
      const following = onward(changeover, joined(somebody()));
      const next = { ...following.next, ...change };
      const state = next.state.kind === 'closed' ? next.state.outcome : 'open';
      await opened.store.commit([unitOf({ ...following, next, summary: { ...following.summary, state } })], NOW);
      return next;
    }
    const word = (at: number) => ({ step: 'approve-partner', kind: 'word', on: '2026-03-02', at }) as const;

    it('are due at once while a word waits for one, whatever was planned', async () => {
      const changeover = await aConnected();
      await idsAt(NOW);
      await done(changeover.id, NOW, NOW + 60 * MINUTE);
      await changes(changeover, { checking: [word(NOW + MINUTE)] });
      const [work] = await workAt(NOW + MINUTE);
      assert.deepEqual([work?.changeover.id, work?.isAwaited], [changeover.id, true]);
      await done(changeover.id, NOW + 2 * MINUTE, NOW + 60 * MINUTE);
      assert.deepEqual(await idsAt(NOW + 3 * MINUTE), []);
    });

    it('that somebody waits for go before the others', async () => {
      const all = await Promise.all([aConnected(), aConnected(), aConnected(), aConnected()]);
      await idsAt(NOW);
      for (const { id } of all) await done(id, NOW, NOW + MINUTE);
      const last = all.toSorted((one, other) => (one.id < other.id ? -1 : 1)).at(-1)!;
      await changes(last, { checking: [word(NOW + MINUTE)] });
      const [first] = await opened.store.readingWork(when(NOW + MINUTE), 1);
      assert.equal(first?.changeover.id, last.id);
    });

    it('remember how long Microsoft asked for patience, and no reminder asks for one before', async () => {
      const { id } = await aConnected(randomUUID(), NOW + 20 * MINUTE);
      await idsAt(NOW);
      const notBefore = NOW + 60 * MINUTE;
      await opened.store.readingDone(id, { at: NOW, nextAt: notBefore, isFailed: true, notBefore });
      assert.deepEqual(await idsAt(NOW + 18 * MINUTE), []);
      await opened.store.lookNow(id, NOW + 19 * MINUTE);
      assert.equal((await workAt(NOW + 19 * MINUTE))[0]?.notBefore, notBefore);
      await done(id, NOW + 19 * MINUTE, NOW + 20 * MINUTE);
      assert.equal((await workAt(NOW + 20 * MINUTE))[0]?.notBefore, 0);
    });

    it('forget what the tenant was like before once nobody reads it any more, also when a look was under way', async () => {
      const changeover = await aConnected();
      const before = { domains: ['contoso.com'] };
      await idsAt(NOW);
      await opened.store.readingDone(changeover.id, { at: NOW, nextAt: NOW, isFailed: false, before });
      await idsAt(NOW);
      const ended = await changes(changeover, { link: { endedAt: NOW } });
      await opened.store.readingDone(changeover.id, { at: NOW, nextAt: NOW, isFailed: false, before });
      await changes(ended, { link: { read: { since: NOW } } });
      assert.equal((await workAt(NOW))[0]?.before, undefined);
    });

    it('forget what the tenant was like before once the changeover is closed', async () => {
      const changeover = await aConnected();
      const before = { domains: ['contoso.com'] };
      await idsAt(NOW);
      await opened.store.readingDone(changeover.id, { at: NOW, nextAt: NOW, isFailed: false, before });
      const closed = await changes(changeover, { state: { kind: 'closed', outcome: 'done', at: NOW } });
      await changes(closed, { state: { kind: 'open' } });
      assert.equal((await workAt(NOW))[0]?.before, undefined);
    });

    it('keep what the tenant was like before, as it was kept first', async () => {
      const { id } = await aConnected();
      await idsAt(NOW);
      const before = { domains: ['contoso.com'], users: [{ id: 'u', skuIds: ['k'], plansOff: [] }] };
      await opened.store.readingDone(id, { at: NOW, nextAt: NOW, isFailed: false, before });
      await idsAt(NOW);
      await opened.store.readingDone(id, { at: NOW, nextAt: NOW, isFailed: false, before: { domains: [] } });
      assert.deepEqual((await workAt(NOW))[0]?.before, before);
    });
  });
}
