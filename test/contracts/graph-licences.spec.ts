import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { startPretendGraph, type GraphExchange } from '../../sandbox/graph.ts';
import { FROM, licencesOf, storyDirectory, TO } from '../support/licence-story.ts';

const FILE = join(import.meta.dirname, '..', '..', '..', 'shared', 'contracts', 'graph-openapi.json');
const ERROR = '#/components/schemas/microsoft.graph.ODataErrors.ODataError';

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}
interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}
interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
}

describe("what a licence move says to Graph and hears from the pretend one, against Microsoft's description", () => {
  let api: Api;
  let ajv: Ajv;
  let exchanges: readonly GraphExchange[];

  before(async function () {
    if (!existsSync(FILE)) {
      console.warn(`LEFT OUT: ${FILE} is not there, so nothing was held against Microsoft's description of Graph.`);
      return this.skip();
    }
    api = JSON.parse(readFileSync(FILE, 'utf8')) as Api;
    ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addFormat('base64url', true);
    ajv.addSchema({ $id: 'graph', components: api.components });
    exchanges = await allExchanges();
  });

  it('each request is one that Graph describes, the parts of batches too', () => {
    for (const { method, path, body } of exchanges) {
      const described = requestSchema(operation(method, path));
      if (described) holds(described, body, `${method} ${path}`);
      if (path !== '/$batch') continue;
      for (const part of (body as { requests: Asked[] }).requests) {
        const schema = requestSchema(operation(part.method, part.url));
        if (schema) holds(schema, part.body, `${part.method} ${part.url}`);
      }
    }
  });

  it('each answer has the shape that Graph describes, the parts of batches too', () => {
    const statuses = new Set<number>();
    for (const { method, path, body, status, answer } of exchanges) {
      statuses.add(status);
      holds(answerSchema(method, path, status), answer, `${status} ${path}`);
      if (path !== '/$batch' || status !== 200) continue;
      const asked = (body as { requests: (Asked & { id: string })[] }).requests;
      for (const part of (answer as { responses: { id: string; status: number; body: unknown }[] }).responses) {
        statuses.add(part.status);
        const { method: inner, url } = asked.find(({ id }) => id === part.id)!;
        holds(answerSchema(inner, url, part.status), part.body, `${part.status} ${inner} ${url}`);
      }
    }
    assert.deepEqual(
      [...statuses].toSorted((a, b) => a - b),
      [200, 400, 403, 404, 429],
    );
  });

  it('an order of another shape would be found', () => {
    const schema = requestSchema(operation('POST', '/users/x/assignLicense'));
    assert.ok(schema);
    assert.equal(validator(schema)({ addLicenses: [{ skuId: 7 }], removeLicenses: [] }), false);
  });

  function operation(method: string, path: string): Operation {
    const [bare = ''] = path.split('?');
    const template = Object.keys(api.paths).find((one) => {
      const pattern = one.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{[^}]+\}/g, '[^/]+');
      return new RegExp(`^${pattern}$`).test(bare);
    });
    const found = template === undefined ? undefined : api.paths[template]?.[method.toLowerCase()];
    assert.ok(found, `${method} ${path}`);
    return found;
  }

  function requestSchema({ requestBody }: Operation): object | undefined {
    return requestBody?.content['application/json']?.schema;
  }

  function answerSchema(method: string, path: string, status: number): object {
    if (status >= 400) return { $ref: ERROR };
    const { responses } = operation(method, path);
    const schema = (responses['2XX'] ?? responses['200'])?.content?.['application/json']?.schema;
    assert.ok(schema, `${method} ${path}`);
    return schema;
  }

  function validator(schema: object): ValidateFunction {
    return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"graph#/components')) as object);
  }

  function holds(schema: object, value: unknown, where: string): void {
    const validate = validator(schema);
    assert.equal(validate(value), true, `${where}: ${JSON.stringify(validate.errors)}`);
  }
});

/** A reading of two pages, writes that are done and refused for every reason, a look, and the limit. */
async function allExchanges(): Promise<readonly GraphExchange[]> {
  const graph = await startPretendGraph(() => 0);
  const limits = { lagMs: 0, writes: 10, windowMs: 1_000 };
  const directory = storyDirectory({ users: 1_100, seats: 3, hasConflicts: true, limits });
  const tenantId = randomUUID();
  graph.licences(async () => directory);
  const tenant = licencesOf(graph);
  try {
    await tenant.skus(tenantId);
    const first = await tenant.users(tenantId, FROM);
    if (first.ok) await tenant.users(tenantId, FROM, first.value.next);
    const users = ['nobody', ...[...directory.users.keys()].slice(0, 14)];
    const order = { add: [{ skuId: TO, disabledPlans: [] }], remove: [FROM] };
    await tenant.assign(
      tenantId,
      users.map((user) => ({ user, order })),
    );
    await tenant.look(tenantId, users);
    directory.mayWrite = false;
    await tenant.assign(tenantId, [{ user: users[1]!, order }]);
    return graph.exchanges;
  } finally {
    await graph.close();
  }
}
