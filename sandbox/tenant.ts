/**
 * The pretend customer tenants: what Microsoft's directory would say about each, with knobs to turn.
 * A model per tenant (consent, users, subscriptions), so that the same state can be served as Graph over HTTP.
 */
import { z } from 'zod';
import type { Changeover, ChangeoverId, Line, LineId } from '../changeover/changeover.ts';
import type { LineFindings } from '../changeover/commands.ts';
import type { TenantOfDomain } from '../tenant/tenant-of-domain.ts';
import { directoryOf, type PretendDirectory } from './graph-read-directory.ts';
import { contoso, fabrikam, wingtip } from './people.ts';
import type { StateFile } from './state-file.ts';

const Subscription = z.object({
  changeover: z.string(),
  line: z.string(),
  /** The one that is being left, or what replaces it. */
  which: z.enum(['old', 'new']),
  product: z.string(),
  status: z.enum(['Enabled', 'Deleted']),
  totalLicenses: z.number().int().nonnegative(),
  /** Users that hold a licence of it. */
  assigned: z.number().int().nonnegative(),
  /** The partner's tenant for one that a partner sells; absent for one that Microsoft bills. */
  ownerTenantId: z.string().optional(),
  createdAt: z.number().optional(),
});
const Tenant = z.object({
  tenantId: z.string(),
  displayName: z.string(),
  domains: z.array(z.string()),
  /** Whether an administrator let the assistant read the tenant. */
  hasConsent: z.boolean(),
  subscriptions: z.array(Subscription),
  /** Its partner has admin access to it. */
  hasAccess: z.boolean().optional(),
  /** Some users cannot simply be moved: no usage location, a licence from a group, one that is in error. */
  hasConflicts: z.boolean().optional(),
});

export type PretendSubscription = Readonly<z.infer<typeof Subscription>>;
export type PretendTenant = Readonly<z.infer<typeof Tenant>>;

/** What can be turned for one line of a changeover; what is absent stays as it is. */
export const Knobs = z.strictObject({
  changeover: z.string().min(1),
  /** Absent: every line of the changeover. */
  line: z.string().min(1).optional(),
  /** Whether the assistant may read the tenant; turning any other knob lets it. */
  consent: z.boolean().optional(),
  /** Users that hold a licence of the old subscription. */
  assigned: z.number().int().min(0).max(99_999).optional(),
  /** Licences in the old subscription. */
  seats: z.number().int().min(0).max(99_999).optional(),
  newThere: z.boolean().optional(),
  /** True also puts the new subscription there. */
  newOnAllUsers: z.boolean().optional(),
  oldCancelled: z.boolean().optional(),
  /** Whether the partner has admin access (GDAP). */
  access: z.boolean().optional(),
  /** So many users and licences; 300 and more have some that cannot simply be moved. */
  story: z.enum(['0', '12', '24', '25', '26', '300', '10000']).optional(),
});
export type Knobs = z.infer<typeof Knobs>;

/** What the knobs say of one line. */
export type LineState = Required<
  Pick<LineFindings, 'line' | 'assigned' | 'seats' | 'newThere' | 'newOnAllUsers' | 'oldLive'>
>;

export interface PretendTenants {
  /** The tenant's id, as the public discovery document of a domain names it; `undefined` for a domain that nobody has. */
  readonly tenantOfDomain: TenantOfDomain;
  /** The tenant of a changeover as it stands, made from the changeover's lines when it was never touched. */
  tenantOf(changeover: Changeover): PretendTenant;
  /** What the directory shows for one line. */
  lineOf(changeover: Changeover, line: Line): LineState;
  /** A tenant as Graph serves it, or as it was at an instant; undefined for one that nobody touched. */
  directoryOf(tenantId: string, asOf?: number): PretendDirectory | undefined;
  /** Whether an administrator lets the assistant read it. */
  mayRead(tenantId: string): boolean;
  /** Turns knobs and keeps them. Throws a RangeError with a sentence for a line that the changeover does not have. */
  turn(changeover: Changeover, knobs: Omit<Knobs, 'changeover'>): Promise<void>;
}

const YEAR_MS = 365 * 86_400_000;
const MOST_HISTORY = 20;
const Kept = z.record(z.string(), Tenant);

/** @param now for the day on which a subscription is made. */
export function openTenants(file: StateFile, now: () => number): PretendTenants {
  const tenants: Record<string, PretendTenant> = { ...Kept.safeParse(file.part('tenants')).data };

  /** As tenants were until an instant, oldest first. */
  const history: { readonly tenant: PretendTenant; readonly until: number }[] = [];

  function tenantOf(changeover: Changeover): PretendTenant {
    const standing = tenants[changeover.customer.domain] ?? freshTenant(changeover);
    return changeover.lines.reduce((tenant, line) => withLine(tenant, changeover, line), standing);
  }

  function lineOf(changeover: Changeover, line: Line): LineState {
    const { subscriptions } = tenantOf(changeover);
    const old = subscriptions.find((one) => isOf(one, changeover.id, line.id, 'old'))!;
    const replacement = subscriptions.find((one) => isOf(one, changeover.id, line.id, 'new'));
    return {
      line: line.id,
      assigned: old.assigned,
      seats: old.totalLicenses,
      newThere: replacement !== undefined,
      newOnAllUsers:
        replacement !== undefined && Math.min(replacement.assigned, replacement.totalLicenses) >= old.assigned,
      oldLive: old.status === 'Enabled',
    };
  }

  return {
    tenantOf,
    lineOf,
    async tenantOfDomain(domain) {
      const wanted = domain.toLowerCase();
      const company = [contoso, fabrikam, wingtip].find((one) => one.domain === wanted);
      return (company ?? Object.values(tenants).find((one) => one.domains.includes(wanted)))?.tenantId;
    },
    directoryOf(tenantId, asOf) {
      const all = Object.values(tenants);
      if (tenantId === fabrikam.tenantId) return directoryOf(partnerOf(all), all);
      const past =
        asOf === undefined ? undefined : history.find((one) => one.until > asOf && one.tenant.tenantId === tenantId);
      const tenant = past?.tenant ?? all.find((one) => one.tenantId === tenantId);
      return tenant && directoryOf(tenant, []);
    },
    mayRead(tenantId) {
      if (tenantId === fabrikam.tenantId) return true;
      return Object.values(tenants).some((one) => one.tenantId === tenantId && one.hasConsent);
    },
    async turn(changeover, { line: lineId, consent, access, story, ...others }) {
      const knobs = story === undefined ? others : { ...others, seats: Number(story), assigned: Number(story) };
      const lines = changeover.lines.filter((line) => lineId === undefined || line.id === lineId);
      if (lines.length === 0) throw new RangeError(`The changeover has no line ${lineId}.`);
      const at = now();
      const before = tenants[changeover.customer.domain];
      if (before) history.push({ tenant: before, until: at });
      if (history.length > MOST_HISTORY) history.shift();
      const turned = lines.reduce(
        (tenant, line) => turnLine(tenant, changeover, line, knobs, at),
        tenantOf(changeover),
      );
      tenants[changeover.customer.domain] = {
        ...turned,
        hasConsent: consent ?? true,
        ...(access !== undefined && { hasAccess: access }),
        ...(story !== undefined && { hasConflicts: Number(story) >= 300 }),
      };
      await file.put('tenants', tenants);
    },
  };
}

/** One that none of the lines is of. */
function otherProduct({ lines }: Changeover): string {
  const free = ['business-premium', 'business-standard', 'o365-e3'].find((id) =>
    lines.every(({ product }) => product !== id),
  );
  return free ?? 'm365-e3';
}

/** The partner's own tenant; it knows its customers. */
function partnerOf(customers: readonly PretendTenant[]): PretendTenant {
  return {
    tenantId: fabrikam.tenantId,
    displayName: fabrikam.name,
    domains: [fabrikam.domain],
    hasConsent: customers.length > 0,
    subscriptions: [],
  };
}

/** Before anybody turned a knob: nothing may be read, and the old subscription is as the partner described it. */
function freshTenant(changeover: Changeover): PretendTenant {
  const { domain, tenantId } = changeover.customer;
  const company = [contoso, fabrikam, wingtip].find((one) => one.domain === domain);
  return {
    tenantId: tenantId ?? company?.tenantId ?? inventedTenantId(domain),
    displayName: company?.name ?? domain,
    domains: [domain],
    hasConsent: false,
    subscriptions: [],
  };
}

/** The tenant with the old subscription of a line, where it is not there yet. */
function withLine(tenant: PretendTenant, changeover: Changeover, line: Line): PretendTenant {
  if (tenant.subscriptions.some((one) => isOf(one, changeover.id, line.id, 'old'))) return tenant;
  const old: PretendSubscription = {
    changeover: changeover.id,
    line: line.id,
    which: 'old',
    product: line.product,
    status: 'Enabled',
    totalLicenses: line.seats,
    assigned: line.assigned ?? line.seats,
    createdAt: changeover.openedAt - YEAR_MS,
    ...(line.billingAccount === 'partner' && { ownerTenantId: wingtip.tenantId }),
  };
  return { ...tenant, subscriptions: [...tenant.subscriptions, old] };
}

type LineKnobs = Omit<Knobs, 'changeover' | 'line' | 'consent' | 'access' | 'story'>;

function turnLine(
  tenant: PretendTenant,
  changeover: Changeover,
  line: Line,
  knobs: LineKnobs,
  at: number,
): PretendTenant {
  const others = tenant.subscriptions.filter((one) => one.changeover !== changeover.id || one.line !== line.id);
  const standing = tenant.subscriptions.find((one) => isOf(one, changeover.id, line.id, 'old'))!;
  const old: PretendSubscription = {
    ...standing,
    totalLicenses: knobs.seats ?? standing.totalLicenses,
    assigned: knobs.assigned ?? standing.assigned,
    status: knobs.oldCancelled === undefined ? standing.status : knobs.oldCancelled ? 'Deleted' : 'Enabled',
  };
  const before = tenant.subscriptions.find((one) => isOf(one, changeover.id, line.id, 'new'));
  const replacement = replacementOf(before, old, changeover, line, knobs);
  const fresh = replacement ? [{ createdAt: at, ...replacement }] : [];
  return { ...tenant, subscriptions: [...others, old, ...fresh] };
}

function replacementOf(
  before: PretendSubscription | undefined,
  old: PretendSubscription,
  changeover: Changeover,
  line: Line,
  knobs: LineKnobs,
): PretendSubscription | undefined {
  const isThere = (knobs.newThere ?? before !== undefined) || knobs.newOnAllUsers === true;
  if (!isThere) return undefined;
  const assigned = knobs.newOnAllUsers === undefined ? (before?.assigned ?? 0) : knobs.newOnAllUsers ? old.assigned : 0;
  return {
    changeover: changeover.id,
    line: line.id,
    which: 'new',
    product: line.isSameProduct ? line.product : otherProduct(changeover),
    status: 'Enabled',
    // The same product serves whoever holds a licence: that it does not serve all yet shows in its number alone.
    totalLicenses: line.isSameProduct && assigned === 0 ? Math.min(line.newSeats, old.assigned - 1) : line.newSeats,
    assigned,
    ownerTenantId: changeover.partner.tenantId,
    ...(before?.createdAt !== undefined && { createdAt: before.createdAt }),
  };
}

function isOf(one: PretendSubscription, changeover: ChangeoverId, line: LineId, which: 'old' | 'new'): boolean {
  return one.changeover === changeover && one.line === line && one.which === which;
}

/** A valid id that is always the same for a domain nobody of the cast has. */
function inventedTenantId(domain: string): string {
  let number = 0;
  for (const letter of domain) number = (number * 31 + letter.codePointAt(0)!) % 0xffff_ffff;
  return `0dd0face-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
