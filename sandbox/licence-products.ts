/** Products of the pretend tenants with their real ids and the service plans that matter to a move. */
import { SKU_OF_PRODUCT } from '../changeover/product-ids.ts';

export interface PretendPlan {
  readonly id: string;
  readonly name: string;
}

export interface PretendSku {
  readonly skuId: string;
  readonly partNumber: string;
  readonly plans: readonly PretendPlan[];
  /** Seats; may be turned. */
  enabled: number;
  status: 'Enabled' | 'Suspended';
}

/** By the service plan's name. */
const PLAN_IDS = {
  EXCHANGE_S_STANDARD: '9aaf7827-d63c-4b61-89c3-182f06f82e5c',
  EXCHANGE_S_ENTERPRISE: 'efb87545-963c-4e0d-99df-69c6916d9eb0',
  SHAREPOINTSTANDARD: 'c7699d2e-19aa-44de-8edf-1736da088ca1',
  SHAREPOINTENTERPRISE: '5dbe027f-2339-4123-9542-606e4d348a72',
  TEAMS1: '57ff2da0-773e-42df-b2af-ffb7a2317929',
  OFFICE_BUSINESS: '094e7854-93fc-4d55-b2c0-3ab5369ebdc1',
  OFFICESUBSCRIPTION: '43de0ff5-c92c-492b-9116-175376d08c38',
  INTUNE_A: 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5',
  MCOEV: '4828c8ec-dc2e-4779-b502-87ac9ce28ab7',
} as const;
type PlanName = keyof typeof PLAN_IDS;

const PLANS: Readonly<Record<string, readonly PlanName[]>> = {
  'business-basic': ['EXCHANGE_S_STANDARD', 'SHAREPOINTSTANDARD', 'TEAMS1'],
  'business-standard': ['EXCHANGE_S_STANDARD', 'SHAREPOINTSTANDARD', 'TEAMS1', 'OFFICE_BUSINESS'],
  'business-premium': ['EXCHANGE_S_STANDARD', 'SHAREPOINTSTANDARD', 'TEAMS1', 'OFFICE_BUSINESS', 'INTUNE_A'],
  'o365-e1': ['EXCHANGE_S_STANDARD', 'SHAREPOINTSTANDARD', 'TEAMS1'],
  'o365-e3': ['EXCHANGE_S_ENTERPRISE', 'SHAREPOINTENTERPRISE', 'TEAMS1', 'OFFICESUBSCRIPTION'],
  'm365-e3': ['EXCHANGE_S_ENTERPRISE', 'SHAREPOINTENTERPRISE', 'TEAMS1', 'OFFICESUBSCRIPTION', 'INTUNE_A'],
  'exchange-1': ['EXCHANGE_S_STANDARD'],
  'exchange-2': ['EXCHANGE_S_ENTERPRISE'],
};
/** Teams Phone, an add-on. */
export const TEAMS_PHONE = 'e43b5b99-8dfb-405f-9987-dc307f34bcbd';

/** A product that the playbooks name; one that nobody knows has an id of its own and one service. */
export function pretendSku(product: string, enabled: number): PretendSku {
  const known = SKU_OF_PRODUCT[product];
  const names = PLANS[product] ?? ['SHAREPOINTSTANDARD'];
  const plans = names.map((name) => ({ id: PLAN_IDS[name], name }));
  return {
    skuId: known?.skuId ?? 'dddddddd-0000-4000-8000-000000000001',
    partNumber: known?.partNumber ?? product.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_'),
    plans,
    enabled,
    status: 'Enabled',
  };
}

export function teamsPhone(enabled: number): PretendSku {
  const plans = [{ id: PLAN_IDS.MCOEV, name: 'MCOEV' }];
  return { skuId: TEAMS_PHONE, partNumber: 'MCOEV', plans, enabled, status: 'Enabled' };
}
