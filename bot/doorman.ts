/**
 * Stands before CloudAdapter, which alone would let in too much: it takes tokens of any Entra tenant on its emulator path,
 * activities without a service URL, and grows a list for every junk token. What passes here still has to pass there.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { Activity, firstProblem } from './doors/activity.ts';
import { isLoopbackAddress, isLoopbackHost, isLoopbackServiceUrl, isTeamsServiceUrl } from './service-url.ts';

/** The largest activity that is read. Teams' own limit for a message is about 100 KB in UTF-16. */
export const MOST_BODY_BYTES = 256 * 1024;

const CHANNEL_ISSUER = 'https://api.botframework.com';
const SIGNATURES: ReadonlySet<unknown> = new Set(['RS256', 'RS384', 'RS512']);
const LONGEST_TOKEN = 16 * 1024;

/** `local`: no sign-in, this machine only. */
export type DoorMode = { readonly kind: 'local' } | { readonly kind: 'teams'; readonly appId: string };

export interface Refused {
  readonly ok: false;
  readonly status: 400 | 401 | 403 | 413 | 415;
  /** For the caller: short, without a reason that would help an attacker. */
  readonly error: 'badRequest' | 'unauthorised' | 'forbidden' | 'tooLarge' | 'unsupported';
  /** For the log. */
  readonly why: string;
}

export type Admitted = { readonly ok: true; readonly activity: Activity };

export interface Envelope {
  readonly headers: IncomingHttpHeaders;
  /** The socket's other end, never a header's claim. */
  readonly peer: string | undefined;
}

/** Looks at the envelope alone, so that a stranger's body is not even read. */
export function knock(mode: DoorMode, { headers, peer }: Envelope): Refused | undefined {
  // A compressed body would pass the size limit and then unfold.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return refused(415, 'compressed');
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return refused(415, 'not JSON');
  if (Number(headers['content-length'] ?? 0) > MOST_BODY_BYTES) return refused(413, 'too large');
  return mode.kind === 'local' ? strangerToLocal(headers, peer) : strangerToTeams(headers.authorization, mode.appId);
}

/** Looks at the body: the shape of an activity from Teams, and an address that our token may be sent to. */
export function admit(mode: DoorMode, body: unknown): Admitted | Refused {
  const parsed = Activity.safeParse(body);
  if (!parsed.success) return refused(400, `malformed: ${firstProblem(parsed.error)}`);
  const activity = parsed.data;
  const isTrusted = mode.kind === 'local' ? isLoopbackServiceUrl : isTeamsServiceUrl;
  if (!isTrusted(activity.serviceUrl)) return refused(403, 'service URL not trusted');
  return { ok: true, activity };
}

/** A page in a browser can reach this machine too, under any name: only programs that call it by its own name may. */
export function isOwnMachine({ headers, peer }: Envelope): boolean {
  return (
    isLoopbackAddress(peer) &&
    isLoopbackUrl(`http://${headers.host ?? ''}`) &&
    isLoopbackUrl(headers.origin ?? 'http://localhost')
  );
}

function strangerToLocal(headers: IncomingHttpHeaders, peer: string | undefined): Refused | undefined {
  return isOwnMachine({ headers, peer }) ? undefined : refused(403, 'not from this machine');
}

function strangerToTeams(authorization: string | undefined, appId: string): Refused | undefined {
  const token = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization?.slice(0, LONGEST_TOKEN) ?? '');
  if (token === null) return refused(401, 'no bearer token');
  const [, head, body] = token;
  const header = claimsOf(head);
  const claims = claimsOf(body);
  if (header === undefined || claims === undefined) return refused(401, 'unreadable token');
  if (!SIGNATURES.has(header['alg'])) return refused(401, 'other signature');
  if (claims['iss'] !== CHANNEL_ISSUER) return refused(401, 'other issuer');
  if (claims['aud'] !== appId) return refused(401, 'other audience');
  return undefined;
}

/** The claims, unverified: good enough to refuse by, never to believe. */
function claimsOf(part: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
  } catch {
    // Not JSON: a token that nobody signed.
    return undefined;
  }
}

function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}

const ERRORS = {
  400: 'badRequest',
  401: 'unauthorised',
  403: 'forbidden',
  413: 'tooLarge',
  415: 'unsupported',
} as const;

function refused(status: Refused['status'], why: string): Refused {
  return { ok: false, status, error: ERRORS[status], why };
}
