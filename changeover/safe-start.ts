/**
 * When to start the new subscription so that nobody loses access and the overlap costs least. Some accounts can be ended
 * any day; for the others double payment cannot be cancelled away, only timed away: the new one starts when the old term
 * ends, less a margin of working days in which the new licences are confirmed.
 */
import { routeOf, type Route, type RouteLine } from './cancel-route.ts';
import type { Line, PlainDate } from './changeover.ts';
import type { LineInput } from './commands.ts';
import { chargesFor, type Cost, subtractCosts, sumCosts } from './cost.ts';
import {
  addDays,
  addWorkingDays,
  daysBetween,
  earlierDate,
  laterDate,
  STANDARD_CALENDAR,
  type WorkCalendar,
} from './working-time.ts';

/** What an overlap costs if the new subscription starts on a day and the old one is left as early as is safe. */
export interface StartCost {
  readonly startsOn: PlainDate;
  /** The day the old one is no longer billed; absent when it cannot be told. */
  readonly endsOn?: PlainDate;
  readonly overlapDays?: number;
  readonly cost?: readonly Cost[];
  /** `renewsFirst`: the old one renews before the new licences can be confirmed. `unknown`: nothing to reckon with. */
  readonly verdict: 'safe' | 'renewsFirst' | 'unknown';
}

/** Why a start is advised: keys for words, not sentences. */
export type SafeStartWhy =
  /** The old one can be ended any day, prorated: the planned day is fine and the margin is its price. */
  | 'anyTime'
  /** The old one can still be cancelled with a refund, if the margin ends within its first 7 days. */
  | 'refundWindow'
  /** The latest day that leaves the margin before the old term ends. */
  | 'termEnd'
  /** As `termEnd`, because the kind of billing account is not known and the stricter reading holds. */
  | 'unknownAccount'
  /** The old one renews before it is safe to leave it: start today, and reckon with the next term's own refund window. */
  | 'renewsBeforeSafe'
  /** The renewal day has passed: ask for the new one. */
  | 'renewalPassed'
  /** Not per user: handed over by a person, nothing to reckon. */
  | 'handOver';

export interface SafeStart {
  readonly startsOn: PlainDate;
  readonly endsOn?: PlainDate;
  readonly overlapDays: number;
  readonly cost: readonly Cost[];
  /** What the planned start would cost (today, if it has passed); absent when it cannot be told. */
  readonly costIfPlanned?: readonly Cost[];
  /** `costIfPlanned` less `cost`; negative where being safe costs more than the plan. */
  readonly saved: readonly Cost[];
  readonly why: SafeStartWhy;
  /** `best`: the planned day is the advised one. `unsafe`: the old one would renew first, or nobody would have licences. */
  readonly planned: 'best' | 'dearer' | 'unsafe' | 'unknown';
}

/** The cheapest start, never before today, that leaves `marginWorkingDays` for confirming the new licences. */
export function cheapestSafeStart(
  line: Line | LineInput,
  today: PlainDate,
  marginWorkingDays: number,
  calendar: WorkCalendar = STANDARD_CALENDAR,
): SafeStart {
  const reckoning = reckon(line, today, marginWorkingDays, calendar);
  const planned = startCost(reckoning, laterDate(line.newStartsOn, today));
  const advised = advise(reckoning, planned);
  const best = startCost(reckoning, advised.startsOn);
  const cost = best.cost ?? [];
  return {
    startsOn: advised.startsOn,
    ...(best.endsOn !== undefined && { endsOn: best.endsOn }),
    overlapDays: best.overlapDays ?? 0,
    cost,
    ...(planned.cost && { costIfPlanned: planned.cost }),
    saved: planned.cost ? subtractCosts(planned.cost, cost) : [],
    why: advised.why,
    planned: judge(planned, advised.startsOn),
  };
}

/** What starting on a given day would cost; see StartCost. */
export function overlapIfStarting(
  line: Line | LineInput,
  startsOn: PlainDate,
  today: PlainDate,
  marginWorkingDays: number,
  calendar: WorkCalendar = STANDARD_CALENDAR,
): StartCost {
  return startCost(reckon(line, today, marginWorkingDays, calendar), startsOn);
}

interface Reckoning {
  readonly line: Line | LineInput;
  readonly today: PlainDate;
  readonly margin: number;
  readonly calendar: WorkCalendar;
  readonly way: 'handOver' | 'renewalPassed' | 'anyTime' | 'termEnd';
  /** The refund window, while there is one: its last day, and the latest start with the margin before that. */
  readonly window: { readonly endsOn: PlainDate; readonly latestStart: PlainDate } | undefined;
  /** The latest start with the margin before the old term ends. */
  readonly latestForTerm: PlainDate;
}

function reckon(line: Line | LineInput, today: PlainDate, margin: number, calendar: WorkCalendar): Reckoning {
  const routeLine: RouteLine = { isPerUser: true, ...line };
  const route = routeOf(routeLine, today);
  const hasWindow = route.id === 'portalWithRefund' || route.id === 'partnerWithinWindow';
  const endsOn = hasWindow ? route.lastDayOn : undefined;
  return {
    line,
    today,
    margin,
    calendar,
    way: wayOf(routeLine, route, today),
    window: endsOn === undefined ? undefined : { endsOn, latestStart: addWorkingDays(endsOn, -margin, calendar) },
    latestForTerm: addWorkingDays(line.renewsOn, -margin, calendar),
  };
}

function wayOf(line: RouteLine, route: Route, today: PlainDate): Reckoning['way'] {
  if (route.id === 'handOver') return 'handOver';
  if (line.renewsOn <= today) return 'renewalPassed';
  // Until it renews, whatever the number: that only tells where it is cancelled.
  return line.billingAccount === 'mosa' ? 'anyTime' : 'termEnd';
}

/** The margin is over on the first working day that has `margin` working days before it, from the start on. */
function startCost(reckoning: Reckoning, startsOn: PlainDate): StartCost {
  const { line, margin, calendar, way, window, latestForTerm } = reckoning;
  const confirmedOn = addWorkingDays(addDays(startsOn, -1), margin + 1, calendar);
  const until = (endsOn: PlainDate, verdict: StartCost['verdict']): StartCost => {
    const overlapDays = Math.max(0, daysBetween(startsOn, endsOn));
    return { startsOn, endsOn, overlapDays, cost: sumCosts(chargesFor(line, overlapDays)), verdict };
  };
  if (window && startsOn <= window.latestStart) return until(earlierDate(confirmedOn, window.endsOn), 'safe');
  if (way === 'handOver' || way === 'renewalPassed') return { startsOn, verdict: 'unknown' };
  if (startsOn <= latestForTerm) return until(way === 'anyTime' ? confirmedOn : line.renewsOn, 'safe');
  if (startsOn < line.renewsOn) return until(laterDate(confirmedOn, line.renewsOn), 'renewsFirst');
  return { startsOn, verdict: 'renewsFirst' };
}

function advise(reckoning: Reckoning, planned: StartCost): { startsOn: PlainDate; why: SafeStartWhy } {
  const { line, today, way, window, latestForTerm } = reckoning;
  if (way === 'handOver') return { startsOn: planned.startsOn, why: 'handOver' };
  if (window && today <= window.latestStart) return adviseInWindow(reckoning, planned, window.latestStart);
  if (way === 'renewalPassed') return { startsOn: planned.startsOn, why: 'renewalPassed' };
  if (latestForTerm < today) return { startsOn: today, why: 'renewsBeforeSafe' };
  if (way === 'anyTime' && planned.verdict === 'safe') return { startsOn: planned.startsOn, why: 'anyTime' };
  return { startsOn: latestForTerm, why: line.billingAccount === 'unknown' ? 'unknownAccount' : 'termEnd' };
}

/** A plan that costs no more than the window's own margin stays as it is. */
function adviseInWindow(
  reckoning: Reckoning,
  planned: StartCost,
  latestForWindow: PlainDate,
): { startsOn: PlainDate; why: SafeStartWhy } {
  const inWindow = startCost(reckoning, latestForWindow);
  const isPlannedAsCheap = planned.verdict === 'safe' && (planned.overlapDays ?? 0) <= (inWindow.overlapDays ?? 0);
  const isPlannedInWindow = planned.startsOn <= latestForWindow;
  if (isPlannedInWindow) return { startsOn: planned.startsOn, why: 'refundWindow' };
  return isPlannedAsCheap
    ? { startsOn: planned.startsOn, why: 'termEnd' }
    : { startsOn: latestForWindow, why: 'refundWindow' };
}

function judge(planned: StartCost, advised: PlainDate): SafeStart['planned'] {
  if (planned.verdict === 'unknown') return 'unknown';
  if (planned.startsOn === advised && planned.verdict === 'safe') return 'best';
  return planned.verdict === 'safe' ? 'dearer' : 'unsafe';
}
