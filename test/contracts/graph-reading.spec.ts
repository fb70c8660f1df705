import assert from 'node:assert/strict';
import { contoso, fabrikam } from '../../sandbox/people.ts';
import { type ApiExchange, graphContract, type GraphContract } from '../support/graph-contract.ts';
import { aReadTenant, type ReadTenant } from '../support/pretend-tenant.ts';

describe("what is read of tenants, against Microsoft's description of Graph", () => {
  let contract: GraphContract;
  let exchanges: readonly ApiExchange[];

  before(async function () {
    const found = graphContract();
    if (found === undefined) return this.skip();
    contract = found;
    exchanges = contract.unfolded(await allExchanges());
  });

  it('each request is one that Graph describes, parts of batches included, with options that it knows', () => {
    assert.ok(exchanges.length > 100);
    for (const one of exchanges) contract.holdsRequest(one);
  });

  it('each answer has the shape that Graph describes, refusals too', () => {
    for (const one of exchanges) contract.holdsAnswer(one);
    assert.deepEqual(
      [...new Set(exchanges.map(({ status }) => status))].toSorted((a, b) => a - b),
      [200, 400, 401, 403, 404, 429, 503],
    );
  });

  it('covers all that a tenant is asked', () => {
    const paths = new Set(exchanges.map(({ path }) => path.split('?')[0]));
    for (const path of [
      '/$batch',
      '/organization',
      '/domains',
      '/subscribedSkus',
      '/directory/subscriptions',
      '/admin/serviceAnnouncement/healthOverviews',
      '/contracts',
      '/tenantRelationships/delegatedAdminRelationships',
      '/users',
      '/users/$count',
    ]) {
      assert.ok(paths.has(path), path);
    }
  });

  it('an answer of another shape would be found', () => {
    const wrong = { method: 'GET', path: '/subscribedSkus', body: '', status: 200, answer: { value: [{ skuId: 7 }] } };
    assert.throws(() => contract.holdsAnswer(wrong));
    assert.throws(() => contract.holdsRequest({ ...wrong, path: '/subscribedProducts' }));
    assert.throws(() => contract.holdsRequest({ ...wrong, path: '/subscribedSkus?$apply=x' }));
  });
});

/** Every story, and everything that goes wrong. */
async function allExchanges(): Promise<readonly ApiExchange[]> {
  const exchanges: ApiExchange[] = [];
  for (const story of ['0', '12', '24', '25', '26', '300', '10000'] as const) {
    const tenant = await aReadTenant();
    await tenant.turn({ story, newOnAllUsers: true, access: true });
    await tenant.read();
    if (story === '300') await refusals(tenant);
    exchanges.push(...tenant.graph.exchanges);
    await tenant.graph.close();
  }
  return exchanges;
}

async function refusals(tenant: ReadTenant): Promise<void> {
  const { graph } = tenant;
  for (const kind of [401, 403, 404, 429, 503] as const) {
    graph.fail({ kind, path: '/$batch', times: kind === 429 ? 3 : 1 });
    await tenant.read();
    graph.fail({ kind, path: '/users', times: kind === 429 ? 4 : 1 });
    await tenant.read();
  }
  graph.limit(4);
  await tenant.read();
  graph.limit(8_000);
  graph.permit(fabrikam.tenantId, []);
  await tenant.read();
  const ask = (path: string, headers = {}): Promise<Response> =>
    fetch(`${graph.url}/v1.0${path}`, {
      headers: { authorization: `Bearer ${graph.tokenOf(contoso.tenantId)}`, ...headers },
    });
  // Whoever forgets the header is told so; who has it gets a bare number.
  assert.equal((await ask('/users/$count')).status, 400);
  assert.equal((await ask('/users?$count=true')).status, 400);
  assert.equal((await ask("/users?$filter=startswith(displayName,'x')")).status, 400);
  const counted = await ask('/users/$count', { ConsistencyLevel: 'eventual' });
  assert.equal(await counted.text(), '300');
  const every = await ask('/users?$select=id,usageLocation,licenseAssignmentStates&$top=5');
  assert.equal(((await every.json()) as { value: readonly object[] }).value.length, 5);
}
