/** The licences of one user of a pretend tenant as Graph serves them: who has which, and assignLicense. */
import { isPiece, type Piece } from './card-reader.ts';
import type { AssignBody, LicenceDirectory, PretendUser } from './licence-directory.ts';
import type { GraphAnswer, GraphRequest } from './graph-routes.ts';

/** Only a request that wants one of these is about licences. */
const OF_LICENCES = /assignedLicenses|licenseAssignmentStates/;

/** Undefined for a request that is not about licences. */
export function licenceRoute(directory: LicenceDirectory, request: GraphRequest, now: number): GraphAnswer | undefined {
  const { method, path, query } = request;
  const wanted = query.get('$select') ?? '';
  const [, id = '', what = ''] = /^\/users\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  if (method === 'GET' && id !== '' && what === '' && OF_LICENCES.test(wanted)) return user(directory, id, query, now);
  if (method === 'POST' && what === 'assignLicense') return assign(directory, id, request.body, now);
  return undefined;
}

function user(directory: LicenceDirectory, id: string, query: URLSearchParams, now: number): GraphAnswer | undefined {
  const found = directory.shown(id, now);
  if (found) return { status: 200, body: selected(written(found), query) };
  return refusal(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist.`);
}

function assign(directory: LicenceDirectory, id: string, body: unknown, now: number): GraphAnswer {
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

/** As Graph writes a user, with its states per assigner. */
export function written(one: PretendUser): Piece {
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

function isAssignBody(body: unknown): body is AssignBody {
  return isPiece(body) && Array.isArray(body['addLicenses']) && Array.isArray(body['removeLicenses']);
}

function refusal(status: number, code: string, message: string): GraphAnswer {
  const innerError = { date: '2026-03-02T09:00:00', 'request-id': code, 'client-request-id': code };
  return { status, body: { error: { code, message, innerError } } };
}
