/** How a step is named in records, commands and cards: `step` when asked once, `step/line` when asked per line. */
import type { LineId, StepId, StepKey } from './changeover.ts';

export function stepKey(step: StepId, line?: LineId): StepKey {
  return line === undefined ? step : `${step}/${line}`;
}
