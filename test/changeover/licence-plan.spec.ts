import assert from 'node:assert/strict';
import { planMove, type LicencePlan } from '../../changeover/licence-plan.ts';
import { isApplied, orderBack, type SkuReading, type UserReading } from '../../changeover/licence-reading.ts';

const plan = (name: string): { readonly id: string; readonly name: string } => ({ id: `plan-${name}`, name });

function sku(skuId: string, plans: readonly string[], free = 100, used = 0): SkuReading {
  return { skuId, partNumber: skuId.toUpperCase(), isUsable: true, free, used, plans: plans.map(plan) };
}

const SKUS: readonly SkuReading[] = [
  sku('old', ['EXCHANGE_S_STANDARD', 'TEAMS1', 'FORMS']),
  sku('old-too', ['YAMMER']),
  sku('new', ['EXCHANGE_S_STANDARD', 'TEAMS1', 'INTUNE_A']),
  sku('without-teams', ['EXCHANGE_S_STANDARD']),
  sku('exchange-2', ['EXCHANGE_S_ENTERPRISE']),
  sku('phone', ['MCOEV']),
];

function user(id: string, held: readonly string[], more: Partial<UserReading> = {}): UserReading {
  return {
    id,
    name: id,
    login: `${id}@contoso.com`,
    isBlocked: false,
    usageLocation: 'NL',
    held: held.map((skuId) => ({ skuId, disabledPlans: [] })),
    byGroup: {},
    direct: held,
    ...more,
  };
}

const toNew = (...users: readonly UserReading[]): LicencePlan => planMove([{ from: 'old', to: 'new' }], SKUS, users);
const conflictsOf = ({ users }: LicencePlan): readonly unknown[] => users.map(({ conflict }) => conflict);

describe('the plan of a licence move', () => {
  it('gives the new and takes the old in one order, for everybody who has the old one and nobody else', () => {
    const { users, summary } = toNew(user('b', ['old']), user('a', ['old', 'old-too']), user('c', ['exchange-2']));
    const order = { add: [{ skuId: 'new', disabledPlans: [] }], remove: ['old'] };
    assert.deepEqual(
      users.map((one) => [one.user.id, one.order]),
      [
        ['a', order],
        ['b', order],
      ],
    );
    assert.equal(summary.users, 2);
  });

  it('says which services go and which come', () => {
    const [pair] = toNew(user('a', ['old'])).summary.pairs;
    assert.deepEqual([pair?.lost, pair?.gained], [['FORMS'], ['INTUNE_A']]);
  });

  it('leaves a service off that was switched off for the user, where the new product has it', () => {
    const held = [{ skuId: 'old', disabledPlans: ['plan-TEAMS1', 'plan-FORMS'] }];
    const [planned] = toNew(user('a', ['old'], { held })).users;
    assert.deepEqual(planned?.order?.add, [{ skuId: 'new', disabledPlans: ['plan-TEAMS1'] }]);
  });

  it('of two old products that become one leaves a service off only where both had it off', () => {
    const pairs = [
      { from: 'old', to: 'new' },
      { from: 'without-teams', to: 'new' },
    ];
    const held = [
      { skuId: 'old', disabledPlans: ['plan-TEAMS1', 'plan-EXCHANGE_S_STANDARD'] },
      { skuId: 'without-teams', disabledPlans: ['plan-EXCHANGE_S_STANDARD'] },
    ];
    const [planned] = planMove(pairs, SKUS, [user('a', ['old', 'without-teams'], { held })]).users;
    assert.deepEqual(planned?.order, {
      add: [{ skuId: 'new', disabledPlans: ['plan-EXCHANGE_S_STANDARD'] }],
      remove: ['old', 'without-teams'],
    });
  });

  it('only takes the old one from somebody who has the new one already', () => {
    const [planned] = toNew(user('a', ['old', 'new'])).users;
    assert.deepEqual(planned?.order, { add: [], remove: ['old'] });
  });

  it('plans nothing for a product that stays the same, or that the tenant does not have', () => {
    const nowhere = [
      { from: 'old', to: 'old' },
      { from: 'old', to: 'unheard-of' },
    ];
    assert.deepEqual(planMove(nowhere, SKUS, [user('a', ['old'])]).users, []);
  });

  it('touches nobody whose licence comes from a group, also where it was assigned directly as well', () => {
    const byGroup = { old: 'group' };
    const plans = toNew(user('a', ['old'], { byGroup, direct: [] }), user('b', ['old'], { byGroup }));
    assert.deepEqual(conflictsOf(plans), ['byGroup', 'byGroup']);
    assert.deepEqual(plans.summary.conflicts, { byGroup: 2 });
  });

  it('touches nobody without a location', () => {
    const { usageLocation: _none, ...nowhere } = user('a', ['old']);
    assert.deepEqual(conflictsOf(toNew(nowhere)), ['locationMissing']);
  });

  it('sees a product of the user that excludes the new one, unless that service is off', () => {
    const skus = [...SKUS, sku('intune-volume', ['INTUNE_A_VL']), sku('mailbox-2', ['EXCHANGE_S_ENTERPRISE'])];
    const off = [
      { skuId: 'old', disabledPlans: [] },
      { skuId: 'intune-volume', disabledPlans: ['plan-INTUNE_A_VL'] },
    ];
    const users = [user('a', ['old', 'intune-volume']), user('b', ['old', 'intune-volume'], { held: off })];
    const plans = planMove([{ from: 'old', to: 'new' }], skus, users);
    assert.deepEqual(conflictsOf(plans), ['excluding', undefined]);
    assert.deepEqual(plans.users[0]?.about, ['INTUNE_A', 'INTUNE_A_VL']);
    assert.deepEqual(plans.summary.about, { excluding: ['INTUNE_A', 'INTUNE_A_VL'] });
  });

  it('moves a user who keeps a second mailbox plan, which Microsoft lets stack, and counts the double payment', () => {
    const skus = [...SKUS, sku('exchange-1', ['EXCHANGE_S_STANDARD']), sku('project', ['SHAREPOINTENTERPRISE'])];
    const users = [
      user('a', ['old', 'exchange-2']),
      user('b', ['old', 'exchange-1']),
      user('c', ['old', 'project']),
      user('d', ['old']),
    ];
    const plans = planMove([{ from: 'old', to: 'new' }], skus, users);
    assert.deepEqual(conflictsOf(plans), [undefined, undefined, undefined, undefined]);
    assert.equal(plans.summary.doubled, 2);
  });

  it('sees two new products that exclude each other', () => {
    const skus = [...SKUS, sku('intune-volume', ['INTUNE_A_VL'])];
    const pairs = [
      { from: 'old', to: 'new' },
      { from: 'without-teams', to: 'intune-volume' },
    ];
    assert.deepEqual(conflictsOf(planMove(pairs, skus, [user('a', ['old', 'without-teams'])])), ['excluding']);
  });

  it('lets stand what stood before the move', () => {
    const pairs = [{ from: 'old', to: 'new' }];
    const skus = [...SKUS, sku('analytics', ['WORKPLACE_ANALYTICS']), sku('bare', ['FORMS'])];
    const lonely = user('a', ['bare', 'analytics']);
    assert.deepEqual(conflictsOf(planMove([{ from: 'bare', to: 'new' }], skus, [lonely])), [undefined]);
    assert.deepEqual(conflictsOf(planMove(pairs, skus, [user('b', ['old', 'analytics'])])), [undefined]);
    const bare = planMove([{ from: 'old', to: 'bare' }], skus, [user('b', ['old', 'analytics'])]);
    assert.deepEqual(bare.users[0]?.about, ['WORKPLACE_ANALYTICS']);
  });

  it('lets a product stay that another one becomes, and leaves out whom nothing changes for', () => {
    const pairs = [
      { from: 'old', to: 'new' },
      { from: 'new', to: 'old' },
    ];
    const { users } = planMove(pairs, SKUS, [user('a', ['old']), user('b', ['old', 'new'])]);
    assert.deepEqual(
      users.map(({ order }) => order),
      [{ add: [{ skuId: 'new', disabledPlans: [] }], remove: ['old'] }],
    );
  });

  it('counts what is given and given back by product, where several become one', () => {
    const pairs = [
      { from: 'old', to: 'new' },
      { from: 'without-teams', to: 'new' },
    ];
    const { summary } = planMove(pairs, SKUS, [user('a', ['old', 'without-teams']), user('b', ['old'])]);
    assert.deepEqual([summary.gives, summary.takes], [{ new: 2 }, { old: 2, 'without-teams': 1 }]);
  });

  it('sees an add-on that the new product would leave alone', () => {
    const pairs = [{ from: 'old', to: 'without-teams' }];
    const plans = planMove(pairs, SKUS, [user('a', ['old', 'phone']), user('b', ['old'])]);
    assert.deepEqual(conflictsOf(plans), ['dependent', undefined]);
  });

  it('counts seats before the first write: who comes too late has none', () => {
    const few = SKUS.map((one) => (one.skuId === 'new' ? { ...one, free: 1 } : one));
    const { users, summary } = planMove([{ from: 'old', to: 'new' }], few, [user('b', ['old']), user('a', ['old'])]);
    assert.deepEqual(conflictsOf({ users, summary }), [undefined, 'noSeat']);
  });

  it('moves those who can’t sign in like the others, and counts them', () => {
    const { summary } = toNew(user('a', ['old'], { isBlocked: true }));
    assert.deepEqual([summary.users, summary.blocked], [1, 1]);
  });
});

describe('an order', () => {
  const order = { add: [{ skuId: 'new', disabledPlans: [] }], remove: ['old'] };

  it('is carried out once all of it shows', () => {
    assert.equal(isApplied(order, user('a', ['new'])), true);
    assert.equal(isApplied(order, user('a', ['old', 'new'])), false);
    assert.equal(isApplied(order, user('a', [])), false);
  });

  it('is carried out also where a group gives the old one all the same', () => {
    assert.equal(isApplied(order, user('a', ['old', 'new'], { direct: ['new'] })), true);
  });

  it('is taken back to what was there before, with what was switched off', () => {
    const before = [{ skuId: 'old', disabledPlans: ['p'] }];
    assert.deepEqual(orderBack(order, before), { add: before, remove: ['new'] });
    const both = [...before, { skuId: 'new', disabledPlans: [] }];
    assert.deepEqual(orderBack({ add: [], remove: ['old'] }, both), { add: before, remove: [] });
  });
});
