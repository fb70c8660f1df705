/**
 * How an old subscription can be stopped, and by whom: a pure function of the kind of billing account, the days since
 * start or renewal, the licences assigned and in the subscription, and who bills. The rows are in cancel-route-table.ts.
 */
import type { BillingAccount, Line, PlainDate } from './changeover.ts';
import { ROUTE_TABLE, type RouteCase, type RouteId, type RouteRow } from './cancel-route-table.ts';
import type { Sureness } from './sureness.ts';
import { addDays, daysBetween } from './working-time.ts';

export { ROUTE_TABLE, type RouteId } from './cancel-route-table.ts';

/** Licences up to which an account under the online-services agreement is cancelled online, and below which (assigned) the older rule did. */
export const PORTAL_LIMIT = 25;

/** Days, the first one included, within which a refund (MCA) or a cancellation (CSP, 168 hours) is still possible. */
export const WINDOW_DAYS = 7;

export interface RouteInput {
  readonly isPerUser: boolean;
  readonly billingAccount: BillingAccount;
  /** Licences in the subscription. */
  readonly seats: number;
  /** Licences assigned to users, when known. */
  readonly assigned?: number | undefined;
  readonly today: PlainDate;
  /** Start of the term or its last renewal, when known. */
  readonly termStartedOn?: PlainDate | undefined;
  /** The day on which the term ends or renews. */
  readonly renewsOn: PlainDate;
  /** True when the renewal was switched off: then `renewsOn` ends the term instead of starting another. */
  readonly isRenewalStopped: boolean;
}

export interface Route {
  readonly id: RouteId;
  /** The id of the row of the table that applies. */
  readonly row: string;
  /** Something about it is unknown or unsure: a person is to be asked before it is relied on. */
  readonly asksPerson: boolean;
  /** The last whole day (UTC) on which this way is open; absent when it does not close or the day is not known. */
  readonly lastDayOn?: PlainDate;
  readonly sureness: Sureness;
}

/** The one route that applies today. Whatever is credited runs from the day of cancelling. */
export function cancelRoute(input: RouteInput): Route {
  const found = routeCase(input);
  const row = ROUTE_TABLE.find((candidate) => matches(candidate, found));
  if (!row) throw new Error(`no cancel route for ${JSON.stringify(found)}`);
  const lastDayOn = lastDay(row.route, input);
  return {
    id: row.route,
    row: row.id,
    asksPerson: row.asksPerson,
    ...(lastDayOn !== undefined && { lastDayOn }),
    sureness: row.sureness,
  };
}

/** The route of a line; asked again after every renewal, because the days and the kind of account start anew. One that moves as it is is handed over. */
export function routeOf(line: RouteLine, today: PlainDate): Route {
  return cancelRoute({
    isPerUser: line.isPerUser && line.isMoved !== true,
    billingAccount: line.billingAccount,
    seats: line.seats,
    assigned: line.assigned,
    today,
    termStartedOn: line.termStartedOn,
    renewsOn: line.renewsOn,
    isRenewalStopped: line.renewalStoppedAt !== undefined,
  });
}

/** What of a line its route depends on. */
export type RouteLine = Pick<
  Line,
  'isPerUser' | 'isMoved' | 'billingAccount' | 'seats' | 'assigned' | 'termStartedOn' | 'renewsOn' | 'renewalStoppedAt'
>;

/** The case that an input is, in the terms of the table. */
export function routeCase(input: RouteInput): RouteCase {
  const { assigned } = input;
  return {
    isPerUser: input.isPerUser,
    account: input.billingAccount,
    hasRenewed: hasRenewed(input),
    assigned: assigned === undefined ? 'unknown' : assigned < PORTAL_LIMIT ? 'under25' : 'from25',
    seats: input.seats <= PORTAL_LIMIT ? 'upTo25' : 'over25',
    window: windowOf(input),
  };
}

/** True when a row speaks of the case: each of its conditions holds, and what it leaves out does not matter. */
export function matches(row: RouteRow, found: RouteCase): boolean {
  const { when } = row;
  return (
    when.isPerUser === found.isPerUser &&
    (when.hasRenewed === undefined || when.hasRenewed === found.hasRenewed) &&
    (when.account === undefined || when.account.includes(found.account)) &&
    (when.assigned === undefined || when.assigned.includes(found.assigned)) &&
    (when.seats === undefined || when.seats.includes(found.seats)) &&
    (when.window === undefined || when.window.includes(found.window))
  );
}

/** The renewal day came and nobody had switched the renewal off: a new term began on that day. */
function hasRenewed(input: RouteInput): boolean {
  return !input.isRenewalStopped && input.today >= input.renewsOn;
}

/** Start of the running term: the renewal that has passed, else what we were told. */
function termStart(input: RouteInput): PlainDate | undefined {
  return hasRenewed(input) ? input.renewsOn : input.termStartedOn;
}

/** The start day counts as the first of the seven: its hour is unknown, so the stricter reading holds. */
function windowOf(input: RouteInput): RouteCase['window'] {
  const start = termStart(input);
  if (start === undefined) return 'unknown';
  return daysBetween(start, input.today) < WINDOW_DAYS ? 'inside' : 'after';
}

function lastDay(route: RouteId, input: RouteInput): PlainDate | undefined {
  const start = termStart(input);
  if (route === 'portalWithRefund' || route === 'partnerWithinWindow') {
    return start === undefined ? undefined : addDays(start, WINDOW_DAYS - 1);
  }
  const closesAtTermEnd = route === 'stopRenewalOnly' || route === 'partnerAtTermEnd';
  return closesAtTermEnd && input.today < input.renewsOn ? addDays(input.renewsOn, -1) : undefined;
}
