import type { TenantReader } from '../loop/reading-ports.ts';
import { createGraph } from '../tenant/graph.ts';
import type { GraphTokens } from '../tenant/graph-tokens.ts';
import { createTenantReader } from '../tenant/reading.ts';
import type { PretendGraph } from './graph.ts';
import type { PretendTenants } from './tenant.ts';

export interface PretendReaderParts {
  /** Milliseconds for one exchange. */
  readonly deadlineMs?: number;
  /** For what Graph asks to wait; no time passes when absent. */
  readonly wait?: (ms: number) => Promise<void>;
}

/** The real reader of tenants over the pretend Graph; a tenant that lets nobody read gives no token, as Entra does. */
export function pretendReader(
  pretend: PretendGraph,
  tenants: Pick<PretendTenants, 'mayRead'>,
  { deadlineMs, wait = async () => undefined }: PretendReaderParts = {},
): TenantReader {
  const tokens = pretendTokens(pretend, (tenantId) => tenants.mayRead(tenantId));
  const graph = createGraph({ tokens, baseUrl: pretend.url, ...(deadlineMs !== undefined && { deadlineMs }) });
  return createTenantReader({ graph, baseUrl: pretend.url, wait });
}

/** Tokens of the tenants that let an application do what it is for; the others give none, as Entra does. */
export function pretendTokens(
  { tokenOf }: Pick<PretendGraph, 'tokenOf'>,
  mayGet: (tenantId: string) => boolean,
): GraphTokens {
  return {
    token: async (tenantId) =>
      mayGet(tenantId)
        ? { ok: true, token: tokenOf(tenantId) }
        : { ok: false, kind: 'notPermitted', why: 'no token: AuthenticationRequiredError' },
  };
}
