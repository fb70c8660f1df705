/** Steps and facts that several playbooks have in common, with the same words. */
import type { StepId } from '../changeover.ts';
import type { Fact, Playbook, Step } from '../playbook.ts';

/** The answers that a step has when nothing can be charged twice. */
export const ASKED = ['done', 'notYet', 'help'] as const;

/** Steps of another playbook, in the order in which they are named. Throws for one that it does not have. */
export function stepsFrom(playbook: Pick<Playbook, 'id' | 'phases'>, ...ids: readonly StepId[]): readonly Step[] {
  const known = new Map(playbook.phases.flatMap(({ steps }) => steps).map((step) => [step.id, step]));
  return ids.map((id) => {
    const step = known.get(id);
    if (!step) throw new Error(`playbook ${playbook.id} has no step ${id}`);
    return step;
  });
}

/** Facts of another playbook. Throws for one that it does not have. */
export function factsFrom(
  facts: Readonly<Record<string, Fact>>,
  ...ids: readonly string[]
): Readonly<Record<string, Fact>> {
  return Object.fromEntries(
    ids.map((id) => {
      const fact = facts[id];
      if (!fact) throw new Error(`there is no fact ${id}`);
      return [id, fact];
    }),
  );
}
