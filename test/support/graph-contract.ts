/** Holds exchanges with Graph against Microsoft's own description of it, where that is at hand. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const FILE = join(import.meta.dirname, '..', '..', '..', 'shared', 'contracts', 'graph-openapi.json');

export interface ApiExchange {
  readonly method: string;
  /** Decoded, with its query. */
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

export interface GraphContract {
  /** Batches, and beside each its parts as exchanges of their own. */
  unfolded(exchanges: readonly ApiExchange[]): readonly ApiExchange[];
  /** Throws for a request that Graph does not describe. */
  holdsRequest(exchange: ApiExchange): void;
  /** Throws for an answer of another shape. */
  holdsAnswer(exchange: ApiExchange): void;
}

type Content = Readonly<Record<string, { readonly schema: object }>>;
interface Operation {
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
  readonly parameters?: readonly { readonly $ref?: string; readonly name?: string }[];
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly parameters?: Readonly<Record<string, { readonly name?: string }>> };
}

/** Undefined, having said so, where the description is not there. */
export function graphContract(): GraphContract | undefined {
  if (!existsSync(FILE)) {
    console.warn(`LEFT OUT: ${FILE} is not there, so nothing was held against Microsoft's description of Graph.`);
    return undefined;
  }
  const api = JSON.parse(readFileSync(FILE, 'utf8')) as OpenApi;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('base64url', true);
  ajv.addSchema({ $id: 'graph', components: api.components });
  const known = new Map<object, ValidateFunction>();
  const holds = (schema: object, value: unknown, where: string): void => {
    const validate = known.get(schema) ?? ajv.compile(ours(schema));
    known.set(schema, validate);
    assert.equal(validate(value), true, `${where}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
  };
  const error = { $ref: '#/components/schemas/microsoft.graph.ODataErrors.ODataError' };
  return {
    unfolded: (exchanges) => exchanges.flatMap((one) => [one, ...partsOf(one)]),
    holdsRequest({ method, path, body }) {
      const operation = operationOf(api, method, path);
      assert.ok(operation, `${method} ${path}`);
      for (const name of optionsIn(path)) assert.ok(knows(api, operation, name), `${method} ${path}: ${name}`);
      const schema = operation.requestBody?.content['application/json']?.schema;
      if (schema) holds(schema, body, `${method} ${path}`);
    },
    holdsAnswer({ method, path, status, answer }) {
      if (status >= 400) return holds(error, answer, `${status} ${path}`);
      const { responses } = operationOf(api, method, path) ?? { responses: {} };
      const schemas = Object.values((responses['2XX'] ?? responses['200'])?.content ?? {});
      assert.equal(schemas.length, 1, path);
      return holds(schemas[0]!.schema, answer, `${status} ${path}`);
    },
  };
}

/** `$skiptoken` is Graph's own, and opaque. */
function optionsIn(path: string): readonly string[] {
  return [...new URLSearchParams(path.split('?')[1]).keys()].filter((name) => name !== '$skiptoken');
}

function knows(api: OpenApi, { parameters = [] }: Operation, name: string): boolean {
  return parameters.some(({ $ref, name: own }) => {
    const shared = $ref === undefined ? undefined : api.components.parameters?.[$ref.split('/').at(-1) ?? ''];
    return (own ?? shared?.name) === name;
  });
}

function operationOf({ paths }: OpenApi, method: string, path: string): Operation | undefined {
  const [bare = ''] = path.split('?');
  const template = Object.keys(paths).find((one) => {
    const pattern = one.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{[^}]+\}/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(bare);
  });
  return template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
}

function partsOf({ path, body, answer, status }: ApiExchange): readonly ApiExchange[] {
  if (path !== '/$batch' || status !== 200) return [];
  const { requests } = body as { requests: readonly { id: string; method: string; url: string; body?: unknown }[] };
  const { responses } = answer as { responses: readonly { id: string; status: number; body?: unknown }[] };
  return requests.map(({ id, method, url, body: sent = '' }) => {
    const part = responses.find((one) => one.id === id);
    return { method, path: decodeURIComponent(url), body: sent, status: part?.status ?? 0, answer: part?.body };
  });
}

function ours(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"graph#/components')) as object;
}
