import assert from 'node:assert/strict';
import { createConnector, type Connector } from '../../bot/connector.ts';
import { limitedConnector } from '../../bot/limited-connector.ts';
import type { LimitedCall, Limits } from '../../bot/limits.ts';
import { sdkConnectorFactory } from '../../bot/sdk-connector.ts';
import type { Reference } from '../../loop/ports.ts';
import { startFakeConnector, type FakeConnector } from '../support/fake-connector.ts';
import { quietLog } from '../support/quiet-log.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';

describe('the connector within the limits', () => {
  let fake: FakeConnector;
  let plain: Connector;
  let reference: Reference;
  const asked: LimitedCall[] = [];
  const paused: [string, number][] = [];
  /** What the limits say to the next call. */
  let waitMs: number | undefined;
  const take: Limits['take'] = async (call) => {
    asked.push(call);
    return waitMs;
  };
  const limits: Limits = {
    take,
    takeNow: take,
    pause: async (conversationId, ms) => void paused.push([conversationId, ms]),
  };

  beforeEach(async () => {
    fake = await startFakeConnector();
    plain = createConnector({ trusts: () => true, log: quietLog().log });
    reference = { serviceUrl: fake.serviceUrl, conversationId: 'a:1', botId: '28:bot', tenantId: TENANT };
    asked.length = 0;
    paused.length = 0;
    waitMs = undefined;
  });
  afterEach(async () => {
    plain.close();
    await fake.close();
  });

  it('asks for room in the thread that is spoken in', async () => {
    const connector = limitedConnector(plain, limits);
    await connector.room(reference);
    await connector.room(reference, '19:c@thread.tacv2;messageid=1');
    assert.deepEqual(
      asked.map((call) => [call.conversationId, call.tenantId, call.kind]),
      [
        ['a:1', TENANT, 'write'],
        ['19:c@thread.tacv2;messageid=1', TENANT, 'write'],
      ],
    );
  });

  it('asks for a chat anew a minute later where no time was named, and never every second', async () => {
    const connector = limitedConnector(plain, limits);
    fake.script({ status: 503, body: {} });
    const chat = await connector.chatWith({ ...reference, userId: '29:alex' });
    assert.equal(!chat.ok && chat.kind, 'retry');
    assert.deepEqual(paused, [['a:1', 60_000]]);
  });

  it('holds the conversation back for as long as the connector asks', async () => {
    const connector = limitedConnector(plain, limits);
    fake.script({ status: 429, headers: { 'retry-after': '7' }, body: { error: { code: 'Throttled' } } });
    await connector.send(reference, 'personal', { text: 'x' });
    fake.script({ status: 429, headers: { 'retry-after': '3' }, body: { error: { code: 'Throttled' } } });
    await connector.update(reference, 'a:1', '17', { text: 'x' });
    assert.deepEqual(paused, [
      ['a:1', 7_000],
      ['a:1', 3_000],
    ]);
  });

  it('counts what the SDK sends and who is asked about, and sends nothing when there is no room', async () => {
    const connector = limitedConnector(plain, limits);
    const sdk = await sdkConnectorFactory(connector).create(fake.serviceUrl, '');
    const activity = { type: 'message', conversation: { id: 'a:1', tenantId: TENANT, isGroup: false } };
    await sdk.conversations.sendToConversation('a:1', activity as never);
    await connector.member(reference, '19:team', '29:x');
    assert.deepEqual(
      asked.map((call) => call.kind),
      ['write', 'read'],
    );
    waitMs = 400;
    const before = fake.requests.length;
    await assert.rejects(sdk.conversations.sendToConversation('a:1', activity as never), /no room/);
    const found = await connector.member(reference, '19:team', '29:x');
    assert.deepEqual(found, { ok: false, kind: 'retry', why: 'no room', retryAfterMs: 400 });
    assert.equal(fake.requests.length, before);
  });
});
