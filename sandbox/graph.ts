/**
 * The pretend Graph: an HTTP server on loopback that answers for the pretend tenants as Microsoft Graph does, keeps the
 * letters that would have been sent, and fails on request. One for local mode and for tests.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PretendDirectory } from './graph-read-directory.ts';
import { isPiece, type Piece } from './card-reader.ts';
import { createUnitBucket } from './graph-read-limits.ts';
import { graphRoute } from './graph-routes.ts';
import type { GraphAnswer, GraphPlace, GraphRequest, PretendMail } from './graph-routes.ts';
import type { LicenceDirectory } from './licence-directory.ts';

export type { PretendMail } from './graph-routes.ts';

/** What goes wrong with the next requests that it fits. */
export interface GraphFault {
  /**
   * A status with Graph's error body; `hang`: nothing is answered; `cut`: the connection breaks inside the answer; `nulls`:
   * all that may be null is.
   */
  readonly kind: 401 | 403 | 404 | 409 | 429 | 503 | 'hang' | 'cut' | 'nulls';
  /** Graph's word for it; absent: the body has none, as happens. */
  readonly code?: string;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Only requests whose path has this in it. */
  readonly path?: string;
  /** How many requests; 1 when absent. */
  readonly times?: number;
}

export interface GraphExchange {
  readonly method: string;
  /** Decoded, with its query. */
  readonly path: string;
  readonly tenantId: string | undefined;
  readonly body: unknown;
  /** 0: it was not answered. */
  readonly status: number;
  readonly answer: unknown;
}

export interface PretendGraph {
  /** Such as `http://127.0.0.1:3979`. */
  readonly url: string;
  /** An app-only token of a tenant, as this server takes it. */
  tokenOf(tenantId: string): string;
  readonly exchanges: readonly GraphExchange[];
  /** Oldest first. */
  readonly mails: readonly PretendMail[];
  /** Object ids of people for whom the app is installed. */
  readonly installed: ReadonlySet<string>;
  /** What an administrator lets the application do in a tenant; all of it unless this was called. */
  permit(tenantId: string, permissions: readonly string[]): void;
  /** Takes a mailbox away, or the person from the directory. */
  lose(objectId: string, what: 'mailbox' | 'person'): void;
  /** The app is no longer in the tenant's catalogue. */
  withdrawApp(tenantId: string): void;
  fail(fault: GraphFault): void;
  /** Nothing goes wrong any more. */
  mend(): void;
  /** Answers to conditions on users are so many milliseconds late. */
  lag(ms: number): void;
  /** A service that Microsoft reports as disturbed, such as `Exchange Online`. */
  disturb(service: string): void;
  /** Resource units for one tenant in ten seconds. */
  limit(units: number): void;
  /** Resource units that were taken in a tenant. */
  unitsTaken(tenantId: string): number;
  /** Where users and licences of a tenant come from, instead of the tenants. */
  licences(of: (tenantId: string) => Promise<LicenceDirectory | undefined>): void;
  close(): Promise<void>;
}

/**
 * @param now for the time of a letter, limits and late answers.
 * @param tenants what can be read of tenants; nothing when absent.
 */
export async function startPretendGraph(
  now: () => number,
  tenants?: {
    directoryOf(tenantId: string, asOf: number): PretendDirectory | undefined;
    licencesOf(tenantId: string): LicenceDirectory | undefined;
  },
): Promise<PretendGraph> {
  let lagMs = 0;
  let url = '';
  const bucket = createUnitBucket(now);
  const place: GraphPlace = {
    permissions: new Map(),
    withdrawn: new Set(),
    lost: new Map(),
    installed: new Set(),
    mails: [],
    now,
    url: () => url,
    directoryOf: (tenantId, asOf) => tenants?.directoryOf(tenantId, asOf),
    licencesOf: async (tenantId) => tenants?.licencesOf(tenantId),
    lagMs: () => lagMs,
    disturbed: new Set(),
    bucket,
  };
  const exchanges: GraphExchange[] = [];
  const faults: (GraphFault & { left: number })[] = [];
  const server = createServer((request, response) => {
    serve(place, exchanges, faults, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  url = `http://127.0.0.1:${port}`;
  return {
    url,
    tokenOf: (tenantId) => `pretend.${tenantId}`,
    exchanges,
    mails: place.mails,
    installed: place.installed,
    permit: (tenantId, permissions) => void place.permissions.set(tenantId, new Set(permissions)),
    lose: (objectId, what) => void place.lost.set(objectId, what),
    withdrawApp: (tenantId) => void place.withdrawn.add(tenantId),
    fail: (fault) => void faults.push({ ...fault, left: fault.times ?? 1 }),
    mend: () => void faults.splice(0),
    lag: (ms) => void (lagMs = ms),
    disturb: (service) => void place.disturbed.add(service),
    limit: (units) => bucket.limit(units),
    unitsTaken: (tenantId) => bucket.taken(tenantId),
    licences: (of) => void (place.licencesOf = of),
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  place: GraphPlace,
  exchanges: GraphExchange[],
  faults: (GraphFault & { left: number })[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await textOf(request);
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://graph');
  const path = decodeURIComponent(pathname.replace(/^\/v1\.0/, ''));
  const method = request.method ?? '';
  const asked: unknown = /json/.test(request.headers['content-type'] ?? '') ? JSON.parse(text) : text;
  const tenantId = /^Bearer pretend\.([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1];
  const fault = faults.find((one) => one.left > 0 && path.includes(one.path ?? ''));
  if (fault) fault.left -= 1;
  const isAnswered = fault === undefined || fault.kind === 'cut' || fault.kind === 'nulls';
  const answer = isAnswered
    ? await answerOf(place, { method, path, query: searchParams, body: asked, tenantId, headers: headersOf(request) })
    : faultAnswer(fault);
  const query = searchParams.size > 0 ? `?${decodeURIComponent(searchParams.toString())}` : '';
  exchanges.push({
    method,
    path: `${path}${query}`,
    tenantId,
    body: asked,
    status: answer?.status ?? 0,
    answer: answer?.body,
  });
  // A hung request stays open until the caller gives up or the server is closed.
  if (answer === undefined) return;
  const body = fault?.kind === 'nulls' ? withNulls(answer.body) : answer.body;
  const json = body === undefined ? '' : JSON.stringify(body);
  const headers = {
    'content-type': 'application/json; odata.metadata=minimal',
    'request-id': `pretend-${exchanges.length}`,
    ...answer.headers,
  };
  if (fault?.kind === 'cut') {
    response.writeHead(answer.status, { ...headers, 'content-length': String(json.length + 100) });
    response.write(json.slice(0, json.length / 2), () => response.destroy());
    return;
  }
  response.writeHead(answer.status, headers);
  response.end(json);
}

/** The tenant's users are asked for first, because the rest answers at once. */
async function answerOf(place: GraphPlace, request: Omit<GraphRequest, 'licences'>): Promise<GraphAnswer> {
  const { tenantId } = request;
  const licences = tenantId === undefined ? undefined : await place.licencesOf(tenantId);
  return graphRoute(place, { ...request, licences });
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** Rows keep what names them; everything else that they say is null. */
const NAMES: ReadonlySet<string> = new Set(['id', 'skuId', 'tenantId', 'customerId']);

function withNulls(body: unknown): unknown {
  if (!isPiece(body)) return body;
  const { responses, value } = body;
  if (Array.isArray(responses)) {
    const parts: readonly unknown[] = responses;
    return {
      ...body,
      responses: parts.map((part) => (isPiece(part) ? { ...part, body: withNulls(part['body']) } : part)),
    };
  }
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return { ...body, value: rows.map((row) => (isPiece(row) ? nulled(row) : row)) };
}

function nulled(row: Piece): Piece {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, NAMES.has(name) ? value : null]));
}

function faultAnswer({ kind, code, retryAfter }: GraphFault): GraphAnswer | undefined {
  if (typeof kind === 'string') return undefined;
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { status: kind, body: { error: { code: code ?? '', message: 'The pretend Graph says no.' } }, headers };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
