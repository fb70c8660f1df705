/** Whether a new changeover would cost so much twice that a second person has to look at it before it is opened. */
import type { Money } from './changeover.ts';
import type { Cost } from './cost.ts';

export interface AboveLimit {
  /** What both pay while both are billed, one sum per currency. */
  readonly sums: readonly Money[];
  /** Of some line it can't be told. */
  readonly isUnknown: boolean;
}

/**
 * Undefined where nobody set a limit, and where all is known and not above it. Whoever pays, the sums of all lines count
 * together, in minor units. A sum in another currency than the limit's is above it: nobody here knows a rate.
 *
 * @param costs of each line; absent for one that can't be told, which somebody should look at.
 */
export function aboveLimit(
  limit: Money | undefined,
  costs: readonly (readonly Cost[] | undefined)[],
): AboveLimit | undefined {
  if (limit === undefined) return undefined;
  const byCurrency = new Map<string, number>();
  for (const { money } of costs.flatMap((each) => each ?? [])) {
    byCurrency.set(money.currency, (byCurrency.get(money.currency) ?? 0) + money.minor);
  }
  const sums = [...byCurrency].map(([currency, minor]) => ({ currency, minor })).filter(({ minor }) => minor > 0);
  const isUnknown = costs.includes(undefined);
  const isAbove = sums.some(({ currency, minor }) => currency !== limit.currency || minor > limit.minor);
  return isAbove || isUnknown ? { sums, isUnknown } : undefined;
}
