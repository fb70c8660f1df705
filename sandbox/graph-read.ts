/**
 * What the pretend Graph answers about a tenant: organisation, domains, products, subscriptions, users, service health, and
 * of a partner its contracts and admin relationships. With pages, counts, conditions, and Graph's own refusals.
 */
import type { PretendDirectory } from './graph-read-directory.ts';
import type { GraphAnswer, GraphRequest } from './graph-routes.ts';
import type { Piece } from './card-reader.ts';
import { written } from './licence-routes.ts';

export interface ReadPlace {
  /** Such as `http://127.0.0.1:3979`: for the links to next pages. */
  readonly url: () => string;
  readonly mayDo: (permission: string) => boolean;
  /** As it is, and as the answers that may be late still show it. */
  readonly directory: { readonly now: PretendDirectory; readonly late: PretendDirectory };
  /** Services that are disturbed. */
  readonly disturbed: ReadonlySet<string>;
  readonly refuse: (status: number, code: string) => GraphAnswer;
}

const PERMISSIONS: Readonly<Record<string, string>> = {
  '/organization': 'Organization.Read.All',
  '/domains': 'Domain.Read.All',
  '/subscribedSkus': 'LicenseAssignment.Read.All',
  '/directory/subscriptions': 'Organization.Read.All',
  '/admin/serviceAnnouncement/healthOverviews': 'ServiceHealth.Read.All',
  '/contracts': 'Directory.Read.All',
  '/tenantRelationships/delegatedAdminRelationships': 'DelegatedAdminRelationship.Read.All',
  '/users': 'User.Read.All',
  '/users/$count': 'User.Read.All',
};
const SERVICES = ['Exchange Online', 'Microsoft Teams', 'SharePoint Online'];
const PAGE = 100;
const MOST_PAGE = 999;

/** What a request costs of a tenant's bucket, as Microsoft's limits count. */
export function unitsOf(path: string, query: URLSearchParams): number {
  const base = /^\/(subscribedSkus|contracts)$/.test(path) ? 3 : path.startsWith('/users') ? 2 : 1;
  const top = Number(query.get('$top') ?? PAGE);
  return Math.max(1, base - (query.has('$select') ? 1 : 0) - (top < 20 ? 1 : 0));
}

/** What a tenant is asked about itself as a whole. */
export function isOfTenant({ method, path }: GraphRequest): boolean {
  return method === 'GET' && PERMISSIONS[path] !== undefined;
}

/** Undefined for a path that is not of the reading side. */
export function readRoute(place: ReadPlace, request: GraphRequest): GraphAnswer | undefined {
  const { method, path } = request;
  const permission = PERMISSIONS[path];
  if (method !== 'GET' || permission === undefined) return undefined;
  if (!place.mayDo(permission)) return place.refuse(403, 'Authorization_RequestDenied');
  if (path === '/users' || path === '/users/$count') return users(place, request);
  const rows = rowsOf(place, path);
  return rows ? collection(rows, request) : place.refuse(403, 'Authorization_RequestDenied');
}

function rowsOf({ directory: { now }, disturbed }: ReadPlace, path: string): readonly Piece[] | undefined {
  switch (path) {
    case '/organization':
      return [organisation(now)];
    case '/domains':
      return domainRows(now);
    case '/subscribedSkus':
      return now.products.map((product) => subscribedSku(now.tenantId, product));
    case '/directory/subscriptions':
      return now.subscriptions.map(companySubscription);
    case '/contracts':
      return now.isPartner ? now.customers.map(contract) : undefined;
    case '/tenantRelationships/delegatedAdminRelationships':
      return now.isPartner ? now.customers.filter(({ hasAccess }) => hasAccess).map(relationship) : undefined;
    default:
      return SERVICES.map((service) => ({
        id: service,
        service,
        status: disturbed.has(service) ? 'serviceDegradation' : 'serviceOperational',
      }));
  }
}

function domainRows({ domains, productDomains }: PretendDirectory): readonly Piece[] {
  const own = domains.map((name) => ({ name, isVerified: true, hasMail: true }));
  return [...own, ...productDomains].map(({ name, isVerified = true, hasMail = false }, index) => ({
    id: name,
    isVerified,
    isDefault: index === 0,
    isInitial: false,
    isRoot: index < domains.length,
    supportedServices: hasMail
      ? ['Email', 'OfficeCommunicationsOnline']
      : isVerified
        ? ['OfficeCommunicationsOnline']
        : [],
  }));
}

function organisation({ tenantId, displayName, domains, isPartner }: PretendDirectory): Piece {
  return {
    id: tenantId,
    displayName,
    partnerTenantType: isPartner ? 'microsoftSupport' : null,
    verifiedDomains: domains.map((name, index) => ({
      name,
      isDefault: index === 0,
      isInitial: false,
      type: 'Managed',
    })),
  };
}

function subscribedSku(tenantId: string, product: PretendDirectory['products'][number]): Piece {
  const { skuId, partNumber, enabled, status, consumed, plans, subscriptionIds } = product;
  return {
    id: `${tenantId}_${skuId}`,
    skuId,
    skuPartNumber: partNumber,
    appliesTo: 'User',
    capabilityStatus: status,
    consumedUnits: consumed,
    prepaidUnits: { enabled, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: plans.map(({ id, name }) => ({
      servicePlanId: id,
      servicePlanName: name,
      provisioningStatus: 'Success',
      appliesTo: 'User',
    })),
    subscriptionIds: [...subscriptionIds],
  };
}

/** The owner is empty on an ordinary row, and there is one field that no documentation names. */
function companySubscription(one: PretendDirectory['subscriptions'][number]): Piece {
  return {
    id: one.id,
    commerceSubscriptionId: one.id,
    ocpSubscriptionId: one.id,
    skuId: one.skuId,
    skuPartNumber: one.product,
    status: one.status,
    isTrial: false,
    totalLicenses: one.totalLicenses,
    createdDateTime: one.createdAt === undefined ? null : new Date(one.createdAt).toISOString(),
    nextLifecycleDateTime: null,
    ownerId: null,
    ownerTenantId: one.ownerTenantId ?? null,
    ownerType: null,
    serviceStatus: [],
  };
}

function contract({ tenantId, displayName, domain, isSoldTo }: PretendDirectory['customers'][number]): Piece {
  const contractType = isSoldTo ? 'ResellerPartner' : 'BreadthPartner';
  return { id: tenantId, customerId: tenantId, displayName, defaultDomainName: domain, contractType };
}

function relationship({ tenantId, displayName }: PretendDirectory['customers'][number]): Piece {
  return {
    '@odata.etag': 'W/"1"',
    id: `${tenantId}-${tenantId}`,
    displayName: `Admin ${displayName}`.slice(0, 50),
    status: 'active',
    duration: 'P730D',
    autoExtendDuration: 'PT0S',
    customer: { tenantId, displayName },
  };
}

function users(place: ReadPlace, request: GraphRequest): GraphAnswer {
  const { query, path, headers } = request;
  const isAdvanced = headers['consistencylevel'] === 'eventual';
  const isCount = path === '/users/$count';
  const filter = query.get('$filter');
  const needsAdvanced = isCount || query.get('$count') === 'true';
  if (needsAdvanced && !isAdvanced) return place.refuse(400, 'Request_UnsupportedQuery');
  const wanted = filter === null ? undefined : skuIdsIn(filter);
  if (wanted === 'unreadable') return place.refuse(400, 'Request_UnsupportedQuery');
  // What was changed just now may not show yet in answers to conditions.
  const all = (isAdvanced ? place.directory.late : place.directory.now).users();
  const found = wanted ? all.filter(({ held }) => held.some(({ skuId }) => wanted.includes(skuId))) : all;
  if (isCount) return { status: 200, body: found.length, headers: { 'content-type': 'text/plain' } };
  return page(place, request, found.map(written));
}

/** Licences and their states are not among the fields that come unasked. */
const UNASKED = ['id', 'displayName'];

function page({ url }: ReadPlace, { path, query }: GraphRequest, rows: readonly Piece[]): GraphAnswer {
  const size = Math.min(Number(query.get('$top') ?? PAGE), MOST_PAGE);
  const from = Number(Buffer.from(query.get('$skiptoken') ?? '', 'base64url').toString() || 0);
  const chosen = rows.slice(from, from + size).map((row) => selected(row, query, UNASKED));
  const next = new URLSearchParams(query);
  next.set('$skiptoken', Buffer.from(String(from + size)).toString('base64url'));
  return {
    status: 200,
    body: {
      ...(query.get('$count') === 'true' && { '@odata.count': rows.length }),
      ...(from + size < rows.length && { '@odata.nextLink': `${url()}/v1.0${path}?${next.toString()}` }),
      value: chosen,
    },
  };
}

function collection(rows: readonly Piece[], { query }: GraphRequest): GraphAnswer {
  const wanted = /^customerId eq (.+)$/.exec(query.get('$filter') ?? '')?.[1];
  const tenant = /^customer\/tenantId eq '(.+)'$/.exec(query.get('$filter') ?? '')?.[1];
  const found = rows.filter((row) => {
    const { customer, customerId } = row as { customer?: { tenantId?: string }; customerId?: string };
    return (wanted === undefined || customerId === wanted) && (tenant === undefined || customer?.tenantId === tenant);
  });
  return { status: 200, body: { value: found.map((row) => selected(row, query)) } };
}

/** `assignedLicenses/any(x:x/skuId eq …)`, several of them joined by `or`. */
function skuIdsIn(filter: string): readonly string[] | 'unreadable' {
  const parts = filter
    .split(' or ')
    .map((part) => /^assignedLicenses\/any\(x:x\/skuId eq ([0-9a-f-]{36})\)$/.exec(part)?.[1]);
  return parts.every((part) => part !== undefined) ? parts : 'unreadable';
}

function selected(row: Piece, query: URLSearchParams, unasked?: readonly string[]): Piece {
  const wanted = query.get('$select')?.split(',') ?? unasked;
  return wanted ? Object.fromEntries(Object.entries(row).filter(([name]) => wanted.includes(name))) : row;
}
