/** Steps and facts of another playbook, taken over as they are: the same ids, so the same words of the catalogue. */
import type { Fact, Playbook, Step } from '../playbook.ts';

/** What a step that is no bill can be answered with. */
export const ASKED = ['done', 'notYet', 'help'] as const;

/** The steps with these ids, in this order; throws for an id that the playbook does not have. */
export function stepsAsIn(
  { id: from, phases }: Pick<Playbook, 'id' | 'phases'>,
  ...ids: readonly string[]
): readonly Step[] {
  const steps = new Map(phases.flatMap((phase) => phase.steps).map((step) => [step.id, step]));
  return ids.map((id) => taken(steps.get(id), `step ${id} in ${from}`));
}

/** The facts with these ids; throws for one that is not there. */
export function factsAsIn(
  facts: Readonly<Record<string, Fact>>,
  ...ids: readonly string[]
): Readonly<Record<string, Fact>> {
  return Object.fromEntries(ids.map((id) => [id, taken(facts[id], `fact ${id}`)]));
}

function taken<Found>(found: Found | undefined, what: string): Found {
  if (found === undefined) throw new Error(`There is no ${what}.`);
  return found;
}
