import assert from 'node:assert/strict';
import type { Messenger } from '../../loop/ports.ts';
import { connect } from '../../store/connect.ts';
import type { Database, Row } from '../../store/database.ts';
import { DUE_FROM, personalChatId, seed } from '../prove/seed.ts';
import { onward, unit, unitOf } from '../store/units.ts';
import { aDelivery, type Delivery, type DeliveryOptions } from '../support/delivery.ts';
import { startFakeConnector, type FakeConnector, type Request } from '../support/fake-connector.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { silent } from '../support/silent-log.ts';

const CUSTOMER = personalChatId(0);

describe('delivery within limits and in doubt', () => {
  let databaseUrl: string;
  let database: Database;
  let fake: FakeConnector;
  const open: { close(): Promise<void> }[] = [];

  beforeEach(async () => {
    databaseUrl = await freshDatabase();
    fake = await startFakeConnector();
    database = await connect({ databaseUrl, dataDir: '' }, silent);
    open.push(fake, database);
  });
  afterEach(async () => {
    for (const one of open.splice(0).toReversed()) await one.close();
  });

  /** So many changeovers, each of a tenant of its own, with reminders that are due. */
  async function delivery(options: Partial<DeliveryOptions> = {}, count = 1): Promise<Delivery> {
    const made = await aDelivery({ databaseUrl, ...options });
    open.push(made);
    await seed(made.store, { serviceUrl: fake.serviceUrl, count, tenants: count, dueAfterMs: () => 0 });
    return made;
  }

  const sql = (text: string): Promise<readonly Row[]> => database.run({ text });
  const outbox = (): Promise<readonly Row[]> =>
    sql(`select state, doubts, why from outbox where conversation_id = '${CUSTOMER}' order by id`);
  const toCustomer = (): readonly Request[] =>
    fake.requests.filter((one) => decodeURIComponent(one.url).includes(CUSTOMER));
  /** What waits for its next try need not wait any longer. */
  const hurry = (): Promise<readonly Row[]> => sql('update outbox set not_before = 0');

  it('sends each message once, however often it is run', async () => {
    const { run } = await delivery();
    await run();
    const sent = fake.requests.length;
    assert.ok(sent > 0);
    await run();
    assert.equal(fake.requests.length, sent);
    assert.deepEqual(
      [...new Set((await outbox()).map((row) => `${String(row['state'])} ${String(row['doubts'])}`))],
      ['sent 0'],
    );
  });

  it('drops a reminder whose changeover is called off between the look and the send', async () => {
    let isCalledOff = false;
    const messenger = (real: Messenger): Messenger => ({
      ...real,
      async room(...of) {
        if (!isCalledOff) await callOff();
        isCalledOff = true;
        return real.room(...of);
      },
    });
    const { run, store } = await delivery({ messenger });
    async function callOff(): Promise<void> {
      const { changeovers } = await store.load({ conversationId: '', changeoverId: 'changeover-0' });
      const save = onward(changeovers[0]!, { type: 'closed', outcome: 'calledOff' }, { at: DUE_FROM });
      assert.deepEqual(await store.commit([unitOf(save)], DUE_FROM), ['saved']);
    }
    await run();
    assert.equal(toCustomer().length, 0);
    assert.deepEqual([...new Set((await outbox()).map((row) => row['why']))], ['reason gone']);
  });

  it('follows a conversation that has moved to another service URL', async () => {
    const { run, store } = await delivery();
    const moved = await startFakeConnector();
    open.push(moved);
    fake.script({ fault: 'reset' }, { fault: 'reset' });
    await run();
    const { conversation } = await store.load({ conversationId: CUSTOMER });
    const reference = { ...conversation!.reference, serviceUrl: moved.serviceUrl };
    await store.commit([unit({ conversation: { ...conversation!, reference } })], DUE_FROM);
    await hurry();
    await run();
    assert.ok(moved.requests.length > 0);
    assert.ok((await outbox()).every((row) => row['state'] === 'sent'));
  });

  it('takes a 200 without an id for sent, and sends it no more', async () => {
    const { run, loop } = await delivery();
    await loop.tick(DUE_FROM);
    fake.script({ status: 200, body: '' });
    await loop.deliver(CUSTOMER);
    const sent = toCustomer().length;
    await hurry();
    await run();
    assert.equal(toCustomer().length, sent);
    assert.ok((await outbox()).every((row) => row['state'] === 'sent'));
  });

  const doubtful = [
    ['a page comes instead of an answer', { status: 200, body: '<html>sign in</html>' }],
    ['the server failed', { status: 500, body: {} }],
    ['nothing is answered', { fault: 'hang' }],
    ['the connection breaks', { fault: 'reset' }],
  ] as const;
  for (const [what, answer] of doubtful) {
    it(`sends a message once more, and counts that, when ${what}`, async () => {
      const { run, loop, counts } = await delivery();
      await loop.tick(DUE_FROM);
      fake.script(answer);
      await loop.deliver(CUSTOMER);
      assert.equal(toCustomer().length, 1, 'what waits behind it keeps its order');
      assert.equal(counts.get('inDoubt'), 1);
      assert.ok((await outbox()).some((row) => row['doubts'] === 1));
      assert.ok(!(await loop.toDeliver()).includes(CUSTOMER), 'it is not tried again at once');
      await hurry();
      await run();
      assert.ok((await outbox()).every((row) => row['state'] === 'sent'));
    });
  }

  it('holds nobody else up while a connector hangs', async () => {
    const { loop } = await delivery({}, 2);
    await loop.tick(DUE_FROM);
    fake.script({ fault: 'hang' });
    let isHungDone = false;
    const hung = loop.deliver(CUSTOMER).then(() => (isHungDone = true));
    await untilTrue(() => fake.requests.length === 1);
    await loop.deliver(personalChatId(1));
    assert.equal(isHungDone, false);
    assert.ok(fake.requests.length > 1);
    await hung;
  });

  it('records what was sent although the database stumbles, instead of sending it again', async () => {
    let stumbles = 1;
    const { loop, counts } = await delivery({
      store: (real) => ({
        ...real,
        async mark(marks) {
          if (stumbles-- > 0) throw new Error('the connection broke');
          await real.mark(marks);
        },
      }),
    });
    await loop.tick(DUE_FROM);
    await loop.deliver(CUSTOMER);
    const sent = toCustomer().length;
    await loop.deliver(CUSTOMER);
    assert.equal(toCustomer().length, sent);
    assert.equal(counts.get('inDoubt'), undefined);
    assert.ok((await outbox()).every((row) => row['state'] === 'sent'));
  });

  it('puts a conversation off for which there is no room, without counting a try', async () => {
    const { loop, counts } = await delivery({ messenger: (real) => ({ ...real, room: async () => 700 }) });
    await loop.tick(DUE_FROM);
    await loop.deliver(CUSTOMER);
    assert.equal(counts.get('heldBack'), 1);
    assert.equal(fake.requests.length, 0);
    const waits = await sql(`select distinct not_before - ${DUE_FROM} as ms, attempts from outbox
      where conversation_id = '${CUSTOMER}'`);
    assert.deepEqual(waits, [{ ms: '700', attempts: 0 }]);
  });

  describe('by two instances at once', () => {
    /** Minutes by which the clock of each is off. */
    const clocks = [
      ['clocks that agree', 0, 0],
      ['clocks a minute apart', 1, 0],
      ['clocks an hour apart', -60, 0],
    ] as const;
    for (const [what, a, b] of clocks) {
      it(`decides and sends everything once, with ${what}`, async () => {
        const first = await delivery({ now: () => DUE_FROM + a * 60_000 }, 12);
        const second = await aDelivery({ databaseUrl, now: () => DUE_FROM + b * 60_000 });
        open.push(second);
        for (let round = 0; round < 3; round++) await Promise.all([first, second].map((one) => one.run()));
        const [{ twice } = {}] = await sql(`select count(*) as twice from (
          select from journal j, jsonb_array_elements(j.events) e where e->>'type' = 'reminded'
          group by j.changeover_id, e->>'key' having count(*) > 1) t`);
        const [{ personal, waiting, doubts } = {}] = await sql(`select
          count(distinct activity_id) filter (where conversation_id like 'a:%') as personal,
          count(*) filter (where state = 'pending') as waiting, sum(doubts) as doubts from outbox`);
        assert.deepEqual({ twice, waiting, doubts }, { twice: '0', waiting: '0', doubts: '0' });
        const toPeople = fake.requests.filter((one) => one.url.includes('customer'));
        assert.equal(String(toPeople.length), personal);
      });
    }

    it('leaves what one has in hand to it, though the other’s clock is an hour ahead', async () => {
      const { loop, run } = await delivery();
      await loop.tick(DUE_FROM);
      const ahead = await aDelivery({ databaseUrl, now: () => DUE_FROM + 3_600_000 });
      open.push(ahead);
      fake.script({ fault: 'hang' });
      const inHand = loop.deliver(CUSTOMER);
      await untilTrue(() => toCustomer().length === 1);
      const [claimed] = await sql('select id from outbox where claimed_until > 0');
      assert.ok(claimed !== undefined);
      await ahead.loop.deliver(CUSTOMER);
      const twice = await sql(`select id from outbox where id = ${String(claimed['id'])} and attempts > 1`);
      assert.deepEqual(twice, []);
      await inHand;
      await run();
    });
  });

  it('does nothing again when the clock is set back', async () => {
    let now = DUE_FROM;
    const { run } = await delivery({ now: () => now });
    await run();
    const sent = fake.requests.length;
    now = DUE_FROM - 3_600_000;
    await run();
    now = DUE_FROM + 1;
    await run();
    assert.equal(fake.requests.length, sent);
  });
});

async function untilTrue(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
