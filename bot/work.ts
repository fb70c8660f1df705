/** What the bot works with, composed: the store, the loop, the queue, the connector, the adapter. */
import { playbooks as shipped } from '../changeover/playbooks/index.ts';
import { createConverse } from '../dialogs/converse.ts';
import type { LicenceDoor } from '../dialogs/licence-door.ts';
import { createLoop, type Loop } from '../loop/create-loop.ts';
import type { Desk } from '../loop/desk.ts';
import type { Clock, Content, Random, Store } from '../loop/ports.ts';
import type { LicenceTenant, WriteConsent } from '../loop/licence-ports.ts';
import type { SecondWays } from '../loop/reach-ports.ts';
import { rendererOf } from '../loop/render.ts';
import { openStore, type OpenStore } from '../store/open.ts';
import type { TenantOfDomain } from '../tenant/tenant-of-domain.ts';
import { createAdapter, type Adapter, type Arrived, type Processed } from './adapter.ts';
import { createAftermath } from './aftermath.ts';
import { answerActivity, answerFault, type ActivityPorts } from './answer-activity.ts';
import type { Config } from './config.ts';
import { createConnector, type Connector } from './connector.ts';
import { gaugesOf } from './gauges.ts';
import { limitedConnector } from './limited-connector.ts';
import { createLimits, noLimits } from './limits.ts';
import type { BotLog } from './log.ts';
import { loadPlaybooks } from './playbook-files.ts';
import { createMetrics } from './metrics.ts';
import { startPump, type Pump } from './pump.ts';
import { createRoster } from './roster.ts';
import { isLoopbackServiceUrl, isTeamsServiceUrl } from './service-url.ts';
import { systemWait } from './system.ts';
import { createTurnsUnderWay } from './turns-under-way.ts';
import { createTokens, credentialsFactory } from './tokens.ts';

export interface WorkPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: BotLog;
  /** Absent: whose a domain is stays the word of whoever typed it. */
  readonly tenantOfDomain?: TenantOfDomain;
  /** Absent: whom Teams does not reach is not reached at all. */
  readonly secondWays?: SecondWays;
  /** Where browsers reach this process, when it is known only later; else the configuration says. */
  readonly publicUrl?: () => string | undefined;
  /** Absent: no licences are moved. */
  readonly licences?: { readonly tenant: LicenceTenant; readonly consent: WriteConsent };
}

export interface Working {
  readonly loop: Loop;
  readonly store: Store;
  readonly pump: Pump;
  process(arrived: Arrived): Promise<Processed>;
  /** What operators watch, in Prometheus' text format. */
  metricsPage(): Promise<string>;
  /** Lets what is under way finish within the limit, in milliseconds; what is not sent by then stays queued. */
  stop(limitMs: number): Promise<void>;
}

const PUMP_EVERY_MS = 1_000;
const QUIET_LIMIT_MS = 3_000;
/**
 * The longest that a new message waits until the one before it is recorded: at least 50 a second from an instance on a
 * server, however slow the connector is, and 7 on the embedded store.
 */
const PACE_MS = { server: 20, embedded: 150 } as const;

export async function beginWork(config: Config, ports: WorkPorts): Promise<Working> {
  const opened = await openStore(config, ports.log);
  try {
    return await workOn(opened, config, ports);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function workOn(opened: OpenStore, config: Config, ports: WorkPorts): Promise<Working> {
  const { store, startQueue, close, countUp } = opened;
  const { clock, random, log, tenantOfDomain, secondWays, licences, publicUrl } = ports;
  const metrics = createMetrics();
  const playbooks = loadPlaybooks(config.playbooksDir, shipped);
  const limits = config.keepsLimits ? createLimits(systemWait, countUp) : noLimits;
  const connector = limitedConnector(connectorOf(config, log), limits);
  const loop = await createLoop({
    store,
    clock,
    random,
    log,
    messenger: connector,
    playbooks,
    rendererOf,
    meter: metrics,
    paceMs: countUp === undefined ? PACE_MS.embedded : PACE_MS.server,
    wait: systemWait,
    ...(secondWays && { secondWays }),
    ...(licences && { licences }),
  });
  const underWay = createTurnsUnderWay();
  const queue = await startQueue(async (conversationId) => {
    await underWay.quiet(conversationId, QUIET_LIMIT_MS);
    await loop.deliver(conversationId);
  });
  const pump = startPump({ loop, clock, log, nudge: (ids) => queue.nudge(ids), everyMs: PUMP_EVERY_MS });
  const aftermath = createAftermath(log);
  const roster = createRoster(connector, clock);
  const converse = createConverse({
    ...(tenantOfDomain && { tenantOfDomain }),
    ...(licences && { licences: licenceDoor(licences.consent, publicUrl ?? config.publicUrl) }),
  });
  const onSaved = (): void => pump.kick();
  const activityPorts = {
    loop,
    converse,
    roster,
    aftermath,
    underWay,
    drawStatus: statusDrawer(loop),
    onSaved,
    ...(tenantOfDomain && { tenantOfDomain }),
  };
  const adapter = adapterOf(config, connector, log);

  return {
    loop,
    store,
    pump,
    process: (arrived) => processOne(adapter, activityPorts, arrived, log),
    metricsPage: async () => metrics.page(await gaugesOf(store, clock)),
    async stop(limitMs) {
      const isSettled = await aftermath.settled(limitMs);
      if (!isSettled) log.warn({}, 'some answers were not sent before the end');
      await pump.stop();
      await queue.stop();
      await close();
      connector.close();
    },
  };
}

function processOne(adapter: Adapter, ports: ActivityPorts, arrived: Arrived, log: BotLog): Promise<Processed> {
  const { activity, turn } = arrived;
  return adapter.process(arrived, (context) => answerActivity(ports, context, activity, turn, log.child({ turn })));
}

function connectorOf({ bot }: Config, log: BotLog): Connector {
  if (bot === undefined) return createConnector({ trusts: isLoopbackServiceUrl, log });
  const tokens = createTokens(credentialsFactory(bot), bot.appId);
  return createConnector({ trusts: isTeamsServiceUrl, log, tokens });
}

function adapterOf({ bot }: Config, connector: Connector, log: BotLog): Adapter {
  return createAdapter({
    connector,
    ...(bot && { credentials: credentialsFactory(bot) }),
    onTurnError: (context, error, turn) => answerFault(context, error, turn, log.child({ turn })),
  });
}

/** The status card as an invoke returns it: drawn from what the turn made, which is saved by then. */
function statusDrawer(loop: Loop): (desk: Desk, changeoverId: string) => Content | undefined {
  const renderer = rendererOf(loop.shelf);
  return (desk, changeoverId) => {
    const changeover = desk.newest(changeoverId);
    const conversation = desk.loaded.conversation ?? desk.source.conversation;
    return (
      changeover &&
      renderer.status(changeover, conversation, desk.allTexts(), desk.now, desk.loaded.moves?.[changeoverId])
    );
  };
}

/** @param url where browsers reach this installation. */
function licenceDoor(consent: WriteConsent, url: string | undefined | (() => string | undefined)): LicenceDoor {
  return {
    linkOf(path) {
      const base = typeof url === 'function' ? url() : url;
      return base === undefined ? undefined : new URL(path, base).href;
    },
    consentPage: (changeover) => consent.pageFor(changeover),
  };
}
