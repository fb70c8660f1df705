/** How much of this process one tenant may take up at a time: one whose connector hangs leaves room for the others. */
export interface Lanes {
  /** Enters a lane of the tenant's and answers with what leaves it; undefined when all of them are taken. */
  enter(tenantId: string): (() => void) | undefined;
}

export function createLanes(lanesOfTenant: number): Lanes {
  const taken = new Map<string, number>();

  function leave(tenantId: string): void {
    const left = (taken.get(tenantId) ?? 0) - 1;
    if (left > 0) taken.set(tenantId, left);
    else taken.delete(tenantId);
  }

  return {
    enter(tenantId) {
      const count = taken.get(tenantId) ?? 0;
      if (count >= lanesOfTenant) return undefined;
      taken.set(tenantId, count + 1);
      return () => leave(tenantId);
    },
  };
}
