import assert from 'node:assert/strict';
import type { Cost } from '../../changeover/cost.ts';
import { aboveLimit } from '../../changeover/opening-limit.ts';

const LIMIT = { minor: 50_000, currency: 'EUR' };

function cost(minor: number, currency = 'EUR', payer: Cost['payer'] = 'customer'): Cost {
  return { payer, money: { minor, currency } };
}

describe('the limit of an overlap that one person may open', () => {
  it('is not there until a lead sets it', () => {
    assert.equal(aboveLimit(undefined, [[cost(9_999_999)], undefined]), undefined);
  });

  it('lets by what is not above it, to the cent', () => {
    assert.equal(aboveLimit(LIMIT, [[cost(50_000)]]), undefined);
    assert.deepEqual(aboveLimit(LIMIT, [[cost(50_001)]]), {
      sums: [{ currency: 'EUR', minor: 50_001 }],
      isUnknown: false,
    });
  });

  it('counts both payers and all lines together', () => {
    const costs = [[cost(20_000), cost(20_000, 'EUR', 'partner')], [cost(10_001)]];
    assert.deepEqual(aboveLimit(LIMIT, costs)?.sums, [{ currency: 'EUR', minor: 50_001 }]);
  });

  it('is passed by any sum in another currency, but not by nothing in it', () => {
    assert.deepEqual(aboveLimit(LIMIT, [[cost(1, 'USD'), cost(5)]])?.sums, [
      { currency: 'USD', minor: 1 },
      { currency: 'EUR', minor: 5 },
    ]);
    assert.equal(aboveLimit(LIMIT, [[cost(0, 'USD')]]), undefined);
  });

  it('is passed by a line of which it can’t be told', () => {
    assert.deepEqual(aboveLimit(LIMIT, [[cost(5)], undefined]), {
      sums: [{ currency: 'EUR', minor: 5 }],
      isUnknown: true,
    });
  });

  it('of nothing is passed by any overlap, and by no changeover without one', () => {
    const none = { minor: 0, currency: 'EUR' };
    assert.equal(aboveLimit(none, []), undefined);
    assert.ok(aboveLimit(none, [[cost(1)]]));
  });
});
