/** Which product becomes which: what is left is known from the lines, what replaces it is asked. */
import type { Line } from './changeover.ts';
import { SKU_OF_PRODUCT } from './product-ids.ts';
import type { SkuReading } from './licence-reading.ts';

/** A product that can be chosen as the one that is left or the one that replaces it. */
export interface SkuChoice {
  readonly skuId: string;
  readonly partNumber: string;
  readonly free: number;
}

export interface PairQuestion {
  /** What is known to be left; absent: unknown to us or not in the tenant, so that it is asked too. */
  readonly from?: string;
  /** Every line keeps its product: then its licences stay where they are, and usually nothing has to be moved. */
  readonly staysSame: boolean;
  readonly choices: readonly SkuChoice[];
}

/** More than anybody chooses from; the ones with most room go first. */
const MOST_CHOICES = 25;

/** @param skus every product of the tenant. */
export function pairQuestion(lines: readonly Line[], skus: readonly SkuReading[]): PairQuestion {
  const moving = lines.filter((line) => line.isPerUser && !line.isSameProduct);
  const from = moving
    .map((line) => SKU_OF_PRODUCT[line.product]?.skuId)
    .find((id) => id !== undefined && skus.some((sku) => sku.skuId === id));
  const choices = skus
    .filter((sku) => sku.isUsable || sku.skuId === from)
    .toSorted((a, b) => b.free - a.free)
    .slice(0, MOST_CHOICES)
    .map(({ skuId, partNumber, free }) => ({ skuId, partNumber, free }));
  return { choices, staysSame: moving.length === 0, ...(from !== undefined && { from }) };
}
