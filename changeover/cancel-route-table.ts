/* oxlint-disable unicorn/no-thenable -- `then` and `now` are the words of the facts; no row is ever awaited */
/**
 * The truth table of cancel routes: one row per case, and exactly one row for any case. `then` is what the older rule
 * said (fewer than 25 licences assigned: portal; else support) where today's has overtaken it; only `route` is shown.
 */
import type { BillingAccount, PlainDate } from './changeover.ts';
import type { Sureness } from './sureness.ts';

/**
 * `portal` cancel online, prorated · `reduceThenPortal` first reduce to 25, then online · `support` phone or ticket ·
 * `portalWithRefund` online until `lastDayOn` · `stopRenewalOnly` the term is paid to its end · `partnerWithinWindow` and
 * `partnerAtTermEnd` only by the partner that sells it · `licensingPartner` ends at its term · `handOver` never cancelled.
 */
export type RouteId =
  | 'portal'
  | 'reduceThenPortal'
  | 'support'
  | 'portalWithRefund'
  | 'stopRenewalOnly'
  | 'partnerAtTermEnd'
  | 'partnerWithinWindow'
  | 'licensingPartner'
  | 'handOver'
  | 'askPerson';

/** An input in the terms of the table. */
export interface RouteCase {
  readonly isPerUser: boolean;
  readonly account: BillingAccount;
  /** The renewal day has passed without the renewal being switched off. */
  readonly hasRenewed: boolean;
  /** Licences assigned to users; exactly 25 is not "fewer than 25". */
  readonly assigned: 'under25' | 'from25' | 'unknown';
  /** Licences in the subscription. */
  readonly seats: 'upTo25' | 'over25';
  /** The first 7 days of the running term. */
  readonly window: 'inside' | 'after' | 'unknown';
}

type OneOf<Key extends keyof RouteCase> = readonly RouteCase[Key][];

export interface RouteRow {
  readonly id: string;
  /** What is left out does not matter. */
  readonly when: {
    readonly isPerUser: boolean;
    readonly hasRenewed?: boolean;
    readonly account?: OneOf<'account'>;
    readonly assigned?: OneOf<'assigned'>;
    readonly seats?: OneOf<'seats'>;
    readonly window?: OneOf<'window'>;
  };
  readonly route: RouteId;
  readonly asksPerson: boolean;
  readonly then?: { readonly route: RouteId; readonly source: string };
  readonly source: string;
  readonly asOf: PlainDate;
  readonly sureness: Sureness;
}

const ADVISOR_GUIDANCE = 'Advisor to CSP transition guidance (M. D., 2018-06-20; T. Sweetser)';
const CANCEL_PAGE = 'Microsoft Learn, Cancel your Microsoft business subscription (2024-09)';
const MOSA_RENEWAL = 'Distributor notice: MOSA subscriptions renew under the Microsoft Customer Agreement';
const CSP_WINDOW = 'Microsoft Learn, Partner Center: cancel within 168 hours (excerpt)';
const STRICTER = `The stricter of both counts: ${ADVISOR_GUIDANCE}; ${CANCEL_PAGE}`;
const READ_ON = '2026-11-22';

export const ROUTE_TABLE: readonly RouteRow[] = [
  {
    id: 'not-per-user',
    when: { isPerUser: false },
    route: 'handOver',
    asksPerson: true,
    source: 'Inferred: cancelling Azure stops its resources',
    asOf: READ_ON,
    sureness: 'I',
  },
  {
    id: 'mosa-up-to-25-few-assigned',
    when: {
      isPerUser: true,
      account: ['mosa'],
      hasRenewed: false,
      seats: ['upTo25'],
      assigned: ['under25', 'unknown'],
    },
    route: 'portal',
    asksPerson: false,
    source: CANCEL_PAGE,
    asOf: READ_ON,
    sureness: 'R',
  },
  {
    id: 'mosa-up-to-25-all-assigned',
    when: { isPerUser: true, account: ['mosa'], hasRenewed: false, seats: ['upTo25'], assigned: ['from25'] },
    route: 'portal',
    asksPerson: false,
    then: { route: 'support', source: ADVISOR_GUIDANCE },
    source: CANCEL_PAGE,
    asOf: READ_ON,
    sureness: 'R',
  },
  {
    id: 'mosa-over-25-few-assigned',
    when: { isPerUser: true, account: ['mosa'], hasRenewed: false, seats: ['over25'], assigned: ['under25'] },
    route: 'reduceThenPortal',
    asksPerson: false,
    then: { route: 'portal', source: ADVISOR_GUIDANCE },
    source: CANCEL_PAGE,
    asOf: READ_ON,
    sureness: 'R',
  },
  {
    id: 'mosa-over-25',
    when: { isPerUser: true, account: ['mosa'], hasRenewed: false, seats: ['over25'], assigned: ['from25', 'unknown'] },
    route: 'reduceThenPortal',
    asksPerson: false,
    then: { route: 'support', source: ADVISOR_GUIDANCE },
    source: CANCEL_PAGE,
    asOf: READ_ON,
    sureness: 'R',
  },
  {
    id: 'mosa-renewed-inside-7-days',
    when: { isPerUser: true, account: ['mosa'], hasRenewed: true, window: ['inside'] },
    route: 'portalWithRefund',
    asksPerson: true,
    source: MOSA_RENEWAL,
    asOf: READ_ON,
    sureness: 'S',
  },
  {
    id: 'mosa-renewed-after-7-days',
    when: { isPerUser: true, account: ['mosa'], hasRenewed: true, window: ['after', 'unknown'] },
    route: 'stopRenewalOnly',
    asksPerson: true,
    source: MOSA_RENEWAL,
    asOf: READ_ON,
    sureness: 'S',
  },
  {
    id: 'mca-inside-7-days',
    when: { isPerUser: true, account: ['mca'], window: ['inside'] },
    route: 'portalWithRefund',
    asksPerson: false,
    source: CANCEL_PAGE,
    asOf: READ_ON,
    sureness: 'R',
  },
  {
    id: 'mca-after-7-days',
    when: { isPerUser: true, account: ['mca'], window: ['after'] },
    route: 'stopRenewalOnly',
    asksPerson: false,
    source: CANCEL_PAGE,
    asOf: READ_ON,
    sureness: 'R',
  },
  {
    id: 'mca-start-unknown',
    when: { isPerUser: true, account: ['mca'], window: ['unknown'] },
    route: 'stopRenewalOnly',
    asksPerson: true,
    source: `The stricter reading of: ${CANCEL_PAGE}`,
    asOf: READ_ON,
    sureness: 'I',
  },
  {
    id: 'volume-agreement',
    when: { isPerUser: true, account: ['volume'] },
    route: 'licensingPartner',
    asksPerson: true,
    source: 'Inferred: an Enterprise Agreement ends at its term, through its licensing partner',
    asOf: READ_ON,
    sureness: 'I',
  },
  {
    id: 'partner-inside-168-hours',
    when: { isPerUser: true, account: ['partner'], window: ['inside'] },
    route: 'partnerWithinWindow',
    asksPerson: false,
    source: CSP_WINDOW,
    asOf: READ_ON,
    sureness: 'X',
  },
  {
    id: 'partner-after-168-hours',
    when: { isPerUser: true, account: ['partner'], window: ['after'] },
    route: 'partnerAtTermEnd',
    asksPerson: false,
    source: CSP_WINDOW,
    asOf: READ_ON,
    sureness: 'X',
  },
  {
    id: 'partner-start-unknown',
    when: { isPerUser: true, account: ['partner'], window: ['unknown'] },
    route: 'partnerAtTermEnd',
    asksPerson: true,
    source: `The stricter reading of: ${CSP_WINDOW}`,
    asOf: READ_ON,
    sureness: 'I',
  },
  {
    id: 'unknown-account-both-counts-small',
    when: { isPerUser: true, account: ['unknown'], seats: ['upTo25'], assigned: ['under25'] },
    route: 'portal',
    asksPerson: true,
    source: STRICTER,
    asOf: READ_ON,
    sureness: 'I',
  },
  {
    id: 'unknown-account-assigned-25-or-unknown',
    when: { isPerUser: true, account: ['unknown'], seats: ['upTo25'], assigned: ['from25', 'unknown'] },
    route: 'support',
    asksPerson: true,
    source: STRICTER,
    asOf: READ_ON,
    sureness: 'I',
  },
  {
    id: 'unknown-account-over-25',
    when: { isPerUser: true, account: ['unknown'], seats: ['over25'] },
    route: 'support',
    asksPerson: true,
    source: STRICTER,
    asOf: READ_ON,
    sureness: 'I',
  },
];
