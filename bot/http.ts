/** The web server: the messages door, health and readiness, security headers, an end that lets the work under way finish. */
import { pino } from 'pino';
import { createServer, plugins, type Request, type Response, type Server, type ServerOptions } from 'restify';
import type { Random } from '../loop/ports.ts';
import type { Arrived, Processed } from './adapter.ts';
import type { Config } from './config.ts';
import type { ConsentPage } from './consent-page.ts';
import { addDownloadRoutes, type DownloadPorts } from './download-routes.ts';
import { admit, isOwnMachine, knock, MOST_BODY_BYTES, type DoorMode, type Refused } from './doorman.ts';
import type { OpenHistory } from './history-door.ts';
import { addCustomerPageRoute, answerPageError, isPagePath } from './customer-page-route.ts';
import type { CustomerPageDoor } from './customer-page-door.ts';
import { addHistoryRoute } from './history-route.ts';
import { isSame } from './is-same.ts';
import type { BotLog } from './log.ts';
import { REQUEST_ID, requestIdOf } from './request-id.ts';
import { CONSENT_PATH } from './tenant-config.ts';

export interface HttpPorts extends DownloadPorts {
  readonly config: Pick<Config, 'port' | 'host' | 'rateLimit' | 'metricsToken'>;
  readonly mode: DoorMode;
  readonly log: BotLog;
  readonly random: Pick<Random, 'id'>;
  readonly isReady: () => Promise<boolean>;
  /** Undefined while it starts. */
  readonly metricsPage: () => Promise<string> | undefined;
  /** Undefined while it starts. */
  readonly openHistory: (ticket: string) => ReturnType<OpenHistory> | undefined;
  /** Undefined while it starts. */
  readonly customerPage: () => CustomerPageDoor | undefined;
  /** Takes what Microsoft's page of consent answered; undefined while it starts, and where nothing is asked for. */
  readonly consent?: (query: URLSearchParams, languages: string) => Promise<ConsentPage> | undefined;
  /** Verifies and answers one activity. */
  readonly process: (arrived: Arrived) => Promise<Processed>;
}

export interface Http {
  /** For routes of local mode, to be added before `listen`. */
  readonly server: Server;
  /** Resolves with the address, such as `http://127.0.0.1:3978`. */
  listen(): Promise<string>;
  /** Takes nothing new and lets what is under way finish, at most so many milliseconds; then the rest is cut off. */
  stop(limitMs: number): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than the load balancers' idle time, so that it is they who close a connection. */
const KEEP_ALIVE_MS = 75_000;
const IDLE_CHECK_MS = 50;
/** Restify's own lines repeat a stranger's URL; ours are written by the handlers. Its types still name an older logger. */
const SILENT = pino({ level: 'silent' }) as unknown as NonNullable<ServerOptions['log']>;

export function createHttp(ports: HttpPorts): Http {
  const { config, mode, log, random } = ports;
  const server = createServer({ name: 'changeover', log: SILENT });
  server.server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.server.keepAliveTimeout = KEEP_ALIVE_MS;
  let isStopping = false;

  server.pre((_req, res, next) => {
    secure(res);
    res.setHeader(REQUEST_ID, random.id());
    next();
  });
  server.on('restifyError', (req: Request, res: Response, error: unknown, done: () => void) => {
    if (!isPagePath(req)) return wordless(req, res, error, done);
    void answerPageError(req, res, error).finally(done);
  });
  server.get('/healthz', async (_req, res) => void res.send(200, { ok: true }));
  server.get('/readyz', async (_req, res) => {
    const isReady = !isStopping && (await ports.isReady());
    res.send(isReady ? 200 : 503, { ready: isReady });
  });
  server.get(
    CONSENT_PATH,
    plugins.throttle({ ip: true, rate: CONSENTS_PER_SECOND, burst: CONSENTS_PER_SECOND * 5 }),
    async (req, res) => consent(ports, req, res),
  );
  server.get('/metrics', async (req, res) => metrics(ports, req, res));
  addHistoryRoute(server, ports);
  addCustomerPageRoute(server, ports);
  addDownloadRoutes(server, ports);
  server.post(
    '/api/messages',
    plugins.throttle({ ip: true, rate: config.rateLimit, burst: config.rateLimit * 2 }),
    (req, res, next) => {
      const refused = knock(mode, { headers: req.headers, peer: req.socket.remoteAddress });
      if (refused === undefined) return next();
      refuse(res, refused, log, req);
      return next(false);
    },
    plugins.bodyReader({ maxBodySize: MOST_BODY_BYTES }),
    ...plugins.jsonBodyParser({ mapParams: false, bodyReader: true }),
    async (req, res) => answer(ports, req, res),
  );

  return {
    server,
    listen: () => listen(server, config),
    stop(limitMs) {
      isStopping = true;
      return stop(server, limitMs);
    },
  };
}

/** A person comes back from Microsoft's page once; more are guesses. */
const CONSENTS_PER_SECOND = 5;

async function consent(ports: HttpPorts, req: Request, res: Response): Promise<void> {
  const { searchParams } = new URL(req.url ?? '', 'http://bot');
  try {
    const page = await ports.consent?.(searchParams, req.headers['accept-language'] ?? '');
    if (page === undefined) return void res.send(404, { error: 'notFound', requestId: requestIdOf(res) });
    res.setHeader('Content-Security-Policy', page.policy);
    res.sendRaw(page.status, page.html, { 'Content-Type': 'text/html; charset=utf-8' });
  } catch (error) {
    ports.log.error({ turn: requestIdOf(res), err: error }, 'an answer to a consent link could not be taken');
    res.send(500, { error: 'internal', requestId: requestIdOf(res) });
  }
}

const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8';

async function metrics({ config, metricsPage, log }: HttpPorts, req: Request, res: Response): Promise<void> {
  const mayRead =
    config.metricsToken === undefined
      ? isOwnMachine({ headers: req.headers, peer: req.socket.remoteAddress })
      : isSame(req.headers.authorization ?? '', `Bearer ${config.metricsToken}`);
  if (!mayRead) return void res.send(403, { error: 'forbidden', requestId: requestIdOf(res) });
  try {
    const page = await metricsPage();
    if (page === undefined) return void res.send(503, { error: 'starting', requestId: requestIdOf(res) });
    res.sendRaw(200, page, { 'Content-Type': PROMETHEUS });
  } catch (error) {
    log.warn({ err: error }, 'the metrics could not be read');
    res.send(503, { error: 'internal', requestId: requestIdOf(res) });
  }
}

async function answer(ports: HttpPorts, req: Request, res: Response): Promise<void> {
  const turn = requestIdOf(res);
  const admitted = admit(ports.mode, req.body);
  if (!admitted.ok) return refuse(res, admitted, ports.log, req);
  try {
    const { authorization = '' } = req.headers;
    const processed = await ports.process({ authorization, activity: admitted.activity, turn });
    if (processed.ok) return void res.send(processed.status, processed.body);
    ports.log.warn({ turn, err: processed.error }, 'a token did not hold');
    return void res.send(401, { error: 'unauthorised', requestId: turn });
  } catch (error) {
    ports.log.error({ turn, err: error }, 'an activity could not be answered');
    return void res.send(500, { error: 'internal', requestId: turn });
  }
}

function refuse(res: Response, { status, error, why }: Refused, log: BotLog, req: Request): void {
  log.info(
    { turn: requestIdOf(res), status, why, peer: req.socket.remoteAddress },
    'a request was refused at the door',
  );
  // What is left of its body is not worth reading.
  res.setHeader('Connection', 'close');
  res.send(status, { error, requestId: requestIdOf(res) });
}

function secure(res: Response): void {
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('X-Frame-Options', 'DENY');
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  res.removeHeader('Server');
}

/** Restify answers with the words of its errors, which repeat what was sent: the code alone goes out. */
function wordless(_req: Request, res: Response, error: unknown, done: () => void): void {
  if (error instanceof Error) {
    const code =
      'body' in error && typeof error.body === 'object' && error.body && 'code' in error.body
        ? error.body.code
        : 'Internal';
    Object.assign(error, { toJSON: () => ({ error: code, requestId: requestIdOf(res) }) });
  }
  done();
}

function listen(server: Server, { port, host }: Pick<Config, 'port' | 'host'>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  server.once('error', reject);
  server.listen(port, host, () => {
    server.off('error', reject);
    const address = server.address();
    resolve(`http://${host.includes(':') ? `[${host}]` : host}:${address.port}`);
  });
  return promise;
}

async function stop(server: Server, limitMs: number): Promise<void> {
  if (!server.server.listening) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  // A connection that was answered just now stays open for a next request, which would be turned away.
  const idle = setInterval(() => server.server.closeIdleConnections(), IDLE_CHECK_MS);
  const limit = setTimeout(() => server.server.closeAllConnections(), limitMs);
  await promise;
  clearInterval(idle);
  clearTimeout(limit);
}
