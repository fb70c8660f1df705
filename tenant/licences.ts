/** Licences over Graph: products, users by product, and direct assignments in batches of twenty. */
import { z } from 'zod';
import type { LicenceOrder } from '../changeover/licence-reading.ts';
import type { LicenceTenant, OrderOutcome, TenantFailure, TenantRead } from '../loop/licence-ports.ts';
import { codeIn, retryAfter, type Graph, type GraphFailure } from './graph.ts';
import { SKU_FIELDS, skusIn, USER_FIELDS, userIn, usersIn } from './licence-answers.ts';

/** Graph's own limit for a batch. */
const MOST_IN_BATCH = 20;
const PAGE = 999;
/** Counting and filtering by licences works in this mode only. */
const EVENTUAL = { ConsistencyLevel: 'eventual' } as const;
/** Reads that can wait let others of the tenant go first. */
const LOW = { 'x-ms-throttle-priority': 'Low' } as const;

const Batch = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.unknown()).nullish(),
      body: z.unknown(),
    }),
  ),
});
type Part = z.infer<typeof Batch>['responses'][number];

interface BatchRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: object;
}

/** @param graph with the tokens of the application that reads; @param writing with those of the one that writes. */
export function licencesOver(graph: Pick<Graph, 'get' | 'post'>, writing: Pick<Graph, 'post'>): LicenceTenant {
  return {
    async skus(tenantId) {
      return read(await graph.get(tenantId, `/subscribedSkus?$select=${SKU_FIELDS}`, LOW), skusIn);
    },
    async users(tenantId, skuId, page) {
      const filter = encodeURIComponent(`assignedLicenses/any(x:x/skuId eq ${skuId})`);
      const first = `/users?$select=${USER_FIELDS}&$filter=${filter}&$count=true&$top=${PAGE}`;
      return read(
        await graph.get(tenantId, page === undefined ? first : belowVersion(page), { ...EVENTUAL, ...LOW }),
        usersIn,
      );
    },
    async look(tenantId, users) {
      const url = (user: string): string => `/users/${encodeURIComponent(user)}?$select=${USER_FIELDS}`;
      const parts = await inBatch(
        graph,
        tenantId,
        users.map((user) => ({ method: 'GET', url: url(user) })),
      );
      return parts.ok ? seenIn(parts.value) : parts;
    },
    async assign(tenantId, orders) {
      const parts = await inBatch(
        writing,
        tenantId,
        orders.map(({ user, order }) => ({
          method: 'POST',
          url: `/users/${encodeURIComponent(user)}/assignLicense`,
          body: bodyOf(order),
        })),
      );
      return parts.ok ? outcomesIn(parts.value) : parts;
    },
  };
}

/** Add and remove in one call. */
function bodyOf({ add, remove }: LicenceOrder): object {
  return { addLicenses: add.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans })), removeLicenses: remove };
}

/** The next page's address is opaque but for where the service is, which our own client knows. */
function belowVersion(page: string): string {
  return page.replace(/^https?:\/\/[^/]+\/(?:v1\.0|beta)/, '');
}

function read<T>(result: Awaited<ReturnType<Graph['get']>>, parse: (body: unknown) => T | undefined): TenantRead<T> {
  if (!result.ok) return failureOf(result);
  const value = parse(result.body);
  return value === undefined
    ? { ok: false, kind: 'unavailable', why: 'an answer of another shape' }
    : { ok: true, value };
}

/** The parts in the order asked; undefined for one without an answer. Graph keeps no order and may leave some out. */
async function inBatch(
  graph: Pick<Graph, 'post'>,
  tenantId: string,
  requests: readonly BatchRequest[],
): Promise<TenantRead<readonly (Part | undefined)[]>> {
  if (requests.length > MOST_IN_BATCH) throw new RangeError(`A batch has ${MOST_IN_BATCH} requests at most.`);
  const body = {
    requests: requests.map((request, i) => ({
      id: String(i + 1),
      ...request,
      ...(request.body && { headers: { 'Content-Type': 'application/json' } }),
    })),
  };
  const result = await graph.post(tenantId, '/$batch', body);
  if (!result.ok) return failureOf(result);
  const answer = Batch.safeParse(result.body).data;
  if (answer === undefined) return { ok: false, kind: 'unavailable', why: 'a batch answer of another shape' };
  const byId = new Map(answer.responses.map((part) => [part.id, part]));
  return { ok: true, value: requests.map((_request, i) => byId.get(String(i + 1))) };
}

function seenIn(parts: readonly (Part | undefined)[]): Awaited<ReturnType<LicenceTenant['look']>> {
  const common = commonFailure(parts);
  if (common) return common;
  return {
    ok: true,
    value: parts.map((part) => {
      if (part?.status === 404) return 'gone' as const;
      return part?.status === 200 ? userIn(part.body) : undefined;
    }),
  };
}

function outcomesIn(parts: readonly (Part | undefined)[]): TenantRead<readonly OrderOutcome[]> {
  return commonFailure(parts) ?? { ok: true, value: parts.map(outcomeOf) };
}

/** What befalls every part alike is the tenant's or Graph's matter, and no user's. */
function commonFailure(parts: readonly (Part | undefined)[]): TenantFailure | undefined {
  const all = (status: number): boolean => parts.length > 0 && parts.every((part) => part?.status === status);
  const why = `every part ${parts[0]?.status} ${codeIn(parts[0]?.body) ?? ''}`.trim();
  if (all(403)) return { ok: false, kind: 'notPermitted', why, isNotDone: true };
  if (all(401)) return { ok: false, kind: 'unavailable', why, isNotDone: true };
  return undefined;
}

function outcomeOf(part: Part | undefined): OrderOutcome {
  if (part === undefined) return { kind: 'unclear' };
  const { status } = part;
  if (status >= 200 && status < 300) return { kind: 'done' };
  if (status === 429 || status === 401 || status === 409) return { kind: 'later', ...waitIn(part) };
  if (status === 403) return { kind: 'notPermitted' };
  if (status === 404) return { kind: 'gone' };
  if (status === 408 || status >= 500) return { kind: 'unclear' };
  return { kind: 'refused', why: `${status} ${codeIn(part.body) ?? ''}`.trim() };
}

/** A part's own Retry-After, which no client library sees. */
function waitIn({ headers }: Part): { readonly retryAfterMs?: number } {
  const found = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  const isSaid = typeof found === 'string' || typeof found === 'number';
  return retryAfter(isSaid ? String(found) : null);
}

function failureOf({ kind, why, status, retryAfterMs }: GraphFailure): TenantFailure {
  const known = kind === 'notPermitted' || kind === 'throttled' || kind === 'unavailable' ? kind : 'refused';
  // A 503 may come from a place in between, after the service took the request; a refusal comes before it.
  const isNotDone = known !== 'unavailable' || status === 401;
  return {
    ok: false,
    kind: known,
    why,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(isNotDone && { isNotDone }),
  };
}
