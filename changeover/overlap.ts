/**
 * The overlap: the days on which a line's old and new subscription are both billed, [newStartsOn, end of the old).
 * Both charges count as its cost, each kept with its payer and in its own currency.
 */
import { routeOf, WINDOW_DAYS } from './cancel-route.ts';
import type { Instant, Line, LineId, PlainDate } from './changeover.ts';
import { type Charge, chargesFor, type Cost, sumCosts } from './cost.ts';
import { addDays, dateIn, daysBetween, earlierDate, laterDate, startOf } from './working-time.ts';

export { type Cost, costsOf } from './cost.ts';
export { cheapestSafeStart, overlapIfStarting } from './safe-start.ts';

/** `none`: the old ends before the new starts, or the line moves as it is. */
export type OverlapState = 'none' | 'ahead' | 'running' | 'over';

/** The instant after which a cheaper or safer way out is gone, and the last whole day (UTC) before it. */
export interface LastChance {
  readonly kind: 'refundWindow' | 'renewal' | 'rescueWindow';
  readonly on: PlainDate;
  readonly at: Instant;
}

export interface LineOverlap {
  readonly line: LineId;
  readonly state: OverlapState;
  /** The first day on which both are billed. */
  readonly startsOn: PlainDate;
  /** 0 once it began. */
  readonly startsInDays: number;
  /** The first day on which they no longer both are; absent: it runs on until somebody acts. */
  readonly endsOn?: PlainDate;
  readonly daysSoFar: number;
  /** Days from today on; absent while the end is open. */
  readonly daysAhead?: number;
  /** What one day costs, rounded. */
  readonly perDay: readonly Cost[];
  readonly soFar: readonly Cost[];
  /** What the days ahead will cost; absent while the end is open: then `perDay` is what waiting costs. */
  readonly ahead?: readonly Cost[];
  readonly lastChance?: LastChance;
}

/** The overlaps of all lines together. */
export interface Overlap {
  readonly state: OverlapState;
  /** The first day of the earliest that runs or is ahead, else of the earliest that is over. */
  readonly startsOn?: PlainDate;
  readonly startsInDays: number;
  /** The latest end; absent while one of them is open-ended, and when there is none. */
  readonly endsOn?: PlainDate;
  readonly isOpenEnded: boolean;
  /** What a day costs with the lines that run now, or, when none runs yet, with those that are ahead. */
  readonly perDay: readonly Cost[];
  readonly soFar: readonly Cost[];
  /** What the days ahead with a known end will cost. */
  readonly ahead: readonly Cost[];
  /** The earliest. */
  readonly lastChance?: LastChance & { readonly line: LineId };
  readonly lines: readonly LineOverlap[];
}

/** What the days of an overlap are counted from; days before `today` have been paid, today and later are ahead. */
export function overlapOf(changeover: { readonly lines: readonly Line[] }, today: PlainDate): Overlap {
  const pairs = changeover.lines.map((line) => ({ line, overlap: lineOverlap(line, today) }));
  const overlaps = pairs.map(({ overlap }) => overlap);
  const state = (['running', 'ahead', 'over'] as const).find((s) => overlaps.some((o) => o.state === s)) ?? 'none';
  const live = overlaps.filter((o) => o.state === 'running' || o.state === 'ahead');
  const shown = live.length > 0 ? live : overlaps.filter((o) => o.state === 'over');
  const startsOn = min(shown.map((o) => o.startsOn));
  const isOpenEnded = live.some((o) => o.endsOn === undefined);
  const endsOn = isOpenEnded ? undefined : max(shown.flatMap((o) => o.endsOn ?? []));
  const lastChance = earliestChance(overlaps);
  const chargesOf = (days: (o: LineOverlap) => number): readonly Charge[] =>
    pairs.flatMap(({ line, overlap }) => chargesFor(line, days(overlap)));
  return {
    state,
    ...(startsOn !== undefined && { startsOn }),
    startsInDays: Math.max(0, startsOn === undefined ? 0 : daysBetween(today, startsOn)),
    ...(endsOn !== undefined && { endsOn }),
    isOpenEnded,
    perDay: sumCosts(chargesOf((o) => (o.state === state && live.length > 0 ? 1 : 0))),
    soFar: sumCosts(chargesOf((o) => o.daysSoFar)),
    ahead: sumCosts(chargesOf((o) => o.daysAhead ?? 0)),
    ...(lastChance && { lastChance }),
    lines: overlaps,
  };
}

export function lineOverlap(line: Line, today: PlainDate): LineOverlap {
  const startsOn = line.newStartsOn;
  const endsOn = endOf(line);
  const daysSoFar = line.isMoved ? 0 : Math.max(0, daysBetween(startsOn, earlierDate(today, endsOn ?? today)));
  const daysAhead =
    line.isMoved || endsOn === undefined ? undefined : Math.max(0, daysBetween(laterDate(startsOn, today), endsOn));
  const lastChance = lastChanceOf(line, today);
  return {
    line: line.id,
    state: line.isMoved ? 'none' : stateOf(startsOn, endsOn, today),
    startsOn,
    startsInDays: Math.max(0, daysBetween(today, startsOn)),
    ...(endsOn !== undefined && { endsOn }),
    daysSoFar,
    ...(daysAhead !== undefined && { daysAhead }),
    perDay: sumCosts(chargesFor(line, 1)),
    soFar: sumCosts(chargesFor(line, daysSoFar)),
    ...(daysAhead !== undefined && { ahead: sumCosts(chargesFor(line, daysAhead)) }),
    ...(lastChance && { lastChance }),
  };
}

/** The first day on which the old is no longer billed, as far as it is settled; absent: it runs on and renews. */
export function oldEnd(line: Line): PlainDate | undefined {
  if (line.oldEndedOn !== undefined) return line.oldEndedOn;
  return line.renewalStoppedAt === undefined ? undefined : line.renewsOn;
}

function endOf(line: Line): PlainDate | undefined {
  const old = oldEnd(line);
  if (line.newUndoneAt === undefined) return old;
  const undone = dateIn('UTC', line.newUndoneAt);
  return old === undefined ? undone : earlierDate(old, undone);
}

function stateOf(startsOn: PlainDate, endsOn: PlainDate | undefined, today: PlainDate): OverlapState {
  if (endsOn !== undefined && endsOn <= startsOn) return 'none';
  if (today < startsOn) return 'ahead';
  return endsOn === undefined || today < endsOn ? 'running' : 'over';
}

/** The chances that are still open today; the earliest counts. None once the overlap cannot happen or was undone. */
function lastChanceOf(line: Line, today: PlainDate): LastChance | undefined {
  const state = line.isMoved ? 'none' : stateOf(line.newStartsOn, endOf(line), today);
  if (state === 'none' || state === 'over') return undefined;
  const route = routeOf(line, today);
  const days: { kind: LastChance['kind']; on: PlainDate }[] = [];
  const hasWindow = route.id === 'portalWithRefund' || route.id === 'partnerWithinWindow';
  if (hasWindow && route.lastDayOn !== undefined) days.push({ kind: 'refundWindow', on: route.lastDayOn });
  if (oldEnd(line) === undefined) days.push({ kind: 'renewal', on: addDays(line.renewsOn, -1) });
  const cannotEndNow = ['stopRenewalOnly', 'partnerAtTermEnd', 'licensingPartner'].includes(route.id);
  if (cannotEndNow && state === 'running') {
    days.push({ kind: 'rescueWindow', on: addDays(line.newStartsOn, WINDOW_DAYS - 1) });
  }
  const first = days.filter(({ on }) => on >= today).sort((a, b) => (a.on < b.on ? -1 : 1))[0];
  return first && { ...first, at: startOf(addDays(first.on, 1)) };
}

function earliestChance(overlaps: readonly LineOverlap[]): Overlap['lastChance'] {
  let first: Overlap['lastChance'];
  for (const { line, lastChance } of overlaps) {
    if (lastChance && (!first || lastChance.at < first.at)) first = { ...lastChance, line };
  }
  return first;
}

function min(dates: readonly PlainDate[]): PlainDate | undefined {
  return dates.length === 0 ? undefined : dates.reduce(earlierDate);
}

function max(dates: readonly PlainDate[]): PlainDate | undefined {
  return dates.length === 0 ? undefined : dates.reduce(laterDate);
}
