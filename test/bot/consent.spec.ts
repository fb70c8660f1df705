import assert from 'node:assert/strict';
import { readConfig } from '../../bot/config.ts';
import { consentPage } from '../../bot/consent-page.ts';
import { hearConsent } from '../../bot/doors/consent.ts';
import { systemRandom } from '../../bot/system.ts';
import { makeConsentState } from '../../dialogs/consent-state.ts';
import { createConsentLinks } from '../../tenant/consent-link.ts';
import { contoso } from '../../sandbox/people.ts';

const ID = '0198f0a0-0000-7000-8000-000000000001';
const OTHER = '0198f0a0-0000-7000-8000-000000000002';
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\\nx\\n-----END CERTIFICATE-----\\n-----BEGIN PRIVATE KEY-----\\ny';

describe('the door that consent comes back by', () => {
  const { state, hash } = makeConsentState(ID, 'read', systemRandom);
  const heard = (...pairs: readonly (readonly [string, string])[]) =>
    hearConsent(new URLSearchParams(pairs.map(([name, value]) => [name, value])));

  it('hears a yes with its tenant, and knows the link by the hash of its secret', () => {
    assert.deepEqual(heard(['state', state], ['admin_consent', 'True'], ['tenant', contoso.tenantId.toUpperCase()]), {
      changeoverId: ID,
      purpose: 'read',
      hash,
      isGranted: true,
      tenantId: contoso.tenantId,
    });
    assert.equal(state.includes(hash), false);
  });

  it('hears a no: an error, no word of consent, or both', () => {
    for (const pairs of [
      [['error', 'access_denied']],
      [],
      [
        ['admin_consent', 'True'],
        ['error', 'access_denied'],
      ],
      [['admin_consent', 'False']],
    ] as const) {
      assert.equal(heard(['state', state], ...pairs)?.isGranted, false);
    }
  });

  it('hears nothing in what we never made, nor in a parameter that comes twice', () => {
    for (const bad of ['', 'x', `${ID}~read~short`, `${ID}~delete~${'a'.repeat(32)}`, `${state}~more`]) {
      assert.equal(heard(['state', bad], ['admin_consent', 'True']), undefined, bad);
    }
    assert.equal(heard(['state', state], ['state', state]), undefined);
    assert.equal(heard(['state', state], ['tenant', contoso.tenantId], ['tenant', ID])?.tenantId, undefined);
    assert.equal(heard(['state', state], ['tenant', "x'; drop"])?.tenantId, undefined);
  });

  it('makes another secret each time', () => {
    assert.notEqual(makeConsentState(ID, 'read', systemRandom).hash, hash);
  });

  it('answers with a page that runs nothing, in words for each end', () => {
    const ends = [
      ['granted', 200],
      ['refused', 200],
      ['wrongTenant', 400],
      [{ code: 'consentExpired' }, 400],
      [{ code: 'consentUnknown' }, 400],
      [{ code: 'tooBusy' }, 400],
      [undefined, 400],
    ] as const;
    const titles = ends.map(([outcome, status]) => {
      const page = consentPage(outcome, 'xx-YY;q=0.9,<script>');
      assert.equal(page.status, status);
      assert.match(page.policy, /^default-src 'none'; style-src 'sha256-/);
      assert.doesNotMatch(page.html, /<script|xx-YY/);
      return /<h1>(.+)<\/h1>/.exec(page.html)?.[1];
    });
    assert.equal(new Set(titles).size, 6);
    assert.match(consentPage('granted', 'en', 'write').html, /It may move licences now/);
  });
});

describe('the link to Microsoft’s page of consent', () => {
  const links = createConsentLinks({ read: ID, redirectUri: 'https://bot.example/api/consent' });

  it('names the tenant, the application and all that is registered for it', () => {
    const url = new URL(links.link('read', contoso.tenantId, 's~t')!);
    assert.equal(
      `${url.origin}${url.pathname}`,
      `https://login.microsoftonline.com/${contoso.tenantId}/v2.0/adminconsent`,
    );
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      client_id: ID,
      scope: 'https://graph.microsoft.com/.default',
      redirect_uri: 'https://bot.example/api/consent',
      state: 's~t',
    });
  });

  it('is none for writing where that is not set up', () => {
    assert.equal(links.link('write', contoso.tenantId, 's'), undefined);
  });
});

describe('the settings for reading tenants', () => {
  const real = { MicrosoftAppId: ID, MicrosoftAppTenantId: ID, MicrosoftAppPassword: 'p' };
  const reading = { ...real, TENANT_APP_ID: ID, PUBLIC_URL: 'https://bot.example' };
  const credential = (env: object) => readConfig({ ...reading, ...env }).tenant?.app.credential;

  it('are off unless set', () => {
    assert.equal(readConfig(real).tenant, undefined);
  });

  it('take a secret, a certificate, a managed or a workload identity', () => {
    assert.deepEqual(credential({ TENANT_APP_SECRET: 's' }), { kind: 'secret', secret: 's' });
    assert.deepEqual(credential({ TENANT_APP_CERTIFICATE: CERTIFICATE }), {
      kind: 'certificate',
      certificate: CERTIFICATE.replaceAll(String.raw`\n`, '\n'),
    });
    assert.deepEqual(credential({ TENANT_APP_IDENTITY: 'managed' }), { kind: 'managedIdentity' });
    assert.deepEqual(credential({ TENANT_APP_IDENTITY: 'managed', TENANT_APP_IDENTITY_ID: ID }), {
      kind: 'managedIdentity',
      identityId: ID,
    });
    assert.deepEqual(credential({ TENANT_APP_IDENTITY: 'workload' }), { kind: 'workloadIdentity' });
  });

  it('name the way back, and the second application where there is one', () => {
    const { tenant } = readConfig({ ...reading, TENANT_APP_IDENTITY: 'managed', TENANT_WRITE_APP_ID: OTHER });
    assert.equal(tenant?.redirectUri, 'https://bot.example/api/consent');
    assert.deepEqual(tenant?.write, { clientId: OTHER, credential: { kind: 'managedIdentity' } });
  });

  for (const [what, env, words] of [
    ['without a credential', reading, /no credential/],
    ['with two', { ...reading, TENANT_APP_SECRET: 's', TENANT_APP_IDENTITY: 'managed' }, /more than one credential/],
    ['without an application', { ...real, TENANT_APP_SECRET: 's' }, /TENANT_APP_ID is not/],
    ['without a way back', { ...real, TENANT_APP_ID: ID, TENANT_APP_SECRET: 's' }, /PUBLIC_URL is not/],
    ['with a way back that anybody can read', { ...reading, PUBLIC_URL: 'http://bot.example' }, /https/],
    ['in local mode', { TENANT_APP_ID: ID }, /MicrosoftAppId is empty/],
  ] as const) {
    it(`stop the start ${what}`, () => {
      assert.throws(() => readConfig(env), words);
    });
  }
});
