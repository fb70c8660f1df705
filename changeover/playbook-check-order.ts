/** The order of FACTS §6 in a playbook's data: no act before what makes it safe can be confirmed by both sides. */
import type { FactName } from './changeover.ts';
import { isFactOfAll } from './evidence.ts';
import type { Condition, Effect, Step } from './playbook.ts';
import { requires } from './playbook-conditions.ts';
import { problem, type Placed, type Problem } from './playbook-problems.ts';

const STATED_BY: Readonly<Partial<Record<Effect, FactName>>> = {
  ordersNew: 'newOrdered',
  confirmsNew: 'newConfirmed',
  stopsRenewal: 'renewalStopped',
  endsOld: 'oldEnded',
};

/** What has to be confirmed before a step with the effect opens. */
const BEHIND: Readonly<Partial<Record<Effect, FactName>>> = {
  stopsRenewal: 'newOrdered',
  endsOld: 'newConfirmed',
  undoesNew: 'oldLive',
};

/** What a step's effect and fact ask of the step itself. */
export function effectProblems({ step, path }: Placed): readonly Problem[] {
  const { id, effect, states } = step;
  const fact = effect && STATED_BY[effect];
  const isOfAll = states !== undefined && isFactOfAll(states);
  const says = [
    ...(step.answers.includes('done') ? [] : [`step ${id} can't be answered "done"`]),
    ...(effect && step.per !== 'line' ? [`step ${id} has an effect and must be asked per line`] : []),
    ...(fact && states !== fact ? [`step ${id} ${effect} and must state ${fact}`] : []),
    ...(effect === 'undoesNew' && !step.isOptional ? [`step ${id} undoes the new and must be optional`] : []),
    ...(states && (step.per === 'changeover') !== isOfAll ? [`step ${id} states ${states} for the wrong scope`] : []),
    ...(states === 'renewalStopped' && effect !== 'stopsRenewal'
      ? [`step ${id} states renewalStopped without the effect stopsRenewal`]
      : []),
    ...(effect && step.proof.kind !== 'word' && step.proof.kind !== 'reference'
      ? [`step ${id} has an effect: its proof is a word or a reference`]
      : []),
  ];
  return says.map((one) => problem(path, one));
}

/**
 * The three acts lie behind what FACTS §6 wants confirmed for the same line, and behind steps in which both sides can
 * confirm it. A step that reports an end without being the act lies behind it too, unless the line is not per user.
 */
export function orderProblems({ step, path }: Placed, before: readonly Step[]): readonly Problem[] {
  const isReport = step.states === 'oldEnded' && step.effect !== 'endsOld';
  const isHandOver = step.when !== undefined && requires(step.when, (leaf) => 'perUser' in leaf && !leaf.perUser);
  const fact = (step.effect && BEHIND[step.effect]) ?? (isReport && !isHandOver ? 'newConfirmed' : undefined);
  if (!fact) return [];
  const what = step.effect ?? 'reports the old ended';
  const isBehind = step.after !== undefined && requires(step.after, (leaf) => isConfirmedLeaf(leaf, fact));
  const sides = (['partner', 'customer'] as const).filter(
    (side) => !before.some((other) => other.side === side && other.per === 'line' && other.states === fact),
  );
  const lacksEffect = fact === 'newConfirmed' && !before.some((other) => other.effect === 'confirmsNew');
  const says = [
    ...(isBehind ? [] : [`step ${step.id} ${what} but does not lie behind confirmed ${fact} of its line`]),
    ...sides.map((side) => `step ${step.id} ${what} but no step before it lets the ${side} state ${fact}`),
    ...(lacksEffect ? [`step ${step.id} ${what} but no step before it confirmsNew`] : []),
  ];
  return says.map((one) => problem(path, one));
}

function isConfirmedLeaf(leaf: Condition, fact: FactName): boolean {
  return 'confirmed' in leaf && leaf.confirmed === fact;
}
