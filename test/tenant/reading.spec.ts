import assert from 'node:assert/strict';
import { findingsOf } from '../../changeover/tenant-sight.ts';
import { contoso, fabrikam } from '../../sandbox/people.ts';
import { aReadTenant, type ReadTenant } from '../support/pretend-tenant.ts';

describe('the reading of a tenant', () => {
  let tenant: ReadTenant;
  beforeEach(async () => {
    tenant = await aReadTenant();
    await tenant.turn({ consent: true });
  });
  afterEach(() => tenant.graph.close());

  /** HTTP requests that were made, and those that they stood for: a batch is its parts and itself. */
  function requests(): { readonly http: number; readonly all: number } {
    const { exchanges } = tenant.graph;
    const parts = exchanges.flatMap(({ path, body }) => (path === '/$batch' ? partsOf(body) : []));
    return { http: exchanges.length, all: exchanges.length + parts.length };
  }

  it('of 1,000 users takes 12 requests at most, batches and their parts counted, and 11 units of 8,000', async () => {
    await tenant.turn({ seats: 1_000, assigned: 1_000, newOnAllUsers: true });
    const { users } = await tenant.sight();
    assert.equal(users?.length, 1_000);
    assert.equal(new Set(users.map(({ id }) => id)).size, 1_000);
    assert.deepEqual(requests(), { http: 4, all: 11 });
    const units = tenant.graph.unitsTaken(contoso.tenantId) + tenant.graph.unitsTaken(fabrikam.tenantId);
    assert.equal(units, 11);
  });

  it('of 10,000 users follows the pages to the end', async () => {
    await tenant.turn({ story: '10000' });
    const { users, products } = await tenant.sight();
    assert.equal(users?.length, 10_000);
    assert.equal(products[0]?.consumed, 10_000);
  });

  it('asks for no field that is not used, and lets others go first', async () => {
    await tenant.turn({ newThere: true });
    await tenant.sight();
    const paths = tenant.graph.exchanges.flatMap(({ path, body }) => (path === '/$batch' ? partsOf(body) : [path]));
    assert.equal(
      paths.every((path) => path.includes('$select=')),
      true,
    );
  });

  it('tells old from new by who sells it, and counts both', async () => {
    await tenant.turn({ seats: 26, assigned: 25, newOnAllUsers: true });
    assert.deepEqual(findingsOf(tenant.changeover, await tenant.sight()), [
      {
        line: 'l1',
        assigned: 25,
        isOneProduct: true,
        oldLive: true,
        seats: 26,
        oldOwner: 'unclear',
        newThere: true,
        newOnAllUsers: false,
        usersWithout: 5,
        newSeats: 20,
        newSince: '2026-03-02',
        newOwner: 'partner',
      },
    ]);
  });

  it('of a tenant with no subscriptions and no users finds nothing, and says no more of the old one', async () => {
    await tenant.turn({ story: '0' });
    const sight = await tenant.sight();
    assert.deepEqual(sight.users, []);
    const nothing = { ...sight, subscriptions: [], products: [] };
    assert.deepEqual(findingsOf(tenant.changeover, nothing), [
      { line: 'l1', assigned: 0, isOneProduct: true, newThere: false, newOnAllUsers: false },
    ]);
  });

  it('shows changes to users some minutes late, as Graph does', async () => {
    await tenant.turn({ assigned: 10 });
    tenant.graph.lag(60_000);
    tenant.now += 120_000;
    await tenant.turn({ assigned: 15 });
    assert.equal((await tenant.sight()).users?.length, 10);
    tenant.now += 120_000;
    assert.equal((await tenant.sight()).users?.length, 15);
  });

  it('names the services that Microsoft reports as disturbed', async () => {
    tenant.graph.disturb('Exchange Online');
    assert.deepEqual((await tenant.sight()).disturbed, ['Exchange Online']);
  });

  it('knows from the partner’s own tenant whether it sells, and whether it has access', async () => {
    assert.deepEqual(pick(await tenant.sight()), ['supports', []]);
    await tenant.turn({ newThere: true, access: true });
    const [relation, accesses] = pick(await tenant.sight());
    assert.equal(relation, 'sells');
    assert.equal(accesses?.length, 1);
  });

  it('does without the partner’s own tenant where that may not be read', async () => {
    tenant.graph.permit(fabrikam.tenantId, []);
    assert.deepEqual(pick(await tenant.sight()), [undefined, undefined]);
  });

  it('does without what is not permitted beside the rest', async () => {
    tenant.graph.permit(contoso.tenantId, ['Organization.Read.All', 'Domain.Read.All', 'LicenseAssignment.Read.All']);
    const sight = await tenant.sight();
    assert.equal(sight.users, undefined);
    assert.deepEqual(sight.disturbed, []);
  });

  describe('that cannot be made', () => {
    async function why(): Promise<string> {
      const reading = await tenant.read();
      return reading.ok ? 'read' : reading.why;
    }

    it('without consent is one for an administrator', async () => {
      await tenant.turn({ consent: false });
      assert.equal(await why(), 'consentMissing');
    });

    it('for want of one permission is one for an administrator too', async () => {
      tenant.graph.permit(contoso.tenantId, ['Organization.Read.All']);
      const reading = await tenant.read();
      assert.deepEqual(!reading.ok && [reading.why, reading.detail, reading.requestId?.startsWith('pretend-')], [
        'consentMissing',
        '403 Authorization_RequestDenied',
        true,
      ]);
    });

    it('since nobody has joined is not tried at all', async () => {
      const { tenantId: _unknown, ...customer } = tenant.changeover.customer;
      const reading = await tenant.reader.read({ ...tenant.changeover, customer });
      assert.equal(reading.ok, false);
      assert.equal(tenant.graph.exchanges.length, 0);
    });

    it('because the tenant does not have the domain is believed in nothing', async () => {
      const customer = { ...tenant.changeover.customer, domain: 'tailspintoys.com' };
      const reading = await tenant.reader.read({ ...tenant.changeover, customer });
      assert.equal(!reading.ok && reading.why, 'domainMissing');
    });

    for (const kind of [401, 503, 'cut', 'hang'] as const) {
      it(`because of ${kind} is tried another time`, async () => {
        await tenant.graph.close();
        tenant = await aReadTenant({}, 200);
        await tenant.turn({ consent: true });
        tenant.graph.fail({ kind, path: '/$batch' });
        assert.equal(await why(), 'unavailable');
        assert.equal(await why(), 'read');
      });
    }

    for (const [code, name] of [
      [undefined, 'without a code'],
      ['Authorization_RequestDenied', 'with a code'],
    ] as const) {
      it(`because of 403 ${name} is one for an administrator`, async () => {
        tenant.graph.fail({ kind: 403, path: '/$batch', ...(code && { code }) });
        assert.equal(await why(), 'consentMissing');
      });
    }

    it('because of 404 is tried another time', async () => {
      tenant.graph.fail({ kind: 404, path: '/$batch' });
      assert.equal(await why(), 'unavailable');
    });
  });

  describe('that is throttled', () => {
    it('waits as long as a whole batch asks, and goes on', async () => {
      tenant.graph.fail({ kind: 429, retryAfter: 7, path: '/$batch' });
      await tenant.sight();
      assert.deepEqual(tenant.waits, [7_000]);
    });

    it('waits a moment where no time is named', async () => {
      tenant.graph.fail({ kind: 429, path: '/$batch' });
      await tenant.sight();
      assert.deepEqual(tenant.waits, [2_000]);
    });

    it('is not made when it asks for more patience than a look has', async () => {
      tenant.graph.fail({ kind: 429, retryAfter: 600, path: '/$batch' });
      const reading = await tenant.read();
      assert.deepEqual(!reading.ok && [reading.why, reading.retryAfterMs], ['throttled', 600_000]);
    });

    it('asks again only for the parts of a batch that were turned away', async () => {
      tenant.graph.limit(4);
      const { disturbed } = await tenant.sight();
      assert.deepEqual(disturbed, []);
      const first = partsOf(tenant.graph.exchanges[0]?.body);
      const second = partsOf(tenant.graph.exchanges[1]?.body);
      assert.equal(first.length, 5);
      assert.ok(second.length > 0 && second.length < 5, `${second.length} parts`);
      assert.equal(tenant.waits[0], 10_000);
    });

    it('on a page of users goes on with that page', async () => {
      await tenant.turn({ assigned: 1_500 });
      tenant.graph.fail({ kind: 429, retryAfter: 1, path: '/users' });
      assert.equal((await tenant.sight()).users?.length, 1_500);
    });
  });

  it('goes to no next page that leads elsewhere, and takes no half list for a whole one', async () => {
    const { readUsers } = await import('../../tenant/reading-users.ts');
    const asked: string[] = [];
    const graph = {
      get: async (_tenant: string, path: string) => {
        asked.push(path);
        const next = { '@odata.nextLink': 'https://graph.example.com/v1.0/users?$skiptoken=x' };
        return { ok: true as const, body: { value: [{ id: 'u1', assignedLicenses: null }], ...next } };
      },
    };
    const wait = async (): Promise<void> => undefined;
    const parts = { graph, baseUrl: 'https://graph.microsoft.com', wait };
    assert.equal(await readUsers(parts, 't', [contoso.tenantId]), undefined);
    assert.equal(asked.length, 1);
  });
});

function partsOf(body: unknown): readonly string[] {
  const { requests = [] } = body as { requests?: readonly { readonly url: string }[] };
  return requests.map(({ url }) => url);
}

function pick({ relation, accesses }: Awaited<ReturnType<ReadTenant['sight']>>) {
  return [relation, accesses] as const;
}
