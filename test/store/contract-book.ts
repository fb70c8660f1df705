import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { BookAsk, BookPage, BookSending, DueBook, Team } from '../../loop/book-ports.ts';
import type { ChangeoverSave, Summary } from '../../loop/ports.ts';
import type { Open, Opened } from './store-contract.ts';
import { channel, NOW, opening, personalChat, onward, somebody, unit, unitOf } from './units.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;

export function bookContract(open: Open): void {
  describe('a team’s book', () => {
    let opened: Opened;
    let team: Team;
    before(async () => void (opened = await open()));
    beforeEach(() => void (team = { partnerTenantId: randomUUID(), teamId: randomUUID() }));
    after(() => opened.close());

    async function has(domain: string, columns: Partial<Summary>, of = team): Promise<ChangeoverSave> {
      const { partnerTenantId, teamId } = of;
      const save = opening({ partnerTenantId, teamId, customerDomain: domain });
      const { waitingSince: _since, ...summary } = save.summary;
      const kept = { ...save, summary: { ...summary, ...columns } };
      assert.deepEqual(await opened.store.commit([unitOf(kept)], NOW), ['saved']);
      return kept;
    }

    const ask = (more: Partial<BookAsk> = {}): Promise<BookPage> =>
      opened.store.book({ ...team, now: NOW, filters: {}, offset: 0, limit: 10, ...more });
    const domains = async (more: Partial<BookAsk> = {}): Promise<readonly string[]> =>
      (await ask(more)).rows.map(({ changeover }) => changeover.customer.domain);
    const overlaps = (minor: number, from = NOW, until?: number): Partial<Summary> => ({
      outlook: [
        { from: NOW - DAY, until: from, perDay: [], cost: 0 },
        { from, ...(until !== undefined && { until }), perDay: [{ minor, currency: 'EUR' }], cost: minor },
        ...(until === undefined ? [] : [{ from: until, perDay: [], cost: 0 }]),
      ],
    });

    async function aBook(): Promise<void> {
      await has('fine.com', { waitingOn: 'customer', waitingSince: NOW });
      await has('silent.com', { silentSince: NOW - DAY });
      await has('waits.com', { waitingOn: 'partner', waitingSince: NOW - 4 * DAY });
      await has('waits-longer.com', { waitingOn: 'source', waitingSince: NOW - 9 * DAY });
      await has('chance.com', { outlook: [{ from: NOW, perDay: [], cost: 0, chanceAt: NOW + 2 * DAY }] });
      await has('cheap.com', overlaps(500));
      await has('dear.com', overlaps(900));
    }

    it('has the worst first: what overlaps by its money, what waits by its age', async () => {
      await aBook();
      assert.deepEqual(await domains(), [
        'dear.com',
        'cheap.com',
        'chance.com',
        'waits-longer.com',
        'waits.com',
        'silent.com',
        'fine.com',
      ]);
    });

    it('counts the groups and sums up what overlaps, per currency', async () => {
      await aBook();
      const { total, groups, perDay } = await ask();
      assert.equal(total, 7);
      assert.deepEqual(groups, { overlapping: 2, lastChance: 1, waiting: 2, silent: 1, onTrack: 1 });
      assert.deepEqual(perDay, [{ minor: 1400, currency: 'EUR' }]);
    });

    it('is right at the moment of asking, although nothing was saved since', async () => {
      await has('ahead.com', overlaps(500, NOW + DAY, NOW + 2 * DAY));
      const groupAt = async (now: number): Promise<string | undefined> => (await ask({ now })).rows[0]?.group;
      assert.equal(await groupAt(NOW + DAY - 1), 'onTrack');
      assert.equal(await groupAt(NOW + DAY), 'overlapping');
      assert.equal(await groupAt(NOW + 2 * DAY), 'onTrack');
    });

    it('lets a last chance count until it is gone', async () => {
      await has('c.com', { outlook: [{ from: NOW, perDay: [], cost: 0, chanceAt: NOW + 8 * DAY }] });
      const groupAt = async (now: number): Promise<string | undefined> => (await ask({ now })).rows[0]?.group;
      assert.equal(await groupAt(NOW), 'onTrack');
      assert.equal(await groupAt(NOW + DAY), 'lastChance');
      assert.equal(await groupAt(NOW + 8 * DAY), 'onTrack');
    });

    it('comes in pages, each in its place', async () => {
      await aBook();
      assert.deepEqual(await domains({ limit: 2, offset: 2 }), ['chance.com', 'waits-longer.com']);
      assert.equal((await ask({ limit: 2, offset: 2 })).total, 7);
      assert.deepEqual(await domains({ offset: 70 }), []);
    });

    it('is narrowed down by customer, playbook, whom it waits for and group', async () => {
      await aBook();
      assert.deepEqual(await domains({ filters: { customer: 'WAITS' } }), ['waits-longer.com', 'waits.com']);
      assert.deepEqual(await domains({ filters: { waiting: 'source' } }), ['waits-longer.com']);
      assert.deepEqual(await domains({ filters: { group: 'silent' } }), ['silent.com']);
      assert.deepEqual(await domains({ filters: { playbook: 'direct', customer: 'dear' } }), ['dear.com']);
      assert.deepEqual(await domains({ filters: { playbook: 'no such' } }), []);
      assert.deepEqual(await domains({ filters: { customer: "x' or true --" } }), []);
    });

    it('finds a customer by the name that was typed, while it is kept', async () => {
      const id = randomUUID();
      const { next } = await has('a.com', { nameId: id });
      const text = { id, changeoverId: next.id, kind: 'customerName', body: 'Wingtip Toys', salt: 'aa' };
      await opened.store.commit([unit({ texts: [text] })], NOW);
      const page = await ask({ filters: { customer: 'wingtip' } });
      assert.deepEqual(page.rows[0]?.texts, { [id]: 'Wingtip Toys' });
    });

    /** Taken by somebody of this name, under this ticket. */
    async function taken(domain: string, who: string, name: string, ticket: string, of = team): Promise<void> {
      const person = { tenantId: of.partnerTenantId, objectId: who };
      const nameRef = { id: randomUUID(), hash: '0' };
      const ticketRef = { id: randomUUID(), hash: '0' };
      const { next } = await has(domain, {}, of);
      const joins = { type: 'memberJoined', person, side: 'partner', role: 'partnerTechnician', nameRef } as const;
      const member = onward(next, joins);
      const mine = onward(member.next, { type: 'assigned', to: person });
      const numbered = onward(mine.next, { type: 'ticketSet', ticketRef });
      const texts = [
        { id: nameRef.id, changeoverId: next.id, kind: 'personName', body: name, salt: 'aa' },
        { id: ticketRef.id, changeoverId: next.id, kind: 'ticket', body: ticket, salt: 'aa' },
      ];
      for (const save of [member, mine, numbered]) await opened.store.commit([unitOf(save)], NOW);
      await opened.store.commit([unit({ texts })], NOW);
    }

    async function aDesk(): Promise<readonly [megan: string, diego: string]> {
      const [megan, diego] = [randomUUID(), randomUUID()];
      await taken('a.com', megan, 'Megan Bowen', 'INC-4711');
      await taken('b.com', megan, 'Megan Bowen', 'INC-4712');
      await taken('c.com', diego, 'Diego Siciliani', 'CS0815');
      await has('free.com', {});
      return [megan, diego];
    }

    const found = async (filters: BookAsk['filters']): Promise<readonly string[]> =>
      (await domains({ filters })).toSorted();

    it('is narrowed down by technician: by id, by a part of the name, and to what nobody has taken', async () => {
      const [megan] = await aDesk();
      assert.deepEqual(await found({ technician: megan }), ['a.com', 'b.com']);
      assert.deepEqual(await found({ technician: 'DIEGO' }), ['c.com']);
      assert.deepEqual(await found({ technician: 'nobody' }), ['free.com']);
      assert.deepEqual(await found({ technician: 'nobody’s aunt' }), []);
      assert.deepEqual(await found({ technician: "x' or true --" }), []);
    });

    it('is narrowed down by a part of the ticket’s number', async () => {
      await aDesk();
      assert.deepEqual(await found({ ticket: '4711' }), ['a.com']);
      assert.deepEqual(await found({ ticket: 'inc-47', technician: 'megan' }), ['a.com', 'b.com']);
      assert.deepEqual(await found({ ticket: '0815', technician: 'megan' }), []);
    });

    it('names the technicians who have any, whatever is asked for, and no other team’s', async () => {
      const [megan, diego] = await aDesk();
      await taken('theirs.com', randomUUID(), 'Lee Gu', '1', { ...team, teamId: randomUUID() });
      assert.deepEqual((await ask({ filters: { ticket: 'none such' } })).technicians, [
        { id: diego, name: 'Diego Siciliani' },
        { id: megan, name: 'Megan Bowen' },
      ]);
    });

    it('forgets whose it was once it is handed back', async () => {
      const [megan] = await aDesk();
      const [row] = (await ask({ filters: { ticket: '4711' } })).rows;
      const freed = onward(row!.changeover, { type: 'assigned' });
      await opened.store.commit([unitOf(freed)], NOW);
      assert.deepEqual(await found({ technician: megan }), ['b.com']);
      assert.deepEqual(await found({ technician: 'nobody' }), ['a.com', 'free.com']);
    });

    it('shows neither another team’s, nor one that is closed', async () => {
      await has('done.com', { state: 'done' });
      await has('theirs.com', {}, { ...team, teamId: randomUUID() });
      await has('elsewhere.com', {}, { ...team, partnerTenantId: randomUUID() });
      assert.deepEqual(await domains(), []);
    });

    it('is asked for by one statement', async () => {
      await aBook();
      const before = opened.statements.length;
      await ask();
      assert.equal(opened.statements.length - before, 1);
    });
  });

  describe('the weekly message about a book', () => {
    let opened: Opened;
    beforeEach(async () => void (opened = await open()));
    afterEach(() => opened.close());

    async function aTeam(): Promise<Team & { channelId: string; save: ChangeoverSave }> {
      const place = channel(`19:${randomUUID()}@thread.tacv2`);
      const team = { partnerTenantId: randomUUID(), teamId: randomUUID() };
      const save = opening({ ...team, channelId: place.id });
      await opened.store.commit([unit({ conversation: place }), unitOf(save)], NOW);
      const book = { ...team, channelId: place.id, zone: 'UTC', locale: 'en', digestAt: NOW + DAY };
      await opened.store.keepTeamBook(book);
      assert.deepEqual(await opened.store.teamBook(team), book);
      return { ...team, channelId: place.id, save };
    }

    const sending = ({ book, leadChats }: DueBook): BookSending => ({
      nextAt: book.digestAt + WEEK,
      outbox: [...leadChats, book.channelId].map((conversationId) => ({
        occasion: `book/${book.teamId}/${book.digestAt}`,
        to: { conversationId },
        message: { kind: 'notice', text: 'x', params: {} },
      })),
    });

    it('is queued once when it is due, and the next one a week later', async () => {
      const { channelId } = await aTeam();
      assert.equal(await opened.store.sendBooks(NOW, 10, sending), 0);
      assert.equal(await opened.store.sendBooks(NOW + DAY, 10, sending), 1);
      assert.equal(await opened.store.sendBooks(NOW + DAY, 10, sending), 0);
      assert.equal((await opened.store.deliveryWork(channelId, NOW + DAY))?.outbox.length, 1);
      assert.equal(await opened.store.sendBooks(NOW + DAY + WEEK, 10, sending), 1);
    });

    it('is what the clock of local mode stops at', async () => {
      await aTeam();
      assert.equal(await opened.store.nextDueAt(), NOW + DAY);
    });

    it('brings the chats of the leads that can be reached', async () => {
      const { save } = await aTeam();
      const lead = personalChat(somebody());
      const named = { type: 'memberJoined', person: lead.person!, side: 'partner', role: 'partnerLead' } as const;
      await opened.store.commit([unit({ conversation: lead }), unitOf(onward(save.next, named))], NOW);
      let chats: readonly string[] = [];
      await opened.store.sendBooks(NOW + DAY, 10, (due) => {
        chats = due.leadChats;
        return sending(due);
      });
      assert.deepEqual(chats, [lead.id]);
    });

    it('is neither queued nor put off when the decision fails', async () => {
      const { channelId } = await aTeam();
      const failing = (): never => {
        throw new Error('no');
      };
      await assert.rejects(opened.store.sendBooks(NOW + DAY, 10, failing));
      assert.equal(await opened.store.deliveryWork(channelId, NOW + DAY), undefined);
      assert.equal(await opened.store.sendBooks(NOW + DAY, 10, sending), 1);
    });

    it('is not sent for a team that wants none', async () => {
      const { partnerTenantId, teamId, channelId } = await aTeam();
      await opened.store.keepTeamBook({ partnerTenantId, teamId, channelId, zone: 'UTC', locale: 'en' });
      assert.equal(await opened.store.sendBooks(NOW + WEEK, 10, sending), 0);
    });
  });
}
