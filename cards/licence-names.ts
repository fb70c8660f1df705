import { productNameOf } from '../changeover/product-ids.ts';
import { servicePlanNameOf } from '../changeover/service-plans.ts';

/**
 * A product as people and administrators know it: `Microsoft 365 Business Standard (O365_BUSINESS_PREMIUM)`. The directory's
 * own name alone misleads, because some were given to other products later; for a product that nobody knows there is no other.
 */
export function skuName(skuId: string, partNumber: string): string {
  const name = productNameOf(skuId);
  return name === undefined ? partNumber : `${name} (${partNumber})`;
}

/** Services as people know them, in their order, each once: several plans may go by one name. */
export function serviceNames(plans: readonly string[]): readonly string[] {
  return [...new Set(plans.map((plan) => servicePlanNameOf(plan) ?? plan))].toSorted();
}
