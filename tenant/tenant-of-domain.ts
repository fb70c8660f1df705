/** Which Entra tenant a domain belongs to, from the public OpenID discovery document: no sign-in, no permission. */
import type { Clock } from '../loop/ports.ts';

/** The tenant's id in lower case; undefined for a domain of no tenant, and whenever there is no clear answer in time. */
export type TenantOfDomain = (domain: string) => Promise<string | undefined>;

export interface TenantLookup {
  readonly clock: Clock;
  /** Where tenants are looked up; Microsoft's public sign-in address when absent. */
  readonly authority?: string;
  /** Milliseconds for one look-up. */
  readonly deadlineMs?: number;
}

const AUTHORITY = 'https://login.microsoftonline.com';
const DEADLINE_MS = 2_000;
const REMEMBER_MS = 60 * 60_000;
const MOST_REMEMBERED = 1_000;
const MOST_ANSWER_CHARS = 64 * 1024;

/** Labels of letters, digits and inner hyphens, two at least: nothing in it can leave its place in a path. */
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const ISSUER = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//;

export function createTenantOfDomain({
  clock,
  authority = AUTHORITY,
  deadlineMs = DEADLINE_MS,
}: TenantLookup): TenantOfDomain {
  const known = new Map<string, { readonly tenantId: string | undefined; readonly until: number }>();

  return async (name) => {
    const domain = name.trim().toLowerCase();
    if (!DOMAIN.test(domain)) return undefined;
    const remembered = known.get(domain);
    if (remembered !== undefined && remembered.until > clock.now()) return remembered.tenantId;
    const found = await lookUp(`${authority}/${domain}/v2.0/.well-known/openid-configuration`, deadlineMs);
    known.delete(domain);
    // A failure is not remembered: the next try may be luckier.
    if (found === 'failed') return undefined;
    const tenantId = found === 'none' ? undefined : found;
    if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(domain, { tenantId, until: clock.now() + REMEMBER_MS });
    return tenantId;
  };
}

/** The tenant's id; `none` when Microsoft knows no tenant of that name; `failed` when nothing can be concluded. */
async function lookUp(url: string, deadlineMs: number): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(deadlineMs), redirect: 'error' });
    const text = (await response.text()).slice(0, MOST_ANSWER_CHARS);
    if (response.status === 400) return 'none';
    if (!response.ok) return 'failed';
    return tenantIn(JSON.parse(text)) ?? 'failed';
  } catch {
    // No network, no answer in time, not JSON: the caller goes on without, and says whose word the tenant is.
    return 'failed';
  }
}

function tenantIn(document: unknown): string | undefined {
  if (typeof document !== 'object' || document === null || !('issuer' in document)) return undefined;
  return typeof document.issuer === 'string' ? ISSUER.exec(document.issuer.toLowerCase())?.[1] : undefined;
}
