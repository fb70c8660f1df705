/** What a connector's refusal means for a message: Teams' own table of status codes, as data and a few rules. */
import type { SendFailure } from '../loop/ports.ts';
import type { Reply } from './connector-call.ts';

export type Answered = Extract<Reply, { kind: 'answered' }>;

/** Nobody can be reached there until a person acts: write to the bot, install it, lift a block. */
const UNREACHABLE_CODES: ReadonlySet<string> = new Set([
  'BotDisabledByAdmin',
  'BotNotInConversationRoster',
  'ConversationBlockedByUser',
  'ConversationNotFound',
  'ForbiddenOperationException',
  'MessageWritesBlocked',
]);
/** Messages to this person are blocked: the code comes inside a JSON string within the error's message. */
const WRITES_BLOCKED = 209;

/** How long an operator's mistake (credentials, registration) is left alone before the next try, in milliseconds. */
const CREDENTIALS_PAUSE_MS = 5 * 60_000;
const LONGEST_RETRY_AFTER_MS = 60 * 60_000;

/** @param now for a Retry-After that is written as a date. */
export function failureOf(reply: Reply, now: number): SendFailure {
  if (reply.kind === 'silent') {
    return { kind: 'retry', why: reply.why, ...(reply.wasSent && { isInDoubt: true }) };
  }
  const code = errorCodeOf(reply.text);
  const why = `${reply.status}${code === undefined ? '' : ` ${code}`}`;
  // A page instead of JSON comes from something in between, not from Teams: it says nothing about the conversation.
  if (code === undefined && !isJson(reply.text))
    return { kind: 'retry', why: `${why} not JSON`, ...doubtOf(reply.status) };
  if (code !== undefined && UNREACHABLE_CODES.has(code)) return { kind: 'unreachable', why };
  return byStatus(reply, code, why, now);
}

/** Teams' word for what went wrong, wherever it hides in the body. */
export function errorCodeOf(text: string): string | undefined {
  const error = fieldOf(parsed(text), 'error') ?? parsed(text);
  const inner = parsed(textOf(fieldOf(error, 'message')) ?? '');
  if ([error, inner].some((one) => fieldOf(one, 'errorCode') === WRITES_BLOCKED)) return 'MessageWritesBlocked';
  const subCode = textOf(fieldOf(inner, 'subCode')) ?? textOf(fieldOf(fieldOf(error, 'innerHttpError'), 'code'));
  const code = textOf(fieldOf(error, 'code')) || subCode;
  return code !== undefined && /^\w{1,80}$/.test(code) ? code : undefined;
}

function byStatus(reply: Answered, code: string | undefined, why: string, now: number): SendFailure {
  switch (reply.status) {
    case 401:
      return { kind: 'retry', why, retryAfterMs: CREDENTIALS_PAUSE_MS };
    case 403:
      return { kind: code === 'NotEnoughPermissions' ? 'refused' : 'unreachable', why };
    case 404:
      return {
        kind: code === 'ActivityNotFoundInConversation' || code === undefined ? 'cardGone' : 'unreachable',
        why,
      };
    case 408:
    case 412:
      return { kind: 'retry', why };
    case 429:
      return { kind: 'retry', why, ...retryAfter(reply.retryAfter, now) };
    case 503:
      return { kind: 'retry', why, ...retryAfter(reply.retryAfter, now), ...doubtOf(503) };
    default:
      if (reply.status >= 200 && reply.status < 300) return { kind: 'retry', why, isInDoubt: true };
      return reply.status >= 500 ? { kind: 'retry', why, isInDoubt: true } : { kind: 'refused', why };
  }
}

/** A server that failed may have acted before it did; one that refused has not. */
function doubtOf(status: number): { readonly isInDoubt?: boolean } {
  return status >= 500 || status < 300 ? { isInDoubt: true } : {};
}

/** Seconds or an HTTP date; at most an hour, so that a wrong clock does not silence a conversation. */
function retryAfter(header: string | undefined, now: number): { readonly retryAfterMs?: number } {
  if (header === undefined) return {};
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? {} : { retryAfterMs: Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER_MS) };
}

function isJson(text: string): boolean {
  return text.trim() === '' || parsed(text) !== undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page or a plain sentence: no code in it.
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  return fields[name];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
