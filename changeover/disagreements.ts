/** Where people's word and the tenant's differ. Both are shown; the tenant's word opens and shuts guards, but takes no act. */
import type { Changeover, Evidence } from './changeover.ts';

export interface Disagreement {
  readonly word: Evidence;
  readonly reading: Evidence;
}

/** The latest own word of each side on a fact that the tenant was read for and shows otherwise. */
export function disagreements({ evidence }: Changeover): readonly Disagreement[] {
  return evidence
    .filter(({ kind }) => kind === 'word' || kind === 'reference')
    .flatMap((word) => {
      const reading = evidence.findLast(
        (one) => one.kind === 'reading' && one.fact === word.fact && one.line === word.line,
      );
      return reading && reading.holds !== word.holds ? [{ word, reading }] : [];
    });
}
