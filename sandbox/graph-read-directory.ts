/** A pretend tenant as a directory: what Graph would hold of its products, subscriptions, users and partner. */
import { skuIdOf } from '../changeover/product-ids.ts';
import type { LicenceDirectory, PretendUser } from './licence-directory.ts';
import type { PretendSku } from './licence-products.ts';
import type { PretendSubscription, PretendTenant } from './tenant.ts';

const ELSEWHERE = 'elsewhere.example';

export interface DirectoryProduct extends PretendSku {
  readonly consumed: number;
  readonly subscriptionIds: readonly string[];
}

export interface PretendDirectory {
  readonly tenantId: string;
  readonly displayName: string;
  readonly domains: readonly string[];
  /** Beside those of the company. */
  readonly productDomains: NonNullable<PretendTenant['productDomains']>;
  readonly isPartner: boolean;
  readonly products: readonly DirectoryProduct[];
  readonly subscriptions: readonly (PretendSubscription & { readonly id: string; readonly skuId: string })[];
  readonly userCount: number;
  /** As readers see them: what was written just now does not show yet. */
  readonly users: () => readonly PretendUser[];
  /** Tenants of its customers, of a partner. */
  readonly customers: readonly {
    readonly tenantId: string;
    readonly displayName: string;
    readonly domain: string;
    readonly isSoldTo: boolean;
    readonly hasAccess: boolean;
  }[];
}

/** @param customers of a partner's tenant. @param licences its users and products. @param at as of when users are shown. */
export function directoryOf(
  tenant: PretendTenant,
  customers: readonly PretendTenant[],
  licences: LicenceDirectory,
  at: number,
): PretendDirectory {
  const { tenantId, displayName, productDomains = [] } = tenant;
  const domains = tenant.hasOtherDomain === true ? [ELSEWHERE] : tenant.domains;
  const kept = tenant.isEmpty === true ? [] : tenant.subscriptions;
  const skus = tenant.isEmpty === true ? [] : licences.skus;
  const subscriptions = kept.flatMap((one, index) => {
    const skuId = skuIdOf(one.product);
    return skuId === undefined ? [] : [{ ...one, skuId, id: guid('5', tenantId, index) }];
  });
  return {
    tenantId,
    displayName,
    domains,
    productDomains,
    isPartner: customers.length > 0,
    subscriptions,
    products: skus.map((sku) => ({
      ...sku,
      consumed: licences.consumed(sku.skuId),
      subscriptionIds: subscriptions.filter(({ skuId }) => skuId === sku.skuId).map(({ id }) => id),
    })),
    userCount: licences.users.size,
    users: () => [...licences.users.keys()].flatMap((id) => licences.shown(id, at) ?? []),
    customers: customers.map((one) => ({
      tenantId: one.tenantId,
      displayName: one.displayName,
      domain: one.domains[0] ?? '',
      isSoldTo: one.subscriptions.some(({ which }) => which === 'new'),
      hasAccess: one.hasAccess === true,
    })),
  };
}

/** A tenant of which nothing else is known than its users and products. */
export function bareDirectory(tenantId: string, licences: LicenceDirectory, at: number): PretendDirectory {
  const tenant = { tenantId, displayName: '', domains: [], hasConsent: true, subscriptions: [] };
  return directoryOf(tenant, [], licences, at);
}

/** Always the same for a tenant and a number. */
function guid(kind: string, tenantId: string, number: number): string {
  return `${kind}${tenantId.slice(1, 8)}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
