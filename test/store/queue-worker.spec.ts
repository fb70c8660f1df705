import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Job } from 'pg-boss';
import { startWorker, type QueueWorker } from '../../store/queue-worker.ts';

const LONG_MS = 3_600_000;

describe('a worker of the queue that stops', () => {
  let fetches: PromiseWithResolvers<Job<string>[]>[];
  let completed: string[];
  let work: PromiseWithResolvers<void>;
  let worker: QueueWorker;

  beforeEach(() => {
    fetches = [];
    completed = [];
    work = Promise.withResolvers<void>();
    const boss = {
      fetch: () => {
        const one = Promise.withResolvers<Job<string>[]>();
        fetches.push(one);
        return one.promise;
      },
      complete: async (_queue: string, jobs: readonly Job<string>[]) =>
        void completed.push(...jobs.map(({ data }) => data)),
      fail: async () => assert.fail('nothing fails here'),
      touch: async () => undefined,
    };
    worker = startWorker<string>({
      boss: boss as never,
      queue: 'q',
      work: () => work.promise,
      onError: (error) => assert.fail(String(error)),
      room: 2,
      pollMs: LONG_MS,
      touchMs: LONG_MS,
    });
  });

  const job = (data: string): Job<string> => ({ data }) as Job<string>;
  async function someTurns(): Promise<void> {
    for (let i = 0; i < 5; i++) await setImmediate();
  }

  it('looks no more, although it was woken while it looked, and waits for what that look still brings', async () => {
    worker.wake();
    let isOver = false;
    const stopping = worker.stop().then(() => (isOver = true));
    await someTurns();
    assert.equal(isOver, false);
    fetches[0]!.resolve([job('a')]);
    await someTurns();
    assert.equal(isOver, false);
    work.resolve();
    await stopping;
    assert.deepEqual([completed, fetches.length], [['a'], 1]);
  });

  it('takes nothing in the room that becomes free', async () => {
    fetches[0]!.resolve([job('a'), job('b')]);
    await someTurns();
    const stopping = worker.stop();
    worker.wake();
    work.resolve();
    await stopping;
    assert.deepEqual([completed, fetches.length], [['a', 'b'], 1]);
  });
});
