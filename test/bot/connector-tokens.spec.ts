import assert from 'node:assert/strict';
import { createConnector } from '../../bot/connector.ts';
import { isLoopbackServiceUrl } from '../../bot/service-url.ts';
import type { Reference } from '../../loop/ports.ts';
import { startFakeConnector, type FakeConnector } from '../support/fake-connector.ts';
import { quietLog } from '../support/quiet-log.ts';

const TENANT = '22222222-2222-4222-8222-222222222222';

describe('the connector client with a token', () => {
  let fake: FakeConnector;
  let personal: Reference;
  let asked: string[];

  const withTokens = (tokens: { token(): Promise<string>; freshToken(): Promise<string> }, log = quietLog().log) =>
    createConnector({ trusts: isLoopbackServiceUrl, log, timeoutMs: 250, tokens });
  const tokens = {
    token: async () => (asked.push('cached'), 'old-token'),
    freshToken: async () => (asked.push('fresh'), 'new-token'),
  };

  beforeEach(async () => {
    asked = [];
    fake = await startFakeConnector();
    personal = { serviceUrl: fake.serviceUrl, conversationId: 'a:1', botId: '28:bot', tenantId: TENANT };
  });
  afterEach(() => fake.close());

  it('shows it to the connector', async () => {
    assert.equal((await withTokens(tokens).send(personal, 'personal', { text: 'x' })).ok, true);
    assert.equal(fake.requests[0]?.headers.authorization, 'Bearer old-token');
  });

  it('tries once more with a fresh one when it was refused: nothing was done by then', async () => {
    fake.script({ status: 401, body: {} });
    assert.equal((await withTokens(tokens).send(personal, 'personal', { text: 'x' })).ok, true);
    assert.deepEqual(asked, ['cached', 'fresh']);
    assert.equal(fake.requests[1]?.headers.authorization, 'Bearer new-token');
  });

  it('alerts the operator when a fresh one is refused too', async () => {
    const { log, lines } = quietLog();
    fake.script({ status: 401, body: {} }, { status: 401, body: {} });
    const result = await withTokens(tokens, log).send(personal, 'personal', { text: 'x' });
    assert.equal(!result.ok && result.kind, 'retry');
    assert.equal(fake.requests.length, 2);
    assert.equal(lines[0]?.['level'], 'error');
    assert.match(String(lines[0]?.['msg']), /refuses our credentials/);
  });

  it('keeps the message for later when there is none', async () => {
    const none = { ...tokens, token: () => Promise.reject(new Error('AADSTS7000215: secret words')) };
    const result = await withTokens(none).send(personal, 'personal', { text: 'x' });
    assert.deepEqual(result, { ok: false, kind: 'retry', why: 'no token: Error' });
    assert.equal(fake.requests.length, 0);
  });
});
