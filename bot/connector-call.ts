/** One exchange with a connector: keep-alive, a limit on the whole of it, nothing repeated, no redirect followed. */
import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly serviceUrl: string;
  /** Already encoded, without a leading slash. */
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string;
  /** From the start, connecting included, to the last byte of the answer. */
  readonly timeoutMs: number;
}

export type Reply =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter?: string; readonly text: string }
  /** No answer. `wasSent` is false when the request certainly never left: the other end can't have acted on it. */
  | { readonly kind: 'silent'; readonly why: string; readonly wasSent: boolean };

export interface Caller {
  call(call: Call): Promise<Reply>;
  /** Ends idle connections. */
  close(): void;
}

/** More than any answer of a connector; a proxy's error page may be longer. */
const MOST_ANSWER_BYTES = 1024 * 1024;

/** Shorter than the 5 seconds after which many servers close: a request on a connection that is just being closed is lost. */
const IDLE_MS = 4_000;

/** @param idleMs how long a connection without a call is kept, in milliseconds. */
export function createCaller(idleMs = IDLE_MS): Caller {
  const kept = { keepAlive: true, maxSockets: 128, timeout: idleMs };
  const agents = { http: new HttpAgent(kept), https: new HttpsAgent(kept) };
  return {
    async call(call) {
      const { signal, clear } = deadline(call.timeoutMs);
      try {
        return await exchange(call, agents, signal);
      } finally {
        clear();
      }
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/**
 * The time is over, but not before what came while this process was busy with something else has been read: an answer that
 * waits in the socket is no silence, and taking it for one would send a message twice.
 */
function deadline(timeoutMs: number): { readonly signal: AbortSignal; readonly clear: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(() => setImmediate(() => setImmediate(abort)), timeoutMs);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

function exchange(call: Call, agents: { http: HttpAgent; https: HttpsAgent }, signal: AbortSignal): Promise<Reply> {
  const { promise, resolve } = Promise.withResolvers<Reply>();
  const base = new URL(call.serviceUrl);
  const isSecure = base.protocol === 'https:';
  const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
  const options = {
    method: call.method,
    hostname: base.hostname.replace(/^\[|\]$/g, ''),
    ...(base.port !== '' && { port: base.port }),
    path: `${base.pathname.replace(/\/+$/, '')}/${call.path}`,
    headers: headersOf(call, body),
    signal,
  };
  const request = isSecure
    ? httpsRequest({ ...options, agent: agents.https })
    : httpRequest({ ...options, agent: agents.http });
  const wasSent = watchSending(request, isSecure);
  const fail = (error: Error): void => resolve({ kind: 'silent', why: reasonOf(error, signal), wasSent: wasSent() });
  request.on('error', fail);
  request.on('response', (response) => void collect(response).then(resolve, fail));
  request.end(body);
  return promise;
}

function headersOf(call: Call, body: Buffer | undefined): Record<string, string | number> {
  return {
    accept: 'application/json',
    'user-agent': 'changeover',
    ...(call.token !== undefined && { authorization: `Bearer ${call.token}` }),
    ...(body && { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length }),
  };
}

/** Nothing is written before the socket is connected (and its certificate checked). */
function watchSending(request: ClientRequest, isSecure: boolean): () => boolean {
  let hasConnected = false;
  request.on('socket', (socket) => {
    if (!socket.connecting) hasConnected = true;
    else socket.once(isSecure ? 'secureConnect' : 'connect', () => (hasConnected = true));
  });
  return () => hasConnected;
}

async function collect(response: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_ANSWER_BYTES) throw new Error('answer too long');
    chunks.push(chunk);
  }
  const retryAfter = response.headers['retry-after'];
  return {
    kind: 'answered',
    status: response.statusCode ?? 0,
    text: Buffer.concat(chunks).toString('utf8'),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

function reasonOf(error: Error, signal: AbortSignal): string {
  if (signal.aborted) return 'no answer in time';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
