/**
 * A pretend tenant's users and licences: refuses what Graph refuses with its error bodies, shows late what was written, keeps
 * the documented limit of writes, and looks at every write whether it left somebody without a licence.
 */
import { DEPENDENT_PLANS, EXCLUSIVE_PLANS } from '../changeover/licence-products.ts';
import { SERVICE_PLANS } from '../changeover/service-plans.ts';
import type { PretendSku } from './licence-products.ts';

export interface PretendHeld {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
  /** Who assigned it: groups by id, `undefined` for directly. */
  readonly by: readonly (string | undefined)[];
}

export interface PretendUser {
  readonly id: string;
  name: string;
  login: string;
  isEnabled: boolean;
  location: string | null;
  held: readonly PretendHeld[];
}

export interface AssignBody {
  readonly addLicenses: readonly { readonly skuId: string; readonly disabledPlans?: readonly string[] | null }[];
  readonly removeLicenses: readonly string[];
}

/** Why Graph says no: a status with its code and words; seconds for a 429. */
export interface Refused {
  readonly status: 400 | 404 | 429;
  readonly code: string;
  readonly message: string;
  readonly retryAfter?: number;
}

export interface LicenceDirectory {
  readonly skus: PretendSku[];
  readonly users: Map<string, PretendUser>;
  /** Whether an administrator lets the assistant write licences. */
  mayWrite: boolean;
  /** Refuses also what Microsoft lets stack by now, as a tenant does that its change has not reached. */
  isStrict: boolean;
  /** As readers see the user now: what was written just now is not to be seen yet. */
  shown(id: string, now: number): PretendUser | undefined;
  consumed(skuId: string): number;
  assign(id: string, body: AssignBody, now: number): Refused | PretendUser;
  /** An administrator gives a user a licence by hand. */
  give(id: string, skuId: string): void;
  /** The last subscription of a product is over: its licences are on nobody any more. */
  withdraw(skuId: string): void;
  /** What was seen while it was written to. */
  readonly seen: {
    /** Users that had a licence before a write and none after it. */
    withoutLicence: number;
    /** Accepted writes by user. */
    readonly writes: Map<string, number>;
    throttled: number;
  };
}

export interface DirectoryLimits {
  /** Milliseconds until a write can be seen. */
  readonly lagMs: number;
  readonly writes: number;
  readonly windowMs: number;
}

/** Microsoft's documented limit of one application in one tenant. */
export const GRAPH_LIMITS: DirectoryLimits = { lagMs: 3_000, writes: 3_000, windowMs: 150_000 };

export function createDirectory(
  skus: readonly PretendSku[],
  users: readonly PretendUser[],
  limits: DirectoryLimits = GRAPH_LIMITS,
): LicenceDirectory {
  const byId = new Map(users.map((user) => [user.id, user]));
  const before = new Map<string, { readonly user: PretendUser; readonly until: number }>();
  const consumed = new Map<string, number>();
  for (const user of users) for (const { skuId } of user.held) consumed.set(skuId, (consumed.get(skuId) ?? 0) + 1);
  const written: number[] = [];
  let oldest = 0;

  function throttle(now: number): Refused | undefined {
    while (oldest < written.length && written[oldest]! <= now - limits.windowMs) oldest += 1;
    if (written.length - oldest < limits.writes) {
      written.push(now);
      return undefined;
    }
    directory.seen.throttled += 1;
    const retryAfter = Math.max(1, Math.ceil((written[oldest]! + limits.windowMs - now) / 1000));
    return { status: 429, code: 'TooManyRequests', message: 'Too many requests', retryAfter };
  }

  const directory: LicenceDirectory = {
    skus: [...skus],
    users: byId,
    mayWrite: true,
    isStrict: false,
    seen: { withoutLicence: 0, writes: new Map(), throttled: 0 },
    consumed: (skuId) => consumed.get(skuId) ?? 0,
    shown(id, now) {
      const user = byId.get(id);
      const earlier = before.get(id);
      return user && earlier && earlier.until > now ? earlier.user : user;
    },
    assign(id, body, now) {
      const refused = throttle(now);
      if (refused) return refused;
      const user = byId.get(id);
      if (user === undefined) return notFound(id);
      const next = held(directory, user, body);
      if ('status' in next) return next;
      before.set(id, { user: { ...user }, until: now + limits.lagMs });
      for (const one of user.held) consumed.set(one.skuId, (consumed.get(one.skuId) ?? 0) - 1);
      for (const one of next) consumed.set(one.skuId, (consumed.get(one.skuId) ?? 0) + 1);
      if (user.held.length > 0 && next.length === 0) directory.seen.withoutLicence += 1;
      directory.seen.writes.set(id, (directory.seen.writes.get(id) ?? 0) + 1);
      user.held = next;
      return user;
    },
    give(id, skuId) {
      const user = byId.get(id);
      if (user === undefined || user.held.some((one) => one.skuId === skuId)) return;
      user.held = [...user.held, { skuId, disabledPlans: [], by: [undefined] }];
      consumed.set(skuId, (consumed.get(skuId) ?? 0) + 1);
    },
    withdraw(skuId) {
      consumed.set(skuId, 0);
      for (const user of byId.values()) user.held = user.held.filter((one) => one.skuId !== skuId);
    },
  };
  return directory;
}

/** The user's licences after the write, or the first reason against it. */
function held(directory: LicenceDirectory, user: PretendUser, body: AssignBody): readonly PretendHeld[] | Refused {
  if (user.location === null && body.addLicenses.length > 0) {
    return bad('License assignment cannot be done for user with invalid usage location.');
  }
  const kept: PretendHeld[] = [];
  for (const one of user.held) {
    if (!body.removeLicenses.includes(one.skuId)) kept.push(one);
    else if (!one.by.includes(undefined)) {
      return bad('User license is inherited from a group membership and it cannot be removed directly from the user.');
    } else if (one.by.length > 1) kept.push({ ...one, by: one.by.filter((by) => by !== undefined) });
  }
  const isMissing = body.removeLicenses.some((skuId) => !user.held.some((one) => one.skuId === skuId));
  if (isMissing) return bad('User does not have a corresponding license.');
  for (const { skuId, disabledPlans } of body.addLicenses) {
    const sku = directory.skus.find((one) => one.skuId === skuId.toLowerCase());
    if (sku === undefined) return bad(`License ${skuId} does not correspond to a valid company License.`);
    const off = disabledPlans ?? [];
    if (off.some((id) => !sku.plans.some((plan) => plan.id === id))) return bad('Invalid service plans were disabled.');
    const there = kept.find((one) => one.skuId === sku.skuId);
    if (there === undefined && directory.consumed(sku.skuId) >= sku.enabled) {
      return bad(`Subscription with SKU ${skuId} does not have any available licenses.`);
    }
    if (there) kept.splice(kept.indexOf(there), 1);
    kept.push({ skuId: sku.skuId, disabledPlans: off, by: [...new Set([...(there?.by ?? []), undefined])] });
  }
  return violation(directory, kept) ?? kept;
}

function violation(directory: LicenceDirectory, all: readonly PretendHeld[]): Refused | undefined {
  const plans = all.flatMap(({ skuId, disabledPlans }) => {
    const offered = directory.skus.find((one) => one.skuId === skuId)?.plans ?? [];
    return offered.filter(({ id }) => !disabledPlans.includes(id)).map(({ name }) => name);
  });
  const group = EXCLUSIVE_PLANS.map(({ plans: names, stacks }) => ({
    found: names.filter((name) => plans.includes(name)),
    stacks: directory.isStrict ? [] : stacks,
  })).find(({ found, stacks }) => found.length > 1 && found.some((name) => !stacks.includes(name)));
  if (group) {
    const ids = group.found.map(idOf).join(',');
    return bad(`License assignment failed because service plans ${ids} are mutually exclusive.`);
  }
  const lonely = DEPENDENT_PLANS.find(
    ({ plan, needsOneOf }) => plans.includes(plan) && !needsOneOf.some((one) => plans.includes(one)),
  );
  return lonely
    ? bad(
        `License assignment failed because service plan ${idOf(lonely.plan)} depends on the service plan(s) ${lonely.needsOneOf.map(idOf).join(',')}`,
      )
    : undefined;
}

/** Graph names service plans by their ids. */
function idOf(plan: string): string {
  return SERVICE_PLANS[plan]?.id ?? plan;
}

function bad(message: string): Refused {
  return { status: 400, code: 'Request_BadRequest', message };
}

function notFound(id: string): Refused {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return { status: 404, code: 'Request_ResourceNotFound', message };
}
