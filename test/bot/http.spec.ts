import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createHttp } from '../../bot/http.ts';
import { systemRandom } from '../../bot/system.ts';
import { personalMessage } from '../support/activities.ts';
import { startEdge, type Edge, type EdgeOptions } from '../support/edge.ts';
import { quietLog } from '../support/quiet-log.ts';

describe('the web server', () => {
  let edge: Edge;

  const start = async (options: EdgeOptions = {}): Promise<Edge> => (edge = await startEdge(options));
  afterEach(() => edge.close());

  const message = (): Record<string, unknown> => ({ ...personalMessage(), serviceUrl: edge.connector.serviceUrl });
  const raw = (body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${edge.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it('says that it is up and that it is ready', async () => {
    await start();
    const health = await fetch(`${edge.url}/healthz`);
    assert.deepEqual([health.status, await health.json()], [200, { ok: true }]);
    const ready = await fetch(`${edge.url}/readyz`);
    assert.deepEqual([ready.status, await ready.json()], [200, { ready: true }]);
  });

  it('sets security headers and an id of its own on each answer, whatever the caller sent', async () => {
    await start();
    for (const path of ['/healthz', '/nowhere']) {
      const { headers } = await fetch(`${edge.url}${path}`, { headers: { 'x-request-id': 'mine' } });
      assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    }
  });

  it('names an unknown page or method by a code, and does not repeat what was asked', async () => {
    await start();
    const nowhere = await fetch(`${edge.url}/<script>alert(1)</script>`);
    assert.equal(nowhere.status, 404);
    assert.ok(!(await nowhere.text()).includes('script'));
    assert.equal((await fetch(`${edge.url}/api/messages`)).status, 405);
  });

  it('answers a broken body with 400 and a code', async () => {
    await start();
    const response = await raw('{"type":"message", "secret words');
    const body = await response.text();
    assert.equal(response.status, 400);
    assert.ok(!body.includes('secret'));
    assert.equal((await raw('[]')).status, 400);
    assert.equal((await raw('"x"')).status, 400);
    assert.equal((await raw('')).status, 400);
  });

  it('reads at most 256 KB, also of a body that does not say its length', async () => {
    await start();
    const large = JSON.stringify({ ...message(), text: 'x'.repeat(300 * 1024) });
    assert.equal((await raw(large)).status, 413);
    const stream = new Blob([large]).stream();
    const chunked = await fetch(`${edge.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as RequestInit);
    assert.equal(chunked.status, 413);
    assert.equal(edge.turns.length, 0);
    assert.equal((await raw(JSON.stringify({ ...message(), text: 'x'.repeat(200 * 1024) }))).status, 200);
  });

  it('takes no compressed body', async () => {
    await start();
    const body = new Uint8Array(gzipSync(JSON.stringify(message())));
    assert.equal((await raw(body, { 'content-encoding': 'gzip' })).status, 415);
  });

  it('asks for a token first, before it looks at the body', async () => {
    await start({ mode: { kind: 'teams', appId: '11111111-1111-4111-8111-111111111111' } });
    const response = await raw('{ broken');
    assert.equal(response.status, 401);
    const { error, ...rest } = (await response.json()) as Record<string, unknown>;
    assert.deepEqual([error, Object.keys(rest)], ['unauthorised', ['requestId']]);
    assert.ok(edge.lines.some((line) => line['why'] === 'no bearer token' && line['turn'] === rest['requestId']));
  });

  it('slows down an address that asks too often', async () => {
    await start({ rateLimit: 2 });
    const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await raw('{}')).status));
    assert.equal(statuses.filter((status) => status === 429).length >= 6, true);
    assert.equal((await fetch(`${edge.url}/healthz`)).status, 200);
  });

  it('finishes a request that is under way when it is stopped, and takes no new one', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { promise: begun, resolve: hasBegun } = Promise.withResolvers<void>();
    await start({ work: async () => (hasBegun(), gate) });
    const answered = edge.post(message());
    await begun;
    let isStopped = false;
    const stopped = edge.http.stop(10_000).then(() => (isStopped = true));
    await assert.rejects(fetch(`${edge.url}/healthz`));
    assert.equal(isStopped, false);
    open();
    assert.equal((await answered).status, 200);
    await stopped;
  });

  it('cuts off what does not finish within the limit', async () => {
    await start({ work: () => new Promise(() => {}) });
    const answered = edge.post(message());
    const lost = assert.rejects(answered);
    while (edge.turns.length === 0) await new Promise(setImmediate);
    await edge.http.stop(20);
    await lost;
  });

  it('lets an idle connection not hold up its end', async () => {
    await start();
    const socket = connect(Number(new URL(edge.url).port), '127.0.0.1');
    socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await once(socket, 'data');
    await edge.http.stop(60_000);
    socket.destroy();
  });

  it('gives a file to whoever has its link, and says no more to whoever has not', async () => {
    await start();
    const given = await fetch(`${edge.url}/files/board.csv?t=good`);
    assert.equal(await given.text(), 'a,b');
    assert.equal(given.headers.get('cache-control'), 'no-store');
    for (const query of ['?t=bad', '?t=', '']) {
      const refused = await fetch(`${edge.url}/files/board.csv${query}`);
      assert.equal(refused.status, 404);
      assert.equal(((await refused.json()) as { error: string }).error, 'linkOver');
    }
  });

  it('says why it cannot listen', async () => {
    await start();
    const second = createHttp({
      config: { port: Number(new URL(edge.url).port), host: '127.0.0.1', rateLimit: 1 },
      mode: { kind: 'local' },
      log: quietLog().log,
      random: systemRandom,
      isReady: async () => true,
      metricsPage: () => undefined,
      openHistory: () => undefined,
      customerPage: () => undefined,
      download: async () => undefined,
      licenceFile: async () => undefined,
      process: async () => ({ ok: true, status: 200 }),
    });
    await assert.rejects(second.listen(), { code: 'EADDRINUSE' });
    await second.stop(0);
  });
});
