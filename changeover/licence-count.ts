/** Whoever fell out: users counted again after an old subscription ended. Names are looked up when they are shown. */
import type { Changeover, Instant } from './changeover.ts';
import { accept, type Asked, type Decision } from './decision.ts';
import type { SkuReading, UserReading } from './licence-reading.ts';
import { isFreeSku } from './product-ids.ts';

export interface LicenceCount {
  readonly at: Instant;
  /** Users who had a licence of the old product, or were moved from it. */
  readonly checked: number;
  /** Those of them that have no licence any more. */
  readonly without: number;
}

/** Lines whose users lose a licence with the old subscription, and did. */
export function endedLines({ lines }: Changeover): Changeover['lines'] {
  return lines.filter((line) => line.isPerUser && line.oldEndedAt !== undefined);
}

/** The last count, while it speaks of something: an end that turned out to be none takes it along. */
export function standingCount(changeover: Changeover): LicenceCount | undefined {
  return endedLines(changeover).length === 0 ? undefined : changeover.licenceCount;
}

/** Products that serve whoever has them: neither free nor over. */
export function servingSkuIds(skus: readonly SkuReading[]): readonly string[] {
  return skus.filter(({ skuId, isUsable }) => isUsable && !isFreeSku(skuId)).map(({ skuId }) => skuId);
}

/** A licence of a subscription that is over stays on the user for a while, and serves nobody. */
export function isServed({ held }: Pick<UserReading, 'held'>, serving: readonly string[]): boolean {
  return held.some(({ skuId }) => serving.includes(skuId));
}

/** Nothing where the count is the one before, or no old subscription is over by now. */
export function decideLicenceCount(
  { checked, without }: { readonly checked: number; readonly without: number },
  { changeover }: Asked,
): Decision {
  const { licenceCount: before } = changeover;
  if (endedLines(changeover).length === 0) return accept();
  if (before?.checked === checked && before.without === without) return accept();
  const isMore = without > (before?.without ?? 0);
  return accept({ type: 'licencesCounted', checked, without, ...(isMore && { isMore }) });
}
