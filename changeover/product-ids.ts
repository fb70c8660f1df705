/**
 * The products that customers have, with the ids under which Microsoft's directory knows them. Source: "Product names and
 * service plan identifiers for licensing", Microsoft Learn, entra/identity/users/licensing-service-plan-reference (R), and the
 * table that goes with it; asOf 2026-08-08. A product that is not here is not looked for: nothing is said of it, and whoever
 * wants its licences moved is asked.
 */
import table from './products.json' with { type: 'json' };

export interface ProductRow {
  /** As in `playbooks/products.ts`. */
  readonly id: string;
  /** As the catalogue and the bill write it. */
  readonly name: string;
  /** The name that administrators see beside it; some were given to other products later. */
  readonly partNumber: string;
  readonly skuId: string;
  /** Ids of what is sold under the same name: bought online, prepaid, or by another programme. */
  readonly also?: readonly string[];
}

export const PRODUCT_ROWS: readonly ProductRow[] = table;

/** A name that stands for several products: which one it is the tenant tells. */
const EDITIONS: Readonly<Record<string, readonly string[]>> = {
  'dynamics-sales': ['dynamics-sales-enterprise', 'dynamics-sales-professional', 'dynamics-sales-premium'],
  'dynamics-service': ['dynamics-service-enterprise', 'dynamics-service-professional'],
  'dynamics-central': ['dynamics-central-essentials', 'dynamics-central-premium', 'dynamics-central-team'],
};

const BY_PRODUCT = new Map(PRODUCT_ROWS.map((one) => [one.id, one]));
const BY_SKU = new Map(PRODUCT_ROWS.flatMap((one) => [one.skuId, ...(one.also ?? [])].map((skuId) => [skuId, one])));

/** By a playbook's product: the id that the directory has for it, and the name that administrators see beside it. */
export const SKU_OF_PRODUCT: Readonly<Record<string, { readonly skuId: string; readonly partNumber: string }>> =
  Object.fromEntries(PRODUCT_ROWS.map(({ id, skuId, partNumber }) => [id, { skuId, partNumber }]));

/** Undefined for a product that the directory is not asked for. */
export function skuIdOf(product: string): string | undefined {
  return BY_PRODUCT.get(product)?.skuId;
}

/** Every id under which a tenant may have the product, the usual one first; none for a product that nobody knows. */
export function skuIdsOf(product: string): readonly string[] {
  const rows = (EDITIONS[product] ?? [product]).flatMap((id) => BY_PRODUCT.get(id) ?? []);
  return rows.flatMap(({ skuId, also = [] }) => [skuId, ...also]);
}

/** Undefined for a product of the tenant that this table does not have. */
export function productNameOf(skuId: string): string | undefined {
  return BY_SKU.get(skuId)?.name;
}
