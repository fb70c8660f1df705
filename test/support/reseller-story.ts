/** A change of reseller played by the rules, as far as somebody wants to look: each open step done by its own side. */
import type { StepId } from '../../changeover/changeover.ts';
import type { LineInput } from '../../changeover/commands.ts';
import { resellerTransfer } from '../../changeover/playbooks/reseller-transfer.ts';
import { answerFor, type Choices } from '../../changeover/pretend-people.ts';
import { nextTurnAt } from '../../changeover/reminder-turns.ts';
import { openSteps, type StepView } from '../../changeover/steps.ts';
import {
  aLine,
  anOpenInput,
  carla,
  clock,
  DAY,
  type Given,
  givenOn,
  joins,
  OPENED_AT,
  opens,
  type Play,
  tom,
  tryOn,
} from './changeover-builder.ts';

export type ResellerVariant = 'transfer' | 'buy-new' | 'same-provider' | 'losing';

/** A request that lapses is sent anew for ever, so a story without its answer has to stop somewhere. */
const LAST_LOOK = OPENED_AT + 250 * DAY;

/** 20 licences sold by a reseller, in their term until 1 July. */
export function aResoldLine(overrides: Partial<LineInput> = {}): LineInput {
  return aLine({ billingAccount: 'partner', newStartsOn: '2026-06-29', ...overrides });
}

export interface ResellerStory {
  /** Options and outcomes that are not the first ones, by step. */
  readonly choices?: Choices;
  /** Steps that nobody does. */
  readonly without?: readonly StepId[];
  readonly lines?: readonly LineInput[];
  /** Time does not go on by itself. */
  readonly standsStill?: boolean;
}

/** Everything that opens is done until nothing is left, or only what is left out. */
export function resellerStory(variant: ResellerVariant, story: ResellerStory = {}): Given {
  const { choices = {}, without = [], lines = [aResoldLine()], standsStill = false } = story;
  const { id, version } = resellerTransfer;
  const playbook = { ...anOpenInput().playbook, id, version };
  let given = givenOn(resellerTransfer, opens({ playbook, variant, lines }), joins());
  for (;;) {
    const view = openSteps(given.changeover, resellerTransfer, given.now).find(
      ({ step }) => !without.includes(step.id) && step.effect !== 'undoesNew',
    );
    const play = view ? doneBy(view, given, choices) : standsStill ? undefined : nextTurn(given);
    if (!play) return given;
    given = further(given, play);
  }
}

/** One more command on what was given. */
export function further(given: Given, ...plays: readonly Play[]): Given {
  return plays.reduce((before, play) => {
    const { decision, after } = tryOn(before, play);
    if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)} for ${JSON.stringify(play.body)}`);
    const at = play.at ?? before.now + 60_000;
    const version = before.journal.length + 1;
    const journal = [...before.journal, { version, at, actor: play.actor, events: decision.events }];
    return { ...before, changeover: { ...after, version }, journal, now: at };
  }, given);
}

/** The ids of the steps in the order in which they were done, each once. */
export function doneInOrder({ journal }: Given): readonly StepId[] {
  const steps = journal.flatMap(({ events }) =>
    events.flatMap((event) => (event.type === 'stepDone' ? event.step : [])),
  );
  return [...new Set(steps)];
}

function doneBy(view: StepView, { changeover, now }: Given, choices: Choices): Play {
  return {
    actor: view.step.side === 'customer' ? carla : tom,
    body: answerFor(view, changeover, resellerTransfer, choices, now + 60_000),
  };
}

function nextTurn({ changeover, now }: Given): Play | undefined {
  const at = nextTurnAt(changeover, resellerTransfer, now);
  const isOver = at === undefined || at > LAST_LOOK || changeover.state.kind === 'closed';
  return isOver ? undefined : { actor: clock, body: { type: 'wake' }, at };
}
