/** Why a user's licences can't be moved as they are: found in a reading, before anything is written. */
import { DEPENDENT_PLANS, EXCLUSIVE_PLANS, MAILBOX_PLANS } from './licence-products.ts';
import type { HeldLicence, LicenceOrder, SkuReading, UserReading } from './licence-reading.ts';

/** Each has words under `licences.conflict.<code>`, and what to do about it under `licences.mend.<code>`. */
export const CONFLICT_CODES = ['byGroup', 'locationMissing', 'excluding', 'dependent', 'noSeat'] as const;
export type ConflictCode = (typeof CONFLICT_CODES)[number];

export interface Conflict {
  readonly code: ConflictCode;
  /** What it is about: services by the directory's names, or groups by their ids. */
  readonly about?: readonly string[];
}

type BySku = ReadonlyMap<string, SkuReading>;

/**
 * The first conflict, the one that has to be mended before any other. A licence that comes from a group is never touched:
 * taking it away is the group's matter, and a direct one beside it would be paid twice.
 */
export function conflictOf(
  user: UserReading,
  order: LicenceOrder,
  pairs: readonly { readonly from: string }[],
  bySku: BySku,
): Conflict | undefined {
  const groups = pairs.flatMap(({ from }) => user.byGroup[from] ?? []);
  if (groups.length > 0) return { code: 'byGroup', about: groups };
  if (user.usageLocation === undefined) return { code: 'locationMissing' };
  return violationOf(user, order, bySku);
}

/**
 * What the directory refuses of the user's services as they would be, as far as its rules are known. What stands already was
 * allowed somehow: only what the order brings about counts.
 */
function violationOf({ held }: Pick<UserReading, 'held'>, order: LicenceOrder, bySku: BySku): Conflict | undefined {
  const [before, after] = [plansOf(held, bySku), plansOf(afterwards(held, order), bySku)];
  const exclusive = sharedGroups(after).find(
    ({ found, stacks }) => found.some((plan) => !stacks.includes(plan)) && found.some((plan) => !before.has(plan)),
  );
  if (exclusive) return { code: 'excluding', about: exclusive.found };
  const was = lonelyIn(before);
  const lonely = lonelyIn(after).filter((plan) => !was.includes(plan));
  return lonely.length === 0 ? undefined : { code: 'dependent', about: lonely };
}

/** True for a user who would have a mailbox by two licences: allowed, but both are paid. */
export function isDoubled({ held }: Pick<UserReading, 'held'>, order: LicenceOrder, bySku: BySku): boolean {
  const hasMailbox = (licence: HeldLicence): boolean => {
    const plans = plansOf([licence], bySku);
    return MAILBOX_PLANS.some((plan) => plans.has(plan));
  };
  return afterwards(held, order).filter(hasMailbox).length > 1;
}

/** Why an order may have been refused: what the rules say, or what stacks and does not stack everywhere. */
export function suspectOf(user: Pick<UserReading, 'held'>, order: LicenceOrder, bySku: BySku): Conflict | undefined {
  const [shared] = sharedGroups(plansOf(afterwards(user.held, order), bySku));
  return violationOf(user, order, bySku) ?? (shared && { code: 'excluding', about: shared.found });
}

function afterwards(held: readonly HeldLicence[], { add, remove }: LicenceOrder): readonly HeldLicence[] {
  const kept = held.filter(({ skuId }) => !remove.includes(skuId) && !add.some((one) => one.skuId === skuId));
  return [...kept, ...add];
}

/** Names of the services that are on. */
function plansOf(held: readonly HeldLicence[], bySku: BySku): ReadonlySet<string> {
  const names = held.flatMap(({ skuId, disabledPlans }) =>
    (bySku.get(skuId)?.plans ?? []).filter(({ id }) => !disabledPlans.includes(id)).map(({ name }) => name),
  );
  return new Set(names);
}

/** Groups of which more than one plan is on. */
function sharedGroups(
  plans: ReadonlySet<string>,
): readonly { readonly found: readonly string[]; readonly stacks: readonly string[] }[] {
  return EXCLUSIVE_PLANS.map(({ plans: all, stacks }) => ({
    found: all.filter((plan) => plans.has(plan)),
    stacks,
  })).filter(({ found }) => found.length > 1);
}

function lonelyIn(plans: ReadonlySet<string>): readonly string[] {
  return DEPENDENT_PLANS.filter(
    ({ plan, needsOneOf }) => plans.has(plan) && !needsOneOf.some((one) => plans.has(one)),
  ).map(({ plan }) => plan);
}
