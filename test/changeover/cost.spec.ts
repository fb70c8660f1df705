import assert from 'node:assert/strict';
import { subtractCosts, sumCosts, type Charge, type Cost, type Payer } from '../../changeover/cost.ts';

function cost(payer: Payer, minor: number, currency = 'EUR'): Cost {
  return { payer, money: { minor, currency } };
}

/** A year of one licence at a price for a month: twelve times the price, to the cent. */
function year(payer: Payer, minor: number, currency: string): Charge {
  return { payer, price: { minor, currency }, seats: 1, days: 365 };
}

describe('cost', () => {
  it('is told the customer first, then by currency, without payers who have nothing to pay', () => {
    const charges = [year('partner', 1, 'EUR'), year('customer', 2, 'USD'), year('customer', 3, 'EUR')];
    assert.deepEqual(sumCosts([...charges, year('customer', 0, 'GBP')]), [
      cost('customer', 36, 'EUR'),
      cost('customer', 24, 'USD'),
      cost('partner', 12, 'EUR'),
    ]);
  });

  it('less another is what is left payer by payer and currency by currency', () => {
    const left = subtractCosts(
      [cost('customer', 500), cost('customer', 70, 'USD'), cost('partner', 300)],
      [cost('customer', 200), cost('customer', 70, 'USD')],
    );
    assert.deepEqual(left, [cost('customer', 300), cost('partner', 300)]);
  });

  it('less one that it has no part of is below nothing by as much', () => {
    assert.deepEqual(subtractCosts([], [cost('partner', 300)]), [cost('partner', -300)]);
    assert.deepEqual(subtractCosts([cost('customer', 500)], [cost('partner', 300), cost('customer', 20, 'USD')]), [
      cost('customer', 500),
      cost('partner', -300),
      cost('customer', -20, 'USD'),
    ]);
  });
});
