/**
 * What is read of Graph's answers: only the fields that are used, each of which may be missing or null. Values of Microsoft's
 * lists are compared without regard to case, and one that we do not know is no fault.
 */
import { z } from 'zod';
import type { SeenDomain, SeenProduct, SeenSubscription, SeenUser } from '../changeover/tenant-sight.ts';

const text = z.string().nullish().catch(undefined);
const count = z.number().nullish().catch(undefined);

const Domain = z.object({
  id: text,
  isVerified: z.boolean().nullish().catch(undefined),
  supportedServices: z.array(z.unknown()).nullish().catch(undefined),
});
const Product = z.object({
  skuId: text,
  appliesTo: text,
  consumedUnits: count,
  prepaidUnits: z.object({ enabled: count, warning: count }).nullish().catch(undefined),
});
const Subscription = z.object({
  id: text,
  skuId: text,
  status: text,
  totalLicenses: count,
  isTrial: z.boolean().nullish().catch(undefined),
  createdDateTime: text,
  ownerTenantId: text,
});
const Licence = z.object({ skuId: text, disabledPlans: z.array(z.string()).nullish().catch(undefined) });
const User = z.object({ id: text, assignedLicenses: z.array(Licence).nullish().catch(undefined) });
const Health = z.object({ service: text, status: text });
const Contract = z.object({ customerId: text, contractType: text });
const Relationship = z.object({
  id: text,
  status: text,
  customer: z.object({ tenantId: text }).nullish().catch(undefined),
});

/** A page of a collection: its rows, of which odd ones are left out, and where the next one is. */
export interface Rows {
  readonly rows: readonly unknown[];
  readonly next?: string;
}

/** Undefined for what is no collection at all. */
export function rowsIn(body: unknown): Rows | undefined {
  const parsed = z.object({ value: z.array(z.unknown()), '@odata.nextLink': text }).safeParse(body);
  if (!parsed.success) return undefined;
  const next = parsed.data['@odata.nextLink'];
  return { rows: parsed.data.value, ...(next && { next }) };
}

export function organisationIds(rows: readonly unknown[]): readonly string[] {
  return rows.flatMap((row) => z.object({ id: z.string() }).safeParse(row).data?.id.toLowerCase() ?? []);
}

export function domainsIn(rows: readonly unknown[]): readonly SeenDomain[] {
  return rows.flatMap((row) => {
    const domain = Domain.safeParse(row).data;
    if (!domain?.id) return [];
    const services = domain.supportedServices ?? [];
    const carriesMail = services.some((one) => typeof one === 'string' && isWord(one, 'email'));
    return [{ name: domain.id.toLowerCase(), isVerified: domain.isVerified !== false, carriesMail }];
  });
}

export function productsIn(rows: readonly unknown[]): readonly SeenProduct[] {
  return rows.flatMap((row) => {
    const product = Product.safeParse(row).data;
    if (!product?.skuId) return [];
    const { prepaidUnits } = product;
    return [
      {
        skuId: product.skuId.toLowerCase(),
        usable: (prepaidUnits?.enabled ?? 0) + (prepaidUnits?.warning ?? 0),
        ...(typeof product.consumedUnits === 'number' && { consumed: product.consumedUnits }),
        isForUsers: !isWord(product.appliesTo, 'company'),
      },
    ];
  });
}

export function subscriptionsIn(rows: readonly unknown[]): readonly SeenSubscription[] {
  return rows.flatMap((row) => {
    const found = Subscription.safeParse(row).data;
    if (!found?.id || !found.skuId) return [];
    const createdAt = Date.parse(found.createdDateTime ?? '');
    const owner = found.ownerTenantId?.toLowerCase();
    return [
      {
        id: found.id,
        skuId: found.skuId.toLowerCase(),
        state: stateOf(found.status),
        ...(isWord(found.status, 'warning') && { isInGrace: true as const }),
        ...(typeof found.totalLicenses === 'number' && { licences: found.totalLicenses }),
        isTrial: found.isTrial === true,
        ...(!Number.isNaN(createdAt) && { createdAt }),
        ...(owner && { ownerTenantId: owner }),
      },
    ];
  });
}

export function usersIn(rows: readonly unknown[]): readonly SeenUser[] {
  return rows.flatMap((row) => {
    const user = User.safeParse(row).data;
    if (!user?.id) return [];
    const licences = user.assignedLicenses ?? [];
    const skuIds = licences.flatMap(({ skuId }) => skuId?.toLowerCase() ?? []);
    return [{ id: user.id, skuIds, plansOff: licences.flatMap(({ disabledPlans }) => disabledPlans ?? []) }];
  });
}

/** Services that are not as they should be, by Microsoft's names. */
export function disturbedIn(rows: readonly unknown[]): readonly string[] {
  return rows.flatMap((row) => {
    const health = Health.safeParse(row).data;
    return health?.service && health.status && isDisturbed(health.status) ? [health.service.slice(0, 60)] : [];
  });
}

/** What the partner's tenant says of the customer: whether it may sell to it, or only supports it. */
export function relationIn(rows: readonly unknown[], customerTenantId: string): 'sells' | 'supports' | 'none' {
  const types = rows.flatMap((row) => {
    const contract = Contract.safeParse(row).data;
    return contract?.customerId?.toLowerCase() === customerTenantId ? [contract.contractType ?? ''] : [];
  });
  if (types.some((type) => isWord(type, 'ResellerPartner') || isWord(type, 'SyndicationPartner'))) return 'sells';
  return types.length > 0 ? 'supports' : 'none';
}

/** Admin relationships with the customer that are active. */
export function accessesIn(rows: readonly unknown[], customerTenantId: string): readonly string[] {
  return rows.flatMap((row) => {
    const found = Relationship.safeParse(row).data;
    const isTheirs = found?.customer?.tenantId?.toLowerCase() === customerTenantId;
    return isTheirs && found?.id && (isWord(found.status, 'active') || isWord(found.status, 'expiring'))
      ? [found.id]
      : [];
  });
}

const OFF = ['suspended', 'lockedout', 'deleted'];
const LIVE = ['enabled', 'warning'];

function stateOf(status: string | null | undefined): SeenSubscription['state'] {
  const word = status?.toLowerCase() ?? '';
  if (LIVE.includes(word)) return 'live';
  return OFF.includes(word) ? 'off' : 'unknown';
}

/** Of the many words only these say that people are without something now. */
function isDisturbed(status: string): boolean {
  return ['servicedegradation', 'serviceinterruption', 'extendedrecovery'].includes(status.toLowerCase());
}

function isWord(word: string | null | undefined, expected: string): boolean {
  return word?.toLowerCase() === expected.toLowerCase();
}
