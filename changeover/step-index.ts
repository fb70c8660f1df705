/** The steps of a playbook by id: looked up for every condition, so worked out once per playbook. */
import type { StepId } from './changeover.ts';
import type { Playbook, Step } from './playbook.ts';

const indexes = new WeakMap<Playbook, ReadonlyMap<StepId, Step>>();

export function stepById(playbook: Playbook, id: StepId): Step | undefined {
  return stepIndex(playbook).get(id);
}

/** In the playbook's order. */
export function stepIndex(playbook: Playbook): ReadonlyMap<StepId, Step> {
  const known = indexes.get(playbook);
  if (known) return known;
  const made = new Map(playbook.phases.flatMap((phase) => phase.steps.map((step) => [step.id, step] as const)));
  indexes.set(playbook, made);
  return made;
}
