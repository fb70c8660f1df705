/** Whether a playbook can be trusted: the order of FACTS §6 is in its data, and nothing in it points nowhere. Ways through it: playbook-ways.ts. */
import { asksOf, waysOf } from './asks.ts';
import type { StepId } from './changeover.ts';
import type { Asks, Playbook, Step } from './playbook.ts';
import { effectProblems, orderProblems } from './playbook-check-order.ts';
import { nameProblems, stepsNamed } from './playbook-check-names.ts';
import { duplicates, findCycle, leaves } from './playbook-conditions.ts';
import {
  conditionsOf,
  mayBeIn,
  placedSteps,
  problem,
  type Path,
  type Placed,
  type Problem,
} from './playbook-problems.ts';

/** Every problem at once; empty when the playbook may be used. */
export function check(playbook: Playbook): readonly Problem[] {
  const placed = placedSteps(playbook);
  const steps = placed.map(({ step }) => step);
  const named = { playbook, steps: new Map(steps.map((step) => [step.id, step])) };
  return [
    ...twice(playbook, placed),
    ...playbook.phases.flatMap((phase, at) =>
      phase.steps.length === 0 ? [problem(['phases', at], `phase ${phase.id} has no steps`)] : [],
    ),
    ...placed.flatMap((one) => [...effectProblems(one), ...nameProblems(one, named)]),
    ...placed.flatMap((one, at) => orderProblems(one, steps.slice(0, at))),
    ...cycleProblems(placed),
    ...factProblems(playbook),
    ...asksProblems(playbook, placed),
    ...nobodyProblems(playbook, placed),
    ...(playbook.marginWorkingDays >= 0 ? [] : [problem(['marginWorkingDays'], 'marginWorkingDays is negative')]),
  ];
}

function twice(playbook: Playbook, placed: readonly Placed[]): readonly Problem[] {
  const again = (ids: readonly string[], pathOf: (at: number) => Path, what: string): readonly Problem[] =>
    duplicates(ids).map((id) => problem(pathOf(ids.lastIndexOf(id)), `${what} ${id} is there twice`));
  return [
    ...again(
      playbook.phases.map(({ id }) => id),
      (at) => ['phases', at],
      'phase',
    ),
    ...again(
      placed.map(({ step }) => step.id),
      (at) => placed[at]?.path ?? [],
      'step',
    ),
    ...again(
      playbook.products.map(({ id }) => id),
      (at) => ['products', at],
      'product',
    ),
    ...again(
      (playbook.variants ?? []).map(({ id }) => id),
      (at) => ['variants', at],
      'variant',
    ),
  ];
}

/** A lapse asks for a step that comes before, so it is no waiting. */
function cycleProblems(placed: readonly Placed[]): readonly Problem[] {
  const waits = new Map(placed.map(({ step }) => [step.id, waitedFor(step)]));
  const cycle = findCycle(waits);
  const path = placed.find(({ step }) => step.id === cycle?.[0])?.path ?? [];
  return cycle ? [problem(path, `steps wait for each other: ${cycle.join(' → ')}`)] : [];
}

function waitedFor(step: Step): readonly StepId[] {
  const { proof } = step;
  const ofCounts = proof.kind === 'counts' && proof.atLeastOf !== undefined ? [proof.atLeastOf] : [];
  const ofList =
    proof.kind === 'list' && typeof proof.items === 'object' && 'of' in proof.items ? [proof.items.of] : [];
  const ofConditions = conditionsOf(step).flatMap(({ condition }) => leaves(condition).flatMap(stepsNamed));
  return [...ofConditions, ...ofCounts, ...ofList];
}

/** Every fact grows old, so every fact has its question; what is opened as a link must be one. */
function factProblems({ facts, intro = [], variants = [] }: Playbook): readonly Problem[] {
  const own = Object.entries(facts).flatMap(([id, fact]) => {
    const isLink = /^https:\/\/[^\s/]+\.[^\s/]+/u.test(fact.now) && URL.canParse(fact.now);
    const says = [
      ...(fact.question === undefined && fact.words?.question === undefined
        ? [`fact ${id} has no question to put to Microsoft`]
        : []),
      ...(fact.source === '' ? [`fact ${id} has no source`] : []),
      ...(/^\d{4}-\d{2}-\d{2}$/.test(fact.asOf) ? [] : [`fact ${id} has no day it is as of`]),
      ...(fact.kind === 'link' && !isLink ? [`fact ${id} is a link and must begin with https://`] : []),
    ];
    return says.map((one) => problem(['facts', id], one));
  });
  const said = [
    { path: ['intro'], ids: intro },
    ...variants.map((variant, at) => ({ path: ['variants', at, 'intro'], ids: variant.intro ?? [] })),
  ];
  const missing = said.flatMap(({ path, ids }) =>
    ids
      .filter((id) => !Object.hasOwn(facts, id))
      .map((id) => problem(path, `the first card says fact ${id}, which is not there`)),
  );
  return [...own, ...missing];
}

/** What is asked while opening is a step that the partner can answer at once. */
function asksProblems(playbook: Playbook, placed: readonly Placed[]): readonly Problem[] {
  const asked: readonly { readonly asks: Asks | undefined; readonly path: Path }[] = [
    { asks: playbook.asks, path: ['asks'] },
    ...(playbook.variants ?? []).map(({ asks }, at) => ({ asks, path: ['variants', at, 'asks'] })),
  ];
  return asked.flatMap(({ asks, path }) =>
    (asks?.steps ?? []).flatMap((id) => {
      const step = placed.find((one) => one.step.id === id)?.step;
      if (!step) return [problem([...path, 'steps'], `step ${id} is asked for at the beginning and is not there`)];
      const isReady = step.side === 'partner' && step.per === 'changeover' && step.after === undefined;
      const says = `step ${id} is asked for at the beginning: it must be the partner's, asked once and open at once`;
      return isReady ? [] : [problem([...path, 'steps'], says)];
    }),
  );
}

/** Where the partner moves itself there is nobody to do a customer's step, so nobody to remind of it. */
function nobodyProblems(playbook: Playbook, placed: readonly Placed[]): readonly Problem[] {
  return waysOf(playbook).flatMap((variant) => {
    if (asksOf(playbook, variant).customer !== 'self') return [];
    const where = variant === undefined ? 'here' : `in variant ${variant}`;
    return placed
      .filter(({ step }) => step.side === 'customer' && mayBeIn(step, variant))
      .map(({ step, path }) => problem(path, `step ${step.id} is the customer's, and ${where} there is none`));
  });
}
