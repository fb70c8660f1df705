import assert from 'node:assert/strict';
import { readConfig, type Environment } from '../../bot/config.ts';

const APP = '11111111-1111-4111-8111-111111111111';
const TENANT = '22222222-2222-4222-8222-222222222222';
const WRITER = '33333333-3333-4333-8333-333333333333';
const PEM = String.raw`-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\ny\n-----END CERTIFICATE-----`;
const real = { MicrosoftAppId: APP, MicrosoftAppTenantId: TENANT, MicrosoftAppPassword: 's3cret-value' };
const reading = { ...real, PUBLIC_URL: 'https://bot.example.com', TENANT_APP_ID: TENANT };
const secret = { ...reading, TENANT_APP_SECRET: 'another' };

describe('the settings of the licence move', () => {
  it('are off unless a second application is named', () => {
    assert.equal(readConfig(secret).tenant?.write, undefined);
    const { tenant } = readConfig({ ...secret, TENANT_WRITE_APP_ID: WRITER, TENANT_WRITE_APP_SECRET: 'its own' });
    assert.deepEqual(tenant?.write, { clientId: WRITER, credential: { kind: 'secret', secret: 'its own' } });
  });

  it('share a certificate or the host’s identity with the reading, unless there is another one', () => {
    const shared = readConfig({ ...reading, TENANT_APP_CERTIFICATE: PEM, TENANT_WRITE_APP_ID: WRITER });
    const own = { ...reading, TENANT_APP_IDENTITY: 'workload', TENANT_WRITE_APP_ID: WRITER };
    const certificate = PEM.replaceAll(String.raw`\n`, '\n');
    assert.deepEqual(shared.tenant?.write?.credential, { kind: 'certificate', certificate });
    assert.deepEqual(readConfig(own).tenant?.write?.credential, { kind: 'workloadIdentity' });
    const other = readConfig({ ...own, TENANT_WRITE_APP_CERTIFICATE: PEM });
    assert.deepEqual(other.tenant?.write?.credential, { kind: 'certificate', certificate });
  });

  for (const [what, env, words] of [
    [
      'with the reading’s own application',
      { ...secret, TENANT_WRITE_APP_ID: TENANT, TENANT_WRITE_APP_SECRET: 'x' },
      /same as TENANT_APP_ID/,
    ],
    ['with a secret that is not its own', { ...secret, TENANT_WRITE_APP_ID: WRITER }, /no credential/],
    [
      'with two credentials',
      { ...secret, TENANT_WRITE_APP_ID: WRITER, TENANT_WRITE_APP_SECRET: 'x', TENANT_WRITE_APP_CERTIFICATE: PEM },
      /more than one/,
    ],
    ['with a credential alone', { ...secret, TENANT_WRITE_APP_SECRET: 'x' }, /TENANT_WRITE_APP_ID is not/],
    ['without the reading', { ...real, TENANT_WRITE_APP_ID: WRITER }, /TENANT_APP_ID is not/],
  ] as const) {
    it(`stop the start ${what}`, () => assert.match(problem(env), words));
  }

  it('take an address for files that browsers trust, without a path', () => {
    assert.equal(readConfig({ ...real, PUBLIC_URL: 'https://bot.example.com' }).publicUrl, 'https://bot.example.com');
    for (const wrong of ['http://bot.example.com', 'https://bot.example.com/x', 'bot']) {
      assert.match(problem({ ...real, PUBLIC_URL: wrong }), /PUBLIC_URL is not/);
    }
  });
});

function problem(env: Environment): string {
  try {
    readConfig(env);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  throw new Error('It was accepted.');
}
