import assert from 'node:assert/strict';
import type { Renderer } from '../../loop/delivery-ports.ts';
import { connect } from '../../store/connect.ts';
import type { Database, Row } from '../../store/database.ts';
import { channelId, DUE_FROM, personalChatId, seed } from '../prove/seed.ts';
import { aDelivery, type Delivery } from '../support/delivery.ts';
import { startFakeConnector, type FakeConnector } from '../support/fake-connector.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { silent } from '../support/silent-log.ts';

const CHAT = personalChatId(0);

describe('what can’t be drawn', () => {
  let database: Database;
  let fake: FakeConnector;
  let delivery: Delivery;
  /** What of the first changeover can't be drawn. */
  let fault: 'message' | 'card' | undefined;
  const faulty = (real: Renderer): Renderer => ({
    ...real,
    lot(lot, conversation, now) {
      if (fault === 'message' && lot.some((item) => item.changeover?.id === 'changeover-0'))
        throw new Error('a word is missing');
      return real.lot(lot, conversation, now);
    },
    status(changeover, ...of) {
      if (fault === 'card' && changeover.id === 'changeover-0') throw new Error('a word is missing');
      return real.status(changeover, ...of);
    },
  });

  beforeEach(async () => {
    const databaseUrl = await freshDatabase();
    fake = await startFakeConnector();
    database = await connect({ databaseUrl, dataDir: '' }, silent);
    fault = undefined;
    delivery = await aDelivery({ databaseUrl, renderer: faulty });
    // Two changeovers of one channel, whose reminders go out as one message.
    const seeding = { serviceUrl: fake.serviceUrl, count: 2, tenants: 1, channels: 1, dueAfterMs: () => 0 };
    await seed(delivery.store, seeding);
  });
  afterEach(async () => {
    await delivery.close();
    await database.close();
    await fake.close();
  });

  const sql = (text: string): Promise<readonly Row[]> => database.run({ text });
  const sentTo = (conversationId: string): readonly string[] =>
    fake.requests
      .map((one) => decodeURIComponent(one.url) + JSON.stringify(one.body))
      .filter((one) => one.includes(conversationId));
  const waiting = (): Promise<readonly Row[]> => sql(`select why from outbox where state = 'pending' order by id`);

  it('holds up nobody else in its chat, and goes out once it can be drawn', async () => {
    const message = { kind: 'notice' as const, text: 'notice.settled.credited', params: {} };
    const outbox = [{ occasion: 'faulty', changeoverId: 'changeover-0', to: { conversationId: CHAT }, message }];
    await delivery.store.commit([{ changeovers: [], texts: [], cardWishes: [], outbox }], DUE_FROM);
    await delivery.run();
    assert.equal(sentTo(CHAT).length, 1);
    assert.deepEqual(await waiting(), [{ why: 'undrawable' }]);
    assert.equal(delivery.counts.get('failed'), 1);
    await delivery.run();
    assert.equal(sentTo(CHAT).length, 1);
    await sql(`update outbox set not_before = 0, message = jsonb_set(message, '{params,domain}', '"contoso.com"')
      where state = 'pending'`);
    await delivery.run();
    assert.equal(sentTo(CHAT).length, 2);
    assert.deepEqual(await waiting(), []);
  });

  it('holds up nothing else of the day', async () => {
    fault = 'message';
    await delivery.run();
    assert.equal(sentTo(channelId(0)).length, 1);
    assert.match(sentTo(channelId(0))[0]!, /changeover-1/);
    assert.doesNotMatch(sentTo(channelId(0))[0]!, /changeover-0/);
    assert.equal((await waiting()).length, 2);
  });

  it('as a status card leaves the messages of its conversation alone, and is drawn later', async () => {
    fault = 'card';
    const cardWishes = [{ conversationId: CHAT, tag: 'status/changeover-0', changeoverId: 'changeover-0' }];
    await delivery.store.commit([{ changeovers: [], texts: [], cardWishes, outbox: [] }], DUE_FROM);
    await delivery.run();
    assert.equal(sentTo(CHAT).length, 1);
    fault = undefined;
    await sql('update cards set ready_at = 0');
    await delivery.run();
    assert.equal(sentTo(CHAT).length, 2);
  });
});
