/**
 * Walks through a playbook with pretend people who do whatever is open, by the rules themselves: every variant, kind of
 * subscription and choice. Says what never opens and what can't be finished.
 */
import { asksOf, waysOf } from './asks.ts';
import type { Actor, Changeover, Instant, StepId } from './changeover.ts';
import type { Command, CommandBody } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { actOf } from './guard-of.ts';
import type { Playbook } from './playbook.ts';
import { placedSteps, problem, type Problem } from './playbook-problems.ts';
import { nextTurnAt } from './reminder-turns.ts';
import { waitEndsAt } from './waits.ts';
import { isNeeded, openSteps, stepsOf, type StepView } from './steps.ts';
import { DAY } from './working-time.ts';
import { answerFor, choicesOf, linesFor, openInputFor, PEOPLE, type Choices, type LineKind } from './pretend-people.ts';

interface Way {
  readonly variant: string | undefined;
  readonly choices: Choices;
  readonly line: LineKind | undefined;
  /** Nobody hurries: acts and answers that are waited for come as late as they can, so that rescue and plan B open too. */
  readonly isLate: boolean;
}

interface Walk {
  readonly opened: ReadonlySet<StepId>;
  /** What was left when nothing could be done any more. */
  readonly left: readonly StepView[];
  readonly refused?: string;
}

/** A Monday morning; the rules read no clock. */
const BEGINS_AT: Instant = Date.UTC(2030, 0, 7, 9);
const MOVES_AT_MOST = 1000;
/** The pretended new order begins after a week. */
const PATIENCE = 6 * DAY;

/** Steps that no way opens, and ways that can't be finished; call it on a playbook that `check` finds nothing wrong with. */
export function checkWays(playbook: Playbook): readonly Problem[] {
  const opened = new Set<StepId>();
  const stuck = new Map<string, Problem>();
  for (const way of allWays(playbook)) {
    const walked = walk(playbook, way);
    for (const id of walked.opened) opened.add(id);
    const first = walked.left[0];
    if (first && !stuck.has(first.step.id)) stuck.set(first.step.id, stuckAt(playbook, way, walked, first.step.id));
  }
  const dead = placedSteps(playbook).filter(({ step }) => !opened.has(step.id) && !stuck.has(step.id));
  return [
    ...stuck.values(),
    ...dead.map(({ step, path }) =>
      problem(path, `step ${step.id} never opens, whichever way is taken: mend its conditions, or leave it out`),
    ),
  ];
}

/** The ids of the steps that open on some way through a variant. */
export function stepsOpenedIn(playbook: Playbook, variant: string | undefined): ReadonlySet<StepId> {
  const walks = allWays(playbook).filter((way) => way.variant === variant);
  return new Set(walks.flatMap((way) => [...walk(playbook, way).opened]));
}

function stuckAt(playbook: Playbook, way: Way, { left, refused }: Walk, id: StepId): Problem {
  const path = placedSteps(playbook).find(({ step }) => step.id === id)?.path ?? [];
  const how = [
    ...(way.variant === undefined ? [] : [`variant ${way.variant}`]),
    ...(way.line ? [`an old subscription of kind ${way.line.billingAccount}`] : []),
    ...Object.entries(way.choices).map(([step, option]) => `${option} in step ${step}`),
  ];
  const ids = [...new Set(left.map(({ step }) => step.id))].join(', ');
  const why = refused === undefined ? '' : ` (${refused})`;
  return problem(path, `the end can't be reached with ${how.join(', ') || 'this playbook'}: left over ${ids}${why}`);
}

function allWays(playbook: Playbook): readonly Way[] {
  return waysOf(playbook).flatMap((variant) => {
    const kinds = linesFor(playbook, asksOf(playbook, variant).lines);
    const [usual = {}, ...others] = choicesOf(playbook);
    return [
      ...kinds.flatMap((line) => [false, true].map((isLate) => ({ variant, line, choices: usual, isLate }))),
      ...others.map((choices) => ({ variant, line: kinds[0], choices, isLate: false })),
    ];
  });
}

function walk(playbook: Playbook, way: Way): Walk {
  const opened = new Set<StepId>();
  const going = new Going(playbook, way.variant, way.line);
  for (let move = 0; move < MOVES_AT_MOST && going.changeover.state.kind === 'open'; move += 1) {
    const views = openSteps(going.changeover, playbook, going.now);
    for (const view of views) opened.add(view.step.id);
    const ready = views.filter((one) => isForSure(one) && !(way.isLate && going.mayWait(one)));
    const view = ready.find((one) => actOf(one.step.effect) === undefined) ?? ready[0];
    if (!view) {
      if (going.waitOn()) continue;
      break;
    }
    const refused = going.does(view, way.choices);
    if (refused !== undefined) return { opened, left: [view], refused };
  }
  return { opened, left: going.left() };
}

/** An order is never undone here: that way goes back. */
function isForSure({ step }: StepView): boolean {
  return step.effect !== 'undoesNew';
}

/** One changeover on its way; time moves only when nobody has anything to do. */
class Going {
  readonly #playbook: Playbook;
  #commands = 0;
  now = BEGINS_AT;
  changeover: Changeover;

  constructor(playbook: Playbook, variant: string | undefined, line: LineKind | undefined) {
    this.#playbook = playbook;
    const input = openInputFor(playbook, variant, line, this.now);
    const opened = this.#decided(undefined, PEOPLE.partner, { type: 'open', ...input });
    if (typeof opened === 'string') throw new Error(`the pretend changeover of ${playbook.id} was refused: ${opened}`);
    this.changeover = opened;
    if (asksOf(playbook, variant).customer === 'self') return;
    const { hash } = input.joinCode;
    this.#take(PEOPLE.customer, { type: 'join', codeHash: hash, zone: 'UTC', locale: 'en' });
  }

  does(view: StepView, choices: Choices): string | undefined {
    const actor = view.step.side === 'customer' ? PEOPLE.customer : PEOPLE.partner;
    return this.#take(actor, answerFor(view, this.changeover, this.#playbook, choices, this.now));
  }

  /** Acts can wait until the new order has begun, and a side that is not there until its wait is over. */
  mayWait({ step, record }: StepView): boolean {
    const waitEnds = waitEndsAt(step, record, this.changeover);
    if (waitEnds !== undefined) return this.now < waitEnds;
    return actOf(step.effect) !== undefined && this.now < BEGINS_AT + PATIENCE;
  }

  /** Goes on to the next instant at which time alone changes something; false when there is none. */
  waitOn(): boolean {
    const at = nextTurnAt(this.changeover, this.#playbook, this.now);
    if (at === undefined) return false;
    this.now = at;
    return this.#take({ door: 'tick' }, { type: 'wake' }) === undefined;
  }

  left(): readonly StepView[] {
    if (this.changeover.state.kind === 'closed') return [];
    const views = stepsOf(this.changeover, this.#playbook, this.now);
    return views.filter((view) => isNeeded(view) && view.status !== 'done');
  }

  #take(actor: Actor, body: CommandBody): string | undefined {
    const taken = this.#decided(this.changeover, actor, body);
    if (typeof taken === 'string') return taken;
    this.changeover = taken;
    return undefined;
  }

  #decided(before: Changeover | undefined, actor: Actor, body: CommandBody): Changeover | string {
    this.#commands += 1;
    const command: Command = { id: `${this.#commands}`, changeover: 'pretend', actor, body };
    const decision = decide(before, this.#playbook, command, this.now);
    if (!decision.ok) return decision.refusal.code;
    let after = before;
    for (const event of decision.events) after = evolve(after, event, this.now, actor, command.changeover);
    return after ?? 'nothing';
  }
}
