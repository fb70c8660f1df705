import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { startPretendGraph, type PretendGraph } from '../../sandbox/graph.ts';
import type { LicenceDirectory } from '../../sandbox/licence-directory.ts';
import type { LicenceTenant } from '../../loop/licence-ports.ts';
import { skusIn, userIn, usersIn } from '../../tenant/licence-answers.ts';
import { writeConsentOver } from '../../tenant/write-consent.ts';
import { licencesOf, FROM, storyDirectory, TO } from '../support/licence-story.ts';

const TENANT = randomUUID();

describe('licences over Graph', () => {
  let graph: PretendGraph;
  let directory: LicenceDirectory;
  let tenant: LicenceTenant;
  let now = 0;
  beforeEach(async () => {
    now = 0;
    graph = await startPretendGraph(() => now);
    directory = storyDirectory({ users: 1_200 });
    graph.licences(async () => directory);
    tenant = licencesOf(graph, 500);
  });
  afterEach(() => graph.close());

  const order = { add: [{ skuId: TO, disabledPlans: [] }], remove: [FROM] };
  const ids = (count: number): readonly string[] => [...directory.users.keys()].slice(0, count);
  const assign = (count: number) =>
    tenant.assign(
      TENANT,
      ids(count).map((user) => ({ user, order })),
    );
  const kinds = async (count: number): Promise<readonly string[]> => {
    const answer = await assign(count);
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value.map(({ kind }) => kind);
  };

  it('reads users page by page, wherever the next page’s address points', async () => {
    const first = await tenant.users(TENANT, FROM);
    assert.ok(first.ok && first.value.next !== undefined);
    const second = await tenant.users(TENANT, FROM, first.value.next);
    assert.ok(second.ok);
    assert.deepEqual([first.value.users.length, second.value.users.length, second.value.next], [999, 201, undefined]);
  });

  it('has an outcome for each of a batch in the order asked, although Graph keeps none', async () => {
    const [gone, nowhere] = ids(2);
    directory.users.delete(gone!);
    directory.users.get(nowhere!)!.location = null;
    const asked = [gone!, nowhere!, ...ids(3)];
    const answer = await tenant.assign(
      TENANT,
      asked.map((user) => ({ user, order })),
    );
    assert.ok(answer.ok);
    assert.deepEqual(
      answer.value.slice(0, 2).map(({ kind }) => kind),
      ['gone', 'refused'],
    );
    assert.deepEqual(answer.value.at(-1), { kind: 'done' });
  });

  it('sees the Retry-After of a part, which stands in that part alone', async () => {
    directory = storyDirectory({ users: 10, limits: { lagMs: 0, writes: 4, windowMs: 30_000 } });
    const answer = await assign(6);
    assert.ok(answer.ok);
    assert.deepEqual(answer.value.slice(4), [
      { kind: 'later', retryAfterMs: 30_000 },
      { kind: 'later', retryAfterMs: 30_000 },
    ]);
  });

  it('never sends more than Graph takes in a batch', async () => {
    await assert.rejects(assign(21), RangeError);
  });

  it('takes 403 of every part for a missing consent, and of one part for that user’s matter', async () => {
    directory.mayWrite = false;
    const answer = await assign(3);
    assert.deepEqual(answer.ok ? answer : [answer.kind, answer.isNotDone], ['notPermitted', true]);
  });

  for (const [name, fault, expected] of [
    ['401', { kind: 401 }, ['unavailable', true]],
    ['403', { kind: 403 }, ['notPermitted', true]],
    ['404', { kind: 404 }, ['refused', true]],
    ['429', { kind: 429, retryAfter: 7 }, ['throttled', true]],
    ['503', { kind: 503 }, ['unavailable', undefined]],
    ['a cut answer', { kind: 'cut' }, ['unavailable', undefined]],
    ['silence', { kind: 'hang' }, ['unavailable', undefined]],
  ] as const) {
    it(`knows of a whole batch that met ${name} whether it is surely not done`, async () => {
      graph.fail(fault);
      const answer = await assign(3);
      assert.deepEqual(answer.ok ? answer : [answer.kind, answer.isNotDone], expected);
    });
  }

  it('looks at users, and knows who is gone', async () => {
    const [gone, there] = ids(2);
    directory.users.delete(gone!);
    const answer = await tenant.look(TENANT, [gone!, there!]);
    assert.ok(answer.ok);
    assert.equal(answer.value[0], 'gone');
    assert.equal(typeof answer.value[1] === 'object' && answer.value[1].id, there);
  });

  it('shows what was written only after a while, as a directory does', async () => {
    assert.deepEqual(await kinds(1), ['done']);
    const [id] = ids(1);
    const seen = async (): Promise<readonly string[]> => {
      const answer = await tenant.look(TENANT, [id!]);
      const user = answer.ok ? answer.value[0] : undefined;
      return typeof user === 'object' ? user.held.map(({ skuId }) => skuId) : [];
    };
    assert.deepEqual(await seen(), [FROM]);
    now = 10_000;
    assert.deepEqual(await seen(), [TO]);
  });
});

describe('what Graph says of licences', () => {
  it('is read with null in every field that may have it', () => {
    const nothing = {
      displayName: null,
      userPrincipalName: null,
      accountEnabled: null,
      usageLocation: null,
      assignedLicenses: null,
      licenseAssignmentStates: null,
    };
    assert.deepEqual(userIn({ id: 'AB', ...nothing }), {
      id: 'ab',
      name: 'ab',
      login: '',
      isBlocked: false,
      held: [],
      byGroup: {},
      direct: [],
    });
    const sku = { skuId: 'AB', skuPartNumber: null, capabilityStatus: null, appliesTo: null, consumedUnits: null };
    assert.deepEqual(skusIn({ value: [{ ...sku, prepaidUnits: null, servicePlans: null }] }), [
      { skuId: 'ab', partNumber: 'ab', isUsable: false, free: 0, used: 0, plans: [] },
    ]);
  });

  it('passes over an item that can’t be read, and is nothing when it is no collection', () => {
    assert.deepEqual(usersIn({ value: [7, null, { id: null }, { id: 'a' }] })?.users.length, 1);
    assert.equal(usersIn({ value: 'x' }), undefined);
    assert.equal(skusIn('<html>'), undefined);
  });

  it('is compared in any casing, with values that nobody knows', () => {
    const one = { skuId: 'A', appliesTo: 'user', capabilityStatus: 'enabled', consumedUnits: 3 };
    const prepaidUnits = { enabled: 5, warning: 1, suspended: 9, lockedOut: 0, somethingNew: 1 };
    const [read] = skusIn({ value: [{ ...one, prepaidUnits, servicePlans: [] }] }) ?? [];
    assert.deepEqual([read?.isUsable, read?.free], [true, 3]);
    const [strange] = skusIn({ value: [{ ...one, capabilityStatus: 'Unheard' }] }) ?? [];
    assert.equal(strange?.isUsable, false);
  });

  it('tells direct assignments from those of groups', () => {
    const user = userIn({
      id: 'a',
      assignedLicenses: [{ skuId: 'X', disabledPlans: null }, { skuId: 'Y' }, { skuId: null }],
      licenseAssignmentStates: [
        { skuId: 'X', assignedByGroup: 'G' },
        { skuId: 'X', assignedByGroup: null },
        { skuId: 'y', assignedByGroup: 'g2' },
        null,
      ],
    });
    assert.deepEqual([user?.byGroup, user?.direct], [{ x: 'G', y: 'g2' }, ['x']]);
  });
});

describe('the consent to write', () => {
  const tokenWith = (claims: object): string => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
  const stateOf = (token: string) => writeConsentOver({ token: async () => ({ ok: true, token }) }).stateOf(TENANT);

  it('is what Entra wrote into the application’s own token', async () => {
    assert.equal(await stateOf(tokenWith({ roles: ['User.Read.All', 'LicenseAssignment.ReadWrite.All'] })), 'given');
    assert.equal(await stateOf(tokenWith({ roles: ['User.Read.All'] })), 'missing');
    assert.equal(await stateOf(tokenWith({})), 'missing');
    assert.equal(await stateOf('opaque'), 'unknown');
  });

  it('is missing where Entra gives no token, and unknown where it does not answer', async () => {
    const failing = (kind: 'notPermitted' | 'unavailable') =>
      writeConsentOver({ token: async () => ({ ok: false, kind, why: '' }) }).stateOf(TENANT);
    assert.deepEqual([await failing('notPermitted'), await failing('unavailable')], ['missing', 'unknown']);
  });
});
