/** What has to be done again once a new subscription was undone. */
import type { Changeover, Line } from './changeover.ts';
import type { Event } from './events.ts';
import type { Playbook } from './playbook.ts';
import { stepKey } from './step-key.ts';

/** Done steps that ordered the new subscription of the line or spoke of it: each opens again. */
export function undoneSteps(changeover: Changeover, playbook: Playbook, line: Line): readonly Event[] {
  return playbook.phases
    .flatMap((phase) => phase.steps)
    .filter((step) => step.states === 'newOrdered' || step.states === 'newConfirmed')
    .filter((step) => changeover.steps[stepKey(step.id, line.id)]?.doneAt !== undefined)
    .map((step) => ({ type: 'stepReopened', step: step.id, line: line.id, why: 'disproved' }));
}
