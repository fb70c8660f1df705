/** Graph's bucket of resource units for one application in one tenant, over ten seconds (PLATFORM figures of 2026). */
export interface UnitBucket {
  /** Seconds to wait for when there is no room; else the units are taken. */
  take(tenantId: string, units: number, users: number): number | undefined;
  /** All that were taken since the beginning. */
  taken(tenantId: string): number;
  /** Sets the size of every bucket; tenants have their own by their users until then. */
  limit(units: number): void;
}

const SPAN_MS = 10_000;

export function createUnitBucket(now: () => number): UnitBucket {
  const spans = new Map<string, { readonly from: number; readonly used: number }>();
  const sums = new Map<string, number>();
  let fixed: number | undefined;
  return {
    take(tenantId, units, users) {
      const at = now();
      const span = spans.get(tenantId);
      const running = span && at - span.from < SPAN_MS ? span : { from: at, used: 0 };
      const size = fixed ?? (users < 50 ? 3_500 : users <= 500 ? 5_000 : 8_000);
      if (running.used + units > size) return Math.ceil((running.from + SPAN_MS - at) / 1000);
      spans.set(tenantId, { ...running, used: running.used + units });
      sums.set(tenantId, (sums.get(tenantId) ?? 0) + units);
      return undefined;
    },
    taken: (tenantId) => sums.get(tenantId) ?? 0,
    limit: (units) => void (fixed = units),
  };
}
