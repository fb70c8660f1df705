/** What one look at a tenant saw, as plain data; and what it means for the lines of a changeover. */
import type { Changeover, Instant, Line, PlainDate } from './changeover.ts';
import { watchedKeys } from './look-times.ts';
import { skuIdIn, skuIdsOf } from './product-ids.ts';
import type { LineFindings, Ownership, TenantFindings } from './tenant-link.ts';
import { dateIn, HOUR } from './working-time.ts';

/** A key is said to be redeemed some while after it was, in milliseconds (I). */
const BEFORE_SAID = HOUR;

export interface SeenProduct {
  readonly skuId: string;
  /** Licences that users can be given: enabled and, for a while after the end, in warning. */
  readonly usable: number;
  /** Absent when it was not said: 0 would be news. */
  readonly consumed?: number;
  readonly isForUsers: boolean;
}

/** `live` serves its users; `off` does not; of a state that Microsoft added since nothing is said. */
export interface SeenSubscription {
  readonly id: string;
  readonly skuId: string;
  readonly state: 'live' | 'off' | 'unknown';
  /** Its term is over; it serves its users for some days more. */
  readonly isInGrace?: true;
  /** Absent when it was not said. */
  readonly licences?: number;
  readonly isTrial: boolean;
  readonly createdAt?: Instant;
  /** The tenant of the partner that sells it; an empty field says nothing. */
  readonly ownerTenantId?: string;
}

export interface SeenDomain {
  /** In lower case. */
  readonly name: string;
  readonly isVerified: boolean;
  readonly carriesMail: boolean;
}

/** A user with a licence of one of the watched products. */
export interface SeenUser {
  readonly id: string;
  readonly skuIds: readonly string[];
  /** Service plans that are switched off for this user. */
  readonly plansOff: readonly string[];
}

export interface TenantSight {
  readonly tenantId: string;
  /** Verified domains, in lower case. */
  readonly domains: readonly string[];
  /** All of them, verified or not; absent when there were more than one page. */
  readonly allDomains?: readonly SeenDomain[];
  readonly products: readonly SeenProduct[];
  /** Absent when they could not be read: then nothing tells an old subscription from a new one of the same product. */
  readonly subscriptions?: readonly SeenSubscription[];
  /** Absent when there were too many, or they could not be read. */
  readonly users?: readonly SeenUser[];
  readonly disturbed: readonly string[];
  readonly relation?: TenantFindings['relation'];
  /** Of the partner's own tenant, while a key is looked for; absent when nobody looked or they could not be read. */
  readonly inPartners?: readonly SeenSubscription[];
  /** Ids of the partner's admin relationships that are active; absent when they could not be read. */
  readonly accesses?: readonly string[];
}

/** The products whose users are asked for: the old ones, and what may be new. */
export function watchedSkuIds(changeover: Changeover, all: readonly SeenSubscription[]): readonly string[] {
  const old = changeover.lines.flatMap((line) => skuIdIn(line.product, all) ?? []);
  const lines = changeover.lines.filter(({ isSameProduct }) => !isSameProduct);
  const fresh = all.filter((one) => lines.some((line) => isNew(changeover, line, one)));
  return [...new Set([...old, ...fresh.map(({ skuId }) => skuId)])];
}

/** A line of a product that the directory is not asked for, or that nobody assigns, has no findings. */
export function findingsOf(changeover: Changeover, sight: TenantSight): readonly LineFindings[] {
  return changeover.lines.flatMap((line) => {
    const skuId = skuIdIn(line.product, sight.products);
    return skuId === undefined || !line.isPerUser ? [] : [lineFindings(changeover, line, skuId, sight)];
  });
}

/** Nothing warns when a key is redeemed in the partner's own tenant: one that appeared there since is worth a look. */
function isInPartners(changeover: Changeover, line: Line, { inPartners = [] }: TenantSight): boolean {
  const redeemed = watchedKeys(changeover).find((piece) => piece.line === line.id);
  if (!redeemed) return false;
  return inPartners.some(
    ({ createdAt = 0, isTrial, state }) => !isTrial && state !== 'off' && createdAt >= redeemed.at - BEFORE_SAID,
  );
}

interface Pair {
  readonly old?: SeenSubscription;
  readonly fresh?: SeenSubscription;
  /** Some other one may be the new one: that it is not there cannot be said. */
  readonly isOpen: boolean;
  /** … and somebody should say. */
  readonly isAlike: boolean;
}

function lineFindings(changeover: Changeover, line: Line, skuId: string, sight: TenantSight): LineFindings {
  const product = sight.products.find((one) => one.skuId === skuId);
  const common = {
    line: line.id,
    ...assignedOf(product),
    ...(line.isSameProduct && { isOneProduct: true as const }),
  };
  if (!sight.subscriptions) return common;
  const { old, fresh, isOpen, isAlike } = pairOf(changeover, line, skuId, sight.subscriptions);
  if (isAlike && line.isSameProduct) return { ...common, isAlike };
  return {
    ...common,
    ...(isAlike && { isAlike }),
    ...liveness(changeover, line, old, product?.usable ?? 0),
    ...(old?.isInGrace && { oldInGrace: true as const }),
    ...(old?.licences !== undefined && { seats: old.licences }),
    ...(old && { oldOwner: ownershipOf(old, changeover) }),
    ...(isOpen ? {} : newFindings(changeover, line, skuId, sight, fresh)),
    ...(fresh === undefined && isInPartners(changeover, line, sight) && { isInPartners: true as const }),
  };
}

/** A product that is not among those of the tenant is nobody's. */
function assignedOf(product: SeenProduct | undefined): { readonly assigned?: number } {
  if (!product) return { assigned: 0 };
  return product.consumed === undefined ? {} : { assigned: product.consumed };
}

/**
 * That it is not there proves its end only once it was seen: else the product may have been noted down wrong. Not while its
 * licences can still be given to users.
 */
function liveness(
  changeover: Changeover,
  line: Line,
  old: SeenSubscription | undefined,
  usable: number,
): Pick<LineFindings, 'oldLive'> {
  if (old) return old.state === 'unknown' ? {} : { oldLive: old.state === 'live' };
  if (usable > 0 && !line.isSameProduct) return {};
  const before = changeover.link?.seen?.lines.find((one) => one.line === line.id);
  return before?.oldLive === undefined ? {} : { oldLive: false };
}

function newFindings(
  changeover: Changeover,
  line: Line,
  skuId: string,
  sight: TenantSight,
  fresh: SeenSubscription | undefined,
): Partial<LineFindings> {
  if (fresh?.state === 'unknown') return {};
  if (fresh?.state !== 'live') return { newThere: false, newOnAllUsers: false };
  const usersWithout = withoutNew(line, skuId, sight, fresh);
  return {
    newThere: true,
    ...(usersWithout !== undefined && { newOnAllUsers: usersWithout === 0, usersWithout }),
    ...(fresh.licences !== undefined && { newSeats: fresh.licences }),
    ...(fresh.createdAt !== undefined && { newSince: dayOf(fresh.createdAt) }),
    newOwner: ownershipOf(fresh, changeover),
  };
}

/**
 * The same product keeps its assignments: whoever holds a licence is served by the new one as far as its number goes. Of
 * another product each user has to hold it; whoever held the old one and was moved counts by what the new one serves.
 */
function withoutNew(line: Line, skuId: string, sight: TenantSight, fresh: SeenSubscription): number | undefined {
  const { assigned } = assignedOf(sight.products.find((one) => one.skuId === skuId));
  if (line.isSameProduct) {
    const isKnown = assigned !== undefined && fresh.licences !== undefined;
    return isKnown ? Math.max(0, assigned - fresh.licences) : undefined;
  }
  const { users } = sight;
  if (!users) return undefined;
  const left = users.filter(({ skuIds }) => skuIds.includes(skuId) && !skuIds.includes(fresh.skuId)).length;
  const { assigned: served } = assignedOf(sight.products.find((one) => one.skuId === fresh.skuId));
  if (served === undefined) return undefined;
  return Math.max(left, (line.assigned ?? line.seats) - served);
}

/**
 * Which is the old one and which the new. What this partner's tenant sells is the new one, else what another partner sells, for
 * it may be this one's provider. Of two that nobody is seen to sell, a person has to say.
 */
function pairOf(changeover: Changeover, line: Line, skuId: string, all: readonly SeenSubscription[]): Pair {
  const paid = all.filter((one) => !one.isTrial);
  const same = paid.filter((one) => one.skuId === skuId);
  const others = line.isSameProduct
    ? []
    : paid.filter((one) => one.skuId !== skuId && !isOfAnotherLine(changeover, one));
  const candidates = line.isSameProduct ? same : others;
  const fresh = newest(candidates.filter((one) => isNew(changeover, line, one)));
  const olds = same.filter((one) => one !== fresh);
  const old = newest(olds.filter((one) => one.state === 'live')) ?? newest(olds);
  const open = fresh ? [] : candidates.filter((one) => one !== old && one.state === 'live');
  const isAlike = open.some((one) => line.isSameProduct || isSince(changeover, one));
  return { ...(old && { old }), ...(fresh && { fresh }), isOpen: open.length > 0, isAlike };
}

/**
 * A provider's own tenant may stand for the partner. Where a partner sold the old one too, and where the product is another
 * one, the day tells: partners sell other things as well.
 */
function isNew(changeover: Changeover, line: Line, one: SeenSubscription): boolean {
  if (ownershipOf(one, changeover) !== 'partner') return false;
  if (!line.isSameProduct || line.billingAccount === 'partner') return isSince(changeover, one);
  return true;
}

function isSince(changeover: Changeover, { createdAt }: SeenSubscription): boolean {
  return createdAt !== undefined && createdAt >= changeover.openedAt;
}

/** A subscription of a product that is the old one of some line is not taken for the new one of another. */
function isOfAnotherLine({ lines }: Changeover, { skuId }: SeenSubscription): boolean {
  return lines.some((line) => skuIdsOf(line.product).includes(skuId));
}

/** Another tenant made it: a partner, or its provider. The customer's own id, or none at all, is never taken for "direct". */
function ownershipOf({ ownerTenantId }: SeenSubscription, { customer }: Changeover): Ownership {
  if (ownerTenantId === undefined) return 'unclear';
  return ownerTenantId === customer.tenantId ? 'notPartner' : 'partner';
}

function newest(subscriptions: readonly SeenSubscription[]): SeenSubscription | undefined {
  return subscriptions.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))[0];
}

function dayOf(at: Instant): PlainDate {
  return dateIn('UTC', at);
}
