import { Dialog, type DialogTurnResult, type WaterfallStepContext } from './waterfall.ts';

/** Waits on: a waterfall of two steps is put back to its question without asking it again. */
export function stay<Options extends object>(step: WaterfallStepContext<Options>): DialogTurnResult {
  const instance = step.activeDialog;
  if (instance) instance.state.stepIndex = 0;
  return Dialog.EndOfTurn;
}
