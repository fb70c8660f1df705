/** One crash run: reminders come due all the time, instances are killed at any moment and started again. */
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from '../../store/connect.ts';
import { openStore } from '../../store/open.ts';
import { silent } from '../support/silent-log.ts';
import { startInstance, type Instance } from './fleet.ts';
import { startRecordingConnector, type RecordingConnector } from './recording-connector.ts';
import { channelId, DUE_FROM, personalChatId, seed } from './seed.ts';
import { openWork, verdictOf, type Place, type Verdict } from './verdict.ts';

export interface CrashRun {
  readonly place: Place;
  readonly instances: number;
  readonly kills: number;
  /** Changeovers that become due in a second; each has a reminder for two readers. */
  readonly perSecond: number;
  /** A kill comes within this time after something was delivered, in milliseconds. */
  readonly withinMs: number;
  /** Starts only who is needed, and does not sit out the claims of the dead: for a run of a few seconds. */
  readonly isBrief?: true;
}

export interface CrashOutcome extends Omit<Verdict, 'orphans'> {
  readonly kills: number;
  /** Most duplicates that came of one kill. */
  readonly mostOfOneKill: number;
  readonly seconds: number;
}

const TENANTS = 20;
const CONNECTOR_MS = 1;
/** Between two kills, beside the start of an instance: with some to spare. */
const BETWEEN_S = 4;

export async function crash(run: CrashRun): Promise<CrashOutcome> {
  const connector = await startRecordingConnector(CONNECTOR_MS);
  const startedAt = Date.now();
  try {
    const count = Math.ceil(run.kills * run.perSecond * (await secondsOfKill(run)));
    await seeded(run, count, connector);
    const aheadMs = DUE_FROM - Date.now();
    const instances = await startFleet(run, aheadMs);
    const killedAt = await killAll(run, { connector, instances, aheadMs, count });
    if (run.isBrief) {
      await endClaims(run.place);
      instances.push(await startOne(run, aheadMs));
    }
    const dueUpTo = Date.now() + aheadMs;
    await finish(run, connector, { instances, aheadMs, dueUpTo });
    const { orphans, ...verdict } = await verdictOf(run.place, connector.taken, dueUpTo);
    const ofKill = Map.groupBy(orphans, (one) => killedAt.findIndex((at) => at >= one.at));
    const mostOfOneKill = Math.max(0, ...[...ofKill.values()].map((of) => of.length));
    return { ...verdict, kills: run.kills, mostOfOneKill, seconds: Math.round((Date.now() - startedAt) / 1000) };
  } finally {
    await connector.close();
  }
}

/** What comes due in so long is there for each kill: a machine that is busy starts slowly. */
async function secondsOfKill(run: CrashRun): Promise<number> {
  if (run.isBrief) return 2 * BETWEEN_S;
  const since = Date.now();
  const instance = await startOne(run, 0);
  const startS = (Date.now() - since) / 1000;
  await instance.end();
  return BETWEEN_S + 2 * startS;
}

/** Each reader has one message to get: a second one on the same day would wait for the next. */
async function seeded(
  { place, perSecond }: CrashRun,
  count: number,
  { serviceUrl }: RecordingConnector,
): Promise<void> {
  const { store, close } = await openStore({ dataDir: '', ...place }, silent);
  const dueAfterMs = (i: number): number => dueMs(i, perSecond);
  await seed(store, { serviceUrl, count, tenants: TENANTS, channels: count, dueAfterMs });
  await close();
}

function dueMs(i: number, perSecond: number): number {
  return Math.round((i * 1000) / perSecond);
}

function startFleet(run: CrashRun, aheadMs: number): Promise<Instance[]> {
  return Promise.all(Array.from({ length: run.instances }, () => startOne(run, aheadMs)));
}

function startOne({ place }: CrashRun, aheadMs: number): Promise<Instance> {
  return startInstance({ place, aheadMs, keepsLimits: false });
}

interface Field {
  readonly connector: RecordingConnector;
  readonly instances: Instance[];
  readonly aheadMs: number;
  /** Changeovers that come due. */
  readonly count: number;
}

/** Kills one after the other, the longest alive first. Returns when each was dead. */
async function killAll(
  run: CrashRun,
  { connector, instances: alive, aheadMs, count }: Field,
): Promise<readonly number[]> {
  const killedAt: number[] = [];
  for (let kill = 1; kill <= run.kills; kill++) {
    await untilBusy(connector, run.isBrief ? 2 * count : Infinity);
    // Not on a beat: somewhere in what it does every second.
    await wait(Math.random() * run.withinMs);
    await alive.shift()!.kill();
    killedAt.push(Date.now());
    if (run.isBrief && (alive.length > 0 || kill === run.kills)) continue;
    alive.push(await startOne(run, aheadMs));
  }
  return killedAt;
}

/** Something is delivered from now on: the instances are at work. @param most a brief run may be through with them all. */
async function untilBusy({ taken }: RecordingConnector, most: number): Promise<void> {
  const before = taken.length;
  for (const since = Date.now(); taken.length === before && taken.length < most; await wait(5)) {
    if (Date.now() - since > MOST_IDLE_MS) throw new Error('nothing is delivered any more: there was too little to do');
  }
}

/** All instances are dead, and so much time has passed that nobody waits for them any more. */
async function endClaims(place: Place): Promise<void> {
  if (!('databaseUrl' in place)) return;
  const database = await connect({ dataDir: '', ...place }, silent);
  await database.run({ text: `update outbox set claimed_until = 1 where state = 'pending' and claimed_until > 1` });
  await database.run({
    text: `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'`,
  });
  await database.close();
}

const MOST_IDLE_MS = 60_000;

interface Ending {
  readonly instances: readonly Instance[];
  readonly aheadMs: number;
  readonly dueUpTo: number;
}

/** What was due up to the last kill is delivered, over rolling restarts; what is never delivered is the verdict's. */
async function finish(run: CrashRun, connector: RecordingConnector, { dueUpTo, ...of }: Ending): Promise<void> {
  let { instances } = of;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await untilDelivered(run, connector, { ...of, instances, dueUpTo });
    await Promise.all(instances.map((instance) => instance.end()));
    if ((await openWorkAt(run.place, dueUpTo)) === 0) return;
    instances = await startFleet(run, of.aheadMs);
  }
  await Promise.all(instances.map((instance) => instance.end()));
}

const MOST_ROUNDS = 5;
const LOOK_EVERY_MS = 250;
/** What a killed instance had in hand comes back to the others when its claims end, well within this. */
const LONGEST_END_MS = 90_000;

async function untilDelivered(run: CrashRun, { taken }: RecordingConnector, ending: Ending): Promise<void> {
  const { instances, aheadMs, dueUpTo } = ending;
  const waitsSince = (): Promise<number> => oldestWaiting(instances[0]!, Date.now() + aheadMs);
  for (const since = Date.now(); Date.now() - since < LONGEST_END_MS; await wait(LOOK_EVERY_MS)) {
    const reached = new Set(taken.map((one) => one.conversationId));
    const isReached = (i: number): boolean => reached.has(personalChatId(i)) && reached.has(channelId(i));
    const due = Math.floor(((dueUpTo - DUE_FROM) * run.perSecond) / 1000);
    if (Array.from({ length: due }, (_, i) => i).every(isReached) && (await waitsSince()) > dueUpTo) return;
  }
}

/** Since when the oldest message waits that could go now, by the instances' clocks; as its metrics say it. */
async function oldestWaiting({ url }: Instance, now: number): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text();
  const seconds = /^changeover_oldest_waiting_seconds (\S+)$/m.exec(page)?.[1];
  return seconds === '0' ? Infinity : now - Number(seconds) * 1000;
}

async function openWorkAt(place: Place, dueUpTo: number): Promise<number> {
  const database = await connect({ dataDir: '', ...place }, silent);
  try {
    return await openWork(database, dueUpTo);
  } finally {
    await database.close();
  }
}
