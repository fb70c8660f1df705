import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AjvDraft4 from 'ajv-draft-04';
import { createConnector, type Connector } from '../../bot/connector.ts';
import { isLoopbackServiceUrl } from '../../bot/service-url.ts';
import { startFakeConnector, type FakeConnector, type Request } from '../support/fake-connector.ts';
import { quietLog } from '../support/quiet-log.ts';

const contract = join(import.meta.dirname, '../../../shared/contracts/connector-swagger.json');

interface Swagger {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly definitions: object;
}
interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly schema?: { readonly $ref: string } }[];
}

describe('the connector client’s requests', () => {
  let fake: FakeConnector;
  let connector: Connector;
  let swagger: Swagger;

  before(async function () {
    if (!existsSync(contract)) {
      console.warn(
        'LEFT OUT: ../shared/contracts/connector-swagger.json is not here; requests were not checked against it.',
      );
      return this.skip();
    }
    swagger = JSON.parse(readFileSync(contract, 'utf8')) as Swagger;
    fake = await startFakeConnector();
    connector = createConnector({ trusts: isLoopbackServiceUrl, log: quietLog().log });
  });
  after(async () => {
    connector?.close();
    await fake?.close();
  });

  it('are ones that Microsoft’s description of the connector has, with bodies of its shape', async () => {
    const reference = {
      serviceUrl: fake.serviceUrl,
      conversationId: '19:c@thread.tacv2',
      botId: '28:b',
      botName: 'Changeover',
      tenantId: '22222222-2222-4222-8222-222222222222',
      userId: '29:u',
    };
    const card = { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'In short' };
    await connector.send(reference, 'personal', { text: 'hello' });
    await connector.send(reference, 'channel', card);
    await connector.send(reference, 'channel', card, '19:c@thread.tacv2;messageid=1');
    await connector.update(reference, '19:c@thread.tacv2;messageid=1', '1', card);
    // Asking for one member is newer than the description; the Playground and the SDK know it.
    assert.equal(fake.requests.length, 4);
    assert.deepEqual(
      fake.requests.flatMap((request) => problemsOf(swagger, request)),
      [],
    );
  });

  it('would be found wrong: another path, another shape', () => {
    const headers = {};
    const url = '/connector/v3/conversations/a/activities';
    assert.equal(problemsOf(swagger, { method: 'POST', url: '/connector/v3/nowhere', headers, body: {} }).length, 1);
    assert.notEqual(
      problemsOf(swagger, { method: 'POST', url, headers, body: { type: 'message', text: 7 } }).length,
      0,
    );
  });
});

function problemsOf(swagger: Swagger, { method, url, body }: Request): readonly string[] {
  const path = url.replace(/^\/connector/, '');
  const found = Object.entries(swagger.paths).find(
    ([template, operations]) =>
      new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path) &&
      operations[method.toLowerCase()] !== undefined,
  );
  const operation = found?.[1][method.toLowerCase()];
  if (operation === undefined) return [`${method} ${path} is not described`];
  const $ref = operation.parameters?.find((parameter) => parameter.in === 'body')?.schema?.$ref;
  if ($ref === undefined) return [];
  const ajv = new AjvDraft4.default({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile({ $ref, definitions: swagger.definitions });
  validate(body);
  return (validate.errors ?? []).map((error) => `${method} ${path}: ${error.instancePath} ${error.message}`);
}
