/** What can be said of conditions without a changeover: what they name, what they surely require, whether they go round. */
import type { Condition } from './playbook.ts';

/** Every condition inside, without the `all`, `any` and `not` around it. */
export function leaves(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all.flatMap(leaves);
  if ('any' in condition) return condition.any.flatMap(leaves);
  if ('not' in condition) return leaves(condition.not);
  return [condition];
}

/** True when the condition cannot hold unless a leaf does for which `isIt` says yes: in one part of `all`, in every part of `any`. */
export function requires(condition: Condition, isIt: (leaf: Condition) => boolean): boolean {
  if ('all' in condition) return condition.all.some((part) => requires(part, isIt));
  if ('any' in condition) return condition.any.length > 0 && condition.any.every((part) => requires(part, isIt));
  if ('not' in condition) return false;
  return isIt(condition);
}

export function duplicates(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

/** A way round through the ids that wait for each other, if there is one. */
export function findCycle(waits: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const cleared = new Set<string>();
  const follow = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (cleared.has(id)) return undefined;
    for (const next of waits.get(id) ?? []) {
      const cycle = follow(next, [...path, id]);
      if (cycle) return cycle;
    }
    cleared.add(id);
    return undefined;
  };
  for (const id of waits.keys()) {
    const cycle = follow(id, []);
    if (cycle) return cycle;
  }
  return undefined;
}
