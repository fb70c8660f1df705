/** Licences of the pretend tenants as Graph serves them: products, pages of users, assignLicense, and batches of all. */
import { isPiece, type Piece } from './card-reader.ts';
import type { AssignBody, PretendDirectory, PretendUser } from './licence-directory.ts';
import type { GraphAnswer, GraphRequest } from './graph-routes.ts';

const MOST_IN_BATCH = 20;
const PAGE = 100;
const FILTER = /^assignedLicenses\/any\(\w+:\w+\/skuId eq ([\w-]+)\)$/;
/** Only a request that wants one of these is about licences. */
const OF_LICENCES = /assignedLicenses|licenseAssignmentStates/;

/** Undefined for a request that is not about licences. */
export function licenceRoute(directory: PretendDirectory, request: GraphRequest, now: number): GraphAnswer | undefined {
  const { method, path, query } = request;
  if (method === 'POST' && path === '/$batch') return batch(directory, request, now);
  if (method === 'GET' && path === '/subscribedSkus') return { status: 200, body: skus(directory, query) };
  const wanted = `${query.get('$select') ?? ''} ${query.get('$filter') ?? ''}`;
  if (method === 'GET' && path === '/users') return users(directory, request, now);
  const [, id = '', what = ''] = /^\/users\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  if (method === 'GET' && id !== '' && what === '' && OF_LICENCES.test(wanted)) return user(directory, id, query, now);
  if (method === 'POST' && what === 'assignLicense') return assign(directory, id, request.body, now);
  return undefined;
}

function skus(directory: PretendDirectory, query: URLSearchParams): Piece {
  const value = directory.skus.map((sku) =>
    selected(
      {
        id: `pretend_${sku.skuId}`,
        skuId: sku.skuId,
        skuPartNumber: sku.partNumber,
        appliesTo: 'User',
        capabilityStatus: sku.status,
        consumedUnits: directory.consumed(sku.skuId),
        prepaidUnits: { enabled: sku.enabled, warning: 0, suspended: 0, lockedOut: 0 },
        servicePlans: sku.plans.map(({ id, name }) => ({
          servicePlanId: id,
          servicePlanName: name,
          provisioningStatus: 'Success',
          appliesTo: 'User',
        })),
      },
      query,
    ),
  );
  return { value };
}

function users(directory: PretendDirectory, { query, headers }: GraphRequest, now: number): GraphAnswer {
  const skuId = FILTER.exec(query.get('$filter') ?? '')?.[1];
  const isEventual = headers?.['consistencylevel']?.toLowerCase() === 'eventual' && query.get('$count') === 'true';
  if (skuId === undefined || !isEventual)
    return refusal(400, 'Request_UnsupportedQuery', 'The query is not supported.');
  const all = [...directory.users.keys()].flatMap((id) => directory.shown(id, now) ?? []);
  const found = all.filter(({ held }) => held.some((one) => one.skuId === skuId));
  const top = Math.min(Number(query.get('$top') ?? PAGE), 999);
  const from = Number(query.get('$skiptoken')?.slice('page'.length) ?? 0);
  const next = new URLSearchParams(query);
  next.set('$skiptoken', `page${from + top}`);
  const hasNext = from + top < found.length;
  return {
    status: 200,
    body: {
      '@odata.count': found.length,
      ...(hasNext && { '@odata.nextLink': `https://graph.microsoft.com/v1.0/users?${next.toString()}` }),
      value: found.slice(from, from + top).map((one) => selected(written(one), query)),
    },
  };
}

function user(directory: PretendDirectory, id: string, query: URLSearchParams, now: number): GraphAnswer | undefined {
  const found = directory.shown(id, now);
  if (found) return { status: 200, body: selected(written(found), query) };
  return refusal(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist.`);
}

function assign(directory: PretendDirectory, id: string, body: unknown, now: number): GraphAnswer {
  if (!directory.mayWrite) {
    return refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  }
  if (!isAssignBody(body)) return refusal(400, 'Request_BadRequest', 'A required parameter is missing.');
  const done = directory.assign(id, body, now);
  if (!('status' in done)) return { status: 200, body: written(done) };
  const { status, code, message, retryAfter } = done;
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { ...refusal(status, code, message), headers };
}

/** The envelope is 200 whatever befell its parts; their order is not kept. */
function batch(directory: PretendDirectory, request: GraphRequest, now: number): GraphAnswer {
  const parts = isPiece(request.body) && Array.isArray(request.body['requests']) ? request.body['requests'] : [];
  const pieces = parts.filter(isPiece);
  const ids = new Set(pieces.map((part) => String(part['id']).toLowerCase()));
  if (pieces.length === 0 || pieces.length > MOST_IN_BATCH || ids.size < pieces.length) {
    return refusal(400, 'BadRequest', 'Invalid batch payload format.');
  }
  const responses = pieces.map((part) => {
    const url = new URL(`http://graph${String(part['url'])}`);
    const inner = {
      method: String(part['method']),
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      body: part['body'],
      tenantId: request.tenantId,
      headers: lowered(part['headers']),
    };
    const needsType = inner.body !== undefined && inner.headers['content-type'] === undefined;
    const answer = needsType
      ? refusal(400, 'BadRequest', 'Write requests need a Content-Type header.')
      : (licenceRoute(directory, inner, now) ?? refusal(404, 'ResourceNotFound', 'Resource not found.'));
    return { id: String(part['id']), status: answer.status, headers: { ...answer.headers }, body: answer.body };
  });
  return { status: 200, body: { responses: responses.toReversed() } };
}

/** As Graph writes a user, with its states per assigner. */
function written(one: PretendUser): Piece {
  return {
    id: one.id,
    displayName: one.name,
    userPrincipalName: one.login,
    accountEnabled: one.isEnabled,
    usageLocation: one.location,
    assignedLicenses: one.held.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans })),
    licenseAssignmentStates: one.held.flatMap(({ skuId, disabledPlans, by }) =>
      by.map((group) => ({
        skuId,
        disabledPlans,
        assignedByGroup: group ?? null,
        state: 'Active',
        error: 'None',
        lastUpdatedDateTime: '2026-03-02T09:00:00Z',
      })),
    ),
  };
}

function selected(whole: Piece, query: URLSearchParams): Piece {
  const wanted = query.get('$select')?.split(',');
  return wanted ? Object.fromEntries(Object.entries(whole).filter(([name]) => wanted.includes(name))) : whole;
}

function lowered(headers: unknown): Record<string, string> {
  if (!isPiece(headers)) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function isAssignBody(body: unknown): body is AssignBody {
  return isPiece(body) && Array.isArray(body['addLicenses']) && Array.isArray(body['removeLicenses']);
}

function refusal(status: number, code: string, message: string): GraphAnswer {
  const innerError = { date: '2026-03-02T09:00:00', 'request-id': code, 'client-request-id': code };
  return { status, body: { error: { code, message, innerError } } };
}
