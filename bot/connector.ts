/**
 * Our own client of the Bot Framework connector: keep-alive and a limit on time, which botbuilder's lacks, and no blind
 * repeat of a POST, which botbuilder's does: a message whose answer got lost would be shown twice.
 */
import type {
  ChatResult,
  Content,
  ConversationKind,
  Log,
  Messenger,
  Reference,
  SendFailure,
  SendResult,
} from '../loop/ports.ts';
import { createCaller, type Call, type Caller, type Reply } from './connector-call.ts';
import { errorCodeOf, failureOf } from './connector-failure.ts';
import { GCC_SERVICE_URL, isTeamsServiceUrl, type TrustsServiceUrl } from './service-url.ts';
import type { Tokens } from './tokens.ts';

const SEND_TIMEOUT_MS = 10_000;
/** A person waits for the answer to a press, which Teams gives up after 5 seconds. */
const MEMBER_TIMEOUT_MS = 3_000;
const TOO_BIG = 413;

export type Exchange = Omit<Call, 'token' | 'timeoutMs'> & {
  readonly timeoutMs?: number;
  /** Whose limits it counts for. */
  readonly tenantId?: string;
  readonly conversationId?: string;
};

export type Exchanged =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | ({ readonly ok: false; readonly status?: number } & SendFailure);

/** As the connector describes them, not read yet. */
export type Members = readonly Readonly<Record<string, unknown>>[];

export interface Connector extends Messenger {
  /** One call, with our token. A 401 is tried once more with a fresh token, a PUT or GET once more after a failure. */
  exchange(exchange: Exchange): Promise<Exchanged>;
  /** A member of a conversation or team by the channel's id (`29:…`), as the connector describes it. */
  member(reference: Reference, conversationId: string, userId: string): Promise<Exchanged>;
  /** All members of a team, page by page; undefined when one of the pages did not come. */
  members(reference: Reference, conversationId: string): Promise<Members | undefined>;
  /** Ends idle connections. */
  close(): void;
}

export interface ConnectorPorts {
  readonly trusts: TrustsServiceUrl;
  /** Absent in local mode, where nobody asks for a token. */
  readonly tokens?: Tokens;
  readonly log: Log;
  readonly caller?: Caller;
  /** Milliseconds for one exchange, whole: a second try, a token and a redirect included. */
  readonly timeoutMs?: number;
}

export function createConnector(ports: ConnectorPorts): Connector {
  const { caller = createCaller(), timeoutMs = SEND_TIMEOUT_MS } = ports;
  const exchange = (one: Exchange): Promise<Exchanged> =>
    exchangeWith({ ...ports, caller }, { ...one, endsAt: performance.now() + (one.timeoutMs ?? timeoutMs) });
  return {
    exchange,
    // One that knows of no limits always has room.
    room: async () => undefined,
    send: (reference, kind, content, threadId) => send(exchange, reference, kind, content, threadId),
    update: (reference, threadId, activityId, content) => update(exchange, reference, threadId, activityId, content),
    chatWith: (reference) => chatWith(exchange, reference),
    member: ({ serviceUrl }, conversationId, userId) => {
      const path = `v3/conversations/${segment(conversationId)}/members/${segment(userId)}`;
      return exchange({ method: 'GET', serviceUrl, path, timeoutMs: Math.min(MEMBER_TIMEOUT_MS, timeoutMs) });
    },
    members: ({ serviceUrl }, conversationId) =>
      membersOf(
        (path) => exchange({ method: 'GET', serviceUrl, path, timeoutMs: Math.min(MEMBER_TIMEOUT_MS, timeoutMs) }),
        conversationId,
      ),
    close: () => caller.close(),
  };
}

/** Pages of one roster; a team has 25,000 members at most, and nobody picks one of so many from a list. */
const MOST_PAGES = 4;

async function membersOf(
  get: (path: string) => Promise<Exchanged>,
  conversationId: string,
): Promise<Members | undefined> {
  const found: Readonly<Record<string, unknown>>[] = [];
  let token = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const more = token === '' ? '' : `&continuationToken=${encodeURIComponent(token)}`;
    const answer = await get(`v3/conversations/${segment(conversationId)}/pagedmembers?pageSize=500${more}`);
    if (!answer.ok) return undefined;
    const { members, continuationToken } = answer.body;
    if (Array.isArray(members)) found.push(...members.filter((one) => typeof one === 'object' && one !== null));
    if (typeof continuationToken !== 'string' || continuationToken === '') break;
    token = continuationToken;
  }
  return found;
}

type Exchanges = (exchange: Exchange) => Promise<Exchanged>;

async function send(
  exchange: Exchanges,
  reference: Reference,
  kind: ConversationKind,
  content: Content,
  threadId?: string,
): Promise<SendResult> {
  const { serviceUrl, conversationId } = reference;
  // A message to the bare channel starts a thread; only when it is asked for as one does the answer name its id.
  const startsThread = kind === 'channel' && (threadId === undefined || threadId === conversationId);
  const target = startsThread ? conversationId : (threadId ?? conversationId);
  const activity = activityOf(reference, target, content);
  const path = startsThread ? 'v3/conversations' : `v3/conversations/${segment(target)}/activities`;
  const body = startsThread ? newThread(reference, activity) : activity;
  const exchanged = await exchange({ method: 'POST', serviceUrl, path, body });
  // Too big for one message: its words alone are better than nothing.
  if (!exchanged.ok && exchanged.status === TOO_BIG && 'card' in content) {
    return send(exchange, reference, kind, { text: content.summary }, threadId);
  }
  if (!exchanged.ok) return failed(exchanged);
  return startsThread
    ? sent({ activityId: exchanged.body['activityId'], threadId: exchanged.body['id'] })
    : sent({ activityId: exchanged.body['id'] });
}

async function update(
  exchange: Exchanges,
  reference: Reference,
  threadId: string,
  activityId: string,
  content: Content,
): Promise<SendResult> {
  const path = `v3/conversations/${segment(threadId)}/activities/${segment(activityId)}`;
  const body = { ...activityOf(reference, threadId, content), id: activityId };
  const exchanged = await exchange({ method: 'PUT', serviceUrl: reference.serviceUrl, path, body });
  return exchanged.ok ? { ok: true, activityId } : failed(exchanged);
}

async function chatWith(exchange: Exchanges, { serviceUrl, botId, tenantId, userId }: Reference): Promise<ChatResult> {
  const body = {
    isGroup: false,
    bot: { id: botId },
    members: [{ id: userId }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  };
  const exchanged = await exchange({ method: 'POST', serviceUrl, path: 'v3/conversations', body });
  if (!exchanged.ok) return failed(exchanged);
  const { id } = exchanged.body;
  return isId(id) ? { ok: true, conversationId: id } : { ok: false, kind: 'retry', why: 'no id' };
}

/** By the process's own stopwatch: a claim on what is sent must not end before the exchange. */
type Timed<One> = One & { readonly endsAt: number };

async function exchangeWith(
  ports: ConnectorPorts & { readonly caller: Caller },
  exchange: Timed<Exchange>,
): Promise<Exchanged> {
  if (!ports.trusts(exchange.serviceUrl)) return { ok: false, kind: 'refused', why: 'service URL not trusted' };
  const reply = await repeatedIfHarmless(exchange, (call) => authorised(ports, call));
  if (reply.kind === 'answered' && reply.status === 403 && errorCodeOf(reply.text) === 'InvalidBotApiHost') {
    if (isTeamsServiceUrl(exchange.serviceUrl) && exchange.serviceUrl !== GCC_SERVICE_URL) {
      return exchangeWith(ports, { ...exchange, serviceUrl: GCC_SERVICE_URL });
    }
  }
  const body = bodyOf(reply);
  if (body !== undefined) return { ok: true, body };
  const failure = failureOf(reply, Date.now());
  if (reply.kind !== 'answered') return { ok: false, ...failure };
  if (reply.status === 401) ports.log.error({ status: 401 }, 'the connector refuses our credentials');
  return { ok: false, status: reply.status, ...failure };
}

/** Doing it twice changes nothing for a PUT or a GET; a POST that may have arrived is the caller's to decide. */
async function repeatedIfHarmless(
  call: Timed<Exchange>,
  once: (call: Timed<Exchange>) => Promise<Reply>,
): Promise<Reply> {
  const first = await once(call);
  const isHarmless = call.method === 'PUT' || call.method === 'GET';
  const hasFailed = first.kind === 'silent' ? first.why !== 'no answer in time' : first.status >= 500;
  return isHarmless && hasFailed ? once(call) : first;
}

/** A 401 comes before anything was done, so that even a POST may be tried again, once, with a fresh token. */
async function authorised(
  { tokens, caller }: ConnectorPorts & { readonly caller: Caller },
  exchange: Timed<Exchange>,
): Promise<Reply> {
  if (tokens === undefined) return callInTime(caller, exchange);
  try {
    const reply = await callInTime(caller, exchange, await tokens.token());
    if (reply.kind === 'silent' || reply.status !== 401) return reply;
    return await callInTime(caller, exchange, await tokens.freshToken());
  } catch (error) {
    return { kind: 'silent', why: `no token: ${error instanceof Error ? error.name : 'unknown'}`, wasSent: false };
  }
}

async function callInTime(caller: Caller, exchange: Timed<Exchange>, token?: string): Promise<Reply> {
  const { method, serviceUrl, path, body, endsAt } = exchange;
  const timeoutMs = Math.floor(endsAt - performance.now());
  if (timeoutMs <= 0) return { kind: 'silent', why: 'no time left', wasSent: false };
  return caller.call({ method, serviceUrl, path, timeoutMs, body, ...(token !== undefined && { token }) });
}

/** The answer's object; an empty answer is one without fields. Undefined for a failure and for what is not JSON. */
function bodyOf(reply: Reply): Readonly<Record<string, unknown>> | undefined {
  if (reply.kind !== 'answered' || reply.status < 200 || reply.status >= 300) return undefined;
  if (reply.text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(reply.text);
    return typeof body === 'object' && body !== null ? { ...body } : undefined;
  } catch {
    // A page of something in between: whether the message arrived is not known.
    return undefined;
  }
}

function activityOf(
  { serviceUrl, botId, botName, tenantId, userId }: Reference,
  conversationId: string,
  content: Content,
): object {
  const shared = {
    type: 'message',
    channelId: 'msteams',
    serviceUrl,
    from: { id: botId, ...(botName !== undefined && { name: botName }) },
    conversation: { id: conversationId, tenantId },
    ...(userId !== undefined && { recipient: { id: userId } }),
  };
  if ('text' in content) return { ...shared, text: content.text, textFormat: 'markdown' };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: content.card };
  return { ...shared, summary: content.summary, attachments: [attachment] };
}

function newThread({ botId, botName, tenantId, conversationId }: Reference, activity: object): object {
  return {
    isGroup: true,
    bot: { id: botId, ...(botName !== undefined && { name: botName }) },
    tenantId,
    channelData: { channel: { id: conversationId }, tenant: { id: tenantId } },
    activity,
  };
}

function sent(ids: { readonly activityId?: unknown; readonly threadId?: unknown }): SendResult {
  const { activityId, threadId } = ids;
  return { ok: true, ...(isId(activityId) && { activityId }), ...(isId(threadId) && { threadId }) };
}

function failed(exchanged: Exchanged & { ok: false }): { readonly ok: false } & SendFailure {
  const { status: _status, ...failure } = exchanged;
  return failure;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** One part of a path. Ids of the channel hold `:`, `@` and `;`, and a hostile one may hold `/` or be `..`. */
function segment(id: string): string {
  const encoded = encodeURIComponent(id);
  return /^\.+$/.test(encoded) ? encoded.replaceAll('.', '%2E') : encoded;
}
