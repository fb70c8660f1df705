/** What Graph says of products and users, parsed leniently: only what is used, in any casing, with nulls anywhere. */
import { z } from 'zod';
import type { HeldLicence, SkuReading, UserReading } from '../changeover/licence-reading.ts';

/** In lower case, since Graph and people write GUIDs both ways. */
const guid = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .toLowerCase();
const text = z.string().catch('');
const count = z.number().catch(0);

const Sku = z.object({
  skuId: guid,
  skuPartNumber: text,
  capabilityStatus: text,
  appliesTo: text,
  consumedUnits: count,
  prepaidUnits: z.object({ enabled: count, warning: count }).nullish().catch(null),
  servicePlans: z
    .array(z.object({ servicePlanId: guid, servicePlanName: text, appliesTo: text }))
    .nullish()
    .catch(null),
});
const Licence = z.object({ skuId: guid, disabledPlans: z.array(guid).nullish().catch(null) });
const State = z.object({ skuId: guid, assignedByGroup: z.string().nullish().catch(null) });
const User = z.object({
  id: guid,
  displayName: text,
  userPrincipalName: text,
  accountEnabled: z.boolean().nullish().catch(null),
  usageLocation: z.string().nullish().catch(null),
  assignedLicenses: z.array(z.unknown()).nullish().catch(null),
  licenseAssignmentStates: z.array(z.unknown()).nullish().catch(null),
});
const Page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });

/** What is asked of users, and no more. */
export const USER_FIELDS =
  'id,displayName,userPrincipalName,accountEnabled,usageLocation,assignedLicenses,licenseAssignmentStates';
export const SKU_FIELDS = 'skuId,skuPartNumber,capabilityStatus,appliesTo,consumedUnits,prepaidUnits,servicePlans';

/** Undefined for a body that is no collection; items that can't be read are passed over. */
export function skusIn(body: unknown): readonly SkuReading[] | undefined {
  return Page.safeParse(body).data?.value.flatMap((one) => {
    const sku = Sku.safeParse(one).data;
    return sku ? [skuOf(sku)] : [];
  });
}

export interface UserPage {
  readonly users: readonly UserReading[];
  readonly next?: string;
}

export function usersIn(body: unknown): UserPage | undefined {
  const page = Page.safeParse(body).data;
  if (page === undefined) return undefined;
  const users = page.value.flatMap((one) => userIn(one) ?? []);
  const next = page['@odata.nextLink'];
  return { users, ...(next !== undefined && { next }) };
}

export function userIn(body: unknown): UserReading | undefined {
  const user = User.safeParse(body).data;
  if (user === undefined) return undefined;
  const held = many(user.assignedLicenses, Licence).map(({ skuId, disabledPlans }): HeldLicence => ({
    skuId,
    disabledPlans: disabledPlans ?? [],
  }));
  const states = many(user.licenseAssignmentStates, State);
  const byGroup = states.flatMap(({ skuId, assignedByGroup }) => (assignedByGroup ? [[skuId, assignedByGroup]] : []));
  const direct = states.filter(({ assignedByGroup }) => !assignedByGroup).map(({ skuId }) => skuId);
  return {
    id: user.id,
    name: user.displayName || user.userPrincipalName || user.id,
    login: user.userPrincipalName,
    isBlocked: user.accountEnabled === false,
    ...(user.usageLocation ? { usageLocation: user.usageLocation } : {}),
    held,
    byGroup: Object.fromEntries(byGroup) as Record<string, string>,
    // Where Graph says nothing of who assigned them, they count as assigned directly: a group's it would not let go.
    direct: states.length > 0 ? [...new Set(direct)] : held.map(({ skuId }) => skuId),
  };
}

function many<T>(items: readonly unknown[] | null | undefined, shape: z.ZodType<T>): readonly T[] {
  return (items ?? []).flatMap((item) => {
    const read = shape.safeParse(item);
    return read.success ? [read.data] : [];
  });
}

function skuOf(sku: z.infer<typeof Sku>): SkuReading {
  const status = sku.capabilityStatus.toLowerCase();
  const isForUsers = sku.appliesTo.toLowerCase() !== 'company';
  const plans = (sku.servicePlans ?? []).filter((plan) => plan.appliesTo.toLowerCase() !== 'company');
  return {
    skuId: sku.skuId,
    partNumber: sku.skuPartNumber || sku.skuId,
    isUsable: isForUsers && (status === 'enabled' || status === 'warning'),
    // Seats in the grace of a renewal can be used like the others.
    free: (sku.prepaidUnits?.enabled ?? 0) + (sku.prepaidUnits?.warning ?? 0) - sku.consumedUnits,
    used: isForUsers ? sku.consumedUnits : 0,
    plans: plans.map(({ servicePlanId, servicePlanName }) => ({ id: servicePlanId, name: servicePlanName })),
  };
}
