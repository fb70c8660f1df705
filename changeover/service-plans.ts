/**
 * Service plans, the parts of a product, by the name that the directory has for them. Source: "Product names and service plan
 * identifiers for licensing", Microsoft Learn, entra/identity/users/licensing-service-plan-reference (R); asOf 2026-08-08.
 */
import plans from './service-plans.json' with { type: 'json' };

export interface ServicePlan {
  readonly id: string;
  /** As people know it. */
  readonly name: string;
}

export const SERVICE_PLANS: Readonly<Record<string, ServicePlan>> = plans;

export type ServicePlanName = keyof typeof plans;

/** Undefined for one that has no better name than the directory's. */
export function servicePlanNameOf(plan: string): string | undefined {
  return SERVICE_PLANS[plan]?.name;
}

const BY_ID = new Map(Object.values(SERVICE_PLANS).map(({ id, name }) => [id, name]));

/** The same by the plan's id. */
export function servicePlanNameById(id: string): string | undefined {
  return BY_ID.get(id);
}
