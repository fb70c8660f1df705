import assert from 'node:assert/strict';
import { DEPENDENT_PLANS, EXCLUSIVE_PLANS } from '../../changeover/licence-products.ts';
import { products } from '../../changeover/playbooks/products.ts';
import { PRODUCT_ROWS, productNameOf, skuIdOf, skuIdsOf } from '../../changeover/product-ids.ts';
import { SERVICE_PLANS } from '../../changeover/service-plans.ts';
import { pretendSku } from '../../sandbox/licence-products.ts';

const GUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

function twice(values: readonly string[]): readonly string[] {
  return values.filter((value, i) => values.indexOf(value) !== i);
}

describe('the table of products', () => {
  const ids = PRODUCT_ROWS.flatMap(({ skuId, also = [] }) => [skuId, ...also]);

  it('has a well-formed id in lower case for each, which no other product has', () => {
    assert.deepEqual(
      ids.filter((id) => !GUID.test(id)),
      [],
    );
    assert.deepEqual(twice(ids), []);
  });

  it('has a name and a key of its own for each', () => {
    assert.deepEqual(twice(PRODUCT_ROWS.map(({ id }) => id)), []);
    assert.deepEqual(twice(PRODUCT_ROWS.map(({ name }) => name)), []);
    assert.deepEqual(twice(PRODUCT_ROWS.map(({ partNumber }) => partNumber)), []);
    assert.deepEqual(twice(products.map(({ id }) => id)), []);
    assert.deepEqual(twice(products.map(({ name }) => name)), []);
  });

  it('knows an id for every product that is offered per user', () => {
    const unknown = products.filter(({ id, isPerUser }) => isPerUser && skuIdsOf(id).length === 0);
    assert.deepEqual(unknown, []);
    assert.deepEqual(skuIdsOf('azure'), []);
  });

  it('does not guess the edition of a product that has several', () => {
    assert.equal(skuIdOf('dynamics-sales'), undefined);
    const names = skuIdsOf('dynamics-sales').map(productNameOf);
    assert.deepEqual(names, [
      'Dynamics 365 Sales Enterprise',
      'Dynamics 365 Sales Professional',
      'Dynamics 365 Sales Premium',
    ]);
  });

  it('names what is sold under the same name by another id', () => {
    assert.equal(productNameOf('ac5cef5d-921b-4f97-9ef3-c99076e5470f'), 'Microsoft 365 Business Standard');
    assert.equal(productNameOf('00000000-0000-4000-8000-000000000000'), undefined);
  });

  // Microsoft's table, read 2026-11-22: names of 2020 hide other products.
  for (const [id, partNumber, skuId] of [
    ['business-standard', 'O365_BUSINESS_PREMIUM', 'f245ecc8-75af-4f8e-b61f-27d8114de5f3'],
    ['business-premium', 'SPB', 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46'],
    ['m365-f3', 'SPE_F1', '66b55226-6b4f-492c-910c-a3b7a3c9d993'],
    ['o365-f3', 'DESKLESSPACK', '4b585984-651b-448a-9e53-3b10f069cf7f'],
  ] as const) {
    it(`takes ${partNumber} for ${id}`, () => {
      const row = PRODUCT_ROWS.find((one) => one.id === id);
      assert.deepEqual([row?.partNumber, row?.skuId], [partNumber, skuId]);
    });
  }
});

describe('the table of service plans', () => {
  const plans = Object.entries(SERVICE_PLANS);

  it('has a well-formed id for each, which no other plan and no product has', () => {
    const ids = plans.map(([, { id }]) => id);
    assert.deepEqual(
      ids.filter((id) => !GUID.test(id)),
      [],
    );
    assert.deepEqual(twice(ids), []);
    assert.deepEqual(
      ids.filter((id) => productNameOf(id) !== undefined),
      [],
    );
  });

  it('knows every plan that excludes or needs another one, and none that needs itself', () => {
    const named = [
      ...EXCLUSIVE_PLANS.flatMap((group) => [...group.plans, ...group.stacks]),
      ...DEPENDENT_PLANS.flatMap(({ plan, needsOneOf }) => [plan, ...needsOneOf]),
    ];
    assert.deepEqual(
      named.filter((plan) => !Object.hasOwn(SERVICE_PLANS, plan)),
      [],
    );
    assert.ok(EXCLUSIVE_PLANS.every(({ plans: all, stacks }) => stacks.every((plan) => all.includes(plan))));
    assert.ok(DEPENDENT_PLANS.every(({ plan, needsOneOf }) => !needsOneOf.includes(plan)));
  });

  it('has no product of the pretend tenant whose own services exclude each other', () => {
    for (const { id } of PRODUCT_ROWS) {
      const names = pretendSku(id, 0).plans.map(({ name }) => name);
      for (const { plans: group } of EXCLUSIVE_PLANS) {
        assert.ok(group.filter((plan) => names.includes(plan)).length <= 1, `${id}: ${names.join(', ')}`);
      }
    }
  });
});
