/** Products of the pretend tenants with their real ids and the service plans that matter to a move. */
import { SKU_OF_PRODUCT } from '../changeover/product-ids.ts';
import { SERVICE_PLANS, type ServicePlanName } from '../changeover/service-plans.ts';

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

const BASIC: readonly ServicePlanName[] = ['EXCHANGE_S_STANDARD', 'SHAREPOINTSTANDARD', 'MCOSTANDARD'];
const STANDARD: readonly ServicePlanName[] = [...BASIC, 'OFFICE_BUSINESS'];
const ENTERPRISE: readonly ServicePlanName[] = [
  'EXCHANGE_S_ENTERPRISE',
  'SHAREPOINTENTERPRISE',
  'MCOSTANDARD',
  'OFFICESUBSCRIPTION',
];
const PLANS: Readonly<Record<string, readonly ServicePlanName[]>> = {
  'business-basic': [...BASIC, 'TEAMS1'],
  'business-basic-eea': BASIC,
  'business-standard': [...STANDARD, 'TEAMS1'],
  'business-standard-eea': STANDARD,
  'business-premium': [...STANDARD, 'TEAMS1', 'INTUNE_A', 'AAD_PREMIUM', 'ATP_ENTERPRISE'],
  'apps-business': ['OFFICE_BUSINESS', 'ONEDRIVESTANDARD'],
  'o365-e1': [...BASIC, 'TEAMS1'],
  'o365-e3': [...ENTERPRISE, 'TEAMS1'],
  'm365-e3': [...ENTERPRISE, 'TEAMS1', 'INTUNE_A', 'AAD_PREMIUM'],
  'exchange-kiosk': ['EXCHANGE_S_DESKLESS'],
  'exchange-1': ['EXCHANGE_S_STANDARD'],
  'exchange-2': ['EXCHANGE_S_ENTERPRISE'],
  'audio-conferencing': ['MCOMEETADV'],
  'defender-office-2': ['THREAT_INTELLIGENCE'],
  'teams-phone': ['MCOEV'],
  'teams-essentials': ['TeamsEss'],
  'visio-2': ['VISIO_CLIENT_SUBSCRIPTION', 'VISIOONLINE'],
  'project-3': ['PROJECT_PROFESSIONAL', 'PROJECT_CLIENT_SUBSCRIPTION'],
  'power-bi-pro': ['BI_AZURE_P2'],
  'dynamics-sales-enterprise': ['DYN365_ENTERPRISE_SALES'],
  'dynamics-sales-professional': ['DYN365_SALES_PRO'],
  'dynamics-team': ['DYN365_TEAM_MEMBERS'],
};
export const INTUNE_BY_VOLUME = '99fc2803-fa72-42d3-ae78-b055e177d275';
/** Teams Phone, an add-on. */
export const TEAMS_PHONE = pretendSku('teams-phone', 0).skuId;

/** A product that the playbooks name; one that nobody knows has an id of its own and one service. */
export function pretendSku(product: string, enabled: number): PretendSku {
  const known = SKU_OF_PRODUCT[product];
  const names = PLANS[product] ?? ['SHAREPOINTSTANDARD'];
  const plans = names.map((name) => ({ id: SERVICE_PLANS[name]!.id, name }));
  return {
    skuId: known?.skuId ?? 'dddddddd-0000-4000-8000-000000000001',
    partNumber: known?.partNumber ?? product.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_'),
    plans,
    enabled,
    status: 'Enabled',
  };
}

export function teamsPhone(enabled: number): PretendSku {
  return pretendSku('teams-phone', enabled);
}

/** Intune as it was sold under volume agreements: its service excludes the usual one. */
export function intuneByVolume(enabled: number): PretendSku {
  const plans = [{ id: SERVICE_PLANS['INTUNE_A_VL']!.id, name: 'INTUNE_A_VL' }];
  return { skuId: INTUNE_BY_VOLUME, partNumber: 'INTUNE_A_VL', plans, enabled, status: 'Enabled' };
}
