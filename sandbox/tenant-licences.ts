/** The users and licences of a pretend tenant: made from its subscriptions, and kept in step with them afterwards. */
import { skuIdOf } from '../changeover/product-ids.ts';
import { createDirectory, GRAPH_LIMITS, type LicenceDirectory } from './licence-directory.ts';
import { pretendUsers } from './licence-people.ts';
import { INTUNE_BY_VOLUME, intuneByVolume, pretendSku, teamsPhone, type PretendSku } from './licence-products.ts';
import type { PretendTenant } from './tenant.ts';

const OTHER = 'exchange-2';
const FEW_SEATS = 50;

/** Users as the tenant's numbers say, none of whom anybody has written to. */
export function licencesFor(tenant: PretendTenant): LicenceDirectory {
  const { domains, hasConflicts = false, writes = GRAPH_LIMITS.writes } = tenant;
  const extra = hasConflicts ? [pretendSku(OTHER, FEW_SEATS), teamsPhone(FEW_SEATS), intuneByVolume(FEW_SEATS)] : [];
  const users = pretendUsers({
    domain: domains[0] ?? tenant.tenantId,
    holders: holdersOf(tenant),
    hasConflicts,
    otherSkuId: pretendSku(OTHER, 0).skuId,
    excludingSkuId: INTUNE_BY_VOLUME,
  });
  const directory = createDirectory([...productsOf(tenant), ...extra], users, { ...GRAPH_LIMITS, writes });
  directory.mayWrite = tenant.mayWrite === true;
  return directory;
}

/** Seats and states as the subscriptions have them by now; whoever was moved stays so. */
export function keepInStep(directory: LicenceDirectory, tenant: PretendTenant): void {
  directory.mayWrite = tenant.mayWrite === true;
  for (const { skuId, enabled, status, ...product } of productsOf(tenant)) {
    const standing = directory.skus.find((one) => one.skuId === skuId);
    if (standing) Object.assign(standing, { enabled, status });
    else directory.skus.push({ skuId, enabled, status, ...product });
    if (status === 'Suspended') directory.withdraw(skuId);
  }
}

/** The tenant with the numbers that writes have left it with; the same one when nobody has written anything new. */
export function asWritten(tenant: PretendTenant, licences: LicenceDirectory): PretendTenant {
  if (licences.seen.writes.size === 0) return tenant;
  const held = ({ product, status, assigned }: PretendTenant['subscriptions'][number]): number => {
    const skuId = skuIdOf(product);
    return skuId === undefined || status !== 'Enabled' ? assigned : licences.consumed(skuId);
  };
  const subscriptions = tenant.subscriptions.map((one) => ({ ...one, assigned: held(one) }));
  const isSame = subscriptions.every(({ assigned }, i) => assigned === tenant.subscriptions[i]?.assigned);
  return isSame ? tenant : { ...tenant, subscriptions };
}

/** The product of the old subscriptions first. */
function productsOf({ subscriptions }: PretendTenant): readonly PretendSku[] {
  const known = subscriptions.filter(({ product }) => skuIdOf(product) !== undefined);
  return [...new Set(known.map(({ product }) => product))].map((product) => {
    const live = known.filter((one) => one.product === product && one.status === 'Enabled');
    const seats = live.reduce((sum, one) => sum + one.totalLicenses, 0);
    return { ...pretendSku(product, seats), status: live.length > 0 ? 'Enabled' : 'Suspended' };
  });
}

/** How many users hold a product. Of one that was cancelled nobody does, unless the new one is the same. */
function holdersOf({ subscriptions }: PretendTenant): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { product, status, assigned } of subscriptions) {
    const skuId = skuIdOf(product);
    if (skuId === undefined) continue;
    counts.set(skuId, Math.max(counts.get(skuId) ?? 0, status === 'Enabled' ? assigned : 0));
  }
  return counts;
}
