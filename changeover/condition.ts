/** The one evaluator of a playbook's conditions. Exhaustive: a new kind of condition does not compile without its case here. */
import { agreedAt } from './agreed.ts';
import { routeOf, type RouteId } from './cancel-route.ts';
import type { Changeover, Instant, Line, PlainDate, StepId, StepRecord } from './changeover.ts';
import { zoneOf } from './due.ts';
import { isConfirmed } from './evidence.ts';
import { isOldOver, todayOf } from './old-over.ts';
import type { Condition, Playbook, Step } from './playbook.ts';
import { isInRescueWindow } from './rescue-window.ts';
import { stepById } from './step-index.ts';
import { stepKey } from './step-key.ts';
import { daysSinceAt } from './step-times.ts';
import { waitEndsAt } from './waits.ts';

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
 * Whether the condition holds now. Without a line, what must be reached (`stepDone`, `confirmed`, `oldOver`, `timeCome`,
 * `daysSince`) is asked of every line, and what a line or an answer is like (`route`, `billingAccount`, `perUser`, `sameProduct`, `rescueOpen`) of any.
 */
export function holds(condition: Condition, context: ConditionContext): boolean {
  const { changeover, line } = context;
  if ('always' in condition) return true;
  if ('all' in condition) return condition.all.every((part) => holds(part, context));
  if ('any' in condition) return condition.any.some((part) => holds(part, context));
  if ('not' in condition) return !holds(condition.not, context);
  if ('variant' in condition) return changeover.variant !== undefined && condition.variant.includes(changeover.variant);
  if ('stepDone' in condition) return isStepDone(condition.stepDone, context);
  if ('chosen' in condition) return hasChosen(condition.chosen, context);
  if ('listed' in condition) return hasListed(condition.listed, context);
  if ('timeCome' in condition || 'daysSince' in condition) return hasCome(condition, context);
  if ('waitPassed' in condition) return hasWaited(condition.waitPassed, context);
  if ('confirmed' in condition) return isConfirmed(changeover, condition.confirmed, line?.id);
  if ('claimOpen' in condition) return hasOpenClaim(changeover) === condition.claimOpen;
  return areLines(condition, context);
}

type OfLines = Extract<
  Condition,
  | { route: unknown }
  | { billingAccount: unknown }
  | { perUser: unknown }
  | { sameProduct: unknown }
  | { product: unknown }
  | { oldOver: unknown }
  | { rescueOpen: unknown }
>;

/** What the old subscriptions are like. The day is worked out only where it counts: this runs for every step of every plan. */
function areLines(condition: OfLines, context: ConditionContext): boolean {
  const lines = linesOf(context);
  if ('perUser' in condition) return lines.some((each) => each.isPerUser === condition.perUser);
  if ('billingAccount' in condition)
    return lines.some((each) => condition.billingAccount.includes(each.billingAccount));
  if ('sameProduct' in condition) return lines.some((each) => each.isSameProduct === condition.sameProduct);
  if ('product' in condition) return lines.some((each) => condition.product.includes(each.product));
  const today = todayOf(context.changeover, context.now);
  if ('oldOver' in condition) return lines.every((each) => isOldOver(each, today)) === condition.oldOver;
  if ('route' in condition) return lines.some((each) => condition.route.includes(routeOf(each, today).id));
  if ('rescueOpen' in condition) {
    return lines.some((each) => isRescueOpen(each, context.now, today)) === condition.rescueOpen;
  }
  return neverReached(condition);
}

/** A step applies when its `when` holds; one that would end an old subscription, no more once that is over. */
export function applies(step: Step, context: ConditionContext): boolean {
  if (context.line && isPointless(step, context.line, context)) return false;
  return step.when === undefined || holds(step.when, context);
}

export function hasOpenClaim(changeover: Changeover): boolean {
  return changeover.claims.some((claim) => claim.settled === undefined);
}

/** A step that does not apply or was left out counts as done; an unknown one never is (`check()` refuses such a playbook). */
function isStepDone(id: StepId, context: ConditionContext): boolean {
  const { changeover, playbook, line, now } = context;
  const step = stepById(playbook, id);
  if (!step) return false;
  if (step.per === 'changeover') return isDoneFor(step, { changeover, playbook, now });
  const lines = line ? [line] : changeover.lines;
  return lines.every((each) => isDoneFor(step, { changeover, playbook, line: each, now }));
}

type Timed = Extract<Condition, { timeCome: unknown } | { daysSince: unknown }>;

/** Of every line, where the step is asked per line; not before it was done. */
function hasCome(condition: Timed, context: ConditionContext): boolean {
  const { changeover, now } = context;
  const id = 'timeCome' in condition ? condition.timeCome.step : condition.daysSince.step;
  const found = recordsOf(id, context);
  return (
    found.length > 0 &&
    found.every(({ step, record }) => {
      const at =
        'timeCome' in condition
          ? agreedAt(record, condition.timeCome.edge ?? 'from', zoneOf(step.side, changeover))
          : daysSinceAt(step, record, condition.daysSince.days, changeover);
      return at !== undefined && now >= at;
    })
  );
}

/** Whether one of the options was chosen in a step that is done. */
export function hasChosen(
  { step, option }: Extract<Condition, { chosen: unknown }>['chosen'],
  context: ConditionContext,
) {
  return recordsOf(step, context).some(({ record }) => {
    const value = record?.doneAt === undefined ? undefined : record.value;
    return value?.kind === 'choice' && option.includes(value.option);
  });
}

function hasListed({ step, outcome }: Extract<Condition, { listed: unknown }>['listed'], context: ConditionContext) {
  return recordsOf(step, context).some(({ record }) => {
    const items = record?.doneAt !== undefined && record.value?.kind === 'list' ? record.value.items : [];
    return items.some((item) => item.outcome !== undefined && outcome.includes(item.outcome));
  });
}

/** Open, as far as it applies, and nobody answered it within its wait, or is waited for any longer. */
function hasWaited(id: StepId, context: ConditionContext): boolean {
  return recordsOf(id, context).some(({ step, record, line }) => {
    const endsAt = waitEndsAt(step, record, context.changeover);
    const isOver = endsAt !== undefined && (record?.planBAt !== undefined || context.now >= endsAt);
    return isOver && applies(step, withLine(context, line));
  });
}

/** The records of a step: its own, or that of the line in question, or those of all lines. */
function recordsOf(
  id: StepId,
  context: ConditionContext,
): readonly { readonly step: Step; readonly line?: Line; readonly record: StepRecord | undefined }[] {
  const { changeover, playbook } = context;
  const step = stepById(playbook, id);
  if (!step) return [];
  if (step.per === 'changeover') return [{ step, record: changeover.steps[stepKey(id)] }];
  return linesOf(context).map((line) => ({ step, line, record: changeover.steps[stepKey(id, line.id)] }));
}

function withLine({ changeover, playbook, now }: ConditionContext, line: Line | undefined): ConditionContext {
  return { changeover, playbook, now, ...(line && { line }) };
}

function isDoneFor(step: Step, context: ConditionContext): boolean {
  const record = context.changeover.steps[stepKey(step.id, context.line?.id)];
  return record?.doneAt !== undefined || record?.skippedAt !== undefined || !applies(step, context);
}

function isPointless(step: Step, line: Line, { changeover, now }: ConditionContext): boolean {
  const isStop = step.effect === 'stopsRenewal';
  if (!isStop && step.effect !== 'endsOld' && step.states !== 'oldEnded') return false;
  return (isStop && line.renewalStoppedAt !== undefined) || isOldOver(line, todayOf(changeover, now));
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
