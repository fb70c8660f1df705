import type { WorkPorts } from '../bot/work.ts';
import { CONSENT_PATH } from '../bot/tenant-config.ts';
import { createConsentLinks } from '../tenant/consent-link.ts';
import { createGraph, type Graph } from '../tenant/graph.ts';
import { licencesOver } from '../tenant/licences.ts';
import { PRETEND_APPS, pretendAuthority } from './consent.ts';
import type { PretendGraph } from './graph.ts';
import { pretendReader, pretendTokens } from './pretend-reader.ts';
import type { PretendTenants } from './tenant.ts';

/** What the bot reads and writes tenants with in local mode, and where it sends administrators. @param url of the bot, once it listens. */
export function pretendTenantPorts(
  graph: PretendGraph,
  tenants: Pick<PretendTenants, 'mayRead' | 'mayWrite'>,
  url: () => string,
): NonNullable<WorkPorts['tenants']> {
  const graphFor = (mayGet: (tenantId: string) => boolean): Graph =>
    createGraph({ tokens: pretendTokens(graph, mayGet), baseUrl: graph.url });
  return {
    reader: pretendReader(graph, tenants),
    links: {
      link: (purpose, tenantId, state) =>
        createConsentLinks({
          ...PRETEND_APPS,
          redirectUri: `${url()}${CONSENT_PATH}`,
          authority: pretendAuthority(url()),
        }).link(purpose, tenantId, state),
    },
    licenceReader: licencesOver(graphFor(tenants.mayRead), graphFor(tenants.mayRead)),
    licences: {
      tenant: licencesOver(graphFor(tenants.mayRead), graphFor(tenants.mayWrite)),
      consent: { stateOf: async (tenantId) => (tenants.mayWrite(tenantId) ? 'given' : 'missing') },
    },
  };
}
