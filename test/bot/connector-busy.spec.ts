import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createCaller } from '../../bot/connector-call.ts';

const TIMEOUT_MS = 200;

/** A connector beside this thread: it says when it was asked, answers later than the limit, then lets go of who waits. */
const CONNECTOR = `
  const { createServer } = require('node:http');
  const { parentPort, workerData } = require('node:worker_threads');
  const answered = new Int32Array(workerData.answered);
  const server = createServer((request, response) => {
    request.resume();
    parentPort.postMessage('asked');
    setTimeout(() => response.end('{"id":"1"}', () => setTimeout(() => {
      Atomics.store(answered, 0, 1);
      Atomics.notify(answered, 0);
    }, 20)), workerData.answersAfterMs);
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

describe('an exchange while this process is busy with something else', () => {
  it('takes the answer that came meanwhile, though the time is over by then', async () => {
    const shared = new SharedArrayBuffer(4);
    const workerData = { answered: shared, answersAfterMs: 2 * TIMEOUT_MS };
    const worker = new Worker(CONNECTOR, { eval: true, workerData });
    const caller = createCaller();
    try {
      const [port]: unknown[] = await once(worker, 'message');
      const serviceUrl = `http://127.0.0.1:${String(port)}`;
      // Nothing runs on this thread from the moment at which it is asked until it has answered.
      worker.once('message', () => void Atomics.wait(new Int32Array(shared), 0, 0));
      const reply = await caller.call({ method: 'POST', serviceUrl, path: 'v3/x', body: {}, timeoutMs: TIMEOUT_MS });
      assert.deepEqual(reply, { kind: 'answered', status: 200, text: '{"id":"1"}' });
    } finally {
      caller.close();
      await worker.terminate();
    }
  });
});
