/** App-only tokens for Graph, one application in many tenants: each tenant's own Entra is asked, and may say no. */
import type { TokenCredential } from '@azure/identity';

export type GraphToken =
  | { readonly ok: true; readonly token: string }
  /** `notPermitted`: the tenant does not know the application, or its secret is wrong. */
  | { readonly ok: false; readonly kind: 'notPermitted' | 'unavailable'; readonly why: string };

export interface GraphTokens {
  token(tenantId: string): Promise<GraphToken>;
}

/** The application that is granted what it does in each tenant: another one than the bot's own. */
export interface GraphApp {
  readonly clientId: string;
  readonly credential:
    | { readonly kind: 'secret'; readonly secret: string }
    /** PEM, certificate and private key. */
    | { readonly kind: 'certificate'; readonly certificate: string }
    /** The host's own identity, which the application trusts; the client id of a user-assigned one. */
    | { readonly kind: 'managedIdentity'; readonly identityId?: string }
    /** A token in a file, renewed by Kubernetes; its path is where the environment says when absent. */
    | { readonly kind: 'workloadIdentity'; readonly tokenFile?: string };
}

const SCOPE = 'https://graph.microsoft.com/.default';
const DEADLINE_MS = 10_000;
/** Each keeps a token of its tenant. */
const MOST_TENANTS = 1_000;

/** @param credentialOf what gives the tokens of a tenant; Entra's own when absent. */
export function createGraphTokens(
  app: GraphApp,
  credentialOf: (tenantId: string) => TokenCredential | Promise<TokenCredential> = (tenantId) =>
    entraCredential(app, tenantId),
  deadlineMs = DEADLINE_MS,
): GraphTokens {
  const known = new Map<string, TokenCredential>();

  async function credential(tenantId: string): Promise<TokenCredential> {
    const kept = known.get(tenantId) ?? (await credentialOf(tenantId));
    known.delete(tenantId);
    if (known.size >= MOST_TENANTS) known.delete(known.keys().next().value ?? '');
    known.set(tenantId, kept);
    return kept;
  }

  return {
    async token(tenantId) {
      const { promise: late, resolve } = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => resolve(undefined), deadlineMs);
      try {
        const of = await credential(tenantId);
        const asked = of.getToken(SCOPE, { abortSignal: AbortSignal.timeout(deadlineMs) });
        const got = await Promise.race([asked, late]);
        if (!got) return { ok: false, kind: 'unavailable', why: 'no token in time' };
        return { ok: true, token: got.token };
      } catch (error) {
        return refusalOf(error);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** The SDK is loaded once a tenant is asked: it takes its time and memory, and most processes never need it. */
async function entraCredential(app: GraphApp, tenantId: string): Promise<TokenCredential> {
  const { createEntraCredential } = await import('./entra-credential.ts');
  return createEntraCredential(app, tenantId);
}

/** What Entra itself said no to, by the SDK's name for it; an Entra that was not reached says nothing. */
function refusalOf(error: unknown): Extract<GraphToken, { ok: false }> {
  const name = error instanceof Error ? error.name : 'unknown';
  const isRefused = name === 'AuthenticationRequiredError' || name === 'AuthenticationError';
  return { ok: false, kind: isRefused ? 'notPermitted' : 'unavailable', why: `no token: ${name}` };
}
