import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import type { TurnContext } from 'botbuilder';
import { createAdapter, type Adapter, type Processed } from '../../bot/adapter.ts';
import { createConnector, type Connector } from '../../bot/connector.ts';
import { Activity } from '../../bot/doors/activity.ts';
import { isLoopbackServiceUrl } from '../../bot/service-url.ts';
import { credentialsFactory } from '../../bot/tokens.ts';
import { personalMessage, TEAMS_URL, type Json } from '../support/activities.ts';
import { startFakeConnector, type FakeConnector } from '../support/fake-connector.ts';
import { quietLog } from '../support/quiet-log.ts';

const APP = '11111111-1111-4111-8111-111111111111';
const TENANT = '22222222-2222-4222-8222-222222222222';
const CHANNEL = 'https://api.botframework.com';

describe('the adapter', () => {
  let keys: Keys;
  let fake: FakeConnector;
  let connector: Connector;

  before(async () => {
    keys = await startKeys();
    fake = await startFakeConnector();
    connector = createConnector({ trusts: isLoopbackServiceUrl, log: quietLog().log });
  });
  after(async () => {
    connector.close();
    await fake.close();
    await keys.close();
  });

  const failed: unknown[] = [];
  const guarded = (): Adapter =>
    createAdapter({
      connector,
      credentials: credentialsFactory({
        appId: APP,
        tenantId: TENANT,
        credential: { kind: 'password', password: 'x' },
      }),
      keysUrl: keys.url,
      onTurnError: async (_context, error, turn) => void failed.push([turn, error]),
    });
  const open = (onTurnError = async (): Promise<void> => {}): Adapter => createAdapter({ connector, onTurnError });

  /** How an activity with such a token fares, and whether the logic ran. */
  async function tried(token: string, changes: Json = {}): Promise<{ processed: Processed; hasRun: boolean }> {
    let hasRun = false;
    const activity = Activity.parse(personalMessage(changes));
    const processed = await guarded().process({ authorization: `Bearer ${token}`, activity, turn: 't1' }, async () => {
      hasRun = true;
    });
    return { processed, hasRun };
  }

  it('runs the logic for a token that the channel signed for this bot and this address', async () => {
    const { processed, hasRun } = await tried(await keys.token());
    assert.deepEqual([processed.ok, hasRun], [true, true]);
  });

  const bad: readonly [string, () => Promise<string>, Json?][] = [
    ['signed by somebody else', async () => keys.token({}, (await generateKeyPair('RS256')).privateKey)],
    ['run out', () => keys.token({ exp: Math.floor(Date.now() / 1000) - 3600 })],
    ['for another bot', () => keys.token({ aud: '99999999-9999-4999-8999-999999999999' })],
    ['for another address', () => keys.token({ serviceurl: 'https://smba.trafficmanager.net/apac/' })],
    ['for the same address less a stroke', () => keys.token({ serviceurl: TEAMS_URL.slice(0, -1) })],
    ['for a key that does not vouch for Teams', () => keys.token({}, undefined, 'webchat')],
  ];
  for (const [what, make, changes] of bad) {
    it(`does not run it for a token that is ${what}`, async () => {
      const { processed, hasRun } = await tried(await make(), changes);
      assert.deepEqual([processed.ok, hasRun], [false, false]);
    });
  }

  it('runs it for everybody in local mode, where the doorman stands alone', async () => {
    let hasRun = false;
    const activity = Activity.parse(personalMessage({ serviceUrl: fake.serviceUrl }));
    await open().process({ authorization: '', activity, turn: 't1' }, async () => void (hasRun = true));
    assert.equal(hasRun, true);
  });

  it('sends what the SDK sends by our own client', async () => {
    const activity = Activity.parse(personalMessage({ serviceUrl: fake.serviceUrl }));
    const before = fake.requests.length;
    await open().process({ authorization: '', activity, turn: 't1' }, async (context) => {
      await context.sendActivity('hello');
      await context.updateActivity({ type: 'message', id: '17', text: 'changed' });
    });
    const requests = fake.requests.slice(before);
    assert.deepEqual(
      requests.map(({ method, headers }) => [method, headers['user-agent']]),
      [
        ['POST', 'changeover'],
        ['PUT', 'changeover'],
      ],
    );
  });

  it('hands an exception of the logic to the error handler with the correlation id, and answers as if all were well', async () => {
    const heard: unknown[] = [];
    const adapter = createAdapter({
      connector,
      onTurnError: async (_context: TurnContext, error, turn) => void heard.push([turn, error]),
    });
    const boom = new Error('secret words');
    const activity = Activity.parse(personalMessage({ serviceUrl: fake.serviceUrl }));
    const processed = await adapter.process({ authorization: '', activity, turn: 't9' }, () => Promise.reject(boom));
    assert.deepEqual(heard, [['t9', boom]]);
    assert.equal(processed.ok && processed.status, 200);
  });

  it('brings back the answer to an invoke', async () => {
    const activity = Activity.parse(personalMessage({ serviceUrl: fake.serviceUrl, type: 'invoke', text: undefined }));
    const processed = await open().process({ authorization: '', activity, turn: 't1' }, async (context) => {
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { statusCode: 400 } } });
    });
    assert.deepEqual(processed, { ok: true, status: 200, body: { statusCode: 400 } });
  });
});

interface Keys {
  /** Where the OpenID document is. */
  readonly url: string;
  /** A token as Teams sends it, but for the changes. */
  token(claims?: Json, key?: CryptoKey, keyId?: string): Promise<string>;
  close(): Promise<void>;
}

/** A pretend login.botframework.com with two keys: one that vouches for Teams, one for web chat alone. */
async function startKeys(): Promise<Keys> {
  const teams = await generateKeyPair('RS256');
  const webchat = await generateKeyPair('RS256');
  const described: (JWK & { endorsements: readonly string[] })[] = [
    { ...(await exportJWK(teams.publicKey)), kid: 'teams', endorsements: ['msteams'] },
    { ...(await exportJWK(webchat.publicKey)), kid: 'webchat', endorsements: ['webchat'] },
  ];
  const server: Server = createServer((request, response) => {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const isKeys = request.url === '/keys';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isKeys ? { keys: described } : { issuer: CHANNEL, jwks_uri: `${base}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/openid`,
    token: (claims = {}, key?: CryptoKey, keyId = 'teams') =>
      new SignJWT({
        iss: CHANNEL,
        aud: APP,
        serviceurl: TEAMS_URL,
        exp: Math.floor(Date.now() / 1000) + 600,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: keyId })
        .setIssuedAt()
        .sign(key ?? (keyId === 'teams' ? teams.privateKey : webchat.privateKey)),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
