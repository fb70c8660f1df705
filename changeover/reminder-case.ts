/** What the reminder rules ask of a changeover and its lines, worked out once per plan. */
import { routeOf, type Route } from './cancel-route.ts';
import type { Changeover, Instant, Line, PlainDate, Side } from './changeover.ts';
import type { Act } from './commands.ts';
import { isConfirmed, latestWord } from './evidence.ts';
import { actOf, canEndNow } from './guard-of.ts';
import { isOldOver, todayOf } from './old-over.ts';
import { lineOverlap, type LineOverlap, oldEnd } from './overlap.ts';
import type { Playbook } from './playbook.ts';
import type { ReminderParams, Told } from './reminder-kinds.ts';
import { stepsOf, type StepView } from './steps.ts';

export interface ChangeoverCase {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly policy: Playbook['reminders'];
  readonly now: Instant;
  /** By the customer's calendar, as guards and routes count. */
  readonly today: PlainDate;
  readonly steps: readonly StepView[];
  readonly hasCustomer: boolean;
}

/**
 * What a reminder asks for. The first three are acts, named only while a step offers them and their guard is open; before
 * that it is `orderNew`, `confirmOrder` or `confirmNew`. `correctRenewal`: the old one renewed, and its new renewal day is
 * not known yet. `none`: only time can move it, so nothing is said.
 */
export type Todo =
  | 'endNow'
  | 'stopRenewal'
  | 'undoNew'
  | 'orderNew'
  | 'confirmOrder'
  | 'confirmNew'
  | 'confirmOldLive'
  | 'correctRenewal'
  | 'none';

export interface LineCase extends ChangeoverCase {
  readonly line: Line;
  readonly route: Route;
  readonly overlap: LineOverlap;
  /** The first day on which the old is no longer billed, as far as it is settled. */
  readonly oldEndsOn: PlainDate | undefined;
  readonly isOldOver: boolean;
  /** Somebody said or saw that the new one was ordered, and it was not undone. */
  readonly isOrdered: boolean;
  readonly isNewConfirmed: boolean;
  /** What would end the double billing soonest. */
  readonly toEnd: Todo;
  /** What keeps the old one from renewing. */
  readonly toStop: Todo;
  /** What the rescue window allows. */
  readonly toUndo: Todo;
}

export function changeoverCase(changeover: Changeover, playbook: Playbook, now: Instant): ChangeoverCase {
  return {
    changeover,
    playbook,
    policy: playbook.reminders,
    now,
    today: todayOf(changeover, now),
    steps: stepsOf(changeover, playbook, now),
    hasCustomer: changeover.members.some((member) => member.side === 'customer'),
  };
}

export function lineCase(all: ChangeoverCase, line: Line): LineCase {
  const { changeover, today } = all;
  const isOrdered =
    line.newUndoneAt === undefined &&
    changeover.evidence.some(
      ({ fact, line: of, holds }) => of === line.id && holds && (fact === 'newOrdered' || fact === 'newConfirmed'),
    );
  const isNewConfirmed = line.newUndoneAt === undefined && isConfirmed(changeover, 'newConfirmed', line.id);
  const ground = { ...all, line, isOrdered, isNewConfirmed, isOldOver: isOldOver(line, today) };
  return {
    ...ground,
    route: routeOf(line, today),
    overlap: lineOverlap(line, today),
    oldEndsOn: oldEnd(line),
    toEnd: toEnd(ground),
    toStop: toStop(ground),
    toUndo: toUndo(ground),
  };
}

/** Who has to act for it: the side of the step that offers the act, or the side whose word is missing. */
export function actorOf(todo: Todo, of: Pick<LineCase, 'changeover' | 'line' | 'steps'>): Told {
  if (todo === 'endNow' || todo === 'stopRenewal') return toldOf(offers(todo, of)?.step.side ?? 'customer');
  if (todo === 'confirmOrder') return missingWord('newOrdered', of);
  if (todo === 'confirmNew') return missingWord('newConfirmed', of);
  return todo === 'none' ? 'customer' : 'partner';
}

export function toldOf(side: Side): Told {
  return side === 'customer' ? 'customer' : 'partner';
}

/** The reader's own money: the customer pays the old charge, the partner the new one. */
export function moneyFor(reader: Told, { line, overlap }: Pick<LineCase, 'line' | 'overlap'>): ReminderParams {
  const { currency } = reader === 'customer' ? line.price : line.newPrice;
  const own = (costs: LineOverlap['perDay']): number => costs.find((cost) => cost.payer === reader)?.money.minor ?? 0;
  return { currency, perDayMinor: own(overlap.perDay), soFarMinor: own(overlap.soFar), daysSoFar: overlap.daysSoFar };
}

/** The product's name; a card that knows the line's own label puts that in its place. */
export function productName(playbook: Playbook, line: Line): string {
  return playbook.products.find((product) => product.id === line.product)?.name ?? line.product;
}

type Ground = Pick<
  LineCase,
  'changeover' | 'line' | 'steps' | 'now' | 'today' | 'isOrdered' | 'isNewConfirmed' | 'isOldOver'
>;

function toEnd(ground: Ground): Todo {
  const { changeover, line, now } = ground;
  if (ground.isOldOver || !line.isPerUser) return 'none';
  if (offers('endNow', ground)) return 'endNow';
  if (!canEndNow(changeover, line, now)) return toStop(ground);
  return toConfirm(ground);
}

function toStop(ground: Ground): Todo {
  const { changeover, line, today } = ground;
  if (ground.isOldOver || !line.isPerUser || line.renewalStoppedAt !== undefined) return 'none';
  if (offers('endNow', ground)) return 'endNow';
  if (offers('stopRenewal', ground)) return 'stopRenewal';
  if (today >= line.renewsOn) return 'correctRenewal';
  if (ground.isOrdered && !isConfirmed(changeover, 'newOrdered', line.id) && !ground.isNewConfirmed) {
    return 'confirmOrder';
  }
  return toConfirm(ground);
}

function toConfirm({ isOrdered, isNewConfirmed }: Ground): Todo {
  if (isNewConfirmed) return 'none';
  return isOrdered ? 'confirmNew' : 'orderNew';
}

function toUndo(ground: Ground): Todo {
  if (offers('undoNew', ground)) return 'undoNew';
  const asks = ground.steps.some(
    ({ status, step, line }) => status === 'open' && step.states === 'oldLive' && line?.id === ground.line.id,
  );
  return asks ? 'confirmOldLive' : 'none';
}

/** The open step that offers what is to be done on the line; `steps.ts` leaves it shut while the guard is. */
export function stepFor(todo: Todo | undefined, of: Pick<LineCase, 'steps' | 'line'>): StepView | undefined {
  return todo === 'endNow' || todo === 'stopRenewal' || todo === 'undoNew' ? offers(todo, of) : undefined;
}

function offers(act: Act, { steps, line }: Pick<LineCase, 'steps' | 'line'>): StepView | undefined {
  return steps.find((view) => view.status === 'open' && view.line?.id === line.id && actOf(view.step.effect) === act);
}

function missingWord(
  fact: 'newOrdered' | 'newConfirmed',
  { changeover, line }: Pick<LineCase, 'changeover' | 'line'>,
): Told {
  return latestWord(changeover, 'partner', fact, line.id)?.holds === true ? 'customer' : 'partner';
}
