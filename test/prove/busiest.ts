import type { Taken } from './recording-connector.ts';

/** The most calls within any span of so many milliseconds, of whichever key had the most. */
export function busiest(taken: readonly Taken[], keyOf: (one: Taken) => string, spanMs: number): number {
  const times = Map.groupBy(taken, keyOf);
  let most = 0;
  for (const of of times.values()) {
    let from = 0;
    of.forEach((one, i) => {
      while (one.at - of[from]!.at >= spanMs) from += 1;
      most = Math.max(most, i - from + 1);
    });
  }
  return most;
}
