/**
 * Reads a customer's tenant: one batch for the directory, one for what the partner's own tenant says, and the users of the
 * products in question by the page. At most 12 requests for 1,000 users, the parts of batches counted.
 */
import type { Changeover } from '../changeover/changeover.ts';
import { watchedKeys } from '../changeover/look-times.ts';
import { skuIdOf } from '../changeover/product-ids.ts';
import { type SeenSubscription, type TenantSight, watchedSkuIds } from '../changeover/tenant-sight.ts';
import type { Reading, TenantReader } from '../loop/reading-ports.ts';
import { GRAPH_URL, type Graph, type GraphFailure, type GraphResult } from './graph.ts';
import { askTogether } from './reading-batch.ts';
import {
  accessesIn,
  disturbedIn,
  domainsIn,
  organisationIds,
  productsIn,
  relationIn,
  rowsIn,
  subscriptionsIn,
} from './reading-shapes.ts';
import { readUsers } from './reading-users.ts';

export interface ReadingPorts {
  readonly graph: Graph;
  /** Where Graph answers; Microsoft's public address when absent. */
  readonly baseUrl?: string;
  /** Real milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

const PATHS = {
  organization: '/organization?$select=id',
  domains: '/domains?$select=id,isVerified,supportedServices',
  products: '/subscribedSkus?$select=skuId,appliesTo,consumedUnits,prepaidUnits',
  subscriptions: '/directory/subscriptions?$select=id,skuId,status,totalLicenses,isTrial,createdDateTime,ownerTenantId',
  health: '/admin/serviceAnnouncement/healthOverviews?$select=service,status',
} as const;

type Answers = Readonly<Record<keyof typeof PATHS, GraphResult>>;

export function createTenantReader({ graph, baseUrl = GRAPH_URL, wait }: ReadingPorts): TenantReader {
  return {
    async read(changeover) {
      const { tenantId } = changeover.customer;
      if (tenantId === undefined) return { ok: false, why: 'consentMissing', detail: 'nobody has joined' };
      const answers = await askTogether({ graph, wait }, tenantId, PATHS);
      const { organization, domains, products } = answers;
      const needed = [organization, domains, products].find((one): one is GraphFailure => !one.ok);
      if (needed) return troubleOf(needed);
      const found = domains.ok ? rowsIn(domains.body) : undefined;
      if (!found || !rowsOf(products)) return { ok: false, why: 'unavailable', detail: 'an answer of another shape' };
      const all = domainsIn(found.rows);
      const names = all.flatMap(({ name, isVerified }) => (isVerified ? [name] : []));
      const isWhole = found.next === undefined;
      const hasDomain = !isWhole || names.includes(changeover.customer.domain);
      const isOther = !organisationIds(rowsOf(organization) ?? []).includes(tenantId);
      // Neither the tenant that was asked nor one that has the customer's domain: nothing of it is to be believed.
      if (isOther || !hasDomain) {
        return {
          ok: false,
          why: 'domainMissing',
          detail: isOther ? 'another tenant' : 'without the domain',
          ...idOf(domains),
        };
      }
      const partner = await partnerSight({ graph, wait }, changeover, tenantId);
      const users = await usersOf({ graph, baseUrl, wait }, changeover, tenantId, answers);
      const sight = sightOf(tenantId, names, answers, partner, users);
      return { ok: true, sight: { ...sight, ...(isWhole && { allDomains: all }) }, ...idOf(domains) };
    },
  };
}

type Sight = Pick<TenantSight, 'relation' | 'accesses' | 'inPartners'>;

/** Contracts and admin access, where the partner lets the assistant read its own tenant; nothing where not. */
async function partnerSight(
  ports: Pick<ReadingPorts, 'graph' | 'wait'>,
  changeover: Changeover,
  customer: string,
): Promise<Sight> {
  const { partner } = changeover;
  const contracts = encodeURIComponent(`customerId eq ${customer}`);
  const relations = encodeURIComponent(`customer/tenantId eq '${customer}'`);
  const answers = await askTogether(ports, partner.tenantId, {
    contracts: `/contracts?$filter=${contracts}&$select=customerId,contractType`,
    access: `/tenantRelationships/delegatedAdminRelationships?$filter=${relations}&$select=id,status,customer`,
  });
  const [contract, access] = [rowsOf(answers.contracts), rowsOf(answers.access)];
  const isKeyWatched = watchedKeys(changeover).length > 0;
  const own = isKeyWatched ? await askTogether(ports, partner.tenantId, { own: PATHS.subscriptions }) : undefined;
  const inPartners = own && subscriptionsOf(own.own);
  return {
    ...(contract && { relation: relationIn(contract, customer) }),
    ...(access && { accesses: accessesIn(access, customer) }),
    ...(inPartners && { inPartners }),
  };
}

/** Nobody is asked for where no line is of a product that the directory knows. */
async function usersOf(
  ports: Parameters<typeof readUsers>[0],
  changeover: Changeover,
  tenantId: string,
  { subscriptions }: Answers,
): ReturnType<typeof readUsers> {
  if (!changeover.lines.some((line) => line.isPerUser && skuIdOf(line.product) !== undefined)) return undefined;
  return readUsers(ports, tenantId, watchedSkuIds(changeover, subscriptionsOf(subscriptions) ?? []));
}

function sightOf(
  tenantId: string,
  domains: readonly string[],
  { products, subscriptions, health }: Answers,
  partner: Sight,
  users: TenantSight['users'],
): TenantSight {
  const all = subscriptionsOf(subscriptions);
  return {
    tenantId,
    domains,
    products: productsIn(rowsOf(products) ?? []),
    ...(all && { subscriptions: all }),
    ...(users && { users }),
    disturbed: disturbedIn(rowsOf(health) ?? []),
    ...partner,
  };
}

/** Half a list would hide a subscription: then none is better. */
function subscriptionsOf(answer: GraphResult): readonly SeenSubscription[] | undefined {
  const found = answer.ok ? rowsIn(answer.body) : undefined;
  return found && found.next === undefined ? subscriptionsIn(found.rows) : undefined;
}

function rowsOf(answer: GraphResult): readonly unknown[] | undefined {
  return answer.ok ? rowsIn(answer.body)?.rows : undefined;
}

/** A token that Entra does not give, and Graph's own no, are both for an administrator of the tenant to mend. */
function troubleOf(failure: GraphFailure): Reading {
  const { kind, why: detail, retryAfterMs } = failure;
  const why = kind === 'notPermitted' ? 'consentMissing' : kind === 'throttled' ? 'throttled' : 'unavailable';
  return { ok: false, why, detail, ...idOf(failure), ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function idOf({ requestId }: GraphResult): { readonly requestId?: string } {
  return requestId === undefined ? {} : { requestId };
}
