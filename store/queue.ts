/**
 * Deliveries in real time: which conversation has something to be sent, no more. What is sent is looked up when it is
 * sent, and nothing here lies in the future: due instants are the tick's.
 */
import { createHash } from 'node:crypto';
import { PgBoss, type Job, type JobInsert } from 'pg-boss';
import type { Log } from '../loop/ports.ts';
import type { Database } from './database.ts';
import { startWorker } from './queue-worker.ts';

export interface DeliveryQueue {
  /** These conversations have something to be delivered. One that waits already is not queued twice. */
  nudge(conversationIds: readonly string[]): Promise<void>;
  /** Waits for the deliveries under way; what waits stays queued. */
  stop(): Promise<void>;
}

/** Delivers what one conversation waits for; when it throws the conversation is tried again later. */
export type DeliveryHandler = (conversationId: string) => Promise<void>;

interface DeliveryJob {
  readonly conversationId: string;
}

const QUEUE = 'deliver';
const DEAD = 'deliver-dead';
const STOP_TIMEOUT_MS = 15_000;

/** A delivery that has not come back by then is given up: longer than the connector takes to give up. */
const EXPIRE_S = 60;
/** A process that has not said so long that it still delivers is believed dead. */
const HEARTBEAT_S = 10;
const MONITOR_S = 5;
const RETRY_LIMIT = 5;
const RETRY = { retryLimit: RETRY_LIMIT, retryDelay: 1, retryBackoff: true, retryDelayMax: 60 } as const;

/**
 * Deliveries under way in this process; each waits for the connector most of its time. What is under way when a process is
 * killed is in doubt afterwards, so there is no more of it than is of use: the embedded store has one connection.
 */
const ROOM = { postgres: 32, embedded: 8 } as const;
const POLL_MS = 1_000;
const TOUCH_MS = 3_000;

/** Starts delivering, what waits from before too. */
export async function startQueue(database: Database, log: Log, handler: DeliveryHandler): Promise<DeliveryQueue> {
  const boss = new PgBoss({
    db: { executeSql: executorOn(database) },
    backend: database.kind === 'embedded' ? 'pglite' : database.engine,
    schedule: false,
    /* How soon a dead delivery is noticed, and how often finished ones are cleared away. */
    superviseIntervalSeconds: MONITOR_S,
    monitorIntervalSeconds: MONITOR_S,
    maintenanceIntervalSeconds: 300,
    monitorVacuum: false,
    reindex: database.kind === 'postgres' && database.engine === 'postgres',
    flowIntervalSeconds: 3600,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the delivery queue stumbled'));
  boss.on('warning', (warning) => log.warn({ warning }, 'the delivery queue warns'));
  await boss.start();
  await prepareQueues(boss);
  if (database.kind === 'embedded') await freeAbandoned(boss);
  const worker = startWorker<DeliveryJob>({
    boss,
    queue: QUEUE,
    work: (job) => deliver(job, handler, log),
    onError: (error) => log.warn({ err: error }, 'the delivery queue stumbled'),
    room: ROOM[database.kind],
    pollMs: POLL_MS,
    touchMs: TOUCH_MS,
  });
  return {
    nudge: async (conversationIds) => {
      if (conversationIds.length === 0) return;
      await boss.insert(QUEUE, conversationIds.map(jobOf));
      worker.wake();
    },
    stop: async () => {
      await Promise.race([worker.stop(), timeout(STOP_TIMEOUT_MS)]);
      await boss.stop({ close: false, timeout: 1_000 });
    },
  };
}

/**
 * Policy `short`: one waits for each conversation. Not `stately`, which would keep one active by a list of active keys
 * that is a minute old: a conversation on it, long since delivered, is passed over until the list is renewed.
 */
async function prepareQueues(boss: PgBoss): Promise<void> {
  await boss.createQueue(DEAD);
  const options = {
    ...RETRY,
    expireInSeconds: EXPIRE_S,
    heartbeatSeconds: HEARTBEAT_S,
    retentionSeconds: 86_400,
    deleteAfterSeconds: 60,
    deadLetter: DEAD,
  };
  await boss.createQueue(QUEUE, { policy: 'short', ...options });
  /* A queue that was there already takes on what this release changed. */
  await boss.updateQueue(QUEUE, options);
}

/** The embedded store has one process: what is under way when that one starts was left by one that was killed. */
async function freeAbandoned(boss: PgBoss): Promise<void> {
  const jobs = await boss.findJobs<DeliveryJob>(QUEUE);
  const abandoned = jobs.filter((job) => job.state === 'active');
  if (abandoned.length === 0) return;
  await boss.insert(
    QUEUE,
    abandoned.map((job) => jobOf(job.data.conversationId)),
  );
  await boss.deleteJob(
    QUEUE,
    abandoned.map((job) => job.id),
  );
}

function jobOf(conversationId: string): JobInsert<DeliveryJob> {
  return { data: { conversationId }, singletonKey: conversationId, group: { id: conversationId } };
}

async function deliver(job: Job<DeliveryJob>, handler: DeliveryHandler, log: Log): Promise<void> {
  const { conversationId } = job.data;
  try {
    await handler(conversationId);
  } catch (error) {
    const fields = { err: error, conversation: conversationId, attempt: job.retryCount + 1 };
    if (job.retryCount < RETRY_LIMIT) log.warn(fields, 'a delivery failed and is tried again');
    else log.error(fields, 'a delivery failed for the last time');
    throw error;
  }
}

/** Statements with parameters are the ones that come again and again: they are prepared, under a name made of their text. */
function executorOn(database: Database): (text: string, values?: unknown[]) => Promise<{ rows: object[] }> {
  const names = new Map<string, string>();
  return async (text, values) => {
    if (!values?.length) return { rows: [...(await database.run({ text }))] };
    const name = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
    return { rows: [...(await database.run({ name, text, values }))] };
  };
}

function timeout(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
