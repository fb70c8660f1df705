/** Short ways to write the steps of a playbook. */
import type { Side, StepId } from '../changeover.ts';
import type { Condition, Item, Option, Proof, Step } from '../playbook.ts';
import { directWay } from './direct-to-csp-steps.ts';
import { ASKED, stepsFrom } from './shared-steps.ts';

export const WORD: Proof = { kind: 'word' };
export const NUMBER: Proof = { kind: 'reference', required: true };
export const NUMBER_IF_ANY: Proof = { kind: 'reference', required: false };

type More = Omit<Partial<Step>, 'id' | 'side' | 'proof' | 'per'>;

/** A step asked once. */
export function once(side: Side, id: StepId, proof: Proof, more: More): Step {
  return { id, side, per: 'changeover', answers: ASKED, proof, ...more };
}

/** A step asked for every subscription. */
export function perLine(side: Side, id: StepId, proof: Proof, more: More): Step {
  return { ...once(side, id, proof, more), per: 'line' };
}

export function choiceOf(...options: readonly (string | Option)[]): Proof {
  return { kind: 'choice', options: options.map((one) => (typeof one === 'string' ? { id: one } : one)) };
}

export function listOf(items: readonly (string | Item)[], outcomes?: readonly string[]): Proof {
  return {
    kind: 'list',
    items: items.map((one) => (typeof one === 'string' ? { id: one } : one)),
    ...(outcomes && { outcomes }),
  };
}

export function all(...parts: readonly Condition[]): Condition {
  return { all: parts };
}

/** All of these steps are done; one that does not apply counts as done. */
export function done(...steps: readonly StepId[]): Condition {
  return all(...steps.map((stepDone) => ({ stepDone })));
}

/** Steps of direct-to-csp with their words, where `when` holds. */
export function borrowed(when: Condition, ...ids: readonly StepId[]): readonly Step[] {
  return stepsFrom(directWay, ...ids).map((step) => ({ ...step, when: step.when ? all(when, step.when) : when }));
}

/** One of them that waits for something else here, or shows something else. */
export function borrowedAs(when: Condition, id: StepId, more: More): readonly Step[] {
  return borrowed(when, id).map((step) => ({ ...step, ...more }));
}
