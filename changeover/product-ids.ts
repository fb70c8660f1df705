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

/** What people get for nothing, or try: it serves nobody as a licence, and is never moved. */
const FREE_SKUS: ReadonlySet<string> = new Set([
  'f30db892-07e9-47e9-837c-80727f46fd3d', // FLOW_FREE
  'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235', // POWER_BI_STANDARD
  '6470687e-a428-4b7a-bef2-8a291ad947c9', // WINDOWS_STORE
  'dcb1a3ae-b33f-4487-846a-a640262fadf4', // POWERAPPS_VIRAL
  '8c4ce438-32a7-4ac5-91a6-e22ae08d9c8b', // RIGHTSMANAGEMENT_ADHOC
  '093e8d14-a334-43d9-93e3-30589a8b47d0', // RMSBASIC
  '1f2f344a-700d-42c9-9427-5cea1d5d7ba6', // STREAM
  '710779e8-3d4a-4c88-adb9-386c958d1fdf', // TEAMS_EXPLORATORY
  '16ddbbfc-09ea-4de2-b1d7-312db6112d70', // TEAMS_FREE
  '74fbf1bb-47c6-4796-9623-77dc7371723b', // MS_TEAMS_IW
  '606b54a9-78d8-4298-ad8b-df6ef4481c80', // CCIBOTS_PRIVPREV_VIRAL
  '5b631642-bd26-49fe-bd20-1daaa972ef80', // POWERAPPS_DEV
  '8f0c5670-4e56-4892-b06d-91c085d7004f', // SPZA_IW
  'bc946dac-7877-4271-b2f7-99d2db13cd2c', // FORMS_PRO
  '726a0894-2c77-4d65-99da-9775ef05aad1', // MICROSOFT_BUSINESS_CENTER
  '90d8b3f8-712e-4f7b-aa1e-62e7ae6cbe96', // SMB_APPS
  '338148b6-1b11-4102-afb9-f92b6cdc0f8d', // DYN365_ENTERPRISE_P1_IW
]);

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

/**
 * The id under which a tenant has the product, of those that are there; the usual one where it has none of them. Undefined
 * where a name stands for several products, and more than one of them is there: either may be meant.
 */
export function skuIdIn(product: string, there: readonly { readonly skuId: string }[]): string | undefined {
  const found = skuIdsOf(product).filter((id) => there.some(({ skuId }) => skuId === id));
  const isOpen = EDITIONS[product] !== undefined && found.length > 1;
  return isOpen ? undefined : (found[0] ?? skuIdOf(product));
}

/** Undefined for a product of the tenant that this table does not have. */
export function productNameOf(skuId: string): string | undefined {
  return BY_SKU.get(skuId)?.name;
}

/** True for a product that costs nothing, so that having it is not having a licence. */
export function isFreeSku(skuId: string): boolean {
  return FREE_SKUS.has(skuId);
}
