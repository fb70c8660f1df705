import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createServer } from 'restify';
import type { Server } from 'restify';
import { ControlError } from '../../sandbox/controls.ts';
import type { Controls } from '../../sandbox/controls.ts';
import { addSandboxPage, whyNotWelcome } from '../../sandbox/page.ts';

describe('the sandbox’s page', () => {
  let server: Server;
  let port: number;
  let wishes: unknown[];
  let controls: Controls | undefined;

  beforeEach(async () => {
    wishes = [];
    controls = {
      state: async () => ({ now: 1, shift: 0, nextDueAt: null, windows: [], changeovers: [], latest: [], mails: [] }),
      async moveClock(wish) {
        wishes.push(wish);
        if (Reflect.get(Object(wish), 'advance') === 'bad') throw new ControlError('That is no duration.');
        return { now: 2, visited: [] };
      },
      async turnTenant(wish) {
        wishes.push(wish);
        return { lines: [] };
      },
      async turnLicences(wish) {
        wishes.push(wish);
        return { mayWrite: true, users: 0, products: [], withoutLicence: 0 };
      },
    };
    server = createServer();
    addSandboxPage(server, () => controls);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = server.address().port;
  });
  afterEach(async () => new Promise<void>((done) => server.close(done)));

  it('is served with what it needs, and lets nothing else in', async () => {
    const page = await call('GET', '/sandbox');
    assert.equal(page.status, 200);
    assert.match(page.headers['content-security-policy'] ?? '', /default-src 'none'; script-src 'self'/);
    for (const path of page.text.matchAll(/(?:href|src)="(\/[^"]+)"/g)) {
      assert.equal((await call('GET', path[1]!)).status, 200, path[1]);
    }
  });

  it('has its state and its two wishes as JSON', async () => {
    assert.equal(JSON.parse((await call('GET', '/sandbox/state')).text).now, 1);
    assert.deepEqual(JSON.parse((await call('POST', '/sandbox/clock', '{"advance":"P7D"}')).text), {
      now: 2,
      visited: [],
    });
    assert.equal((await call('POST', '/sandbox/tenant', '{"seats":3}')).status, 200);
    assert.deepEqual(wishes, [{ advance: 'P7D' }, { seats: 3 }]);
  });

  it('answers a wish that cannot be granted with 400 and a sentence', async () => {
    const expected = [
      ['{"advance":"bad"}', 'That is no duration.'],
      ['{"advance":', 'That is not JSON.'],
      ['', 'That is not JSON.'],
    ];
    for (const [body, error] of expected) {
      const answer = await call('POST', '/sandbox/clock', body);
      assert.deepEqual([answer.status, JSON.parse(answer.text)], [400, { error }]);
    }
  });

  it('says that it is still starting', async () => {
    controls = undefined;
    assert.equal((await call('GET', '/sandbox/state')).status, 503);
  });

  it('refuses pages of other sites and names that are not this machine’s', async () => {
    const strangers = [
      { host: 'sandbox.evil.example' },
      { host: `127.0.0.1.evil.example:${port}` },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://localhost:${port + 1}` },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    ];
    for (const headers of strangers) {
      assert.equal((await call('POST', '/sandbox/clock', '{"advance":"P7D"}', headers)).status, 403);
      assert.equal((await call('GET', '/sandbox/state', undefined, headers)).status, 403);
    }
    assert.deepEqual(wishes, []);
  });

  it('takes no form of another site: only JSON', async () => {
    const headers = { 'content-type': 'text/plain' };
    assert.equal((await call('POST', '/sandbox/clock', '{"advance":"P7D"}', headers)).status, 400);
    assert.deepEqual(wishes, []);
  });

  it('opens by a link on another page', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    assert.equal((await call('GET', '/sandbox', undefined, headers)).status, 200);
  });

  it('refuses other machines', () => {
    const headers = { host: 'localhost:3978' };
    assert.equal(whyNotWelcome(headers, '::ffff:127.0.0.1'), undefined);
    assert.equal(whyNotWelcome(headers, '::1'), undefined);
    assert.match(whyNotWelcome(headers, '192.168.1.7') ?? '', /its own machine only/);
    assert.match(whyNotWelcome(headers, undefined) ?? '', /its own machine only/);
  });

  async function call(method: string, path: string, body?: string, headers: Record<string, string> = {}) {
    return new Promise<{ status: number; headers: Record<string, string>; text: string }>((done, failed) => {
      const type = body === undefined ? {} : { 'content-type': 'application/json' };
      const options = { host: '127.0.0.1', port, path, method, headers: { ...type, ...headers }, agent: false };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
            text: Buffer.concat(chunks).toString(),
          }),
        );
      });
      sent.on('error', failed);
      sent.end(body);
    });
  }
});
