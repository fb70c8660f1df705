/** One crash run: reminders come due all the time, instances are killed at any moment and started again. */
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from '../../store/connect.ts';
import { openStore } from '../../store/open.ts';
import { silent } from '../support/silent-log.ts';
import { startInstance, type Instance } from './fleet.ts';
import { startRecordingConnector, type RecordingConnector } from './recording-connector.ts';
import { DUE_FROM, seed } from './seed.ts';
import { openWork, verdictOf, type Place, type Verdict } from './verdict.ts';

export interface CrashRun {
  readonly place: Place;
  readonly instances: number;
  readonly kills: number;
  /** Changeovers that become due in a second. */
  readonly perSecond: number;
}

export interface CrashOutcome extends Omit<Verdict, 'orphans'> {
  readonly kills: number;
  /** Most duplicates that came of one kill. */
  readonly mostOfOneKill: number;
  readonly seconds: number;
}

const TENANTS = 20;
const CONNECTOR_MS = 1;
/** For the reminders that a run needs: what is left when it took less comes due at its end. A busy machine starts slowly. */
const LONGEST_KILL_S = 12;

export async function crash(run: CrashRun): Promise<CrashOutcome> {
  const connector = await startRecordingConnector(CONNECTOR_MS);
  const startedAt = Date.now();
  try {
    const lastDueAt = await seeded(run, connector);
    const fleet = await startFleet(run, DUE_FROM - Date.now());
    const killedAt = await killAll(run, connector, fleet.instances, fleet.aheadMs);
    await drain(run, connector, fleet.instances, lastDueAt);
    const { orphans, ...verdict } = await verdictOf(run.place, connector.taken, lastDueAt);
    const ofKill = Map.groupBy(orphans, (one) => killedAt.findIndex((at) => at >= one.at));
    const mostOfOneKill = Math.max(0, ...[...ofKill.values()].map((of) => of.length));
    return { ...verdict, kills: run.kills, mostOfOneKill, seconds: Math.round((Date.now() - startedAt) / 1000) };
  } finally {
    await connector.close();
  }
}

/** Returns when the last of them is due, by the instances' clocks. */
async function seeded({ place, kills, perSecond }: CrashRun, { serviceUrl }: RecordingConnector): Promise<number> {
  const { store, close } = await openStore({ dataDir: '', ...place }, silent);
  const count = kills * LONGEST_KILL_S * perSecond;
  const dueAfterMs = (i: number): number => Math.round((i * 1000) / perSecond);
  await seed(store, { serviceUrl, count, tenants: TENANTS, dueAfterMs });
  await close();
  return DUE_FROM + dueAfterMs(count);
}

async function startFleet(
  { place, instances }: CrashRun,
  aheadMs: number,
): Promise<{ readonly instances: Instance[]; readonly aheadMs: number }> {
  const options = { place, aheadMs, keepsLimits: false };
  return { instances: await Promise.all(Array.from({ length: instances }, () => startInstance(options))), aheadMs };
}

async function killAll(
  { place, kills }: CrashRun,
  connector: RecordingConnector,
  instances: Instance[],
  aheadMs: number,
): Promise<readonly number[]> {
  const killedAt: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    await untilBusy(connector);
    // Not on a beat: somewhere in what it does every second.
    await wait(Math.random() * 1_000);
    killedAt.push(Date.now());
    const victim = kill % instances.length;
    await instances[victim]!.kill();
    instances[victim] = await startInstance({ place, aheadMs, keepsLimits: false });
  }
  return killedAt;
}

/** Something is delivered from now on: the instances are at work. */
async function untilBusy({ taken }: RecordingConnector): Promise<void> {
  const before = taken.length;
  for (const since = Date.now(); taken.length === before; await wait(5)) {
    if (Date.now() - since > MOST_IDLE_MS) throw new Error('nothing is delivered any more: there was too little to do');
  }
}

const MOST_IDLE_MS = 60_000;

/** Ends the instances as a rolling restart does, and lets new ones, for which all is due, finish what is left. */
async function drain(
  run: CrashRun,
  connector: RecordingConnector,
  instances: readonly Instance[],
  lastDueAt: number,
): Promise<void> {
  await endAll(instances);
  for (;;) {
    const rest = await startFleet(run, lastDueAt - Date.now());
    await ('databaseUrl' in run.place ? untilDone(run.place, lastDueAt) : untilSilent(connector));
    await endAll(rest.instances);
    if ((await openWorkAt(run.place, lastDueAt)) === 0) return;
  }
}

async function endAll(instances: readonly Instance[]): Promise<void> {
  await Promise.all(instances.map((instance) => instance.end()));
}

const LOOK_EVERY_MS = 500;

/** What the last one killed had in hand comes back when its claims end. */
async function untilDone(place: Place, lastDueAt: number): Promise<void> {
  while ((await openWorkAt(place, lastDueAt)) > 0) await wait(LOOK_EVERY_MS);
}

/** Longer than a round of the pump, and than a failed send waits for its first new try. */
const SILENCE_MS = 3_000;

/** The embedded store can't be asked while an instance has it. */
async function untilSilent({ taken }: RecordingConnector): Promise<void> {
  for (let before = -1; taken.length !== before;) {
    before = taken.length;
    await wait(SILENCE_MS);
  }
}

async function openWorkAt(place: Place, dueUpTo: number): Promise<number> {
  const database = await connect({ dataDir: '', ...place }, silent);
  try {
    return await openWork(database, dueUpTo);
  } finally {
    await database.close();
  }
}
