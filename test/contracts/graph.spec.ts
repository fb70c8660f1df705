import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

import type { SecondWays } from '../../loop/reach-ports.ts';
import { startPretendGraph, type GraphExchange } from '../../sandbox/graph.ts';
import { adele, alex, contoso, fabrikam, personOf } from '../../sandbox/people.ts';
import { pretendWays } from '../../sandbox/pretend-ways.ts';

const FILE = join(import.meta.dirname, '..', '..', '..', 'shared', 'contracts', 'graph-openapi.json');
const LETTER = { subject: 'A reminder', text: 'Hello\n', html: '<p>Hello</p>' };
/** Not among the paths of that file. */
const UNDESCRIBED = /\/sendMail$/;

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
  readonly parameters?: readonly { readonly $ref?: string }[];
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

describe("what goes to Graph and what the pretend Graph answers, against Microsoft's description", () => {
  let api: OpenApi;
  let ajv: Ajv;
  const exchanges: GraphExchange[] = [];

  before(async function () {
    if (!existsSync(FILE)) {
      console.warn(`LEFT OUT: ${FILE} is not there, so nothing was held against Microsoft's description of Graph.`);
      return this.skip();
    }
    api = JSON.parse(readFileSync(FILE, 'utf8')) as OpenApi;
    ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addFormat('base64url', true);
    ajv.addSchema({ $id: 'graph', components: api.components });
    exchanges.push(...(await allExchanges()));
  });

  it('each request is one that Graph describes, with a body as it describes it', () => {
    assert.ok(exchanges.length > 8);
    for (const { method, path, body } of exchanges.filter((one) => !UNDESCRIBED.test(one.path))) {
      const operation = operationOf(api, method, path);
      assert.ok(operation, `${method} ${path}`);
      for (const name of new URLSearchParams(path.split('?')[1]).keys()) {
        const isKnown = operation.parameters?.some(({ $ref }) => $ref?.endsWith(`/${name.slice(1)}`));
        assert.ok(isKnown, `${method} ${path}: ${name}`);
      }
      const schema = operation.requestBody?.content['application/json']?.schema;
      if (schema) holds(validator(ajv, schema), body, `${method} ${path}`);
      else assert.equal(body, '');
    }
  });

  it('each answer has the shape that Graph describes', () => {
    for (const { method, path, status, answer } of exchanges.filter((one) => !UNDESCRIBED.test(one.path))) {
      if (status >= 400) {
        const error = { $ref: 'graph#/components/schemas/microsoft.graph.ODataErrors.ODataError' };
        holds(validator(ajv, error), answer, `${status} ${path}`);
      } else if (answer !== undefined) {
        const schema = operationOf(api, method, path)?.responses['2XX']?.content?.['application/json']?.schema;
        assert.ok(schema, path);
        holds(validator(ajv, schema), answer, `${status} ${path}`);
      }
    }
    assert.deepEqual(
      [...new Set(exchanges.map(({ status }) => status))].toSorted((a, b) => a - b),
      [200, 201, 202, 401, 403, 404, 409, 429],
    );
  });

  it('an answer of another shape would be found', () => {
    const user = { $ref: 'graph#/components/schemas/microsoft.graph.user' };
    assert.equal(validator(ajv, user)({ id: 'x', mail: 7 }), false);
  });
});

/** Everything that the ways say to Graph, where it is granted, refused, missing and busy. */
async function allExchanges(): Promise<readonly GraphExchange[]> {
  const graph = await startPretendGraph(() => 0);
  try {
    const { install, mail } = pretendWays(graph, { now: () => 0 }) as Required<SecondWays>;
    await install(personOf(alex));
    await install(personOf(alex));
    await mail(personOf(alex), LETTER);
    await install({ tenantId: contoso.tenantId, objectId: fabrikam.tenantId });
    graph.fail({ kind: 401, code: 'InvalidAuthenticationToken' });
    await mail(personOf(adele), LETTER);
    graph.fail({ kind: 429, retryAfter: 1 });
    await mail(personOf(adele), LETTER);
    graph.permit(contoso.tenantId, []);
    await mail(personOf(adele), LETTER);
    return graph.exchanges;
  } finally {
    await graph.close();
  }
}

function operationOf({ paths }: OpenApi, method: string, path: string): Operation | undefined {
  const [bare = ''] = path.split('?');
  const template = Object.keys(paths).find((one) =>
    new RegExp(`^${one.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(
      bare,
    ),
  );
  return template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
}

function validator(ajv: Ajv, schema: object): ValidateFunction {
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"graph#/components')) as object);
}

function holds(validate: ValidateFunction, value: unknown, where: string): void {
  assert.equal(validate(value), true, `${where}: ${JSON.stringify(validate.errors)}`);
}
