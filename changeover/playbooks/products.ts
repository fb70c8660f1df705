/** What Microsoft sells directly and under CSP: names as its catalogue writes them. Per user, or a thing that runs by itself. */
import type { Product } from '../playbook.ts';

export const products: readonly Product[] = [
  { id: 'business-basic', name: 'Microsoft 365 Business Basic', isPerUser: true },
  { id: 'business-standard', name: 'Microsoft 365 Business Standard', isPerUser: true },
  { id: 'business-premium', name: 'Microsoft 365 Business Premium', isPerUser: true },
  { id: 'apps-business', name: 'Microsoft 365 Apps for business', isPerUser: true },
  { id: 'apps-enterprise', name: 'Microsoft 365 Apps for enterprise', isPerUser: true },
  { id: 'o365-e1', name: 'Office 365 E1', isPerUser: true },
  { id: 'o365-e3', name: 'Office 365 E3', isPerUser: true },
  { id: 'o365-e5', name: 'Office 365 E5', isPerUser: true },
  { id: 'm365-e3', name: 'Microsoft 365 E3', isPerUser: true },
  { id: 'm365-e5', name: 'Microsoft 365 E5', isPerUser: true },
  { id: 'm365-f3', name: 'Microsoft 365 F3', isPerUser: true },
  { id: 'exchange-1', name: 'Exchange Online (Plan 1)', isPerUser: true },
  { id: 'exchange-2', name: 'Exchange Online (Plan 2)', isPerUser: true },
  { id: 'ems-e3', name: 'Enterprise Mobility + Security E3', isPerUser: true },
  { id: 'ems-e5', name: 'Enterprise Mobility + Security E5', isPerUser: true },
  { id: 'dynamics-sales', name: 'Dynamics 365 Sales', isPerUser: true },
  { id: 'visio-2', name: 'Visio Plan 2', isPerUser: true },
  { id: 'project-3', name: 'Planner and Project Plan 3', isPerUser: true },
  { id: 'power-bi-pro', name: 'Power BI Pro', isPerUser: true },
  { id: 'azure', name: 'Azure', isPerUser: false },
];
