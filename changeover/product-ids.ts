/**
 * The ids under which Microsoft's directory knows the products (`skuId`), by the keys of `playbooks/products.ts`. Source:
 * "Product names and service plan identifiers for licensing", Microsoft Learn, asOf 2026-09-01 (X). A product that is not here
 * is not looked for: nothing is said of it.
 */
const SKU_IDS: Readonly<Record<string, string>> = {
  'business-basic': '3b555118-da6a-4418-894f-7df1e2096870',
  'business-standard': 'f245ecc8-75af-4f8e-b61f-27d8114de5f3',
  'business-premium': 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46',
  'apps-business': 'cdd28e44-67e3-425e-be4c-737fab2899d3',
  'apps-enterprise': 'c2273bd0-dff7-4215-9ef5-2c7bcfb06425',
  'o365-e1': '18181a46-0d4e-45cd-891e-60aabd171b4e',
  'o365-e3': '6fd2c87f-b296-42f0-b197-1e91e994b900',
  'o365-e5': 'c7df2760-2c81-4ef7-b578-5b5392b571df',
  'm365-e3': '05e9a617-0261-4cee-bb44-138d3ef5d965',
  'm365-e5': '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
  'm365-f3': '66b55226-6b4f-492c-910c-a3b7a3c9d993',
  'exchange-1': '4b9405b0-7788-4568-add1-99614e613b69',
  'exchange-2': '19ec0d23-8335-4cbd-94ac-6050e30712fa',
  'ems-e3': 'efccb6f7-5641-4e0e-bd10-b4976e1bf68e',
  'ems-e5': 'b05e124f-c7cc-45a0-a6aa-8cf78c946968',
  'visio-2': 'c5928f49-12ba-48f7-ada3-0d743a3601d5',
  'project-3': '53818b1b-4a27-454b-8896-0dba576410e6',
  'power-bi-pro': 'f8a1db68-be16-40ed-86d5-cb42ce701560',
};

/** Undefined for a product that the directory is not asked for. */
export function skuIdOf(product: string): string | undefined {
  return SKU_IDS[product];
}
