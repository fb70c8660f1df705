/** Which of the three acts are allowed now, and on what: the one place that cards, reminders and dialogs ask. */
import type { Changeover, Instant, LineId } from './changeover.ts';
import type { Act } from './commands.ts';
import { actOf } from './guard-of.ts';
import type { Playbook } from './playbook.ts';
import { openSteps } from './steps.ts';

export { isConfirmed } from './evidence.ts';
export { guardOf } from './guard-of.ts';
export { rescueWindow } from './rescue-window.ts';

/** The acts that some open step of the playbook offers and whose guard is open. */
export function availableActs(
  changeover: Changeover,
  playbook: Playbook,
  now: Instant,
): readonly { readonly act: Act; readonly line: LineId }[] {
  return openSteps(changeover, playbook, now).flatMap((view) => {
    const act = actOf(view.step.effect);
    return act !== undefined && view.line ? [{ act, line: view.line.id }] : [];
  });
}
