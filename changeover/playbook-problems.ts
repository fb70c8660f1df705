/** What is wrong with a playbook: each fault with its place in the data and what to do about it, for the playbook's author. */
import type { Condition, Phase, Step } from './playbook.ts';

export type Path = readonly (string | number)[];

export interface Problem {
  readonly path: Path;
  /** A sentence; names the step, says what to do where that is not plain. */
  readonly says: string;
}

/** A step with its place. */
export interface Placed {
  readonly step: Step;
  readonly path: Path;
}

export function problem(path: Path, says: string): Problem {
  return { path, says };
}

/** `phases[2].steps[0].due: …`. */
export function problemText({ path, says }: Problem): string {
  const place = path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`))
    .join('');
  return place === '' ? says : `${place}: ${says}`;
}

/** Every step of the playbook, in its order. */
export function placedSteps(playbook: { readonly phases: readonly Phase[] }): readonly Placed[] {
  return playbook.phases.flatMap(({ steps }, phase) =>
    steps.map((step, at) => ({ step, path: ['phases', phase, 'steps', at] })),
  );
}

/** The conditions of a step, by the name of their field. */
export function conditionsOf(step: Step): readonly { readonly field: string; readonly condition: Condition }[] {
  return (['when', 'after', 'linkAfter'] as const).flatMap((field) => {
    const condition = step[field];
    return condition ? [{ field, condition }] : [];
  });
}

/** True unless the variant alone rules the step out. */
export function mayBeIn(step: Step, variant: string | undefined): boolean {
  return step.when === undefined || mayHold(step.when, variant);
}

function mayHold(condition: Condition, variant: string | undefined): boolean {
  if ('variant' in condition) return variant !== undefined && condition.variant.includes(variant);
  if ('all' in condition) return condition.all.every((part) => mayHold(part, variant));
  if ('any' in condition) return condition.any.some((part) => mayHold(part, variant));
  if ('not' in condition && 'variant' in condition.not) return !mayHold(condition.not, variant);
  return true;
}
