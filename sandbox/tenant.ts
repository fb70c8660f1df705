/**
 * The pretend customer tenants: what Microsoft's directory would say about each, with knobs to turn.
 * A model per tenant (consent, users, subscriptions), so that the same state can be served as Graph over HTTP.
 */
import { z } from 'zod';
import type { Changeover, Line } from '../changeover/changeover.ts';
import type { LineFindings } from '../changeover/commands.ts';
import type { TenantOfDomain } from '../tenant/tenant-of-domain.ts';
import { directoryOf, type PretendDirectory } from './graph-read-directory.ts';
import { createDirectory, type LicenceDirectory } from './licence-directory.ts';
import { contoso, fabrikam, wingtip } from './people.ts';
import type { StateFile } from './state-file.ts';
import { withOddities } from './tenant-oddities.ts';
import { asWritten, keepInStep, licencesFor } from './tenant-licences.ts';
import { stateOfLine, turnLine, withLine } from './tenant-lines.ts';

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
  /** Domains that a product made in it: not verified, or with mail. */
  productDomains: z
    .array(z.object({ name: z.string(), isVerified: z.boolean().optional(), hasMail: z.boolean().optional() }))
    .optional(),
  /** Its key was redeemed in the partner's own tenant: the product that it is of, and when. */
  keyAstray: z.object({ product: z.string(), at: z.number() }).optional(),
  /** It does not have the domain that the changeover is about. */
  hasOtherDomain: z.boolean().optional(),
  /** It has no subscription at all. */
  isEmpty: z.boolean().optional(),
  /** Its partner has admin access to it. */
  hasAccess: z.boolean().optional(),
  /** Some users cannot simply be moved: no usage location, a licence from a group, an add-on, an excluding product. */
  hasConflicts: z.boolean().optional(),
  /** Whether an administrator let the assistant write licences. */
  mayWrite: z.boolean().optional(),
  /** Writes of licences in 150 seconds, where less than Microsoft's documented limit is wanted. */
  writes: z.number().int().optional(),
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
  /** Licences in the new subscription. */
  newSeats: z.number().int().min(0).max(99_999).optional(),
  /** True also puts the new subscription there. */
  newOnAllUsers: z.boolean().optional(),
  oldCancelled: z.boolean().optional(),
  /** Whether the partner has admin access (GDAP). */
  access: z.boolean().optional(),
  /** Whether the assistant may write licences. */
  write: z.boolean().optional(),
  writes: z.number().int().min(20).max(3_000).optional(),
  /** How many domains a telephony product made in the tenant; `conflict` leaves one of two unverified. */
  callDomains: z.union([z.number().int().min(0).max(9), z.literal('conflict')]).optional(),
  /** The key for the new subscription was redeemed in the partner's own tenant. */
  keyInPartners: z.boolean().optional(),
  /** The tenant has another domain than the changeover is about. */
  otherDomain: z.boolean().optional(),
  /** The tenant has no subscription at all. */
  empty: z.boolean().optional(),
  /** So many users and licences; among 300 are some that cannot simply be moved. */
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
  /** A tenant as Graph serves it, as of an instant; undefined for one that nobody touched. */
  directoryOf(tenantId: string, asOf: number): PretendDirectory | undefined;
  /** Its users and their licences, which can be written to; undefined as above. */
  licencesOf(tenantId: string): LicenceDirectory | undefined;
  /** Whether an administrator lets the assistant read it. */
  mayRead(tenantId: string): boolean;
  /** Whether an administrator lets the assistant write licences. */
  mayWrite(tenantId: string): boolean;
  /** Turns knobs and keeps them. Throws a RangeError with a sentence for a line that the changeover does not have. */
  turn(changeover: Changeover, knobs: Omit<Knobs, 'changeover'>): Promise<void>;
}

const MOST_HISTORY = 20;
const NO_LICENCES = createDirectory([], []);
const Kept = z.record(z.string(), Tenant);

/** @param now for the day on which a subscription is made. */
export function openTenants(file: StateFile, now: () => number): PretendTenants {
  const tenants: Record<string, PretendTenant> = { ...Kept.safeParse(file.part('tenants')).data };

  /** By tenant; made when first asked for. Once somebody wrote to it, it is what the tenant is like. */
  const directories = new Map<string, LicenceDirectory>();
  /** As tenants were until an instant, oldest first. */
  const history: { readonly tenant: PretendTenant; readonly licences: LicenceDirectory; readonly until: number }[] = [];

  function licencesOf(tenantId: string): LicenceDirectory | undefined {
    const [domain, tenant] = Object.entries(tenants).find(([, one]) => one.tenantId === tenantId) ?? [];
    if (domain === undefined || !tenant) return undefined;
    const licences = directories.get(tenantId) ?? licencesFor(tenant);
    directories.set(tenantId, licences);
    const counted = asWritten(tenant, licences);
    if (counted !== tenant) {
      tenants[domain] = counted;
      // What could not be kept is kept with what comes next.
      file.put('tenants', tenants).catch(() => undefined);
    }
    return licences;
  }

  function tenantOf(changeover: Changeover): PretendTenant {
    const standing = tenants[changeover.customer.domain] ?? freshTenant(changeover);
    return changeover.lines.reduce((tenant, line) => withLine(tenant, changeover, line), standing);
  }

  function lineOf(changeover: Changeover, line: Line): LineState {
    const tenant = tenantOf(changeover);
    return stateOfLine(tenant, changeover, line, directories.get(tenant.tenantId));
  }

  return {
    tenantOf,
    lineOf,
    async tenantOfDomain(domain) {
      const wanted = domain.toLowerCase();
      const company = [contoso, fabrikam, wingtip].find((one) => one.domain === wanted);
      return (company ?? Object.values(tenants).find((one) => one.domains.includes(wanted)))?.tenantId;
    },
    licencesOf,
    directoryOf(tenantId, asOf) {
      const all = Object.values(tenants);
      if (tenantId === fabrikam.tenantId) return directoryOf(partnerOf(all), all, NO_LICENCES, asOf);
      const past = history.find((one) => one.until > asOf && one.tenant.tenantId === tenantId);
      const tenant = past?.tenant ?? all.find((one) => one.tenantId === tenantId);
      const licences = past?.licences ?? licencesOf(tenantId);
      return tenant && licences && directoryOf(tenant, [], licences, asOf);
    },
    mayRead(tenantId) {
      if (tenantId === fabrikam.tenantId) return true;
      return Object.values(tenants).some((one) => one.tenantId === tenantId && one.hasConsent);
    },
    mayWrite: (tenantId) => Object.values(tenants).some((one) => one.tenantId === tenantId && one.mayWrite === true),
    async turn(changeover, { line: lineId, story, ...all }) {
      const { consent, write, writes, access, callDomains, keyInPartners, otherDomain, empty, ...others } = all;
      const odd = { access, callDomains, keyInPartners, otherDomain, empty };
      const count = Number(story);
      const knobs = story === undefined ? others : { newSeats: count, ...others, seats: count, assigned: count };
      const lines = changeover.lines.filter((line) => lineId === undefined || line.id === lineId);
      if (lines.length === 0 && lineId !== undefined) throw new RangeError(`The changeover has no line ${lineId}.`);
      const at = now();
      const before = tenants[changeover.customer.domain];
      const licences = before && licencesOf(before.tenantId);
      if (before && licences) history.push({ tenant: before, licences, until: at });
      if (history.length > MOST_HISTORY) history.shift();
      const turned = lines.reduce(
        (tenant, line) => turnLine(tenant, changeover, line, knobs, at),
        tenantOf(changeover),
      );
      const after: PretendTenant = {
        ...withOddities(turned, odd, { product: lines[0]?.product ?? '', at }),
        hasConsent: consent ?? (write === undefined || turned.hasConsent),
        ...(story !== undefined && { hasConflicts: story === '300' }),
        ...(write !== undefined && { mayWrite: write }),
        ...(writes !== undefined && { writes }),
      };
      tenants[changeover.customer.domain] = after;
      // Who holds what was said anew: what was written before is no more.
      const isAnew = [knobs.assigned, knobs.newOnAllUsers, writes].some((one) => one !== undefined);
      if (isAnew) directories.delete(after.tenantId);
      else if (licences) keepInStep(licences, after);
      await file.put('tenants', tenants);
    },
  };
}

/** The partner's own tenant; it knows its customers. */
function partnerOf(customers: readonly PretendTenant[]): PretendTenant {
  return {
    tenantId: fabrikam.tenantId,
    displayName: fabrikam.name,
    domains: [fabrikam.domain],
    hasConsent: customers.length > 0,
    subscriptions: customers.flatMap(({ keyAstray }) => (keyAstray ? [astray(keyAstray)] : [])),
  };
}

/** What a key made where it did not belong. */
function astray({ product, at }: NonNullable<PretendTenant['keyAstray']>): PretendSubscription {
  const none = { changeover: '', line: '', which: 'new', status: 'Enabled', assigned: 0 } as const;
  return { ...none, product, totalLicenses: 20, createdAt: at };
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

/** A valid id that is always the same for a domain nobody of the cast has. */
function inventedTenantId(domain: string): string {
  let number = 0;
  for (const letter of domain) number = (number * 31 + letter.codePointAt(0)!) % 0xffff_ffff;
  return `0dd0face-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
