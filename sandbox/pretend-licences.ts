/** The pretend tenants' users and licences for local mode and for tests: made from the changeover's lines, turned by knobs. */
import { z } from 'zod';
import type { Changeover } from '../changeover/changeover.ts';
import type { LicenceTenant, WriteConsent } from '../loop/licence-ports.ts';
import { createGraph } from '../tenant/graph.ts';
import { licencesOver } from '../tenant/licences.ts';
import type { PretendGraph } from './graph.ts';
import { createDirectory, GRAPH_LIMITS, type PretendDirectory } from './licence-directory.ts';
import { pretendUsers } from './licence-people.ts';
import { pretendSku, teamsPhone, type PretendSku } from './licence-products.ts';

export const LicenceKnobs = z.strictObject({
  /** Users of the old product: a new directory is made. */
  people: z.number().int().min(1).max(10_000).optional(),
  /** Some without a location, licensed by a group, with an add-on, with an excluding product, unable to sign in. */
  conflicts: z.boolean().optional(),
  /** Seats of the product that replaces it. */
  newSeats: z.number().int().min(0).max(20_000).optional(),
  /** Writes in 150 seconds, where less than Microsoft's documented limit is wanted. */
  writes: z.number().int().min(20).max(GRAPH_LIMITS.writes).optional(),
  /** Whether an administrator lets the assistant write licences. */
  mayWrite: z.boolean().optional(),
});
export type LicenceKnobs = z.infer<typeof LicenceKnobs>;

export interface PretendLicences {
  readonly licences: { readonly tenant: LicenceTenant; readonly consent: WriteConsent };
  /** Undefined for a tenant that nobody joined from. */
  directoryOf(changeover: Changeover): PretendDirectory | undefined;
  turn(changeover: Changeover, knobs: LicenceKnobs): void;
}

/** What replaces a product when it is to be another one. */
const NEXT: Readonly<Record<string, string>> = { 'business-premium': 'm365-e3' };

/**
 * @param open the changeovers whose tenants can be asked for; a directory is made when one is asked for first.
 * @param consentPage where an administrator gives the consent to write.
 */
export function pretendLicences(
  graph: PretendGraph,
  open: () => Promise<readonly Changeover[]>,
  consentPage: () => string | undefined,
): PretendLicences {
  const byTenant = new Map<string, PretendDirectory>();
  const tokens = { token: async (tenantId: string) => ({ ok: true as const, token: graph.tokenOf(tenantId) }) };

  function directoryOf(changeover: Changeover): PretendDirectory | undefined {
    const { tenantId } = changeover.customer;
    if (tenantId === undefined) return undefined;
    const found = byTenant.get(tenantId) ?? directoryFor(changeover, {});
    byTenant.set(tenantId, found);
    return found;
  }

  graph.licences(async (tenantId) => {
    const changeover = (await open()).find((one) => one.customer.tenantId === tenantId);
    return byTenant.get(tenantId) ?? (changeover && directoryOf(changeover));
  });
  return {
    licences: {
      tenant: licencesOver(createGraph({ tokens, baseUrl: graph.url })),
      consent: {
        stateOf: async (tenantId) => (byTenant.get(tenantId)?.mayWrite ? 'given' : 'missing'),
        pageFor: (changeover) => (directoryOf(changeover)?.mayWrite ? undefined : consentPage()),
      },
    },
    directoryOf,
    turn(changeover, knobs) {
      const { tenantId } = changeover.customer;
      if (tenantId === undefined) throw new RangeError('Nobody of the customer has joined yet.');
      const standing = byTenant.get(tenantId);
      const isAnew = knobs.people !== undefined || knobs.conflicts !== undefined || standing === undefined;
      const directory = isAnew ? directoryFor(changeover, knobs) : standing;
      const target = directory.skus[1];
      if (target && knobs.newSeats !== undefined) target.enabled = knobs.newSeats;
      directory.mayWrite = knobs.mayWrite ?? standing?.mayWrite ?? false;
      byTenant.set(tenantId, directory);
    },
  };
}

/** The old product first, then the one that replaces it. */
function directoryFor(changeover: Changeover, knobs: LicenceKnobs): PretendDirectory {
  const line = changeover.lines.find((one) => one.isPerUser);
  const product = line?.product ?? 'business-standard';
  const count = knobs.people ?? line?.assigned ?? line?.seats ?? 12;
  const hasConflicts = knobs.conflicts ?? false;
  const old = pretendSku(product, Math.max(count, line?.seats ?? 0));
  const replacement = pretendSku(
    NEXT[product] ?? 'business-premium',
    knobs.newSeats ?? Math.max(count, line?.newSeats ?? 0),
  );
  const other = pretendSku('exchange-2', 50);
  const skus: readonly PretendSku[] = [old, replacement, other, teamsPhone(50)];
  const users = pretendUsers({
    count,
    domain: changeover.customer.domain,
    skuId: old.skuId,
    hasConflicts,
    otherSkuId: other.skuId,
  });
  const directory = createDirectory(skus, users, { ...GRAPH_LIMITS, writes: knobs.writes ?? GRAPH_LIMITS.writes });
  directory.mayWrite = false;
  return directory;
}
