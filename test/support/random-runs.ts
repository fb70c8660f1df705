/** Random intents played on a changeover, each through decide and evolve, with every state on the way looked at. */
import assert from 'node:assert/strict';
import type { Changeover } from '../../changeover/changeover.ts';
import type { LineInput } from '../../changeover/commands.ts';
import { waysOf } from '../../changeover/asks.ts';
import { decide } from '../../changeover/decide.ts';
import { evolve, fold, type JournalRow } from '../../changeover/evolve.ts';
import { actOf, guardOf } from '../../changeover/guard-of.ts';
import { availableActs } from '../../changeover/guards.ts';
import { standingOf } from '../../changeover/membership.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import type { Refusal } from '../../changeover/refusals.ts';
import { openSteps, stepsOf } from '../../changeover/steps.ts';
import { commandOf, ID, OPENED_AT, tom } from './changeover-builder.ts';
import { opensAs } from './opens-as.ts';
import { courseOf } from './random-courses.ts';
import type { Planned } from './random-plays.ts';

export interface Run {
  readonly rows: readonly JournalRow[];
  readonly changeover: Changeover;
  /** What was refused on the way. */
  readonly refusals: readonly Refusal[];
}

/** Plays intents as they come; what is refused leaves no row. Each state is checked on the way, and none may be changed in place. */
export function play(
  playbook: Playbook,
  lines: readonly LineInput[],
  intents: readonly Planned[],
  variant: string | undefined = waysOf(playbook)[0],
): Run {
  const opening = opensAs(playbook, variant, lines);
  const opened = decide(undefined, playbook, commandOf(opening, 0), OPENED_AT);
  assert.ok(opened.ok);
  const rows: JournalRow[] = [{ version: 1, at: OPENED_AT, actor: tom, events: opened.events }];
  let changeover = deepFreeze(fold(ID, rows));
  const refusals: Refusal[] = [];
  let now = OPENED_AT;
  let followed = playbook;
  for (const { intent, after } of intents) {
    now += after;
    const { actor, body } = intent(changeover, followed, now);
    const decision = decide(changeover, followed, commandOf({ actor, body }, rows.length), now);
    const isStranger = actor.person && standingOf(changeover, actor) === undefined && body.type !== 'join';
    if (isStranger) assert.equal(decision.ok, false);
    if (!decision.ok) refusals.push(decision.refusal);
    if (!decision.ok || decision.events.length === 0) continue;
    rows.push({ version: rows.length + 1, at: now, actor, events: decision.events });
    const next = decision.events.reduce((known, event) => evolve(known, event, now, actor, ID), changeover);
    changeover = deepFreeze({ ...next, version: rows.length });
    followed = courseOf(changeover.playbook.hash) ?? playbook;
    checkOffers(changeover, followed, now);
  }
  return { rows, changeover, refusals };
}

/** Nothing is offered that a guard refuses, and every open step is known to be open. */
function checkOffers(changeover: Changeover, playbook: Playbook, now: number): void {
  const lineOf = (id: string | undefined) => changeover.lines.find((line) => line.id === id)!;
  for (const { act, line } of availableActs(changeover, playbook, now)) {
    assert.equal(guardOf(act, changeover, playbook, lineOf(line), now), undefined);
  }
  for (const view of openSteps(changeover, playbook, now)) {
    const act = actOf(view.step.effect);
    if (act) assert.equal(guardOf(act, changeover, playbook, lineOf(view.line?.id), now), undefined);
    assert.notEqual(view.record?.openedAt, undefined, `${view.key} is open but nobody noted it`);
  }
  assert.equal(
    stepsOf(changeover, playbook, now).filter((view) => view.status === 'open' && view.record?.doneAt).length,
    0,
  );
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
