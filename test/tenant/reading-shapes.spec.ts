import assert from 'node:assert/strict';
import {
  accessesIn,
  disturbedIn,
  domainsIn,
  productsIn,
  relationIn,
  rowsIn,
  subscriptionsIn,
  usersIn,
} from '../../tenant/reading-shapes.ts';

const nothing = (...names: string[]) => Object.fromEntries(names.map((name) => [name, null]));

describe('what Graph answers', () => {
  it('may have null in every optional field', () => {
    const id = 'AB';
    const empty = nothing('appliesTo', 'consumedUnits', 'prepaidUnits');
    assert.deepEqual(productsIn([{ skuId: id, ...empty }]), [{ skuId: 'ab', usable: 0, isForUsers: true }]);
    const fields = nothing('status', 'totalLicenses', 'isTrial', 'createdDateTime', 'ownerTenantId');
    assert.deepEqual(subscriptionsIn([{ id, skuId: id, ...fields }]), [
      { id, skuId: 'ab', state: 'unknown', isTrial: false },
    ]);
    assert.deepEqual(usersIn([{ id, assignedLicenses: null }]), [{ id, skuIds: [], plansOff: [] }]);
    assert.deepEqual(domainsIn([{ id: 'Contoso.COM', isVerified: null, supportedServices: null }]), [
      { name: 'contoso.com', isVerified: true, carriesMail: false },
    ]);
    assert.deepEqual(disturbedIn([nothing('service', 'status')]), []);
    assert.equal(relationIn([{ customerId: null, contractType: null }], 'c'), 'none');
    assert.deepEqual(accessesIn([{ id, status: null, customer: null }], 'c'), []);
  });

  it('loses an odd row and keeps the others', () => {
    for (const odd of [null, 7, 'x', [], {}, { id: 5, skuId: {} }]) {
      assert.deepEqual(usersIn([odd, { id: 'u' }]), [{ id: 'u', skuIds: [], plansOff: [] }]);
      assert.equal(subscriptionsIn([odd, { id: 's', skuId: 'k', status: 'Enabled' }]).length, 1);
      assert.equal(productsIn([odd]).length, 0);
    }
  });

  it('is compared without regard to case, and a state that is new to us says nothing', () => {
    const state = (status: string) => subscriptionsIn([{ id: 's', skuId: 'k', status }])[0]?.state;
    assert.deepEqual(['Enabled', 'warning', 'LOCKEDOUT', 'Suspended', 'Deleted', 'Hibernated'].map(state), [
      'live',
      'live',
      'off',
      'off',
      'off',
      'unknown',
    ]);
    assert.deepEqual(disturbedIn([{ service: 'Exchange Online', status: 'ServiceDegradation' }]), ['Exchange Online']);
    assert.equal(relationIn([{ customerId: 'C', contractType: 'resellerPartner' }], 'c'), 'sells');
  });

  it('is no collection when its rows are missing, and an empty next link is none', () => {
    for (const bad of [undefined, null, 'x', {}, { value: null }, { value: 'x' }]) assert.equal(rowsIn(bad), undefined);
    assert.deepEqual(rowsIn({ value: [], '@odata.nextLink': '' }), { rows: [] });
  });

  it('tells a contract that only supports from one that sells', () => {
    assert.equal(relationIn([{ customerId: 'c', contractType: 'BreadthPartner' }], 'c'), 'supports');
    assert.equal(relationIn([{ customerId: 'other', contractType: 'ResellerPartner' }], 'c'), 'none');
  });
});
