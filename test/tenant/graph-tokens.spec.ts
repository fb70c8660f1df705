import assert from 'node:assert/strict';
import { createGraphTokens, type GraphApp } from '../../tenant/graph-tokens.ts';

const APP: GraphApp = {
  clientId: '22222222-2222-4222-8222-222222222222',
  credential: { kind: 'secret', secret: 'a secret that is never used' },
};
const ofEntra = (name: string): Error => Object.assign(new Error('AADSTS700016 …'), { name });

describe('tokens for Graph', () => {
  it('are each tenant’s own, and its credential is made once', async () => {
    const made: string[] = [];
    const tokens = createGraphTokens(APP, (tenantId) => {
      made.push(tenantId);
      return { getToken: async () => ({ token: `of ${tenantId}`, expiresOnTimestamp: 0 }) };
    });
    assert.deepEqual(await tokens.token('a'), { ok: true, token: 'of a' });
    assert.deepEqual(await tokens.token('b'), { ok: true, token: 'of b' });
    await tokens.token('a');
    assert.deepEqual(made, ['a', 'b']);
  });

  it('are not permitted where Entra says so, and later where it is not reached', async () => {
    const failing = (name: string) =>
      createGraphTokens(APP, () => ({
        getToken: async () => {
          throw ofEntra(name);
        },
      })).token('a');
    assert.deepEqual(await failing('AuthenticationRequiredError'), {
      ok: false,
      kind: 'notPermitted',
      why: 'no token: AuthenticationRequiredError',
    });
    assert.equal((await failing('CredentialUnavailableError')).ok, false);
    assert.deepEqual(await failing('CredentialUnavailableError'), {
      ok: false,
      kind: 'unavailable',
      why: 'no token: CredentialUnavailableError',
    });
  });

  it('are given up after the deadline', async () => {
    const never = createGraphTokens(APP, () => ({ getToken: () => new Promise(() => undefined) }), 20);
    assert.deepEqual(await never.token('a'), { ok: false, kind: 'unavailable', why: 'no token in time' });
  });

  it('come from Entra’s own credentials, which refuse a tenant that is none', async () => {
    const token = await createGraphTokens(APP).token('no tenant!');
    assert.equal(token.ok, false);
  });
});
