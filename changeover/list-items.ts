/** The things on a list: those of the playbook, those that somebody typed, or those that another list settled in a certain way. */
import type { Changeover, LineId, StepId, TextRef } from './changeover.ts';
import type { Playbook, Proof, Step } from './playbook.ts';
import { stepById } from './step-index.ts';
import { stepKey } from './step-key.ts';

export interface ListItem {
  readonly id: string;
  /** What was typed; absent for a thing of the playbook, whose words are `step.<of>.item.<id>`. */
  readonly labelRef?: TextRef;
  readonly of: StepId;
  readonly isOptional?: true;
}

/** In their order; of a list that is typed those that were kept so far, of another list's things those that it has by now. */
export function listItems(step: Step, changeover: Changeover, playbook: Playbook, line?: LineId): readonly ListItem[] {
  if (step.proof.kind !== 'list') return [];
  const { items } = step.proof;
  if (items === 'typed') {
    return settledItems(step, changeover, line).flatMap(({ id, labelRef }) =>
      labelRef ? [{ id, labelRef, of: step.id }] : [],
    );
  }
  if (!('of' in items)) return items.map((item) => ({ ...item, of: step.id }));
  const other = stepById(playbook, items.of);
  if (!other) return [];
  const chosen = new Set(
    settledItems(other, changeover, line).flatMap(({ id, outcome }) =>
      outcome !== undefined && items.outcome.includes(outcome) ? [id] : [],
    ),
  );
  return listItems(other, changeover, playbook, line).filter(({ id }) => chosen.has(id));
}

/** The outcomes that a thing of the list can get. */
export function outcomesOf(proof: Extract<Proof, { kind: 'list' }>): readonly string[] {
  return proof.outcomes ?? ['ticked'];
}

function settledItems(step: Step, changeover: Changeover, line: LineId | undefined) {
  const key = step.per === 'line' ? stepKey(step.id, line) : stepKey(step.id);
  const value = changeover.steps[key]?.value;
  return value?.kind === 'list' ? value.items : [];
}
