import { plugins, type Server } from 'restify';
import type { Config } from './config.ts';
import { HISTORY_PATH } from './file-routes.ts';
import type { OpenHistory } from './history-door.ts';

import type { BotLog } from './log.ts';
import { requestIdOf } from './request-id.ts';

interface RoutePorts {
  readonly config: Pick<Config, 'rateLimit'>;
  readonly log: BotLog;
  /** Undefined while it starts. */
  readonly openHistory: (ticket: string) => ReturnType<OpenHistory> | undefined;
}

/** `GET /history?ticket=…`: the ticket says who may see what; a referrer, a cache and another page get nothing of it. */
export function addHistoryRoute(server: Server, { config, log, openHistory }: RoutePorts): void {
  const { rateLimit } = config;
  server.get(HISTORY_PATH, plugins.throttle({ ip: true, rate: rateLimit, burst: rateLimit * 2 }), async (req, res) => {
    const ticket = new URL(req.url ?? '', 'http://localhost').searchParams.get('ticket') ?? '';
    try {
      const file = await openHistory(ticket);
      if (file === undefined) return void res.send(503, { error: 'starting', requestId: requestIdOf(res) });
      const { status, type, body, fileName, policy } = file;
      res.setHeader('Content-Security-Policy', policy);
      res.setHeader('X-Robots-Tag', 'noindex');
      if (fileName !== undefined) res.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
      res.sendRaw(status, body, { 'Content-Type': type });
    } catch (error) {
      log.error({ turn: requestIdOf(res), err: error }, 'a history could not be shown');
      res.send(500, { error: 'internal', requestId: requestIdOf(res) });
    }
  });
}
