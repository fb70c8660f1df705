import type { WorkPorts } from '../bot/work.ts';
import { CONSENT_PATH } from '../bot/tenant-config.ts';
import { createConsentLinks } from '../tenant/consent-link.ts';
import { pretendAuthority } from './consent.ts';
import type { PretendGraph } from './graph.ts';
import { pretendReader } from './pretend-reader.ts';
import type { PretendTenants } from './tenant.ts';

const APPS = { read: '7e57b07a-0000-4000-8000-0000000000c1', write: '7e57b07a-0000-4000-8000-0000000000c2' };

/** What the bot reads tenants with in local mode, and where it sends administrators. @param url of the bot, once it listens. */
export function pretendTenantPorts(
  graph: PretendGraph,
  tenants: Pick<PretendTenants, 'mayRead'>,
  url: () => string,
): NonNullable<WorkPorts['tenants']> {
  return {
    reader: pretendReader(graph, tenants),
    links: {
      link: (purpose, tenantId, state) =>
        createConsentLinks({
          ...APPS,
          redirectUri: `${url()}${CONSENT_PATH}`,
          authority: pretendAuthority(url()),
        }).link(purpose, tenantId, state),
    },
  };
}
