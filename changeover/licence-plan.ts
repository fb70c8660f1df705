/** The dry run of a licence move: who is touched, what changes for them, and every conflict before anything is written. */
import { conflictOf, isDoubled, type Conflict, type ConflictCode } from './licence-conflicts.ts';
import type { HeldLicence, LicenceOrder, PlanReading, SkuReading, UserReading } from './licence-reading.ts';

/** From one product to another, by the directory's ids. */
export interface LicencePair {
  readonly from: string;
  readonly to: string;
}

export interface PlannedUser {
  readonly user: UserReading;
  /** Absent for somebody who is left as they are. */
  readonly order?: LicenceOrder;
  readonly conflict?: ConflictCode;
  /** What the conflict is about: services by the directory's names, or groups by their ids. */
  readonly about?: readonly string[];
}

export interface PairSummary extends LicencePair {
  /** The names that administrators see. */
  readonly fromName: string;
  readonly toName: string;
  /** Users that get the new product by it. */
  readonly users: number;
  readonly free: number;
  /** Services by their names, the first of them where there are many. */
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

/** What cards show and what is agreed to; ids and counts only. */
export interface PlanSummary {
  readonly pairs: readonly PairSummary[];
  /** Users that are going to be touched. */
  readonly users: number;
  readonly conflicts: Readonly<Partial<Record<ConflictCode, number>>>;
  /** Users that can't sign in: they are moved like the others, because their mail would go with the old licence. */
  readonly blocked: number;
  /** Users that will have a mailbox by two licences, and pay both. */
  readonly doubled?: number;
  /** What the conflicts are about: the first of the services, or of the groups. */
  readonly about?: Readonly<Partial<Record<ConflictCode, readonly string[]>>>;
  /** How many licences of each product are given, and how many are given back. */
  readonly gives?: Readonly<Record<string, number>>;
  readonly takes?: Readonly<Record<string, number>>;
}

export interface LicencePlan {
  readonly summary: PlanSummary;
  /** In the order in which they are written: by id, so that two readings of the same tenant agree. */
  readonly users: readonly PlannedUser[];
}

const MOST_SERVICES = 12;
const MOST_ABOUT = 8;

/**
 * Plans for everyone who has a product that is left. A pair to itself keeps its assignments: nothing is planned for it.
 * @param skus every product of the tenant; a pair that names another is passed over.
 */
export function planMove(
  pairs: readonly LicencePair[],
  skus: readonly SkuReading[],
  users: readonly UserReading[],
): LicencePlan {
  const bySku = new Map(skus.map((sku) => [sku.skuId, sku]));
  const known = pairs.filter(({ from, to }) => from !== to && bySku.has(from) && bySku.has(to));
  const seats = new Map(skus.map((sku) => [sku.skuId, sku.free]));
  const planned = users
    .filter((user) => known.some(({ from }) => user.held.some(({ skuId }) => skuId === from)))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((user) => planUser(user, known, bySku, seats) ?? []);
  return { users: planned, summary: summaryOf(known, bySku, planned) };
}

/** Undefined for somebody whose products only change places. */
function planUser(
  user: UserReading,
  pairs: readonly LicencePair[],
  bySku: ReadonlyMap<string, SkuReading>,
  seats: Map<string, number>,
): PlannedUser | undefined {
  const order = orderOf(user, pairs, bySku);
  const mine = pairs.filter(({ from }) => user.held.some(({ skuId }) => skuId === from));
  const conflict = conflictOf(user, order, mine, bySku) ?? takeSeats(order, seats);
  if (conflict) return { user, conflict: conflict.code, ...(conflict.about && { about: conflict.about }) };
  return order.add.length + order.remove.length === 0 ? undefined : { user, order };
}

/** Add and remove in one order, so that nobody is ever without. What was switched off for the user stays so. */
function orderOf(
  user: UserReading,
  pairs: readonly LicencePair[],
  bySku: ReadonlyMap<string, SkuReading>,
): LicenceOrder {
  const mine = pairs.filter(({ from }) => user.direct.includes(from));
  const add = new Map<string, HeldLicence>();
  for (const { from, to } of mine) {
    if (user.held.some(({ skuId }) => skuId === to)) continue;
    const off = user.held.find(({ skuId }) => skuId === from)?.disabledPlans ?? [];
    const offered = bySku.get(to)?.plans ?? [];
    const disabledPlans = offered.map(({ id }) => id).filter((id) => off.includes(id));
    const other = add.get(to);
    // Of two products that become one, a service is off only where both had it off.
    add.set(to, {
      skuId: to,
      disabledPlans: other ? other.disabledPlans.filter((id) => off.includes(id)) : disabledPlans,
    });
  }
  // What one product becomes another one was: it stays.
  const remove = mine.map(({ from }) => from).filter((from) => !mine.some(({ to }) => to === from));
  return { add: [...add.values()], remove };
}

/** Seats go to the users in their order; who comes too late is a conflict that is known now. */
function takeSeats(order: LicenceOrder, seats: Map<string, number>): Conflict | undefined {
  if (order.add.some(({ skuId }) => (seats.get(skuId) ?? 0) <= 0)) return { code: 'noSeat' };
  for (const { skuId } of order.add) seats.set(skuId, (seats.get(skuId) ?? 0) - 1);
  return undefined;
}

function summaryOf(
  pairs: readonly LicencePair[],
  bySku: ReadonlyMap<string, SkuReading>,
  planned: readonly PlannedUser[],
): PlanSummary {
  const conflicts: Partial<Record<ConflictCode, number>> = {};
  const about: Partial<Record<ConflictCode, readonly string[]>> = {};
  for (const { conflict, about: services } of planned) {
    if (conflict === undefined) continue;
    conflicts[conflict] = (conflicts[conflict] ?? 0) + 1;
    if (services) about[conflict] = [...new Set([...(about[conflict] ?? []), ...services])].slice(0, MOST_ABOUT);
  }
  const touched = planned.flatMap(({ user, order }) => (order ? [{ user, order }] : []));
  return {
    pairs: pairs.map((pair) => pairSummary(pair, bySku, touched)),
    users: touched.length,
    conflicts,
    about,
    blocked: touched.filter(({ user }) => user.isBlocked).length,
    doubled: touched.filter(({ user, order }) => isDoubled(user, order, bySku)).length,
    gives: countsOf(touched.flatMap(({ order }) => order.add.map(({ skuId }) => skuId))),
    takes: countsOf(touched.flatMap(({ order }) => order.remove)),
  };
}

function countsOf(skuIds: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...new Set(skuIds)].map((skuId) => [skuId, skuIds.filter((one) => one === skuId).length]));
}

function pairSummary(
  pair: LicencePair,
  bySku: ReadonlyMap<string, SkuReading>,
  touched: readonly PlannedUser[],
): PairSummary {
  const [from, to] = [bySku.get(pair.from), bySku.get(pair.to)];
  return {
    ...pair,
    fromName: from?.partNumber ?? pair.from,
    toName: to?.partNumber ?? pair.to,
    users: touched.filter(({ order }) => order?.remove.includes(pair.from)).length,
    free: to?.free ?? 0,
    lost: missingIn(from?.plans ?? [], to?.plans ?? []),
    gained: missingIn(to?.plans ?? [], from?.plans ?? []),
  };
}

function missingIn(some: readonly PlanReading[], others: readonly PlanReading[]): readonly string[] {
  const ids = new Set(others.map(({ id }) => id));
  return some
    .filter(({ id }) => !ids.has(id))
    .map(({ name }) => name)
    .toSorted()
    .slice(0, MOST_SERVICES);
}
