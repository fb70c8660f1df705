/**
 * Microsoft Graph over its own client, thinly: one try with a deadline, errors as kinds. The client's three blind repeats
 * are left out, because a POST is not to be done twice, and because whoever asks has a better hour to come back.
 */
import { Client, type GraphRequest, HTTPMessageHandler, ResponseType } from '@microsoft/microsoft-graph-client';
import type { GraphTokens } from './graph-tokens.ts';

export type GraphFailure = {
  readonly ok: false;
  /**
   * `notPermitted`: consent is missing there. `conflict`: it is so already. `throttled` and `unavailable`: later.
   * `refused`: our own mistake, or an answer that is none.
   */
  readonly kind: 'notPermitted' | 'notFound' | 'conflict' | 'throttled' | 'unavailable' | 'refused';
  /** Status and Graph's code, such as `403 Authorization_RequestDenied`; the code may be missing. */
  readonly why: string;
  /** Of the answer; absent when none came, or no token to ask with. */
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** Microsoft's id of the request. */
  readonly requestId?: string;
};
export type GraphResult = { readonly ok: true; readonly body: unknown; readonly requestId?: string } | GraphFailure;

export type GraphHeaders = Readonly<Record<string, string>>;

export interface Graph {
  /** @param path with its query, already encoded; @param tenantId whose directory is asked. */
  get(tenantId: string, path: string, headers?: GraphHeaders): Promise<GraphResult>;
  /** @param body an object goes out as JSON, a text as `text/plain`. */
  post(tenantId: string, path: string, body: object | string, headers?: GraphHeaders): Promise<GraphResult>;
}

export interface GraphPorts {
  readonly tokens: GraphTokens;
  /** Where Graph answers; Microsoft's public address when absent. */
  readonly baseUrl?: string;
  /** Milliseconds for one exchange, the token not counted. */
  readonly deadlineMs?: number;
}

export const GRAPH_URL = 'https://graph.microsoft.com';

const DEADLINE_MS = 10_000;
const LONGEST_RETRY_AFTER_MS = 60 * 60_000;

export function createGraph({ tokens, baseUrl = GRAPH_URL, deadlineMs = DEADLINE_MS }: GraphPorts): Graph {
  const client = Client.initWithMiddleware({ baseUrl, defaultVersion: 'v1.0', middleware: new HTTPMessageHandler() });

  async function exchange(
    tenantId: string,
    path: string,
    body?: object | string,
    headers: GraphHeaders = {},
  ): Promise<GraphResult> {
    const token = await tokens.token(tenantId);
    if (!token.ok) return { ok: false, kind: token.kind, why: token.why };
    const request = client
      .api(path)
      .headers({ ...headers, Authorization: `Bearer ${token.token}` })
      // As it comes: the client's errors lose the headers, and a proxy's page is not JSON.
      .responseType(ResponseType.RAW)
      .options({ signal: AbortSignal.timeout(deadlineMs), redirect: 'error' });
    try {
      return await resultOf(await (body === undefined ? request.get() : post(request, body)));
    } catch (error) {
      // Nothing came, or not all of it, or not in time.
      return { ok: false, kind: 'unavailable', why: error instanceof Error ? error.name : 'no answer' };
    }
  }

  return { get: (tenantId, path, headers) => exchange(tenantId, path, undefined, headers), post: exchange };
}

/** What the client's untyped answer is with `RAW`. */
async function post(request: GraphRequest, body: object | string): Promise<Response> {
  return request.header('Content-Type', typeof body === 'string' ? 'text/plain' : 'application/json').post(body);
}

/** An empty answer, such as that to a POST, is one without a body. */
async function resultOf(response: Response): Promise<GraphResult> {
  const { status, headers } = response;
  const requestId = headers.get('request-id');
  const asked = requestId === null ? {} : { requestId: requestId.slice(0, 100) };
  const text = await response.text();
  const body = jsonIn(text);
  if (response.ok) {
    return body === undefined && text.trim() !== ''
      ? { ok: false, kind: 'unavailable', why: `${status} not JSON`, ...asked }
      : { ok: true, body, ...asked };
  }
  return { ...failureOf(status, body, headers.get('Retry-After')), ...asked };
}

/** What an answer that is none means; of a part of a batch just as of a whole one. */
export function failureOf(status: number, body: unknown, retryAfterHeader: string | null): GraphFailure {
  const code = codeIn(body);
  const why = `${status}${code === undefined ? '' : ` ${code}`}`;
  return { ok: false, kind: kindOf(status), why, status, ...retryAfter(retryAfterHeader) };
}

function kindOf(status: number): GraphFailure['kind'] {
  if (status === 403) return 'notPermitted';
  if (status === 404) return 'notFound';
  if (status === 409) return 'conflict';
  if (status === 429) return 'throttled';
  // A token that is refused is a fault of the clock or of Entra: the next one may be taken.
  return status === 401 || status === 408 || status >= 500 ? 'unavailable' : 'refused';
}

/** Graph's word for it; often missing or empty, and never to be guessed from the message. */
export function codeIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
  const { error } = answer;
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[\w.]{1,80}$/.test(error.code) ? error.code : undefined;
}

/** Seconds or an HTTP date, at most an hour. */
export function retryAfter(header: string | null): { readonly retryAfterMs?: number } {
  if (header === null) return {};
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? {} : { retryAfterMs: Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER_MS) };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page of something in between.
    return undefined;
  }
}
