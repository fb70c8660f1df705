/** What the bot works with, composed: the store, the loop, the queue, the connector, the adapter. */
import { playbooks as shipped } from '../changeover/playbooks/index.ts';
import { createConverse } from '../dialogs/converse.ts';
import type { LicenceDoor } from '../dialogs/licence-door.ts';
import { createLoop, type Loop } from '../loop/create-loop.ts';
import type { Desk } from '../loop/desk.ts';
import type { Clock, Content, Messenger, Random, Store } from '../loop/ports.ts';
import type { LicenceReader, LicenceTenant, WriteConsent } from '../loop/licence-ports.ts';
import type { SecondWays } from '../loop/reach-ports.ts';
import type { MailSoon } from '../loop/turn.ts';
import type { ConsentLinks, TenantReader } from '../loop/reading-ports.ts';
import { rendererOf } from '../loop/render.ts';
import type { OpenStore } from '../store/open.ts';
import type { TenantOfDomain } from '../tenant/tenant-of-domain.ts';
import { createAdapter, type Adapter, type Arrived, type Processed } from './adapter.ts';
import { createAftermath } from './aftermath.ts';
import { answerActivity, answerFault, type ActivityPorts } from './answer-activity.ts';
import type { Config } from './config.ts';
import { createConnector, type Connector } from './connector.ts';
import { consentPage, type ConsentPage } from './consent-page.ts';
import { createCustomerPageDoor, type CustomerPageDoor } from './customer-page-door.ts';
import { hearConsent } from './doors/consent.ts';
import { createLicenceFiles, licenceLinks, type LicenceFile } from './doors/licence-files.ts';
import { createFileDownload } from './file-download.ts';
import { gaugesOf } from './gauges.ts';
import { createHistoryDoor, recordsOf, type OpenHistory } from './history-door.ts';
import { limitedConnector } from './limited-connector.ts';
import { createLimits, noLimits } from './limits.ts';
import type { BotLog } from './log.ts';
import { loadPlaybooks } from './playbook-files.ts';
import { createMetrics } from './metrics.ts';
import { pageLinksOf } from './page-links.ts';
import { startPump, type Pump } from './pump.ts';
import { createOffice, downloadBoard, type Download } from './office.ts';
import { signedLinksOf } from './signed-link.ts';
import { createRoster } from './roster.ts';
import { createSearch } from './search.ts';
import { isLoopbackServiceUrl, isTeamsServiceUrl } from './service-url.ts';
import { systemWait } from './system.ts';
import { createTurnsUnderWay } from './turns-under-way.ts';
import { createTokens, credentialsFactory } from './tokens.ts';

export interface WorkPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: BotLog;
  /** Stands before a client that lacks something of Teams; absent before Teams itself. */
  readonly throughClient?: (messenger: Messenger) => Messenger;
  /** Absent: whose a domain is stays the word of whoever typed it. */
  readonly tenantOfDomain?: TenantOfDomain;
  /** Absent: whom Teams does not reach is not reached at all. */
  readonly secondWays?: SecondWays;
  /** Absent: no tenant is read, and nobody is asked to let it be. */
  readonly tenants?: {
    readonly reader: TenantReader;
    readonly links: ConsentLinks;
    /** Counts users after an end. */
    readonly licenceReader: LicenceReader;
    /** Absent: no licences are moved. */
    readonly licences?: { readonly tenant: LicenceTenant; readonly consent: WriteConsent };
  };
}

export interface Working {
  readonly loop: Loop;
  readonly store: Store;
  readonly pump: Pump;
  process(arrived: Arrived): Promise<Processed>;
  /** A history by its link. */
  readonly openHistory: OpenHistory;
  readonly customerPage: CustomerPageDoor;
  /** What a signed link gives; undefined for one that opens nothing. */
  download(token: string): Promise<Download | undefined>;
  readonly licenceFile: LicenceFile;
  /** Takes what Microsoft's page of consent answered; undefined where nobody is sent there. */
  consent(query: URLSearchParams, languages: string): Promise<ConsentPage> | undefined;
  /** What operators watch, in Prometheus' text format. */
  metricsPage(): Promise<string>;
  /** Lets what is under way finish within the limit, in milliseconds; what is not sent by then stays queued. */
  stop(limitMs: number): Promise<void>;
}

const PUMP_EVERY_MS = 1_000;
const QUIET_LIMIT_MS = 3_000;
/**
 * New messages go one at a time, each after the one before it is recorded. Where somebody has waited a second for that, at
 * least 50 in a second from an instance on a server, however slow the connector is, and 7 on the embedded store.
 */
const PACE = { server: { calmMs: 1_000, paceMs: 20 }, embedded: { calmMs: 1_000, paceMs: 150 } } as const;

/** @param opened is closed when it can't begin. @param url where this process listens. */
export async function beginWork(opened: OpenStore, config: Config, ports: WorkPorts, url: string): Promise<Working> {
  try {
    return await workOn(opened, config, ports, url);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function workOn(opened: OpenStore, config: Config, ports: WorkPorts, url: string): Promise<Working> {
  const { store, startQueue, close, countUp } = opened;
  const { clock, random, log, tenantOfDomain, secondWays, tenants } = ports;
  const metrics = createMetrics();
  const playbooks = loadPlaybooks(config.playbooksDir, shipped);
  const limits = config.keepsLimits ? createLimits(systemWait, countUp) : noLimits;
  const connector = limitedConnector(connectorOf(config, log), limits);
  // Browsers find a real bot by its public name alone; local mode is asked on this machine.
  const baseUrl = config.publicUrl ?? (config.bot === undefined ? url : undefined);
  const pages = baseUrl === undefined ? undefined : await pageLinksOf(store, baseUrl);
  const customerLinks = { canMail: secondWays?.mailTo !== undefined, ...(pages && { pages }) };
  const loop = await createLoop({
    store,
    clock,
    random,
    log,
    messenger: ports.throughClient?.(connector) ?? connector,
    playbooks,
    rendererOf: (shelf) => rendererOf(shelf, customerLinks),
    ...(pages && { pages }),
    meter: metrics,
    pace: countUp === undefined ? PACE.embedded : PACE.server,
    wait: systemWait,
    ...(secondWays && { secondWays }),
    ...(tenants && { tenantReader: tenants.reader, licenceReader: tenants.licenceReader }),
    ...(tenants?.licences && { licences: tenants.licences }),
  });
  const underWay = createTurnsUnderWay();
  const queue = await startQueue(async (conversationId) => {
    await underWay.quiet(conversationId, QUIET_LIMIT_MS);
    await loop.deliver(conversationId);
  });
  const pump = startPump({ loop, clock, log, nudge: (ids) => queue.nudge(ids), everyMs: PUMP_EVERY_MS });
  const aftermath = createAftermath(log);
  const roster = createRoster(connector, clock);
  const history = { store, shelf: loop.shelf, clock, roster };
  const records = recordsOf(store, baseUrl);
  const officePorts = {
    store,
    shelf: loop.shelf,
    clock,
    fetchFile: createFileDownload(config.bot === undefined, log),
    baseUrl,
  };
  const office = createOffice(officePorts);
  const converse = createConverse({
    technicians: (reference, teamId) => roster.technicians(reference, teamId),
    records,
    office,
    ...(tenantOfDomain && { tenantOfDomain }),
    ...(tenants && { consentLinks: tenants.links }),
    ...(tenants && { licences: licenceDoor(baseUrl, store, tenants.licences !== undefined) }),
    customerLinks,
  });
  const onSaved = (): void => pump.kick();
  const activityPorts = {
    loop,
    converse,
    roster,
    search: createSearch({ store, shelf: loop.shelf, roster, clock, random }),
    aftermath,
    underWay,
    drawStatus: statusDrawer(loop),
    mailNow: (mail: MailSoon) => loop.mail(mail),
    lookNow: async (id: string) => store.lookNow(id, clock.now()),
    onSaved,
    ...(tenantOfDomain && { tenantOfDomain }),
  };
  const adapter = adapterOf(config, connector, log);

  return {
    loop,
    store,
    pump,
    process: (arrived) => processOne(adapter, activityPorts, arrived, log),
    openHistory: createHistoryDoor(history),
    customerPage: createCustomerPageDoor({ store, loop, clock, random, onSaved }),
    download: (token) => downloadBoard({ ...officePorts, roster }, token),
    licenceFile: createLicenceFiles(history),
    consent: (query, languages) => (tenants ? answerConsent(loop, pump, query, languages) : undefined),
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

async function answerConsent(loop: Loop, pump: Pump, query: URLSearchParams, languages: string): Promise<ConsentPage> {
  const answer = hearConsent(query);
  const outcome = answer && (await loop.takeConsent(answer));
  pump.kick();
  return consentPage(outcome, languages, answer?.purpose);
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
    const { teams } = desk.loaded;
    const conversation = { ...(desk.loaded.conversation ?? desk.source.conversation), ...(teams && { teams }) };
    const mine = desk.changeover(changeoverId);
    const reader = mine && { ...desk.readerOf(mine), person: desk.source.person };
    const move = desk.loaded.moves?.[changeoverId];
    return changeover && renderer.status(changeover, conversation, desk.allTexts(), desk.now, { reader, move });
  };
}

/** @param baseUrl where browsers reach this installation; undefined: it gives no files out. */
function licenceDoor(baseUrl: string | undefined, store: Store, canMove: boolean): LicenceDoor {
  return {
    canMove,
    ...(baseUrl !== undefined && {
      links: async (of, bearer, now) => licenceLinks(baseUrl, await signedLinksOf(store), of, bearer, now),
    }),
    touchedLater: (move) => store.touchedLater(move),
    usersWithout: (changeover, limit) => store.usersWithout(changeover, limit),
  };
}
