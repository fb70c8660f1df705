import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { OutboxItem } from '../../loop/ports.ts';
import { connect } from '../../store/connect.ts';
import { openStore } from '../../store/open.ts';
import { freshDatabase, freshDataDir } from '../support/fresh-database.ts';
import { silent } from '../support/silent-log.ts';
import { busiest } from './busiest.ts';
import { startInstance } from './fleet.ts';
import { startRecordingConnector, type RecordingConnector } from './recording-connector.ts';
import { DUE_FROM, personalChatId, seed } from './seed.ts';
import { openWork, verdictOf, type Place } from './verdict.ts';

/** Each has a reminder for its customer in a chat of its own, and one for the channel of its partner. */
const REMINDERS = Number(process.env['REMINDERS'] ?? 5_000);
const TENANTS = 50;
/** Chats in which many messages wait, so that a thread's own limit is met too. */
const BUSY_CHATS = 10;
const IN_EACH = 20;
const CONNECTOR_MS = 20;

describe(`the limits, with ${REMINDERS} reminders due at once over ${TENANTS} tenants`, function () {
  this.timeout(30 * 60_000);

  it('are never exceeded by one process on the embedded store', async () => {
    await prove({ dataDir: await freshDataDir() }, 1);
  });

  it('are never exceeded by two instances together', async () => {
    await prove({ databaseUrl: await freshDatabase() }, 2);
  });
});

async function prove(place: Place, instances: number): Promise<void> {
  const connector = await startRecordingConnector(CONNECTOR_MS);
  try {
    await seeded(place, connector);
    const startedAt = Date.now();
    const aheadMs = DUE_FROM - startedAt + 1_000;
    const options = { place, aheadMs, keepsLimits: true };
    const fleet = await Promise.all(Array.from({ length: instances }, () => startInstance(options)));
    await untilAll(connector);
    await Promise.all(fleet.map((instance) => instance.end()));
    await check(place, connector, { dueUpTo: Date.now() + aheadMs, seconds: (Date.now() - startedAt) / 1000 });
  } finally {
    await connector.close();
  }
}

async function seeded(place: Place, { serviceUrl }: RecordingConnector): Promise<void> {
  const { store, close } = await openStore({ dataDir: '', ...place }, silent);
  await seed(store, { serviceUrl, count: REMINDERS, tenants: TENANTS, dueAfterMs: () => 0 });
  const outbox = Array.from({ length: BUSY_CHATS * IN_EACH }, (_, i): OutboxItem => {
    const chat = i % BUSY_CHATS;
    return {
      occasion: `busy-${i}`,
      changeoverId: `changeover-${chat}`,
      to: { conversationId: personalChatId(chat) },
      message: { kind: 'notice', text: 'notice.settled.credited', params: { domain: 'contoso.com' } },
    };
  });
  await store.commit([{ changeovers: [], texts: [], cardWishes: [], outbox }], DUE_FROM);
  await close();
}

/** Longer than any window that holds a message back here, on a machine that has much else to do too. */
const SILENCE_MS = 30_000;

async function untilAll({ taken }: RecordingConnector): Promise<void> {
  while (taken.length < REMINDERS || Date.now() - taken.at(-1)!.at < SILENCE_MS) await wait(200);
}

async function check(
  place: Place,
  { taken }: RecordingConnector,
  { dueUpTo, seconds }: { readonly dueUpTo: number; readonly seconds: number },
): Promise<void> {
  const thread = (one: (typeof taken)[number]): string => one.conversationId;
  const found = {
    thread1s: busiest(taken, thread, 1_000),
    thread2s: busiest(taken, thread, 2_000),
    thread30s: busiest(taken, thread, 30_000),
    tenant1s: busiest(taken, (one) => one.tenantId, 1_000),
    all1s: busiest(taken, () => '', 1_000),
  };
  const database = await connect({ dataDir: '', ...place }, silent);
  const left = await openWork(database, dueUpTo);
  await database.close();
  const { lost, duplicates } = await verdictOf(place, taken, dueUpTo);
  process.stderr.write(`${JSON.stringify({ ...found, taken: taken.length, left, lost, duplicates, seconds })}\n`);
  assert.ok(taken.length >= REMINDERS);
  assert.deepEqual({ left, lost, duplicates }, { left: 0, lost: 0, duplicates: 0 });
  assert.ok(found.thread1s <= 7 && found.thread2s <= 8 && found.thread30s <= 60, 'of a thread');
  assert.ok(found.tenant1s <= 30, 'of a tenant');
}
