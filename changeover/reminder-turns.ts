/** Instants at which time alone changes what can be said or done: the plan is made anew then. */
import { WINDOW_DAYS } from './cancel-route.ts';
import type { Changeover, Instant, Line } from './changeover.ts';
import { heldUntil } from './held-words.ts';
import type { Playbook } from './playbook.ts';
import { turnsOfSteps } from './step-times.ts';
import { addDays, instantOf, startOf } from './working-time.ts';

/**
 * The next one after now; a route and a guard turn with the customer's day, the rescue window with UTC's, waits and agreed
 * moments with the day of their step's side. A pause ends on its own instant, the wait
 * for a look on its own.
 */
export function nextTurnAt(changeover: Changeover, playbook: Playbook, now: Instant): Instant | undefined {
  const { zone } = changeover.customer;
  const ofLines = changeover.lines.flatMap((line) => turnsOf(line, zone));
  const { until } = changeover.pause ?? {};
  const ends = [until, heldUntil(changeover)].filter((at) => at !== undefined);
  const turns = [...ofLines, ...turnsOfSteps(changeover, playbook), ...ends].filter((at) => at > now);
  return turns.length === 0 ? undefined : Math.min(...turns);
}

function turnsOf(line: Line, zone: string): readonly Instant[] {
  const { newStartsOn, renewsOn, termStartedOn } = line;
  const days = [
    newStartsOn,
    renewsOn,
    addDays(renewsOn, WINDOW_DAYS),
    ...(termStartedOn === undefined ? [] : [addDays(termStartedOn, WINDOW_DAYS)]),
  ];
  return [
    ...days.map((day) => instantOf(day, '00:00', zone)),
    startOf(newStartsOn),
    startOf(addDays(newStartsOn, WINDOW_DAYS)),
  ];
}
