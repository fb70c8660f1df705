/** What a reading of the tenant tells about licences: parsed already, with nothing that the plan does not use. */

/** A product that the tenant has (Graph's subscribedSku). */
export interface SkuReading {
  /** A GUID in lower case. */
  readonly skuId: string;
  /** Such as `SPB`. */
  readonly partNumber: string;
  /** It can be assigned to users, and is neither suspended nor deleted. */
  readonly isUsable: boolean;
  /** Seats that can be used and are not: may be below 0 in a subscription that was reduced. */
  readonly free: number;
  /** Licences on users; 0 for what is not assigned to users. */
  readonly used: number;
  readonly plans: readonly PlanReading[];
}

export interface PlanReading {
  readonly id: string;
  /** Such as `EXCHANGE_S_STANDARD`. */
  readonly name: string;
}

/** A licence as a user has it, with the services of it that were switched off for the user. */
export interface HeldLicence {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

export interface UserReading {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly isBlocked: boolean;
  /** A country's code; absent: Microsoft assigns nothing to the user. */
  readonly usageLocation?: string;
  /** All, whoever assigned them. */
  readonly held: readonly HeldLicence[];
  /** Product ids that come from a group, with the group's id. */
  readonly byGroup: Readonly<Record<string, string>>;
  /** Product ids that were assigned to the user directly. */
  readonly direct: readonly string[];
}

/** What one assignLicense call does: all of it or nothing. */
export interface LicenceOrder {
  readonly add: readonly HeldLicence[];
  readonly remove: readonly string[];
}

/** True when the user has what the order gives, and nothing directly any more of what it takes. */
export function isApplied(order: LicenceOrder, user: Pick<UserReading, 'held' | 'direct'>): boolean {
  return (
    order.add.every(({ skuId }) => user.held.some((one) => one.skuId === skuId)) &&
    order.remove.every((skuId) => !user.direct.includes(skuId))
  );
}

/** What puts the user back to where it stood: of what was added only what it did not have before. */
export function orderBack(order: LicenceOrder, before: readonly HeldLicence[]): LicenceOrder {
  return {
    add: before.filter(({ skuId }) => order.remove.includes(skuId)),
    remove: order.add.map(({ skuId }) => skuId).filter((skuId) => !before.some((one) => one.skuId === skuId)),
  };
}
