import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ConfigError } from '../../bot/config-errors.ts';
import { hasAppId, readBotConfig, readConfig, type Environment } from '../../bot/config.ts';

const APP = '11111111-1111-4111-8111-111111111111';
const TENANT = '22222222-2222-4222-8222-222222222222';
const THUMBPRINT = 'A'.repeat(40);

const real = { MicrosoftAppId: APP, MicrosoftAppTenantId: TENANT, MicrosoftAppPassword: 's3cret-value' };

describe('the configuration', () => {
  it('is local mode on loopback when the environment is empty', () => {
    const config = readConfig({});
    assert.deepEqual(config, {
      port: 3978,
      host: '127.0.0.1',
      dataDir: '.data',
      logLevel: 'info',
      client: 'playground',
      rateLimit: 200,
    });
  });

  it('takes an empty or blank variable for an unset one', () => {
    assert.deepEqual(readConfig({ PORT: '', MicrosoftAppId: '  ', DATABASE_URL: '' }), readConfig({}));
  });

  it('knows under which address browsers reach it: https, without a path or a slash at its end', () => {
    assert.equal(readConfig({ ...real, PUBLIC_URL: 'https://bot.example.com/' }).publicUrl, 'https://bot.example.com');
    assert.equal(readConfig(real).publicUrl, undefined);
    assert.throws(() => readConfig({ ...real, PUBLIC_URL: 'http://bot.example.com' }), /https/);
    assert.throws(() => readConfig({ ...real, PUBLIC_URL: 'https://bot.example.com/bot' }), /without a path/);
  });

  it('knows a bot by a password, a certificate or a managed identity', () => {
    assert.deepEqual(readConfig(real).bot?.credential, { kind: 'password', password: 's3cret-value' });
    const { MicrosoftAppPassword: _without, ...identity } = real;
    const certificate = { CertificateThumbprint: THUMBPRINT, CertificatePrivateKey: String.raw`-----BEGIN\nabc\n` };
    assert.deepEqual(readConfig({ ...identity, ...certificate }).bot?.credential, {
      kind: 'certificate',
      thumbprint: THUMBPRINT,
      privateKey: '-----BEGIN\nabc\n',
    });
    const managed = readConfig({ ...identity, MicrosoftAppType: 'UserAssignedMSI' });
    assert.deepEqual(managed.bot, { appId: APP, tenantId: TENANT, credential: { kind: 'managedIdentity' } });
  });

  it('lets a real bot answer on all interfaces and local mode on none but loopback', () => {
    assert.equal(readConfig(real).host, '0.0.0.0');
    assert.equal(readConfig({ HOST: '::1' }).host, '::1');
    assert.match(problem({ HOST: '0.0.0.0' }), /HOST is 0\.0\.0\.0/);
  });

  it('goes to Graph for what is set, with an application of its own', () => {
    assert.equal(readConfig(real).graph, undefined);
    const graph = { ...real, GRAPH_APP_ID: TENANT, GRAPH_APP_SECRET: 'another' };
    const app = { clientId: TENANT, credential: { kind: 'secret', secret: 'another' } };
    assert.deepEqual(readConfig(graph).graph, { app });
    assert.deepEqual(readConfig({ ...graph, GRAPH_INSTALL: 'on', MAIL_SENDER: 'bot@fabrikam.com' }).graph, {
      app,
      installs: { externalId: APP },
      mails: { sender: 'bot@fabrikam.com', tenantId: TENANT },
    });
    assert.equal(
      readConfig({ ...graph, GRAPH_INSTALL: 'on', TEAMS_APP_ID: TENANT }).graph?.installs?.externalId,
      TENANT,
    );
  });

  const mistakes: readonly [string, Environment, RegExp][] = [
    [
      'an empty app id beside a password',
      { ...real, MicrosoftAppId: '' },
      /MicrosoftAppId is empty although MicrosoftAppPassword/,
    ],
    [
      'a mailbox without an application for Graph',
      { ...real, MAIL_SENDER: 'a@b.example' },
      /MAIL_SENDER is set but GRAPH_APP_ID/,
    ],
    ['installs without one', { ...real, GRAPH_INSTALL: 'on' }, /GRAPH_INSTALL is set but GRAPH_APP_ID/],
    [
      'an application for Graph without a secret',
      { ...real, GRAPH_APP_ID: APP },
      /set GRAPH_APP_SECRET or GRAPH_APP_CERTIFICATE/,
    ],
    ['a mailbox that is none', { ...real, MAIL_SENDER: 'Bot <a@b>' }, /MAIL_SENDER is not the address/],
    [
      'a certificate for Graph without its key',
      { ...real, GRAPH_APP_ID: APP, GRAPH_APP_CERTIFICATE: 'x' },
      /GRAPH_APP_CERTIFICATE is not a PEM/,
    ],
    [
      'Graph in local mode',
      { GRAPH_APP_ID: APP, GRAPH_APP_SECRET: 'x' },
      /MicrosoftAppId is empty although GRAPH_APP_ID/,
    ],
    ['an empty app id in production', { NODE_ENV: 'production' }, /MicrosoftAppId is empty although NODE_ENV/],
    ['no credential', { ...real, MicrosoftAppPassword: ' ' }, /no credential is: set MicrosoftAppPassword/],
    ['no tenant', { ...real, MicrosoftAppTenantId: undefined }, /MicrosoftAppTenantId is empty/],
    ['the bot type that Azure no longer offers', { ...real, MicrosoftAppType: 'MultiTenant' }, /no longer offers/],
    [
      'a secret beside a managed identity',
      { ...real, MicrosoftAppType: 'UserAssignedMSI' },
      /has no secret, but one is set/,
    ],
    [
      'a certificate without its key',
      { ...real, CertificateThumbprint: THUMBPRINT },
      /CertificatePrivateKey is missing/,
    ],
    ['a key without its certificate', { ...real, CertificatePrivateKey: 'x' }, /CertificateThumbprint is missing/],
    ['an app id that is no GUID', { ...real, MicrosoftAppId: 'my-bot' }, /MicrosoftAppId is not a GUID/],
    ['a port in words', { PORT: 'eighty' }, /PORT is not a whole number/],
    ['a port that does not exist', { PORT: '65536' }, /PORT is not a whole number/],
    ['another database', { DATABASE_URL: 'mysql://x' }, /DATABASE_URL is not a postgres:\/\/ address/],
    ['an unknown client', { CLIENT: 'browser' }, /CLIENT is not one of playground, off/],
    ['no rate at all', { RATE_LIMIT: '0' }, /RATE_LIMIT is not/],
  ];
  for (const [what, env, expected] of mistakes) {
    it(`stops at ${what} with one line that names the remedy`, () => {
      const line = problem(env);
      assert.match(line, expected);
      assert.match(line, /: .+\./);
      assert.ok(!line.includes('\n'));
    });
  }

  it('names every mistake at once', () => {
    const line = problem({ PORT: 'x', CLIENT: 'y' });
    assert.match(line, /PORT/);
    assert.match(line, /CLIENT/);
  });

  it('never repeats a value, which may be a secret in the wrong place', () => {
    assert.ok(!problem({ ...real, MicrosoftAppId: 's3cret-value' }).includes('s3cret-value'));
  });

  it('has an identity for the production entry, or stops', () => {
    assert.equal(readBotConfig(real).bot.appId, APP);
    assert.throws(() => readBotConfig({}), /MicrosoftAppId is empty/);
    assert.equal(hasAppId(real), true);
    assert.equal(hasAppId({ MicrosoftAppId: ' ' }), false);
  });

  it('is named setting by setting in .env.example', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const named = new Set([...example.matchAll(/^(\w+)=/gm)].map((match) => match[1]));
    const source = ['bot/config.ts', 'manifest/fill.ts']
      .map((file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'))
      .join('');
    const schema = [...source.matchAll(/^ {2}(\w+): (?:z\.|oneOf|guid|page|line)/gm)].map((match) => match[1]);
    assert.ok(schema.length >= 18);
    assert.deepEqual(
      schema.filter((name) => name !== 'NODE_ENV' && !named.has(name)),
      [],
    );
  });

  it('reads .env.example itself as local mode', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const env = Object.fromEntries([...example.matchAll(/^(\w+)=(.*)$/gm)].map((match) => [match[1], match[2]]));
    assert.deepEqual(readConfig(env), readConfig({}));
  });
});

function problem(env: Environment): string {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
  return assert.fail('it was taken');
}
