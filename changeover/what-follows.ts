/** What follows from decided events by itself: steps that opened, and the end once nothing is left to do. */
import type { Changeover, Instant } from './changeover.ts';
import type { Command } from './commands.ts';
import type { Event } from './events.ts';
import { hasOpenClaim } from './condition.ts';
import { evolve } from './evolve.ts';
import type { Playbook } from './playbook.ts';
import { lapsesAt } from './step-times.ts';
import { isNeeded, openSteps, stepsOf } from './steps.ts';

/**
 * The events, then what lapsed meanwhile, then one `stepOpened` for each step that is open for the first time, or `closed`
 * when all is done.
 */
export function withWhatFollows(
  changeover: Changeover | undefined,
  playbook: Playbook,
  command: Command,
  events: readonly Event[],
  now: Instant,
): readonly Event[] {
  let after = changeover;
  for (const event of events) after = evolve(after, event, now, command.actor, command.changeover);
  if (!after) return events;
  const lapsed = lapses(after, playbook, now);
  for (const event of lapsed) after = evolve(after, event, now, command.actor, command.changeover);
  if (isFinished(after, playbook, now)) return [...events, ...lapsed, { type: 'closed', outcome: 'done' }];
  return [...events, ...lapsed, ...openings(after, playbook, now)];
}

/** A request that nobody answered in time is void: it has to be made again, and the wait for its answer begins anew. */
function lapses(changeover: Changeover, playbook: Playbook, now: Instant): readonly Event[] {
  return openSteps(changeover, playbook, now).flatMap(({ step, line, record }): readonly Event[] => {
    const at = lapsesAt(step, record, changeover);
    if (at === undefined || now < at || step.lapses === undefined) return [];
    const where = line && { line: line.id };
    return [step.lapses.again, step.id].map((id) => ({ type: 'stepReopened', step: id, ...where, why: 'lapsed' }));
  });
}

/** Steps that are open but were never noted as open. */
function openings(changeover: Changeover, playbook: Playbook, now: Instant): readonly Event[] {
  return openSteps(changeover, playbook, now)
    .filter((view) => view.record?.openedAt === undefined)
    .map((view) => ({ type: 'stepOpened', step: view.step.id, ...(view.line && { line: view.line.id }) }));
}

function isFinished(changeover: Changeover, playbook: Playbook, now: Instant): boolean {
  if (changeover.state.kind === 'closed' || hasOpenClaim(changeover)) return false;
  const needed = stepsOf(changeover, playbook, now).filter(isNeeded);
  return needed.length > 0 && needed.every((view) => view.status === 'done');
}
