/** Why a user's licences can't be moved as they are: found in a reading, before anything is written. */
import { DEPENDENT_PLANS, EXCLUSIVE_PLANS } from './licence-products.ts';
import type { LicenceOrder, SkuReading, UserReading } from './licence-reading.ts';

/** Each has words under `licences.conflict.<code>`, and what to do about it under `licences.mend.<code>`. */
export const CONFLICT_CODES = ['byGroup', 'locationMissing', 'excluding', 'dependent', 'noSeat'] as const;
export type ConflictCode = (typeof CONFLICT_CODES)[number];

/**
 * The first conflict, the one that has to be mended before any other. A licence that comes from a group is never touched:
 * taking it away is the group's matter, and a direct one beside it would be paid twice.
 */
export function conflictOf(
  user: UserReading,
  order: LicenceOrder,
  pairs: readonly { readonly from: string }[],
  bySku: ReadonlyMap<string, SkuReading>,
): ConflictCode | undefined {
  if (pairs.some(({ from }) => user.byGroup[from] !== undefined)) return 'byGroup';
  if (user.usageLocation === undefined) return 'locationMissing';
  const kept = user.held.filter(({ skuId }) => !order.remove.includes(skuId));
  const keptPlans = new Set(kept.flatMap((held) => plansOf(held, bySku)));
  const newPlans = order.add.flatMap((held) => plansOf(held, bySku));
  if (excludes(newPlans, keptPlans)) return 'excluding';
  return dependsInVain(new Set([...keptPlans, ...newPlans])) ? 'dependent' : undefined;
}

/** Names of the services that are on. */
function plansOf(
  { skuId, disabledPlans }: { readonly skuId: string; readonly disabledPlans: readonly string[] },
  bySku: ReadonlyMap<string, SkuReading>,
): readonly string[] {
  const plans = bySku.get(skuId)?.plans ?? [];
  return plans.filter(({ id }) => !disabledPlans.includes(id)).map(({ name }) => name);
}

function excludes(added: readonly string[], kept: ReadonlySet<string>): boolean {
  return EXCLUSIVE_PLANS.some((group) =>
    added.some((plan) => group.includes(plan) && group.some((other) => other !== plan && kept.has(other))),
  );
}

function dependsInVain(plans: ReadonlySet<string>): boolean {
  return DEPENDENT_PLANS.some(({ plan, needsOneOf }) => plans.has(plan) && !needsOneOf.some((one) => plans.has(one)));
}
