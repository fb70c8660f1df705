import assert from 'node:assert/strict';
import { SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';
import { admit, knock, type DoorMode, type Envelope } from '../../bot/doorman.ts';
import { personalMessage, type Json } from '../support/activities.ts';

const APP = '11111111-1111-4111-8111-111111111111';
const teams: DoorMode = { kind: 'teams', appId: APP };
const local: DoorMode = { kind: 'local' };
const CHANNEL = 'https://api.botframework.com';

describe('the doorman', () => {
  let key: CryptoKey;

  before(async () => {
    ({ privateKey: key } = await generateKeyPair('RS256'));
  });

  const token = (claims: Json = {}, alg = 'RS256'): Promise<string> =>
    new SignJWT({ iss: CHANNEL, aud: APP, serviceurl: 'https://smba.trafficmanager.net/teams/', ...claims })
      .setProtectedHeader({ alg, kid: 'k1' })
      .setExpirationTime('5m')
      .sign(key);
  const envelope = (authorization: string | undefined, headers: Json = {}): Envelope => ({
    headers: { 'content-type': 'application/json; charset=utf-8', ...(authorization && { authorization }), ...headers },
    peer: '203.0.113.7',
  });

  it('lets in what looks like a token of the channel for this bot, for CloudAdapter to verify', async () => {
    assert.equal(knock(teams, envelope(`Bearer ${await token()}`)), undefined);
  });

  const strangers: readonly [string, () => Promise<string | undefined>][] = [
    ['no token', async () => undefined],
    ['an empty header', async () => ''],
    ['another scheme', async () => `Basic ${Buffer.from('a:b').toString('base64')}`],
    ['a scheme in the wrong case', async () => `bearer ${await token()}`],
    [
      'a token of Entra for the emulator path',
      async () => `Bearer ${await token({ iss: `https://login.microsoftonline.com/${APP}/v2.0` })}`,
    ],
    ['a token of a v1 tenant', async () => `Bearer ${await token({ iss: `https://sts.windows.net/${APP}/` })}`],
    ['a token of another bot', async () => `Bearer ${await token({ iss: `${CHANNEL}/v3` })}`],
    ['an issuer that only begins well', async () => `Bearer ${await token({ iss: `${CHANNEL}.evil.example` })}`],
    ['an issuer in a list', async () => `Bearer ${await token({ iss: [CHANNEL] as unknown as string })}`],
    ['no issuer', async () => `Bearer ${await token({ iss: undefined })}`],
    ['another audience', async () => `Bearer ${await token({ aud: '99999999-9999-4999-8999-999999999999' })}`],
    ['an unsigned token', async () => `Bearer ${new UnsecuredJWT({ iss: CHANNEL, aud: APP }).encode()}`],
    [
      'an unsigned token with a signature',
      async () => `Bearer ${new UnsecuredJWT({ iss: CHANNEL, aud: APP }).encode()}c2ln`,
    ],
    ['a token signed with a shared secret', async () => `Bearer ${await sharedSecretToken()}`],
    ['three words of nothing', async () => 'Bearer a.b.c'],
    ['a token whose claims are no object', async () => `Bearer ${b64({ alg: 'RS256' })}.${b64('x')}.c2ln`],
    ['a token of a megabyte', async () => `Bearer ${'a'.repeat(1024 * 1024)}.b.c`],
    ['two tokens', async () => `Bearer ${await token()} ${await token()}`],
  ];
  for (const [what, make] of strangers) {
    it(`turns away ${what} with 401 and no reason`, async () => {
      const refused = knock(teams, envelope(await make()));
      assert.equal(refused?.status, 401);
      assert.equal(refused.error, 'unauthorised');
    });
  }

  it('turns away a compressed body, which would unfold behind the size limit', async () => {
    const refused = knock(teams, envelope(`Bearer ${await token()}`, { 'content-encoding': 'gzip' }));
    assert.equal(refused?.status, 415);
  });

  it('turns away a body that says it is too large, or is no JSON', async () => {
    const bearer = `Bearer ${await token()}`;
    assert.equal(knock(teams, envelope(bearer, { 'content-length': '262145' }))?.status, 413);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '', 'application/jsonp']) {
      assert.equal(knock(teams, envelope(bearer, { 'content-type': type }))?.status, 415, type);
    }
  });

  it('lets only this machine in while nobody has to sign in', () => {
    const from = (peer: string, headers: Json = {}): Envelope => ({
      headers: { 'content-type': 'application/json', host: '127.0.0.1:3978', ...headers },
      peer,
    });
    assert.equal(knock(local, from('127.0.0.1')), undefined);
    assert.equal(knock(local, from('::ffff:127.0.0.1', { host: 'localhost:3978' })), undefined);
    assert.equal(knock(local, from('192.168.1.20'))?.status, 403);
    assert.equal(knock(local, from('192.168.1.20', { 'x-forwarded-for': '127.0.0.1' }))?.status, 403);
    assert.equal(
      knock(local, from('127.0.0.1', { host: 'evil.example' }))?.status,
      403,
      'a name that was bent to this machine',
    );
    assert.equal(
      knock(local, from('127.0.0.1', { origin: 'https://evil.example' }))?.status,
      403,
      'a page of elsewhere',
    );
  });

  it('takes an activity of Teams as it is on the wire', () => {
    const admitted = admit(teams, personalMessage());
    assert.equal(admitted.ok && admitted.activity.type, 'message');
  });

  const malformed: readonly [string, unknown, string][] = [
    ['nothing', undefined, 'activity'],
    ['a text', 'hello', 'activity'],
    ['a list', [personalMessage()], 'activity'],
    ['no type', personalMessage({ type: undefined }), 'type'],
    ['a number for a text', personalMessage({ text: 5 }), 'text'],
    ['no sender', personalMessage({ from: undefined }), 'from'],
    ['a sender without an id', personalMessage({ from: { name: 'x' } }), 'from.id'],
    ['a text for a conversation', personalMessage({ conversation: 'a:1' }), 'conversation'],
    ['an endless id', personalMessage({ id: 'x'.repeat(1000) }), 'id'],
    ['members that are no list', personalMessage({ membersAdded: { id: 'x' } }), 'membersAdded'],
    ['no service URL', personalMessage({ serviceUrl: undefined }), 'serviceUrl'],
    ['an empty service URL', personalMessage({ serviceUrl: '' }), 'serviceUrl'],
    ['another channel', personalMessage({ channelId: 'emulator' }), 'channelId'],
    ['an App Service channel', personalMessage({ channelId: 'AseChannel' }), 'channelId'],
    ['no channel', personalMessage({ channelId: undefined }), 'channelId'],
  ];
  for (const [what, body, path] of malformed) {
    it(`answers ${what} with 400, and tells the log where it is wrong`, () => {
      const refused = admit(teams, body);
      assert.ok(!refused.ok);
      assert.equal(refused.status, 400);
      assert.equal(refused.why, `malformed: ${path}`);
    });
  }

  it('refuses an address that our token must not be sent to, before anything is stored', () => {
    const refused = admit(teams, personalMessage({ serviceUrl: 'https://evil.trafficmanager.net/' }));
    assert.equal(!refused.ok && refused.status, 403);
    const localhost = admit(teams, personalMessage({ serviceUrl: 'http://localhost:56150/_connector' }));
    assert.equal(localhost.ok, false);
  });

  it('takes loopback addresses in local mode, and Teams’ own ones not', () => {
    assert.equal(admit(local, personalMessage({ serviceUrl: 'http://localhost:56150/_connector' })).ok, true);
    assert.equal(admit(local, personalMessage()).ok, false);
  });
});

function b64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function sharedSecretToken(): Promise<string> {
  return new SignJWT({ iss: CHANNEL, aud: APP })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(Buffer.from('a secret that is long enough for it'));
}
