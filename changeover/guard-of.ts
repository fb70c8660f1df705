/**
 * The rules of FACTS §6: what must be true before one of the three acts may be offered, advised, linked, reminded of
 * or recorded. They read evidence and dates as they stand, never past ticks.
 */
import type { Changeover, FactName, Instant, Line, LineId } from './changeover.ts';
import { routeOf, type RouteId } from './cancel-route.ts';
import type { Act } from './commands.ts';
import { isConfirmed, saysSo, standingReading } from './evidence.ts';
import { isOldOver, todayOf } from './old-over.ts';
import type { Effect, Playbook } from './playbook.ts';
import { refuse, type Refusal, type RefusalCode } from './refusals.ts';
import { rescueWindow } from './rescue-window.ts';

/** Ways by which an old subscription can be ended before its term does. */
const ENDING_ROUTES: ReadonlySet<RouteId> = new Set([
  'portal',
  'reduceThenPortal',
  'support',
  'portalWithRefund',
  'partnerWithinWindow',
]);

/** Ways by which nobody cancels anything: a hand-over, or a person who has to be asked first. */
const NO_ACT_ROUTES: ReadonlySet<RouteId> = new Set(['handOver', 'askPerson']);

/** The act that a done step with this effect is; `undefined` for one that harms nobody. */
export function actOf(effect: Effect | undefined): Act | undefined {
  switch (effect) {
    case 'stopsRenewal':
      return 'stopRenewal';
    case 'endsOld':
      return 'endNow';
    case 'undoesNew':
      return 'undoNew';
    case 'ordersNew':
    case 'confirmsNew':
    case undefined:
      return undefined;
  }
}

/**
 * Why the act may not be taken on the line now, or `undefined` when it may. Refuses with `routeForbids`, or with the
 * guard's own code and what is missing (`params.missing`, words under `refusal.<code>`).
 */
export function guardOf(
  act: Act,
  changeover: Changeover,
  playbook: Playbook,
  line: Line,
  now: Instant,
): Refusal | undefined {
  const product = productName(playbook, line);
  switch (act) {
    case 'endNow':
      return guardEndNow(changeover, line, now, product);
    case 'stopRenewal':
      return guardStopRenewal(changeover, line, now, product);
    case 'undoNew':
      return guardUndoNew(changeover, line, now, product);
  }
}

/** True when the route of the line lets it be ended before its term ends. */
export function canEndNow(changeover: Changeover, line: Line, now: Instant): boolean {
  return line.isPerUser && ENDING_ROUTES.has(routeOf(line, todayOf(changeover, now)).id);
}

function guardEndNow(changeover: Changeover, line: Line, now: Instant, product: string): Refusal | undefined {
  if (line.oldEndedOn !== undefined) return shut('guardEndNow', 'ended', line, product);
  if (line.newUndoneAt !== undefined) return shut('guardEndNow', 'undone', line, product);
  const missing = missingFor(changeover, 'newConfirmed', line.id);
  if (missing) return shut('guardEndNow', missing, line, product);
  if (!canEndNow(changeover, line, now)) {
    return refuse('routeForbids', { product, route: routeOf(line, todayOf(changeover, now)).id });
  }
  return undefined;
}

function guardStopRenewal(changeover: Changeover, line: Line, now: Instant, product: string): Refusal | undefined {
  const today = todayOf(changeover, now);
  const route = routeOf(line, today).id;
  if (NO_ACT_ROUTES.has(route)) return refuse('routeForbids', { product, route });
  if (isOldOver(line, today)) return shut('guardStopRenewal', 'ended', line, product);
  if (line.renewalStoppedAt !== undefined) return shut('guardStopRenewal', 'stopped', line, product);
  if (line.newUndoneAt !== undefined) return shut('guardStopRenewal', 'undone', line, product);
  if (today >= line.renewsOn) return shut('guardStopRenewal', 'renewed', line, product);
  const missing = missingFor(changeover, 'newOrdered', line.id);
  if (missing) return shut('guardStopRenewal', missing, line, product);
  if (line.newStartsOn > line.renewsOn) return shut('guardStopRenewal', 'startsLate', line, product);
  return undefined;
}

function guardUndoNew(changeover: Changeover, line: Line, now: Instant, product: string): Refusal | undefined {
  if (line.newUndoneAt !== undefined) return shut('guardUndoNew', 'undone', line, product);
  if (isOldOver(line, todayOf(changeover, now))) return shut('guardUndoNew', 'ended', line, product);
  if (line.renewalStoppedAt !== undefined) return shut('guardUndoNew', 'stopped', line, product);
  const window = rescueWindow(line);
  if (!window || now < window.from) return shut('guardUndoNew', 'notStarted', line, product);
  if (now >= window.to) return shut('guardUndoNew', 'windowOver', line, product);
  const missing = missingFor(changeover, 'oldLive', line.id);
  if (missing) return shut('guardUndoNew', missing, line, product);
  if (line.assigned === undefined) return shut('guardUndoNew', 'countUnknown', line, product);
  if (line.seats < line.assigned) return shut('guardUndoNew', 'tooFewSeats', line, product);
  return undefined;
}

/** Which half of the confirmation is missing; a reading that denies it is named first, because no word outweighs it. */
function missingFor(changeover: Changeover, fact: FactName, line: LineId): string | undefined {
  if (isConfirmed(changeover, fact, line)) return undefined;
  if (standingReading(changeover, fact, line)) return 'readingNo';
  const partnerSays = saysSo(changeover, 'partner', fact, line);
  const customerSays = saysSo(changeover, 'customer', fact, line);
  if (partnerSays) return 'customerWord';
  return customerSays ? 'partnerWord' : 'bothWords';
}

function shut(code: RefusalCode, missing: string, line: Line, product: string): Refusal {
  return refuse(code, {
    product,
    missing,
    newStartsOn: line.newStartsOn,
    renewsOn: line.renewsOn,
    seats: line.seats,
    ...(line.assigned !== undefined && { assigned: line.assigned }),
  });
}

/** The product's own name; its key for one that the playbook does not know (the reader's label is an erasable text). */
function productName(playbook: Playbook, line: Line): string {
  return playbook.products.find((product) => product.id === line.product)?.name ?? line.product;
}
