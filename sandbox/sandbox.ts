/** Local mode, composed: the bot itself with a movable clock, pretend tenants, the page and two Teams windows. */
import { join } from 'node:path';
import { buildApp } from '../bot/app.ts';
import type { App, Running } from '../bot/app.ts';
import type { Environment } from '../bot/config.ts';
import { createLog } from '../bot/log.ts';
import { systemClock, systemRandom } from '../bot/system.ts';
import { openClock } from './clock.ts';
import type { MovableClock } from './clock.ts';
import type { SandboxConfig } from './config.ts';
import { addPretendConsent } from './consent.ts';
import { createControls } from './controls.ts';
import type { Controls } from './controls.ts';
import { startPretendGraph } from './graph.ts';
import type { PretendGraph } from './graph.ts';
import { addSandboxPage } from './page.ts';
import { startPlayground, whyNoPlayground, windowsOf } from './playground.ts';
import type { Playground, RunningWindow } from './playground.ts';
import { pretendTenantPorts } from './pretend-tenants.ts';
import { pretendWays } from './pretend-ways.ts';
import { openStateFile } from './state-file.ts';
import { openTenants } from './tenant.ts';
import { withoutDialogs } from './without-dialogs.ts';

export interface Sandbox {
  /** Such as `http://127.0.0.1:3978`. */
  readonly url: string;
  readonly windows: readonly RunningWindow[];
  readonly clock: MovableClock;
  readonly running: Running;
  stop(): Promise<void>;
}

/**
 * Starts all of it, or nothing. `say` gets what a person should know, a line at a time.
 * @throws what `buildApp` throws, a ConfigError when a window's port is busy, an Error when the state file is damaged.
 */
export async function startSandbox(
  config: SandboxConfig,
  env: Environment,
  say: (line: string) => void,
): Promise<Sandbox> {
  const file = await openStateFile(join(config.dataDir, 'sandbox.json'));
  const clock = openClock(file, () => systemClock.now());
  const tenants = openTenants(file, () => clock.now());
  const { tenantOfDomain } = tenants;
  const graph = await startPretendGraph(() => clock.now(), tenants);
  const secondWays = pretendWays(graph, clock);
  const log = createLog(config.logLevel);
  let url = '';
  const reading = pretendTenantPorts(graph, tenants, () => url);
  const app = buildApp(config, {
    clock,
    random: systemRandom,
    log,
    tenantOfDomain,
    secondWays,
    tenants: reading,
    throughClient: withoutDialogs,
  });
  let controls: Controls | undefined;
  let playground: Playground | undefined;
  addSandboxPage(app.server, () => controls);
  addPretendConsent(app.server, () => controls);
  let running: Running;
  try {
    running = await app.start();
    url = running.url;
    playground = await openWindows(config, env, running.url, say);
  } catch (error) {
    await stop(app, undefined, graph);
    throw error;
  }
  const windows = playground?.windows ?? [];
  const { store, loop, pump } = running;
  const newId = () => systemRandom.id();
  const settle = async (): Promise<void> => pump.settle();
  controls = createControls({
    store,
    loop,
    settle,
    clock,
    tenants,
    reader: reading.reader,
    file,
    windows,
    newId,
    mails: graph.mails,
  });
  return { url: running.url, windows, clock, running, stop: async () => stop(app, playground, graph) };
}

async function openWindows(
  config: SandboxConfig,
  env: Environment,
  url: string,
  say: (line: string) => void,
): Promise<Playground | undefined> {
  if (config.client === 'off') return undefined;
  const why = whyNoPlayground();
  if (why !== undefined) {
    say(why);
    return undefined;
  }
  return startPlayground({
    endpoint: `${url}/api/messages`,
    dataDir: config.dataDir,
    windows: windowsOf(config.clientPorts),
    env,
    report: say,
  });
}

/** The bot first: what it is about to say still reaches the windows. */
async function stop(app: App, playground: Playground | undefined, graph: PretendGraph): Promise<void> {
  try {
    await app.stop();
  } finally {
    await playground?.stop();
    await graph.close();
  }
}
