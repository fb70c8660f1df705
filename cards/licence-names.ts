import { SKU_OF_PRODUCT } from '../changeover/product-ids.ts';
import { products } from '../changeover/playbooks/products.ts';

/**
 * A product as people and administrators know it: `Microsoft 365 Business Standard (O365_BUSINESS_PREMIUM)`. The directory's
 * own name alone misleads, because some were given to other products later; for a product that nobody knows there is no other.
 */
export function skuName(skuId: string, partNumber: string): string {
  const product = products.find(({ id }) => SKU_OF_PRODUCT[id]?.skuId === skuId);
  return product === undefined ? partNumber : `${product.name} (${partNumber})`;
}
