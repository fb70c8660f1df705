/** What became of every step of the playbook now: derived from records, evidence, routes and guards, never stored. */
import type { Changeover, Instant, Line, PlainDate, Side, StepKey, StepRecord } from './changeover.ts';
import { applies, holds, type ConditionContext } from './condition.ts';
import { dueOf, zoneOf } from './due.ts';
import { actOf, guardOf } from './guard-of.ts';
import { heldFor } from './held-words.ts';
import type { Phase, Playbook, Step } from './playbook.ts';
import { stepKey } from './step-key.ts';
import { dateIn } from './working-time.ts';

export { stepKey } from './step-key.ts';

export interface StepView {
  readonly key: StepKey;
  readonly phase: string;
  readonly step: Step;
  readonly line?: Line;
  /**
   * `skipped` was left out with a reason: it counts as done for what comes after it. `checking` was said to be done, and the
   * tenant is looked at: it is asked of nobody, and nothing behind it is open.
   */
  readonly status: 'notApplicable' | 'blocked' | 'open' | 'checking' | 'done' | 'skipped';
  readonly record?: StepRecord;
  /** A day in the zone of the side that acts; only for an open step. */
  readonly dueOn?: PlainDate;
  /** Open, and its day has passed. */
  readonly isLate: boolean;
}

/** Every step, in the playbook's order, a per-line step once per line. A done step stays done even when its route changes. */
export function stepsOf(changeover: Changeover, playbook: Playbook, now: Instant): readonly StepView[] {
  return playbook.phases.flatMap((phase) =>
    phase.steps.flatMap((step) => {
      const lines = step.per === 'line' ? changeover.lines : [undefined];
      return lines.map((line) => viewOf(phase, step, { changeover, playbook, now, ...(line && { line }) }));
    }),
  );
}

/** What can be done now, by one side or by all; an act whose guard is shut is not among them. */
export function openSteps(changeover: Changeover, playbook: Playbook, now: Instant, side?: Side): readonly StepView[] {
  if (changeover.state.kind === 'closed') return [];
  return stepsOf(changeover, playbook, now).filter(
    (view) => view.status === 'open' && (side === undefined || view.step.side === side),
  );
}

/** The id of the first phase with something needed still to do; of the last one with something needed once all is done. */
export function currentPhase(changeover: Changeover, playbook: Playbook, now: Instant): string {
  const needed = stepsOf(changeover, playbook, now).filter(isNeeded);
  const [first] = ['open', 'checking', 'blocked'].flatMap(
    (status) => needed.find((view) => view.status === status) ?? [],
  );
  return (first ?? needed.at(-1))?.phase ?? playbook.phases[0]?.id ?? '';
}

/** How many of the needed steps are done; optional ones and those that do not apply are not counted. */
export function progress(
  changeover: Changeover,
  playbook: Playbook,
  now: Instant,
): { readonly done: number; readonly all: number } {
  const needed = stepsOf(changeover, playbook, now).filter(isNeeded);
  return { done: needed.filter((view) => view.status === 'done').length, all: needed.length };
}

/** Whose turn it is: the side of the first needed open step, since that opened; `nobody` when only time can move it. */
export function waitingOn(
  changeover: Changeover,
  playbook: Playbook,
  now: Instant,
): { readonly side: Side | 'nobody'; readonly since?: Instant } {
  const first = openSteps(changeover, playbook, now).find((view) => view.step.isOptional !== true);
  if (!first) return { side: 'nobody' };
  const since = first.record?.openedAt;
  return { side: first.step.side, ...(since !== undefined && { since }) };
}

/** Needed for the changeover to be done: it applies, is not optional and was not left out. */
export function isNeeded(view: StepView): boolean {
  return view.status !== 'notApplicable' && view.status !== 'skipped' && view.step.isOptional !== true;
}

function viewOf(phase: Phase, step: Step, context: ConditionContext): StepView {
  const { changeover, line } = context;
  const key = stepKey(step.id, line?.id);
  const record = changeover.steps[key];
  const status = statusOf(step, record, context);
  const dueOn = status === 'open' ? dueOf(step, record, changeover, line) : undefined;
  return {
    key,
    phase: phase.id,
    step,
    ...(line && { line }),
    status,
    ...(record && { record }),
    ...(dueOn !== undefined && { dueOn }),
    isLate: dueOn !== undefined && dueOn < dateIn(zoneOf(step.side, changeover), context.now),
  };
}

function statusOf(step: Step, record: StepRecord | undefined, context: ConditionContext): StepView['status'] {
  if (record?.doneAt !== undefined) return 'done';
  if (record?.skippedAt !== undefined) return 'skipped';
  if (heldFor(context.changeover, step.id, context.line?.id)) return 'checking';
  if (!applies(step, context)) return 'notApplicable';
  if (step.after !== undefined && !holds(step.after, context)) return 'blocked';
  const act = actOf(step.effect);
  if (act === undefined) return 'open';
  const { changeover, playbook, line, now } = context;
  return line && guardOf(act, changeover, playbook, line, now) === undefined ? 'open' : 'blocked';
}
