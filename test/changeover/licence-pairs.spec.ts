import assert from 'node:assert/strict';
import type { Line } from '../../changeover/changeover.ts';
import { lineOf } from '../../changeover/evolve-lines.ts';
import { KEEP, pairQuestion, pairsChosen } from '../../changeover/licence-pairs.ts';
import type { SkuReading } from '../../changeover/licence-reading.ts';
import { SKU_OF_PRODUCT } from '../../changeover/product-ids.ts';
import { aLine } from '../support/changeover-builder.ts';

const STANDARD = SKU_OF_PRODUCT['business-standard']!.skuId;
const SALES_PRO = SKU_OF_PRODUCT['dynamics-sales-professional']!.skuId;
const FLOW_FREE = 'f30db892-07e9-47e9-837c-80727f46fd3d';

function sku(skuId: string, used: number, free = 10): SkuReading {
  return { skuId, partNumber: skuId.toUpperCase(), isUsable: true, free, used, plans: [] };
}

function moving(product: string, id = 'l1'): Line {
  return lineOf({ ...aLine({ id, isSameProduct: false, product }), isPerUser: true });
}

describe('the question which product becomes which', () => {
  it('lists what users have, what is left by a line first, with how many users', () => {
    const { olds } = pairQuestion([moving('business-standard')], [sku('visio', 30), sku(STANDARD, 18), sku('new', 0)]);
    assert.deepEqual(
      olds?.map(({ skuId, used, isLeft }) => [skuId, used, isLeft]),
      [
        [STANDARD, 18, true],
        ['visio', 30, false],
      ],
    );
  });

  it('finds the edition of a Dynamics line in the tenant', () => {
    const { olds } = pairQuestion([moving('dynamics-sales')], [sku('visio', 30), sku(SALES_PRO, 4)]);
    assert.deepEqual([olds?.[0]?.skuId, olds?.[0]?.isLeft], [SALES_PRO, true]);
  });

  it('finds a product that is there under another of its ids', () => {
    const prepaid = 'ac5cef5d-921b-4f97-9ef3-c99076e5470f';
    const { olds } = pairQuestion([moving('business-standard')], [sku(STANDARD, 0), sku(prepaid, 12)]);
    assert.deepEqual([olds?.[0]?.skuId, olds?.[0]?.isLeft], [prepaid, true]);
  });

  it('suggests the one product that nobody has yet, for the one that is left', () => {
    const lines = [moving('business-standard')];
    const skus = [sku(STANDARD, 18), sku('visio', 3), sku('fresh', 0)];
    assert.deepEqual(
      pairQuestion(lines, skus).olds?.map(({ suggested }) => suggested),
      ['fresh', undefined],
    );
    const two = pairQuestion(lines, [...skus, sku('fresh-too', 0)]);
    assert.equal(two.olds?.[0]?.suggested, undefined);
  });

  it('asks for nothing of what is free, and of a product that nobody knows where users have it', () => {
    const { olds, choices } = pairQuestion([moving('other')], [sku(FLOW_FREE, 90), sku('strange', 4)]);
    assert.deepEqual(
      olds?.map(({ skuId, isLeft }) => [skuId, isLeft]),
      [['strange', false]],
    );
    assert.deepEqual(
      choices.map(({ skuId }) => skuId),
      ['strange'],
    );
  });

  it('offers none that can’t be assigned, and those with most room first', () => {
    const suspended = { ...sku('gone', 3), isUsable: false };
    const { olds, choices } = pairQuestion([], [suspended, sku('few', 0, 1), sku('many', 0, 9)]);
    assert.deepEqual(
      choices.map(({ skuId }) => skuId),
      ['many', 'few'],
    );
    assert.deepEqual(
      olds?.map(({ skuId }) => skuId),
      ['gone'],
    );
  });

  it('says when every line keeps its product', () => {
    assert.equal(pairQuestion([lineOf({ ...aLine(), isPerUser: true })], []).staysSame, true);
  });

  it('stays small enough for a card, whatever a tenant has', () => {
    const skus = Array.from({ length: 60 }, (_none, i) => sku(`sku-${i}`, i + 1));
    const { olds, choices } = pairQuestion([], skus);
    assert.deepEqual([olds?.length, choices.length], [8, 16]);
  });
});

describe('the answer', () => {
  const question = pairQuestion([], [sku('a', 9), sku('b', 5), sku('c', 2)]);

  it('is a pair for each product that becomes another one', () => {
    assert.deepEqual(pairsChosen(question, ['b', KEEP, 'a']), [
      { from: 'a', to: 'b' },
      { from: 'c', to: 'a' },
    ]);
  });

  it('moves nothing that was left out, stays itself, or is no choice', () => {
    assert.deepEqual(pairsChosen(question, ['a', undefined, 'unheard-of']), []);
    assert.deepEqual(pairsChosen({ staysSame: false, choices: question.choices }, ['a']), []);
  });
});
