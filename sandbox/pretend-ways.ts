import type { Clock } from '../loop/ports.ts';
import type { SecondWays } from '../loop/reach-ports.ts';
import { createGraph } from '../tenant/graph.ts';
import { graphWays } from '../tenant/graph-ways.ts';
import type { PretendGraph } from './graph.ts';
import { PRETEND_APP, PRETEND_SENDER } from './graph-routes.ts';
import { fabrikam } from './people.ts';

/** The real ways to people, over the pretend Graph: only its address and its tokens are others. */
export function pretendWays(pretend: PretendGraph, clock: Clock, deadlineMs?: number): SecondWays {
  const tokens = { token: async (tenantId: string) => ({ ok: true as const, token: pretend.tokenOf(tenantId) }) };
  const graph = createGraph({ tokens, baseUrl: pretend.url, ...(deadlineMs !== undefined && { deadlineMs }) });
  return graphWays({
    graph,
    clock,
    installs: { externalId: PRETEND_APP },
    mails: { sender: PRETEND_SENDER, tenantId: fabrikam.tenantId },
  });
}
