/** Whether a playbook can be trusted: the order of FACTS §6 is in its data, and nothing in it points nowhere. */
import type { FactName } from './changeover.ts';
import type { Condition, Effect, Playbook, Step } from './playbook.ts';
import { duplicates, findCycle, leaves, requires } from './playbook-conditions.ts';

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

/** Problems, each a sentence for the playbook's author; empty when the playbook may be used. */
export function check(playbook: Playbook): readonly string[] {
  const steps = playbook.phases.flatMap((phase) => phase.steps);
  return [
    ...duplicates(playbook.phases.map((phase) => phase.id)).map((id) => `phase ${id} is there twice`),
    ...duplicates(steps.map((step) => step.id)).map((id) => `step ${id} is there twice`),
    ...duplicates(playbook.products.map((product) => product.id)).map((id) => `product ${id} is there twice`),
    ...playbook.phases.filter((phase) => phase.steps.length === 0).map((phase) => `phase ${phase.id} has no steps`),
    ...steps.flatMap((step) => [...shapeProblems(step), ...referenceProblems(step, playbook, steps)]),
    ...steps.flatMap((step, index) => orderProblems(step, steps.slice(0, index))),
    ...cycleProblems(steps),
    ...factProblems(playbook),
    ...(playbook.marginWorkingDays >= 0 ? [] : ['marginWorkingDays is negative']),
  ];
}

function shapeProblems(step: Step): readonly string[] {
  const { id, effect, states } = step;
  const fact = effect && STATED_BY[effect];
  const isOfAll = states === 'partnerApproved' || states === 'agreementAccepted';
  return [
    ...(step.answers.includes('done') ? [] : [`step ${id} can't be answered "done"`]),
    ...(effect && step.per !== 'line' ? [`step ${id} has an effect and must be asked per line`] : []),
    ...(fact && states !== fact ? [`step ${id} ${effect} and must state ${fact}`] : []),
    ...(effect === 'undoesNew' && !step.isOptional ? [`step ${id} undoes the new and must be optional`] : []),
    ...(states && (step.per === 'changeover') !== isOfAll ? [`step ${id} states ${states} for the wrong scope`] : []),
    ...(states === 'renewalStopped' && effect !== 'stopsRenewal'
      ? [`step ${id} states renewalStopped without the effect stopsRenewal`]
      : []),
  ];
}

function referenceProblems(step: Step, playbook: Playbook, steps: readonly Step[]): readonly string[] {
  const named = [step.when, step.after].flatMap((condition) => (condition ? leaves(condition) : []));
  const missing = named
    .flatMap((leaf) => ('stepDone' in leaf ? [leaf.stepDone] : []))
    .filter((id) => !steps.some((other) => other.id === id));
  const facts = (step.facts ?? []).filter((id) => !playbook.facts[id]);
  return [
    ...missing.map((id) => `step ${step.id} waits for step ${id}, which is not there`),
    ...facts.map((id) => `step ${step.id} shows fact ${id}, which is not there`),
  ];
}

/**
 * The three acts lie behind what FACTS §6 wants confirmed for the same line, and behind steps in which both sides can
 * confirm it. A step that reports an end without being the act lies behind it too, unless the line is not per user.
 */
function orderProblems(step: Step, before: readonly Step[]): readonly string[] {
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
  return [
    ...(isBehind ? [] : [`step ${step.id} ${what} but does not lie behind confirmed ${fact} of its line`]),
    ...sides.map((side) => `step ${step.id} ${what} but no step before it lets the ${side} state ${fact}`),
    ...(lacksEffect ? [`step ${step.id} ${what} but no step before it confirmsNew`] : []),
  ];
}

function isConfirmedLeaf(leaf: Condition, fact: FactName): boolean {
  return 'confirmed' in leaf && leaf.confirmed === fact;
}

function cycleProblems(steps: readonly Step[]): readonly string[] {
  const waits = new Map(
    steps.map((step) => [
      step.id,
      [step.when, step.after]
        .flatMap((condition) => (condition ? leaves(condition) : []))
        .flatMap((leaf) => ('stepDone' in leaf ? [leaf.stepDone] : [])),
    ]),
  );
  const cycle = findCycle(waits);
  return cycle ? [`steps wait for each other: ${cycle.join(' → ')}`] : [];
}

/** Every fact grows old, so every fact has its question. */
function factProblems(playbook: Playbook): readonly string[] {
  return Object.entries(playbook.facts).flatMap(([id, fact]) => [
    ...(fact.question === undefined ? [`fact ${id} has no question to put to Microsoft`] : []),
    ...(fact.source === '' ? [`fact ${id} has no source`] : []),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(fact.asOf) ? [] : [`fact ${id} has no day it is as of`]),
  ]);
}
