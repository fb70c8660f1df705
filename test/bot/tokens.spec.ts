import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import type { BotIdentity } from '../../bot/config.ts';
import { createTokens, credentialsFactory } from '../../bot/tokens.ts';

const APP = '11111111-1111-4111-8111-111111111111';
const TENANT = '22222222-2222-4222-8222-222222222222';

describe('the bot’s tokens', () => {
  let asked: boolean[];
  let answer: (isForced: boolean) => Promise<string>;

  beforeEach(() => {
    asked = [];
    answer = async (isForced) => (isForced ? 'fresh' : 'cached');
  });

  const tokens = () => {
    const getToken = (isForced = false): Promise<string> => {
      asked.push(isForced);
      return answer(isForced);
    };
    // Typed as the SDK's credentials, of which only this is used.
    return createTokens(
      { createCredentials: async () => ({ getToken, signRequest: async (request) => request }) },
      APP,
    );
  };

  it('come from the SDK’s cache, or fresh when that is asked for', async () => {
    const some = tokens();
    assert.deepEqual([await some.token(), await some.freshToken()], ['cached', 'fresh']);
    assert.deepEqual(asked, [false, true]);
  });

  it('are asked for once by many messages at the same time', async () => {
    const some = tokens();
    const all = await Promise.all([some.token(), some.token(), some.token()]);
    assert.deepEqual(all, ['cached', 'cached', 'cached']);
    assert.equal(asked.length, 1);
    await some.token();
    assert.equal(asked.length, 2);
  });

  it('are asked for again after a failure', async () => {
    const some = tokens();
    answer = () => Promise.reject(new Error('no network'));
    await assert.rejects(some.token(), /no network/);
    answer = async () => 'later';
    assert.equal(await some.token(), 'later');
  });

  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const kinds: readonly BotIdentity['credential'][] = [
    { kind: 'password', password: 'x' },
    { kind: 'certificate', thumbprint: 'A'.repeat(40), privateKey },
    { kind: 'managedIdentity' },
  ];
  for (const credential of kinds) {
    it(`are known by the SDK for a bot with a ${credential.kind}, which is never taken for one without sign-in`, async () => {
      const factory = credentialsFactory({ appId: APP, tenantId: TENANT, credential });
      assert.ok(!(await factory.isAuthenticationDisabled()));
      assert.equal(await factory.isValidAppId(APP), true);
      assert.equal(await factory.isValidAppId(TENANT), false);
      const made: object = await factory.createCredentials(
        APP,
        'https://api.botframework.com',
        'https://login.microsoftonline.com/',
        true,
      );
      assert.ok('getToken' in made);
    });
  }
});
