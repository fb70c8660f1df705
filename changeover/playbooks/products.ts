/** What Microsoft sells directly and under CSP: names as its catalogue writes them. Per user, or a thing that runs by itself. */
import type { Product } from '../playbook.ts';
import { PRODUCT_ROWS } from '../product-ids.ts';

/** For whoever does not know the edition: the tenant tells it. */
const WITHOUT_EDITION: readonly Product[] = [
  { id: 'dynamics-sales', name: 'Dynamics 365 Sales', isPerUser: true },
  { id: 'dynamics-service', name: 'Dynamics 365 Customer Service', isPerUser: true },
  { id: 'dynamics-central', name: 'Dynamics 365 Business Central', isPerUser: true },
];

const NOT_PER_USER: readonly Product[] = [
  { id: 'azure', name: 'Azure', isPerUser: false },
  { id: 'marketplace', name: 'Microsoft marketplace offer', isPerUser: false },
  { id: 'perpetual', name: 'Perpetual software licence', isPerUser: false },
  { id: 'domain', name: 'Domain or number bought from Microsoft', isPerUser: false },
];

export const products: readonly Product[] = [
  ...PRODUCT_ROWS.map(({ id, name }) => ({ id, name, isPerUser: true })),
  ...WITHOUT_EDITION,
  ...NOT_PER_USER,
];
