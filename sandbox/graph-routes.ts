/** The part of Microsoft Graph that the bot uses of a pretend tenant: a person, the app catalogue, installed apps, sendMail. */
import { isPiece } from './card-reader.ts';
import { batch } from './graph-read-batch.ts';
import { bareDirectory, type PretendDirectory } from './graph-read-directory.ts';
import type { UnitBucket } from './graph-read-limits.ts';
import { isOfTenant, readRoute, unitsOf } from './graph-read.ts';
import type { Piece } from './card-reader.ts';
import type { LicenceDirectory } from './licence-directory.ts';
import { licenceRoute } from './licence-routes.ts';
import { mailIn } from './mail-reader.ts';
import { adele, alex, diego, lee, megan } from './people.ts';
import type { Cast } from './people.ts';

/** A letter that would have been sent. */
export interface PretendMail {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What the pretend tenants hold. */
export interface GraphPlace {
  /** By tenant; one that is absent grants everything. */
  readonly permissions: Map<string, ReadonlySet<string>>;
  readonly withdrawn: Set<string>;
  readonly lost: Map<string, 'mailbox' | 'person'>;
  readonly installed: Set<string>;
  readonly mails: PretendMail[];
  readonly now: () => number;
  /** Such as `http://127.0.0.1:3979`. */
  readonly url: () => string;
  /** A tenant as it was at an instant; undefined for one that nobody touched. */
  readonly directoryOf: (tenantId: string, asOf: number) => PretendDirectory | undefined;
  /** Milliseconds that answers to conditions are late. */
  readonly lagMs: () => number;
  readonly disturbed: Set<string>;
  readonly bucket: UnitBucket;
  /** Users and licences of a tenant, asked for once for each request; undefined for one that has none. */
  licencesOf: (tenantId: string) => Promise<LicenceDirectory | undefined>;
}

export interface GraphRequest {
  readonly method: string;
  /** Decoded, below the version. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Of the token; undefined for none. */
  readonly tenantId: string | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the tenant. */
  readonly licences: LicenceDirectory | undefined;
}

export interface GraphAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const PEOPLE: readonly Cast[] = [alex, adele, megan, diego, lee];
/** The mailbox that letters come from, in the partner's tenant. */
export const PRETEND_SENDER = 'changeover@fabrikam.com';
/** The Teams app's own id, as it stands in its package; a tenant's catalogue gives it another one. */
export const PRETEND_APP = '7e57b07a-0000-4000-8000-0000000000a1';
const MOST_MAILS = 100;

export function graphRoute(place: GraphPlace, request: GraphRequest): GraphAnswer {
  const { method, path, tenantId } = request;
  if (tenantId === undefined) return refusal(401, 'InvalidAuthenticationToken');
  if (method === 'POST' && path === '/$batch') {
    return batch(request.body, request, (part) => graphRoute(place, part), refusal) ?? refusal(400, 'BadRequest');
  }
  const read = tenantRoute(place, request, tenantId);
  if (read) return read;
  const ofLicences = request.licences && licenceRoute(request.licences, request, place.now());
  if (ofLicences) return ofLicences;
  if (method === 'GET' && path === '/appCatalogs/teamsApps') return apps(place, request, tenantId);
  const [, id = '', what = ''] = /^\/users\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  if (id === '') return refusal(404, 'ResourceNotFound');
  if (method === 'GET' && what === '') return user(place, request, tenantId, id);
  if (method === 'POST' && what === 'sendMail') return sendMail(place, request, tenantId, id);
  if (what === 'teamwork/installedApps') return installedApps(place, request, tenantId, id);
  return refusal(404, 'ResourceNotFound');
}

/** What a tenant is asked about itself; throttled by its own bucket. */
function tenantRoute(place: GraphPlace, request: GraphRequest, tenantId: string): GraphAnswer | undefined {
  if (!isOfTenant(request)) return undefined;
  const at = place.now();
  const bare = request.licences && bareDirectory(tenantId, request.licences, at);
  const now = place.directoryOf(tenantId, at) ?? bare;
  if (!now) return undefined;
  const late = place.directoryOf(tenantId, at - place.lagMs()) ?? now;
  const answer = readRoute(
    {
      url: place.url,
      mayDo: (permission) => mayDo(place, tenantId, permission),
      directory: { now, late },
      disturbed: place.disturbed,
      refuse: refusal,
    },
    request,
  );
  if (!answer) return undefined;
  const units = unitsOf(request.path, request.query);
  const wait = place.bucket.take(tenantId, units, now.userCount);
  if (wait === undefined) return { ...answer, headers: { ...answer.headers, 'x-ms-resource-unit': String(units) } };
  return { ...refusal(429, 'TooManyRequests'), headers: { 'retry-after': String(wait) } };
}

function apps(place: GraphPlace, { query }: GraphRequest, tenantId: string): GraphAnswer {
  if (!mayDo(place, tenantId, 'AppCatalog.Read.All')) return denied();
  const wanted = /^externalId eq '(.*)'$/.exec(query.get('$filter') ?? '')?.[1];
  const isThere = wanted === PRETEND_APP && !place.withdrawn.has(tenantId);
  const app = {
    id: catalogueId(tenantId),
    externalId: PRETEND_APP,
    displayName: 'Changeover',
    distributionMethod: 'organization',
  };
  return { status: 200, body: { value: isThere ? [selected(app, query)] : [] } };
}

function user(place: GraphPlace, { query }: GraphRequest, tenantId: string, id: string): GraphAnswer {
  if (!mayDo(place, tenantId, 'User.ReadBasic.All')) return denied();
  const found = personIn(place, tenantId, id);
  if (found === undefined) return refusal(404, 'Request_ResourceNotFound');
  const whole = {
    id: found.objectId,
    displayName: found.name,
    givenName: found.givenName,
    surname: found.surname,
    userPrincipalName: found.email,
    mail: place.lost.get(found.objectId) === 'mailbox' ? null : found.email,
  };
  return { status: 200, body: selected(whole, query) };
}

function installedApps(place: GraphPlace, { method, body }: GraphRequest, tenantId: string, id: string): GraphAnswer {
  if (!mayDo(place, tenantId, 'TeamsAppInstallation.ReadWriteSelfForUser.All')) return denied();
  const found = personIn(place, tenantId, id);
  if (found === undefined) return refusal(404, 'NotFound');
  const isInstalled = place.installed.has(found.objectId);
  if (method === 'GET') return { status: 200, body: { value: isInstalled ? [{ id: installationOf(found) }] : [] } };
  const bound = isPiece(body) ? body['teamsApp@odata.bind'] : undefined;
  const wanted = `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${catalogueId(tenantId)}`;
  if (method !== 'POST' || bound !== wanted) return refusal(400, 'BadRequest');
  if (isInstalled) return refusal(409, 'Conflict');
  place.installed.add(found.objectId);
  return { status: 201 };
}

function sendMail(place: GraphPlace, { body }: GraphRequest, tenantId: string, sender: string): GraphAnswer {
  if (!mayDo(place, tenantId, 'Mail.Send')) return refusal(403, 'ErrorAccessDenied');
  if (sender !== PRETEND_SENDER) return refusal(404, 'ErrorInvalidUser');
  const mail = typeof body === 'string' ? mailIn(Buffer.from(body, 'base64').toString('utf8')) : undefined;
  if (mail === undefined) return refusal(400, 'ErrorMimeContentInvalidBase64String');
  place.mails.push({ at: place.now(), from: sender, ...mail });
  if (place.mails.length > MOST_MAILS) place.mails.shift();
  return { status: 202 };
}

function personIn(place: GraphPlace, tenantId: string, id: string): Cast | undefined {
  const found = PEOPLE.find((one) => one.objectId === id && one.company.tenantId === tenantId);
  return found && place.lost.get(found.objectId) === 'person' ? undefined : found;
}

function mayDo({ permissions }: GraphPlace, tenantId: string, permission: string): boolean {
  return permissions.get(tenantId)?.has(permission) ?? true;
}

/** The app's id in a tenant's own catalogue: never that of its package. */
function catalogueId(tenantId: string): string {
  return `ca7a1060-${tenantId.slice(9)}`;
}

function installationOf({ objectId }: Cast): string {
  return Buffer.from(objectId).toString('base64url');
}

function selected(whole: Piece, query: URLSearchParams): Piece {
  const wanted = query.get('$select')?.split(',');
  return wanted ? Object.fromEntries(Object.entries(whole).filter(([name]) => wanted.includes(name))) : whole;
}

function denied(): GraphAnswer {
  return refusal(403, 'Authorization_RequestDenied');
}

function refusal(status: number, code: string): GraphAnswer {
  const innerError = { date: '2026-03-02T09:00:00', 'request-id': code, 'client-request-id': code };
  return { status, body: { error: { code, message: `The pretend Graph answers ${code}.`, innerError } } };
}
