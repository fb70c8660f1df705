import assert from 'node:assert/strict';
import type { Line } from '../../changeover/changeover.ts';
import { skuIdOf } from '../../changeover/product-ids.ts';
import { findingsOf, type SeenSubscription, type TenantSight, watchedSkuIds } from '../../changeover/tenant-sight.ts';
import {
  aLine,
  CUSTOMER_TENANT,
  type Given,
  given,
  HOUR,
  joins,
  OPENED_AT,
  opens,
  OTHER_TENANT,
  PARTNER_TENANT,
} from '../support/changeover-builder.ts';
import { prepaid, redeemed } from '../support/prepaid-story.ts';

const STANDARD = skuIdOf('business-standard')!;
const PREMIUM = skuIdOf('business-premium')!;
const BEFORE = OPENED_AT - 1;
const SINCE = OPENED_AT + 1;

type Sub = Partial<SeenSubscription>;

function sub(fields: Sub = {}): SeenSubscription {
  return { id: 's', skuId: STANDARD, state: 'live', licences: 20, isTrial: false, createdAt: BEFORE, ...fields };
}

function found(
  subscriptions: readonly SeenSubscription[],
  fields: Partial<Line> = {},
  sight: Partial<TenantSight> = {},
) {
  const { changeover } = given(opens({ lines: [aLine(fields)] }), joins());
  const products = [{ skuId: STANDARD, usable: 40, consumed: 18, isForUsers: true }];
  const whole = {
    tenantId: CUSTOMER_TENANT,
    domains: ['contoso.com'],
    products,
    disturbed: [],
    subscriptions,
    ...sight,
  };
  return findingsOf(changeover, whole)[0]!;
}

describe('what a look at a tenant means', () => {
  it('one subscription that nobody is seen to sell is the old one, and its owner is unclear', () => {
    const { oldLive, seats, oldOwner, newThere } = found([sub({ licences: 26 })]);
    assert.deepEqual([oldLive, seats, oldOwner, newThere], [true, 26, 'unclear', false]);
  });

  it('the customer’s own tenant as owner is no partner, another one is a partner or its provider', () => {
    assert.equal(found([sub({ ownerTenantId: CUSTOMER_TENANT })]).oldOwner, 'notPartner');
    const both = found([sub(), sub({ id: 'n', ownerTenantId: OTHER_TENANT })]);
    assert.deepEqual([both.newOwner, both.oldOwner, both.newThere], ['partner', 'unclear', true]);
  });

  it('says nothing of a count that Graph leaves out, so that nothing is denied for it', () => {
    const { licences: _none, ...uncounted } = sub({ id: 'n', ownerTenantId: PARTNER_TENANT });
    const { seats, newSeats, newOnAllUsers, assigned } = found([sub(), uncounted]);
    assert.deepEqual([seats, newSeats, newOnAllUsers, assigned], [20, undefined, undefined, 18]);
    const products = [{ skuId: STANDARD, usable: 40, isForUsers: true }];
    const unheld = found([sub(), sub({ id: 'n', ownerTenantId: PARTNER_TENANT })], {}, { products });
    assert.deepEqual([unheld.assigned, unheld.newOnAllUsers, unheld.newSeats], [undefined, undefined, 20]);
  });

  it('an old one whose term is over and that still serves is said to be so', () => {
    assert.equal(found([sub({ isInGrace: true })]).oldInGrace, true);
    assert.equal(found([sub()]).oldInGrace, undefined);
  });

  it('the partner’s own is the new one although it was made before anybody opened a changeover', () => {
    const { newThere, newSince } = found([sub(), sub({ id: 'n', ownerTenantId: PARTNER_TENANT })]);
    assert.deepEqual([newThere, newSince], [true, '2026-03-02']);
  });

  it('where a partner sold the old one too, the one that was made since is the new one', () => {
    const account = { billingAccount: 'partner' } as const;
    const old = sub({ ownerTenantId: OTHER_TENANT });
    assert.equal(found([old], account).newThere, false);
    const fresh = sub({ id: 'n', ownerTenantId: PARTNER_TENANT, createdAt: SINCE, licences: 25 });
    const both = found([old, fresh], account);
    assert.deepEqual([both.seats, both.newSeats, both.oldOwner], [20, 25, 'partner']);
  });

  it('of two that nobody is seen to sell, nothing is said but that somebody should', () => {
    assert.deepEqual(found([sub(), sub({ id: 'n', createdAt: SINCE })]), {
      line: 'l1',
      assigned: 18,
      isOneProduct: true,
      isAlike: true,
    });
  });

  it('the same product covers all users when it has licences enough', () => {
    const fresh = (licences: number) => found([sub(), sub({ id: 'n', ownerTenantId: PARTNER_TENANT, licences })]);
    assert.deepEqual([fresh(18).newOnAllUsers, fresh(18).usersWithout], [true, 0]);
    assert.deepEqual([fresh(17).newOnAllUsers, fresh(17).usersWithout], [false, 1]);
  });

  describe('for another product', () => {
    const other = { isSameProduct: false, assigned: 2 } as const;
    const fresh = sub({ id: 'n', skuId: PREMIUM, ownerTenantId: PARTNER_TENANT, createdAt: SINCE });
    const users = (...held: readonly (readonly string[])[]) =>
      held.map((skuIds, index) => ({ id: `u${index}`, skuIds, plansOff: [] }));
    const premium = (consumed: number) => [
      { skuId: STANDARD, usable: 20, consumed: 2, isForUsers: true },
      { skuId: PREMIUM, usable: 20, consumed, isForUsers: true },
    ];

    it('each user has to hold it', () => {
      const half = { users: users([STANDARD, PREMIUM], [STANDARD]), products: premium(1) };
      assert.deepEqual(
        [found([sub(), fresh], other, half).newOnAllUsers, found([sub(), fresh], other, half).usersWithout],
        [false, 1],
      );
      const all = { users: users([STANDARD, PREMIUM], [PREMIUM]), products: premium(2) };
      assert.equal(found([sub(), fresh], other, all).newOnAllUsers, true);
    });

    it('whoever lost the old one and has no new one counts as without', () => {
      const lost = { users: users([PREMIUM]), products: premium(1) };
      assert.equal(found([sub(), fresh], other, lost).usersWithout, 1);
    });

    it('nothing is said of users that could not be read', () => {
      const { newThere, newOnAllUsers } = found([sub(), fresh], other);
      assert.deepEqual([newThere, newOnAllUsers], [true, undefined]);
    });

    it('what a partner sold long before is not taken for it, nor is it denied', () => {
      const { newThere, isAlike } = found([sub(), { ...fresh, createdAt: BEFORE }], other);
      assert.deepEqual([newThere, isAlike], [undefined, undefined]);
    });

    it('its users are asked for as well', () => {
      const { changeover } = given(opens({ lines: [aLine(other)] }), joins());
      assert.deepEqual(watchedSkuIds(changeover, [sub(), fresh]), [STANDARD, PREMIUM]);
    });
  });

  it('an old one that was never seen is not said to have ended; one that was is', () => {
    assert.equal(found([]).oldLive, undefined);
    assert.equal(found([sub({ state: 'off' })]).oldLive, false);
  });

  it('nothing is said by a state that is new to us, by a trial, and without a list', () => {
    assert.equal(found([sub({ state: 'unknown' })]).oldLive, undefined);
    const trial = sub({ id: 'n', isTrial: true, ownerTenantId: PARTNER_TENANT });
    assert.equal(found([sub(), trial]).newThere, false);
    const odd = sub({ id: 'n', state: 'unknown', ownerTenantId: PARTNER_TENANT });
    assert.equal(found([sub(), odd]).newThere, undefined);
    assert.deepEqual(Object.keys(found([], {}, { subscriptions: undefined as never })), [
      'line',
      'assigned',
      'isOneProduct',
    ]);
  });

  it('of a product that is unknown to us, or that no user has, nothing is found', () => {
    const { changeover } = given(
      opens({
        lines: [aLine({ product: 'azure', isPerUser: false }), aLine({ id: 'l2', product: 'dynamics-sales' })],
      }),
      joins(),
    );
    const sight = { tenantId: CUSTOMER_TENANT, domains: [], products: [], subscriptions: [sub()], disturbed: [] };
    assert.deepEqual(findingsOf(changeover, sight), []);
  });

  it('a product is found under another of its ids, and one of several editions only where the others are not there', () => {
    const otherId = 'ac5cef5d-921b-4f97-9ef3-c99076e5470f';
    const product = (skuId: string, consumed: number) => ({ skuId, usable: 40, consumed, isForUsers: true });
    const under = { products: [product(otherId, 30)] };
    const { oldLive, assigned } = found([sub({ skuId: otherId })], {}, under);
    assert.deepEqual([oldLive, assigned], [true, 30]);
    const [professional, enterprise] = ['professional', 'enterprise'].map((it) => skuIdOf(`dynamics-sales-${it}`)!);
    const sales = (...ids: readonly string[]) =>
      found([], { product: 'dynamics-sales' }, { products: ids.map((id) => product(id, 4)) });
    assert.equal(sales(professional!)?.assigned, 4);
    assert.equal(sales(professional!, enterprise!), undefined);
  });

  it('whose users are asked for follows the id that the tenant has', () => {
    const otherId = 'ac5cef5d-921b-4f97-9ef3-c99076e5470f';
    const { changeover } = given(opens({ lines: [aLine({})] }), joins());
    assert.deepEqual(watchedSkuIds(changeover, [sub({ skuId: otherId })]), [otherId]);
    assert.deepEqual(watchedSkuIds(changeover, []), [STANDARD]);
  });
});

describe('a key that is looked for', () => {
  let redeemedOne: Given;
  before(() => void (redeemedOne = prepaid({}, ...redeemed())));
  const inPartners = (...subs: readonly SeenSubscription[]): unknown => {
    const none = { tenantId: CUSTOMER_TENANT, domains: [], products: [], disturbed: [], subscriptions: [] };
    return findingsOf(redeemedOne.changeover, { ...none, inPartners: subs })[0]?.isInPartners;
  };

  it('may be what appeared in the partner’s own tenant since it was redeemed, and nothing older, a trial or gone', () => {
    const { now } = redeemedOne;
    assert.equal(inPartners(sub({ createdAt: now })), true);
    for (const other of [
      { createdAt: now - 2 * HOUR },
      { createdAt: now, isTrial: true },
      { createdAt: now, state: 'off' as const },
    ])
      assert.equal(inPartners(sub(other)), undefined);
  });
});
