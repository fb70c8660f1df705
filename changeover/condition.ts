/** The one evaluator of a playbook's conditions. Exhaustive: a new kind of condition does not compile without its case here. */
import { routeOf, type RouteId } from './cancel-route.ts';
import type { Changeover, Instant, Line, PlainDate, StepId } from './changeover.ts';
import { isConfirmed } from './evidence.ts';
import { isOldOver, todayOf } from './old-over.ts';
import type { Condition, Playbook, Step } from './playbook.ts';
import { isInRescueWindow } from './rescue-window.ts';
import { stepKey } from './step-key.ts';

export interface ConditionContext {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  /** The line that a per-line step is judged for; absent for a step asked once. */
  readonly line?: Line;
  readonly now: Instant;
}

/** Routes on which the customer pays the old subscription to its end, whatever it does. */
const UNSTOPPABLE_ROUTES: ReadonlySet<RouteId> = new Set(['stopRenewalOnly', 'partnerAtTermEnd', 'licensingPartner']);

/**
 * Whether the condition holds now. Without a line, what must be reached (`stepDone`, `confirmed`, `oldOver`) is asked of
 * every line, and what a line is like (`route`, `billingAccount`, `perUser`, `sameProduct`, `rescueOpen`) of any.
 */
export function holds(condition: Condition, context: ConditionContext): boolean {
  const { changeover, line, now } = context;
  const today = todayOf(changeover, now);
  if ('always' in condition) return true;
  if ('all' in condition) return condition.all.every((part) => holds(part, context));
  if ('any' in condition) return condition.any.some((part) => holds(part, context));
  if ('not' in condition) return !holds(condition.not, context);
  if ('stepDone' in condition) return isStepDone(condition.stepDone, context);
  if ('confirmed' in condition) return isConfirmed(changeover, condition.confirmed, line?.id);
  if ('claimOpen' in condition) return hasOpenClaim(changeover) === condition.claimOpen;
  if ('oldOver' in condition) return linesOf(context).every((each) => isOldOver(each, today)) === condition.oldOver;
  if ('route' in condition) return linesOf(context).some((each) => condition.route.includes(routeOf(each, today).id));
  if ('billingAccount' in condition) {
    return linesOf(context).some((each) => condition.billingAccount.includes(each.billingAccount));
  }
  if ('perUser' in condition) return linesOf(context).some((each) => each.isPerUser === condition.perUser);
  if ('sameProduct' in condition) return linesOf(context).some((each) => each.isSameProduct === condition.sameProduct);
  if ('rescueOpen' in condition) {
    return linesOf(context).some((each) => isRescueOpen(each, now, today)) === condition.rescueOpen;
  }
  return neverReached(condition);
}

/** A step applies when its `when` holds; one that would end an old subscription, no more once that is over. */
export function applies(step: Step, context: ConditionContext): boolean {
  if (context.line && isPointless(step, context.line, todayOf(context.changeover, context.now))) return false;
  return step.when === undefined || holds(step.when, context);
}

export function hasOpenClaim(changeover: Changeover): boolean {
  return changeover.claims.some((claim) => claim.settled === undefined);
}

/** A step that does not apply counts as done; an unknown one never is (`check()` refuses such a playbook). */
function isStepDone(id: StepId, context: ConditionContext): boolean {
  const { changeover, playbook, line, now } = context;
  const step = playbook.phases.flatMap((phase) => phase.steps).find((candidate) => candidate.id === id);
  if (!step) return false;
  if (step.per === 'changeover') return isDoneFor(step, { changeover, playbook, now });
  const lines = line ? [line] : changeover.lines;
  return lines.every((each) => isDoneFor(step, { changeover, playbook, line: each, now }));
}

function isDoneFor(step: Step, context: ConditionContext): boolean {
  const record = context.changeover.steps[stepKey(step.id, context.line?.id)];
  return record?.doneAt !== undefined || !applies(step, context);
}

function isPointless(step: Step, line: Line, today: PlainDate): boolean {
  if (step.effect === 'stopsRenewal') return line.renewalStoppedAt !== undefined || isOldOver(line, today);
  return (step.effect === 'endsOld' || step.states === 'oldEnded') && isOldOver(line, today);
}

/** Inside the new subscription's first 168 hours while the old one runs on and can only be paid to its end. */
function isRescueOpen(line: Line, now: Instant, today: PlainDate): boolean {
  return (
    line.isPerUser &&
    line.renewalStoppedAt === undefined &&
    !isOldOver(line, today) &&
    isInRescueWindow(line, now) &&
    UNSTOPPABLE_ROUTES.has(routeOf(line, today).id)
  );
}

function linesOf(context: ConditionContext): readonly Line[] {
  return context.line ? [context.line] : context.changeover.lines;
}

function neverReached(condition: never): never {
  throw new Error(`unknown condition ${JSON.stringify(condition)}`);
}
