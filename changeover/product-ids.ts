/**
 * The ids under which Microsoft's directory knows the products (`skuId`), by the keys of `playbooks/products.ts`. Source:
 * "Product names and service plan identifiers for licensing", Microsoft Learn, asOf 2026-09-01 (X). A product that is not here
 * is not looked for: nothing is said of it, and whoever wants its licences moved is asked.
 */

/** By a playbook's product: the id that the directory has for it, and the name that administrators see beside it. */
export const SKU_OF_PRODUCT: Readonly<Record<string, { readonly skuId: string; readonly partNumber: string }>> = {
  'business-basic': sku('3b555118-da6a-4418-894f-7df1e2096870', 'O365_BUSINESS_ESSENTIALS'),
  'business-standard': sku('f245ecc8-75af-4f8e-b61f-27d8114de5f3', 'O365_BUSINESS_PREMIUM'),
  'business-premium': sku('cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', 'SPB'),
  'apps-business': sku('cdd28e44-67e3-425e-be4c-737fab2899d3', 'O365_BUSINESS'),
  'apps-enterprise': sku('c2273bd0-dff7-4215-9ef5-2c7bcfb06425', 'OFFICESUBSCRIPTION'),
  'o365-e1': sku('18181a46-0d4e-45cd-891e-60aabd171b4e', 'STANDARDPACK'),
  'o365-e3': sku('6fd2c87f-b296-42f0-b197-1e91e994b900', 'ENTERPRISEPACK'),
  'o365-e5': sku('c7df2760-2c81-4ef7-b578-5b5392b571df', 'ENTERPRISEPREMIUM'),
  'm365-e3': sku('05e9a617-0261-4cee-bb44-138d3ef5d965', 'SPE_E3'),
  'm365-e5': sku('06ebc4ee-1bb5-47dd-8120-11324bc54e06', 'SPE_E5'),
  'm365-f3': sku('66b55226-6b4f-492c-910c-a3b7a3c9d993', 'SPE_F1'),
  'exchange-1': sku('4b9405b0-7788-4568-add1-99614e613b69', 'EXCHANGESTANDARD'),
  'exchange-2': sku('19ec0d23-8335-4cbd-94ac-6050e30712fa', 'EXCHANGEENTERPRISE'),
  'ems-e3': sku('efccb6f7-5641-4e0e-bd10-b4976e1bf68e', 'EMS'),
  'ems-e5': sku('b05e124f-c7cc-45a0-a6aa-8cf78c946968', 'EMSPREMIUM'),
  'visio-2': sku('c5928f49-12ba-48f7-ada3-0d743a3601d5', 'VISIOCLIENT'),
  'project-3': sku('53818b1b-4a27-454b-8896-0dba576410e6', 'PROJECTPROFESSIONAL'),
  'power-bi-pro': sku('f8a1db68-be16-40ed-86d5-cb42ce701560', 'POWER_BI_PRO'),
};

/** Undefined for a product that the directory is not asked for. */
export function skuIdOf(product: string): string | undefined {
  return SKU_OF_PRODUCT[product]?.skuId;
}

function sku(skuId: string, partNumber: string): { readonly skuId: string; readonly partNumber: string } {
  return { skuId, partNumber };
}
