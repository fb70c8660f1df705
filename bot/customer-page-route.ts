import { plugins, type Request, type RequestHandler, type Response, type Server } from 'restify';
import type { Config } from './config.ts';
import type { CustomerPageDoor } from './customer-page-door.ts';
import { PAGE_PATH } from './file-routes.ts';
import type { BotLog } from './log.ts';
import type { PageReply } from './page-trouble.ts';
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
const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/iu;

/** `GET /page?t=…` shows, `POST` does one thing: no script, no cookie, nothing of it is kept or passed on. */
export function addCustomerPageRoute(server: Server, { config, log, customerPage }: PageRoutePorts): void {
  const rate = Math.max(1, Math.ceil(config.rateLimit / SHARE));
  const throttle: RequestHandler = plugins.throttle({ ip: true, rate, burst: rate * 4 });
  server.get(PAGE_PATH, throttle, async (req, res) => {
    await answer(req, res, log, () => customerPage()?.show(inQuery(req, 't'), inQuery(req, 'said'), languagesOf(req)));
  });
  server.post(
    PAGE_PATH,
    throttle,
    (req, res, next) => {
      const refused = knock(req);
      if (refused === undefined) return next();
      // What is left of its body is not worth reading.
      res.setHeader('Connection', 'close');
      void sendTrouble(req, res, refused).finally(() => next(false));
    },
    plugins.bodyReader({ maxBodySize: MOST_FORM_BYTES }),
    async (req, res) => {
      const form = typeof req.body === 'string' ? req.body : '';
      await answer(req, res, log, () => customerPage()?.take(inQuery(req, 't'), form, languagesOf(req)));
    },
  );
}

/** What the web server itself turned away there (too many, too large, another method), as a page. */
export async function answerPageError(req: Request, res: Response, error: unknown): Promise<void> {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  await sendTrouble(req, res, status);
}

export function isPagePath(req: Request): boolean {
  return req.path() === PAGE_PATH;
}

/** The status for what no page of ours sends, by its headers alone: a compressed body would pass the size limit and then unfold. */
function knock({ headers }: Request): 413 | 415 | undefined {
  const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity';
  if (!isPlain || !FORM.test(headers['content-type'] ?? '')) return 415;
  return Number(headers['content-length'] ?? 0) > MOST_FORM_BYTES ? 413 : undefined;
}

function inQuery(req: Request, name: string): string {
  return new URL(req.url ?? '', 'http://bot').searchParams.get(name) ?? '';
}

function languagesOf(req: Request): string {
  return req.headers['accept-language'] ?? '';
}

async function answer(
  req: Request,
  res: Response,
  log: BotLog,
  made: () => Promise<PageReply> | undefined,
): Promise<void> {
  try {
    const page = await made();
    if (page === undefined) return await sendTrouble(req, res, 503);
    await send(res, page);
  } catch (error) {
    log.error({ turn: requestIdOf(res), err: error }, 'a customer’s page could not be answered');
    await sendTrouble(req, res, 500);
  }
}

/** Words are loaded when they are needed first: the web server listens before they are there. */
async function sendTrouble(req: Request, res: Response, status: number): Promise<void> {
  const { pageTrouble } = await import('./page-trouble.ts');
  await send(res, pageTrouble(status, languagesOf(req)));
}

async function send(res: Response, { status, html, location, retryAfter }: PageReply): Promise<void> {
  const { PAGE_POLICY } = await import('./page-trouble.ts');
  res.setHeader('Content-Security-Policy', PAGE_POLICY);
  res.setHeader('X-Robots-Tag', 'noindex');
  if (location !== undefined) res.setHeader('Location', location);
  if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter));
  res.sendRaw(status, html, { 'Content-Type': HTML });
}
