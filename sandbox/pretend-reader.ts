import type { TenantReader } from '../loop/reading-ports.ts';
import { createGraph } from '../tenant/graph.ts';
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
  const tokens = {
    token: async (tenantId: string) =>
      tenants.mayRead(tenantId)
        ? ({ ok: true, token: pretend.tokenOf(tenantId) } as const)
        : ({ ok: false, kind: 'notPermitted', why: 'no token: AuthenticationRequiredError' } as const),
  };
  const graph = createGraph({ tokens, baseUrl: pretend.url, ...(deadlineMs !== undefined && { deadlineMs }) });
  return createTenantReader({ graph, baseUrl: pretend.url, wait });
}
