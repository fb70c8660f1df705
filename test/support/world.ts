/** The whole bot in this process, on a real store, with a pretend connector and people who write and press: for scenarios. */
import { buildApp, type App, type Running } from '../../bot/app.ts';
import type { Config } from '../../bot/config.ts';
import { systemRandom } from '../../bot/system.ts';
import type { WorkPorts } from '../../bot/work.ts';
import type { Instant } from '../../changeover/changeover.ts';
import { startPretendConnector, type PretendConnector } from '../../sandbox/connector.ts';
import { startPretendGraph, type PretendGraph } from '../../sandbox/graph.ts';
import { adele, alex, diego, lee, megan, type Cast } from '../../sandbox/people.ts';
import { person, type Person } from '../../sandbox/person.ts';
import { pretendTenantPorts } from '../../sandbox/pretend-tenants.ts';
import { pretendWays } from '../../sandbox/pretend-ways.ts';
import { openTenants, type PretendTenants } from '../../sandbox/tenant.ts';
import type { Statement } from '../../store/database.ts';
import { freshDatabase, freshDataDir } from './fresh-database.ts';
import { quietLog, type QuietLog } from './quiet-log.ts';

export interface WorldParts {
  /** Whether there is a Graph to go to when Teams does not reach somebody. */
  readonly hasGraph?: boolean;
  /** Whether the bot may ask to read tenants, and there are pretend ones to be read. */
  readonly hasTenants?: boolean;
  /** False: tenants are read, and no licences are moved. */
  readonly movesLicences?: boolean;
}

/** Monday 2 March 2026, 10:00 in Amsterdam. */
export const MONDAY = Date.parse('2026-03-02T09:00:00Z');

export interface World {
  readonly connector: PretendConnector;
  readonly alex: Person;
  /** A colleague of Alex. */
  readonly adele: Person;
  readonly megan: Person;
  /** A second technician. */
  readonly diego: Person;
  /** Of a third company, writing to the bot one to one. */
  readonly lee: Person;
  readonly log: QuietLog;
  /** What the second ways went to; only of a world that was made with them. */
  readonly graph?: PretendGraph;
  /** The customers' tenants with their knobs; only of a world that was made with them. */
  readonly tenants?: PretendTenants;
  /** Every statement of the running bot, in order. */
  readonly statements: readonly Statement[];
  readonly running: Running;
  now(): Instant;
  /** Moves the clock, visiting each due instant on the way as the sandbox does. */
  goTo(instant: Instant): Promise<void>;
  /** Stops the bot and starts it again on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A world ends with its test: nothing of its tenants is kept. */
const forgetfulFile = { part: () => undefined, put: async () => undefined };

export async function aWorld(
  on: 'postgres' | 'embedded' = 'postgres',
  startsAt: Instant = MONDAY,
  { hasGraph = false, hasTenants = false, movesLicences = true }: WorldParts = {},
): Promise<World> {
  const connector = await startPretendConnector();
  const place =
    on === 'postgres' ? { databaseUrl: await freshDatabase(), dataDir: '' } : { dataDir: await freshDataDir() };
  const log = quietLog();
  const statements: Statement[] = [];
  let now = startsAt;
  const clock = { now: () => now };
  const tenants = hasTenants ? openTenants(forgetfulFile, clock.now) : undefined;
  const graph = hasGraph || hasTenants ? await startPretendGraph(clock.now, tenants) : undefined;
  const secondWays = graph && hasGraph ? pretendWays(graph, clock) : undefined;
  const ports = graph && tenants && pretendTenantPorts(graph, tenants, () => running.url);
  const reading = ports && (movesLicences ? ports : withoutMoves(ports));
  let app: App;
  let running: Running;

  async function start(): Promise<void> {
    const config = {
      ...place,
      host: '127.0.0.1',
      port: 0,
      client: 'off',
      logLevel: 'warn',
      rateLimit: 10_000,
      onQuery: (statement: Statement) => void statements.push(statement),
    } as const;
    app = buildApp(config satisfies Config, {
      clock,
      random: systemRandom,
      log: log.log,
      ...(secondWays && { secondWays }),
      ...(reading && { tenants: reading }),
    });
    running = await app.start();
  }

  await start();
  const one = (cast: Cast, where: 'personal' | 'channel'): Person =>
    person({ cast, place: where, connector, botUrl: () => `${running.url}/api/messages`, now: () => now });
  return {
    connector,
    ...(graph && { graph }),
    ...(tenants && { tenants }),
    alex: one(alex, 'personal'),
    adele: one(adele, 'personal'),
    megan: one(megan, 'channel'),
    diego: one(diego, 'channel'),
    lee: one(lee, 'personal'),
    log,
    statements,
    get running() {
      return running;
    },
    now: () => now,
    async goTo(instant) {
      for (;;) {
        const due = await running.store.nextDueAt();
        if (due === undefined || due > instant) break;
        now = Math.max(now, due);
        await running.pump.settle();
      }
      now = instant;
      await running.pump.settle();
    },
    async restart() {
      await app.stop();
      await start();
    },
    async close() {
      await app.stop();
      await connector.close();
      await graph?.close();
    },
  };
}

function withoutMoves({ licences: _licences, ...others }: ReturnType<typeof pretendTenantPorts>): WorkPorts['tenants'] {
  return others;
}
