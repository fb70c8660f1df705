/** The composition root: the web server first, so that health is answered while the rest, which is heavier, opens. */
import type { Config } from './config.ts';
import { createHttp, type Http } from './http.ts';
import type { Processed } from './adapter.ts';
import type { WorkPorts, Working } from './work.ts';

export interface App {
  /** For the routes of local mode; to be added before `start`. */
  readonly server: Http['server'];
  /** Listens at once, then opens the store and begins to work. Resolves once it is ready. */
  start(): Promise<Running>;
  /** Takes nothing new and finishes what is under way, within a limit; what is not sent by then stays queued. */
  stop(): Promise<void>;
}

export type Running = Pick<Working, 'loop' | 'store' | 'pump'> & {
  /** Such as `http://127.0.0.1:3978`. */
  readonly url: string;
};

const STOP_LIMIT_MS = 10_000;
/** Nothing was done with the activity: whoever sent it may send it again. */
const STARTING: Processed = { ok: true, status: 503, body: { error: 'starting' } };

export function buildApp(config: Config, ports: WorkPorts): App {
  let working: Working | undefined;
  const http = createHttp({
    config,
    mode: config.bot === undefined ? { kind: 'local' } : { kind: 'teams', appId: config.bot.appId },
    log: ports.log,
    random: ports.random,
    isReady: async () => working !== undefined && working.store.isReady(),
    metricsPage: () => working?.metricsPage(),
    openHistory: (ticket) => working?.openHistory(ticket),
    customerPage: () => working?.customerPage,
    download: async (token) => working?.download(token),
    licenceFile: async (ask) => working?.licenceFile(ask),
    consent: (query, languages) => working?.consent(query, languages),
    process: async (arrived) => working?.process(arrived) ?? STARTING,
  });

  return {
    server: http.server,
    async start() {
      const url = await http.listen();
      try {
        // Loading answers nobody: in two parts, with the store's own waits between them, health is answered early.
        const { openStore } = await import('../store/open.ts');
        const opened = await openStore(config, ports.log);
        const { beginWork } = await import('./work.ts');
        working = await beginWork(opened, config, ports, url);
      } catch (error) {
        await http.stop(0);
        throw error;
      }
      ports.log.info({ url, mode: config.bot === undefined ? 'local' : 'teams' }, 'the bot is ready');
      const { loop, store, pump } = working;
      return { url, loop, store, pump };
    },
    async stop() {
      await http.stop(STOP_LIMIT_MS);
      await working?.stop(STOP_LIMIT_MS);
      ports.log.info({}, 'the bot has stopped');
    },
  };
}
