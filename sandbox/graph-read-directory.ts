/** A pretend tenant as a directory: what Graph would hold of its products, subscriptions, users and partner. */
import { skuIdOf } from '../changeover/product-ids.ts';
import type { PretendSubscription, PretendTenant } from './tenant.ts';

export interface DirectoryProduct {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly enabled: number;
  readonly consumed: number;
  readonly subscriptionIds: readonly string[];
}

export interface DirectoryUser {
  readonly id: string;
  readonly displayName: string;
  readonly skuIds: readonly string[];
  /** A licence of a product that a group gives. */
  readonly fromGroup?: string;
  readonly usageLocation: string | null;
  readonly isInError: boolean;
}

export interface PretendDirectory {
  readonly tenantId: string;
  readonly displayName: string;
  readonly domains: readonly string[];
  readonly isPartner: boolean;
  readonly products: readonly DirectoryProduct[];
  readonly subscriptions: readonly (PretendSubscription & { readonly id: string; readonly skuId: string })[];
  readonly users: readonly DirectoryUser[];
  /** Tenants of its customers, of a partner. */
  readonly customers: readonly {
    readonly tenantId: string;
    readonly displayName: string;
    readonly domain: string;
    readonly isSoldTo: boolean;
    readonly hasAccess: boolean;
  }[];
}

const PARTS: Readonly<Record<string, string>> = {
  'business-basic': 'O365_BUSINESS_ESSENTIALS',
  'business-standard': 'O365_BUSINESS_PREMIUM',
  'business-premium': 'SPB',
  'o365-e3': 'ENTERPRISEPACK',
  'm365-e3': 'SPE_E3',
};
/** The group that gives some of the licences in a tenant with conflicts. */
const GROUP = '60000000-0000-4000-8000-000000000001';

/** @param customers of a partner's tenant. */
export function directoryOf(tenant: PretendTenant, customers: readonly PretendTenant[]): PretendDirectory {
  const { tenantId, displayName, domains, hasConflicts = false } = tenant;
  const subscriptions = tenant.subscriptions.flatMap((one, index) => {
    const skuId = skuIdOf(one.product);
    return skuId === undefined ? [] : [{ ...one, skuId, id: guid('5', tenantId, index) }];
  });
  const holders = holdersOf(subscriptions);
  return {
    tenantId,
    displayName,
    domains,
    isPartner: customers.length > 0,
    subscriptions,
    products: [...holders.keys()].map((skuId) => productOf(skuId, subscriptions, holders.get(skuId) ?? 0)),
    users: usersOf(tenantId, holders, hasConflicts),
    customers: customers.map((one) => ({
      tenantId: one.tenantId,
      displayName: one.displayName,
      domain: one.domains[0] ?? '',
      isSoldTo: one.subscriptions.some(({ which }) => which === 'new'),
      hasAccess: one.hasAccess === true,
    })),
  };
}

type Held = PretendDirectory['subscriptions'][number];

/** How many users hold a product. Of one that was cancelled nobody does, unless the new one is the same. */
function holdersOf(subscriptions: readonly Held[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { skuId, status, assigned } of subscriptions) {
    counts.set(skuId, Math.max(counts.get(skuId) ?? 0, status === 'Enabled' ? assigned : 0));
  }
  return counts;
}

function productOf(skuId: string, subscriptions: readonly Held[], consumed: number): DirectoryProduct {
  const all = subscriptions.filter((one) => one.skuId === skuId);
  const live = all.filter(({ status }) => status === 'Enabled');
  return {
    skuId,
    skuPartNumber: PARTS[all[0]?.product ?? ''] ?? 'PRETEND',
    enabled: live.reduce((sum, one) => sum + one.totalLicenses, 0),
    consumed,
    subscriptionIds: all.map(({ id }) => id),
  };
}

/** The first users hold each product. */
function usersOf(
  tenantId: string,
  holders: ReadonlyMap<string, number>,
  hasConflicts: boolean,
): readonly DirectoryUser[] {
  const count = Math.max(0, ...holders.values());
  return Array.from({ length: count }, (_user, index) => ({
    id: guid('a', tenantId, index),
    displayName: `Pretend User ${index + 1}`,
    skuIds: [...holders].flatMap(([skuId, held]) => (index < held ? [skuId] : [])),
    usageLocation: hasConflicts && index % 20 === 7 ? null : 'NL',
    isInError: hasConflicts && index % 50 === 11,
    ...(hasConflicts && index % 15 === 3 && { fromGroup: GROUP }),
  }));
}

/** Always the same for a tenant and a number. */
function guid(kind: string, tenantId: string, number: number): string {
  return `${kind}${tenantId.slice(1, 8)}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
