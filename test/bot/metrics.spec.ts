import assert from 'node:assert/strict';
import { createMetrics } from '../../bot/metrics.ts';
import { startEdge, type Edge } from '../support/edge.ts';

describe('the metrics', () => {
  let edge: Edge | undefined;
  afterEach(() => edge?.close());

  it('are in Prometheus’ text format, each with its meaning', () => {
    const metrics = createMetrics();
    metrics.count('inDoubt');
    metrics.count('sent', 3);
    const page = metrics.page([{ name: 'messages_waiting', help: 'Waiting.', value: 2 }]);
    assert.match(page, /^# HELP changeover_in_doubt_total .+\n# TYPE changeover_in_doubt_total counter\n.*total 1$/m);
    assert.match(page, /^changeover_messages_sent_total 3$/m);
    assert.match(page, /^# TYPE changeover_messages_waiting gauge\nchangeover_messages_waiting 2$/m);
    assert.ok(page.endsWith('\n'));
  });

  it('say how long messages took, each bucket with all that were faster', () => {
    const metrics = createMetrics();
    for (const ms of [-5, 400, 1_500, 4_000_000]) metrics.late(ms);
    const buckets = [...metrics.page([]).matchAll(/_bucket\{le="(.+)"\} (\d+)/g)].map(([, le, n]) => `${le}:${n}`);
    assert.deepEqual(buckets, ['0.5:2', '1:2', '2:3', '5:3', '15:3', '60:3', '300:3', '3600:3', '+Inf:4']);
    assert.match(metrics.page([]), /delivery_seconds_count 4/);
  });

  it('are for this machine alone when no token is set', async () => {
    edge = await startEdge();
    const own = await fetch(`${edge.url}/metrics`);
    assert.deepEqual([own.status, own.headers.get('content-type')], [200, 'text/plain; version=0.0.4; charset=utf-8']);
    assert.match(await own.text(), /changeover_messages_sent_total/);
    const page = await fetch(`${edge.url}/metrics`, { headers: { origin: 'https://evil.example' } });
    assert.equal(page.status, 403);
  });

  it('are for whoever names the token when there is one', async () => {
    edge = await startEdge({ metricsToken: 'a-token-of-length' });
    const asking = async (authorization: string): Promise<number> =>
      (await fetch(`${edge!.url}/metrics`, { headers: { authorization } })).status;
    assert.deepEqual(
      await Promise.all(['Bearer a-token-of-length', 'Bearer another', ''].map(asking)),
      [200, 403, 403],
    );
  });
});
