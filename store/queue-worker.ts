/**
 * Takes jobs as room becomes free and settles each by itself. pg-boss's own workers take batches and wait for the slowest
 * of each, so that a connector that hangs for one tenant would hold up all the others.
 */
import type { Job, PgBoss } from 'pg-boss';

export interface QueueWorker {
  /** There is something to do: look now. */
  wake(): void;
  /** Takes nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

export interface WorkerPorts<Data> {
  readonly boss: Pick<PgBoss, 'fetch' | 'complete' | 'fail' | 'touch'>;
  readonly queue: string;
  /** Does one job; what it throws is its failure, and it is tried again. */
  readonly work: (job: Job<Data>) => Promise<void>;
  /** Of the queue itself; the worker goes on. */
  readonly onError: (error: unknown) => void;
  /** Jobs under way at a time. */
  readonly room: number;
  readonly pollMs: number;
  /** How often the queue is told that the jobs under way are alive. */
  readonly touchMs: number;
}

/** Jobs taken by one statement. */
const BATCH = 20;

export function startWorker<Data>(ports: WorkerPorts<Data>): QueueWorker {
  const { boss, queue, room, onError } = ports;
  const underWay = new Map<Job<Data>, Promise<void>>();
  const done: Job<Data>[] = [];
  let isStopped = false;
  let looking: Promise<void> | undefined;
  let settling: Promise<void> | undefined;
  /** Asked to look while it looked. */
  let isAskedFor = false;
  /** Woken while jobs were under way: one of them may be the very one that held back what it was woken for. */
  let isWokenWhileBusy = false;

  const mayTake = (): boolean => !isStopped && underWay.size < room;

  async function takeAll(): Promise<void> {
    do {
      isAskedFor = false;
      for (let isFull = true; isFull && mayTake();) {
        const batchSize = Math.min(BATCH, room - underWay.size);
        const jobs = await boss.fetch<Data>(queue, { batchSize, groupConcurrency: 1 });
        for (const job of jobs) underWay.set(job, run(job));
        isFull = jobs.length === batchSize;
      }
    } while (isAskedFor && mayTake());
  }

  function look(): void {
    isAskedFor = true;
    if (isStopped || looking !== undefined) return;
    looking = takeAll()
      .catch(onError)
      .finally(() => {
        looking = undefined;
        if (isAskedFor && mayTake()) look();
      });
  }

  async function run(job: Job<Data>): Promise<void> {
    try {
      await ports.work(job);
      done.push(job);
      settling ??= settle().finally(() => (settling = undefined));
      await settling;
    } catch (error) {
      await boss.fail(queue, [job], { message: error instanceof Error ? error.message : String(error) }).catch(onError);
    }
    const wasFull = underWay.size >= room;
    underWay.delete(job);
    if (!isWokenWhileBusy && !wasFull) return;
    isWokenWhileBusy = false;
    look();
  }

  /** Those that end in the same tick are settled by one statement. */
  async function settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (done.length > 0) await boss.complete(queue, done.splice(0)).catch(onError);
  }

  const polling = setInterval(look, ports.pollMs);
  const touching = setInterval(() => {
    if (underWay.size > 0) boss.touch(queue, [...underWay.keys()]).catch(onError);
  }, ports.touchMs);
  look();

  return {
    wake() {
      isWokenWhileBusy = underWay.size > 0;
      look();
    },
    async stop() {
      isStopped = true;
      clearInterval(polling);
      await looking;
      await Promise.all(underWay.values());
      clearInterval(touching);
    },
  };
}
