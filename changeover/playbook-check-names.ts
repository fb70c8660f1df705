/** What the steps of a playbook point at: other steps, options, outcomes, variants, facts, days. Nothing may point nowhere. */
import { asksOf, waysOf } from './asks.ts';
import type { FactName, Side, StepId } from './changeover.ts';
import { isFactOfAll, opensGuard } from './evidence.ts';
import { outcomesOf } from './list-items.ts';
import type { Condition, DueFrom, ListOf, Playbook, Proof, Step } from './playbook.ts';
import { duplicates, leaves } from './playbook-conditions.ts';
import { conditionsOf, mayBeIn, problem, type Path, type Placed, type Problem } from './playbook-problems.ts';

export interface Named {
  readonly playbook: Playbook;
  readonly steps: ReadonlyMap<StepId, Step>;
}

/** What one step names that is not there, or is not what it is taken for. */
export function nameProblems({ step, path }: Placed, named: Named): readonly Problem[] {
  const conditions = conditionsOf(step).flatMap(({ field, condition }) =>
    leaves(condition).flatMap((leaf) => leafProblems(leaf, step, named).map((says) => problem([...path, field], says))),
  );
  const facts = (step.facts ?? []).filter((id) => !Object.hasOwn(named.playbook.facts, id));
  return [
    ...conditions,
    ...facts.map((id) => problem([...path, 'facts'], `step ${step.id} shows fact ${id}, which is not there`)),
    ...proofProblems(step, named).map((says) => problem([...path, 'proof'], says)),
    ...dueProblems(step, path, named),
    ...waitProblems(step, path, named),
    ...readsProblems(step, named).map((says) => problem([...path, 'reads'], says)),
  ];
}

/** What is counted has to be named, and one answer has to say that all is as it should be. */
function readsProblems(step: Step, { playbook }: Named): readonly string[] {
  if (step.reads !== 'productDomains') return [];
  const { productDomains, facts } = playbook;
  if (!productDomains) return [`step ${step.id} counts domains, but the playbook names none (productDomains)`];
  const missing = Object.values(productDomains).filter((id) => !Object.hasOwn(facts, id));
  const isCounted = step.proof.kind === 'choice' && step.proof.options.some(({ id }) => id === 'two');
  return [
    ...missing.map((id) => `productDomains names fact ${id}, which is not there`),
    ...(isCounted && step.per === 'changeover' ? [] : [`step ${step.id} counts domains without a choice "two"`]),
  ];
}

/** The step ids that a condition names. */
export function stepsNamed(leaf: Condition): readonly StepId[] {
  if ('stepDone' in leaf) return [leaf.stepDone];
  if ('chosen' in leaf) return [leaf.chosen.step];
  if ('listed' in leaf) return [leaf.listed.step];
  if ('timeCome' in leaf) return [leaf.timeCome.step];
  if ('daysSince' in leaf) return [leaf.daysSince.step];
  return 'waitPassed' in leaf ? [leaf.waitPassed] : [];
}

function leafProblems(leaf: Condition, step: Step, { playbook, steps }: Named): readonly string[] {
  const missing = stepsNamed(leaf).filter((id) => !steps.has(id));
  if (missing.length > 0) return missing.map((id) => `step ${step.id} waits for step ${id}, which is not there`);
  if ('variant' in leaf) {
    const unknown = leaf.variant.filter((id) => !playbook.variants?.some((variant) => variant.id === id));
    return unknown.map((id) => `step ${step.id} names variant ${id}, which is not there`);
  }
  if ('product' in leaf) {
    const unknown = leaf.product.filter((id) => id !== 'other' && !playbook.products.some((known) => known.id === id));
    return unknown.map((id) => `step ${step.id} names product ${id}, which is not there`);
  }
  if ('chosen' in leaf) return chosenProblems(leaf.chosen, step, steps.get(leaf.chosen.step)?.proof);
  if ('listed' in leaf) return listedProblems(leaf.listed, step, steps.get(leaf.listed.step)?.proof);
  if ('timeCome' in leaf && steps.get(leaf.timeCome.step)?.proof.kind !== 'when') {
    return [`step ${step.id} waits for a moment of step ${leaf.timeCome.step}, which agrees none (proof "when")`];
  }
  if ('waitPassed' in leaf && steps.get(leaf.waitPassed)?.wait === undefined) {
    return [`step ${step.id} waits for the wait of step ${leaf.waitPassed}, which has none`];
  }
  return 'confirmed' in leaf ? confirmedProblems(leaf.confirmed, step, steps) : [];
}

function chosenProblems(
  { step: id, option }: Extract<Condition, { chosen: unknown }>['chosen'],
  step: Step,
  proof: Proof | undefined,
): readonly string[] {
  if (proof?.kind !== 'choice') return [`step ${step.id} asks what was chosen in step ${id}, which has no choice`];
  const unknown = option.filter((one) => !proof.options.some((known) => known.id === one));
  return unknown.map((one) => `step ${step.id} asks for option ${one} of step ${id}, which is not there`);
}

function listedProblems(
  { step: id, outcome }: Extract<Condition, { listed: unknown }>['listed'],
  step: Step,
  proof: Proof | undefined,
): readonly string[] {
  if (proof?.kind !== 'list') return [`step ${step.id} asks what was listed in step ${id}, which has no list`];
  const unknown = outcome.filter((one) => !outcomesOf(proof).includes(one));
  return unknown.map((one) => `step ${step.id} asks for outcome ${one} of step ${id}, which is not there`);
}

/** A gate that nobody can open: both sides have to be able to say it. What the tenant can be read for is looked at with the order. */
function confirmedProblems(fact: FactName, step: Step, steps: ReadonlyMap<StepId, Step>): readonly string[] {
  if (opensGuard(fact)) return [];
  const sides: readonly Side[] = ['partner', 'customer'];
  const mute = sides.filter((side) => ![...steps.values()].some((one) => one.side === side && one.states === fact));
  return mute.map((side) => `step ${step.id} waits for ${fact} to be confirmed, but no step lets the ${side} state it`);
}

function proofProblems({ id, proof }: Step, { playbook, steps }: Named): readonly string[] {
  switch (proof.kind) {
    case 'statement':
      return Object.hasOwn(playbook.facts, proof.fact)
        ? []
        : [`step ${id} has fact ${proof.fact} acknowledged, which is not there`];
    case 'choice':
      return [
        ...duplicates(proof.options.map((one) => one.id)).map((one) => `step ${id} has option ${one} twice`),
        ...(proof.options.every((one) => one.isNotEnough) ? [`step ${id} has no option that is enough`] : []),
      ];
    case 'list':
      return [
        ...(Array.isArray(proof.items) ? duplicates(proof.items.map((one) => one.id)) : []).map(
          (one) => `step ${id} has item ${one} twice`,
        ),
        ...duplicates(proof.outcomes ?? []).map((one) => `step ${id} has outcome ${one} twice`),
        ...takenProblems(id, proof.items, steps),
      ];
    case 'counts':
      return countsProblems(id, proof, steps);
    case 'word':
    case 'reference':
    case 'text':
    case 'domain':
    case 'when':
      return [];
  }
}

/** Things of another list need that list, and its outcomes. */
function takenProblems(id: StepId, items: ListOf, steps: ReadonlyMap<StepId, Step>): readonly string[] {
  if (typeof items !== 'object' || !('of' in items)) return [];
  const other = steps.get(items.of)?.proof;
  if (other?.kind !== 'list') return [`step ${id} takes the things of step ${items.of}, which has no list`];
  const unknown = items.outcome.filter((one) => !outcomesOf(other).includes(one));
  return unknown.map((one) => `step ${id} takes things of step ${items.of} with outcome ${one}, which is not there`);
}

function countsProblems(
  id: StepId,
  { items, atLeastOf }: Extract<Proof, { kind: 'counts' }>,
  steps: ReadonlyMap<StepId, Step>,
): readonly string[] {
  const twice = duplicates(items.map((one) => one.id)).map((one) => `step ${id} counts ${one} twice`);
  if (atLeastOf === undefined) return twice;
  const other = steps.get(atLeastOf)?.proof;
  if (other?.kind !== 'counts') return [...twice, `step ${id} compares with step ${atLeastOf}, which counts nothing`];
  const unknown = items.filter((item) => !other.items.some((one) => one.id === item.id));
  return [...twice, ...unknown.map((item) => `step ${id} counts ${item.id}, which step ${atLeastOf} does not`)];
}

/** A date rule needs its day in every variant in which the step can come up. */
function dueProblems(step: Step, path: Path, { playbook, steps }: Named): readonly Problem[] {
  const from = step.due?.from;
  if (from === undefined || from === 'readyAt') return [];
  const at = [...path, 'due', 'from'];
  if (typeof from === 'object') return agreedProblems(step, from, steps).map((says) => problem(at, says));
  return waysOf(playbook).flatMap((variant) => {
    if (!mayBeIn(step, variant)) return [];
    const { lines } = asksOf(playbook, variant);
    const isMissing = lines === 'none' || (lines === 'old' && from !== 'renewal');
    const where = variant === undefined ? '' : ` in variant ${variant}`;
    return isMissing ? [problem(at, `step ${step.id} counts from ${from}, a day that is not known${where}`)] : [];
  });
}

function agreedProblems(
  step: Step,
  from: Extract<DueFrom, object>,
  steps: ReadonlyMap<StepId, Step>,
): readonly string[] {
  const id = 'doneOf' in from ? from.doneOf : from.agreedIn;
  const other = steps.get(id);
  if (!other) return [`step ${step.id} counts from step ${id}, which is not there`];
  if (other.per === 'line' && step.per !== 'line') return [`step ${step.id} counts from step ${id} of no line`];
  return 'agreedIn' in from && other.proof.kind !== 'when'
    ? [`step ${step.id} counts from the day agreed in step ${id}, which agrees none (proof "when")`]
    : [];
}

function waitProblems(step: Step, path: Path, { playbook, steps }: Named): readonly Problem[] {
  const { wait, lapses, states } = step;
  const says: [string, string][] = [];
  if (wait && 'step' in wait.planB && !steps.has(wait.planB.step)) {
    says.push(['wait', `step ${step.id} has step ${wait.planB.step} as plan B, which is not there`]);
  }
  if (wait && 'variant' in wait.planB) {
    const { variant } = wait.planB;
    const isThere = playbook.variants?.some(({ id }) => id === variant) === true;
    if (!isThere) says.push(['wait', `step ${step.id} has variant ${variant} as plan B, which is not there`]);
  }
  if (lapses && (lapses.again === step.id || !steps.has(lapses.again))) {
    says.push(['lapses', `step ${step.id} lapses and asks for step ${lapses.again} again, which is no other step`]);
  }
  if (states && isFactOfAll(states) && step.per === 'line') {
    says.push(['states', `step ${step.id} states ${states}, which is said of the whole changeover`]);
  }
  return says.map(([field, text]) => problem([...path, field], text));
}
