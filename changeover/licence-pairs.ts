/** Which product becomes which: what is left is known from the lines, what replaces it is asked, product by product. */
import type { Line } from './changeover.ts';
import type { LicencePair } from './licence-plan.ts';
import type { SkuReading } from './licence-reading.ts';
import { isFreeSku, skuIdsOf } from './product-ids.ts';

/** A product that can be chosen as the one that replaces another. */
export interface SkuChoice {
  readonly skuId: string;
  readonly partNumber: string;
  readonly free: number;
}

/** A product that users have today. */
export interface OldProduct {
  readonly skuId: string;
  readonly partNumber: string;
  /** Licences on users. */
  readonly used: number;
  /** By a line it is left; what is not stays as it is unless somebody says otherwise. */
  readonly isLeft: boolean;
  /** What surely replaces it: the one product of which nobody has a licence yet. */
  readonly suggested?: string;
}

export interface PairQuestion {
  /** Every line keeps its product: then its licences stay where they are, and usually nothing has to be moved. */
  readonly staysSame: boolean;
  /** Those that are left first. Absent in what was asked before products were asked for one by one. */
  readonly olds?: readonly OldProduct[];
  readonly choices: readonly SkuChoice[];
}

/** What an answer says of a product that is not moved. */
export const KEEP = 'keep';
/** More than fit on a card that Teams takes; the ones that most users have, and the ones with most room, go first. */
const MOST_OLDS = 8;
const MOST_CHOICES = 16;

/** @param skus every product of the tenant. */
export function pairQuestion(lines: readonly Line[], skus: readonly SkuReading[]): PairQuestion {
  const moving = lines.filter((line) => line.isPerUser && !line.isSameProduct);
  const left = new Set(moving.flatMap((line) => leftOf(line, skus) ?? []));
  const paid = skus.filter(({ skuId }) => !isFreeSku(skuId));
  const suggested = suggestionFor(left, paid);
  const olds = paid
    .filter(({ skuId, used }) => used > 0 || left.has(skuId))
    .toSorted((a, b) => Number(left.has(b.skuId)) - Number(left.has(a.skuId)) || b.used - a.used)
    .slice(0, MOST_OLDS)
    .map(({ skuId, partNumber, used }): OldProduct => {
      const isLeft = left.has(skuId);
      return { skuId, partNumber, used, isLeft, ...(isLeft && suggested !== undefined && { suggested }) };
    });
  const choices = paid
    .filter((sku) => sku.isUsable)
    .toSorted((a, b) => b.free - a.free)
    .slice(0, MOST_CHOICES)
    .map(({ skuId, partNumber, free }) => ({ skuId, partNumber, free }));
  return { choices, olds, staysSame: moving.length === 0 };
}

/**
 * The pairs that somebody chose, in the order of the question. What is no choice of the question counts as not moved.
 * @param answers for each old product the id of the one that replaces it.
 */
export function pairsChosen({ olds = [], choices }: PairQuestion, answers: readonly unknown[]): readonly LicencePair[] {
  return olds.flatMap(({ skuId: from }, i) => {
    const to = choices.find(({ skuId }) => skuId === answers[i])?.skuId;
    return to === undefined || to === from ? [] : [{ from, to }];
  });
}

/** The line's product as the tenant has it: under any of its ids, the one that most users have. */
function leftOf({ product }: Line, skus: readonly SkuReading[]): string | undefined {
  const ids = skuIdsOf(product);
  return skus.filter(({ skuId }) => ids.includes(skuId)).toSorted((a, b) => b.used - a.used)[0]?.skuId;
}

function suggestionFor(left: ReadonlySet<string>, paid: readonly SkuReading[]): string | undefined {
  const fresh = paid.filter(
    ({ skuId, isUsable, used, free }) => isUsable && used === 0 && free > 0 && !left.has(skuId),
  );
  return left.size === 1 && fresh.length === 1 ? fresh[0]?.skuId : undefined;
}
