import { plugins, type Request, type RequestHandler, type Response, type Server } from 'restify';
import type { Config } from './config.ts';
import type { CustomerPageDoor, PageReply } from './customer-page-door.ts';
import { PAGE_PATH } from './file-routes.ts';
import type { BotLog } from './log.ts';
import { requestIdOf } from './request-id.ts';

export interface PageRoutePorts {
  readonly config: Pick<Config, 'rateLimit'>;
  readonly log: BotLog;
  /** Undefined while it starts. */
  readonly customerPage: () => CustomerPageDoor | undefined;
}

/** A person presses once in a while; more of one address are guesses. */
const SHARE = 20;
/** A form of a few fields. */
const MOST_FORM_BYTES = 32_768;
const HTML = 'text/html; charset=utf-8';

/** `GET /page?t=…` shows, `POST` does one thing: no script, no cookie, nothing of it is kept or passed on. */
export function addCustomerPageRoute(server: Server, { config, log, customerPage }: PageRoutePorts): void {
  const rate = Math.max(1, Math.ceil(config.rateLimit / SHARE));
  const throttle: RequestHandler = plugins.throttle({ ip: true, rate, burst: rate * 4 });
  server.get(PAGE_PATH, throttle, async (req, res) => {
    await answer(res, log, customerPage()?.show(inQuery(req, 't'), inQuery(req, 'said'), languagesOf(req)));
  });
  server.post(PAGE_PATH, throttle, plugins.bodyReader({ maxBodySize: MOST_FORM_BYTES }), async (req, res) => {
    const form = typeof req.body === 'string' ? req.body : '';
    await answer(res, log, customerPage()?.take(inQuery(req, 't'), form, languagesOf(req)));
  });
}

function inQuery(req: Request, name: string): string {
  return new URL(req.url ?? '', 'http://bot').searchParams.get(name) ?? '';
}

function languagesOf(req: Request): string {
  return req.headers['accept-language'] ?? '';
}

async function answer(res: Response, log: BotLog, reply: Promise<PageReply> | undefined): Promise<void> {
  try {
    const page = await reply;
    if (page === undefined) return void res.send(503, { error: 'starting', requestId: requestIdOf(res) });
    res.setHeader('Content-Security-Policy', page.policy);
    res.setHeader('X-Robots-Tag', 'noindex');
    if (page.location !== undefined) res.setHeader('Location', page.location);
    res.sendRaw(page.status, page.html, { 'Content-Type': HTML });
  } catch (error) {
    log.error({ turn: requestIdOf(res), err: error }, 'a customer’s page could not be answered');
    res.send(500, { error: 'internal', requestId: requestIdOf(res) });
  }
}
