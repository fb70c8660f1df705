/**
 * A playbook: the phases and steps of one kind of changeover, as data. A changeover pins its playbook's id, version
 * and content hash. `check()` (playbook-check.ts) refuses one whose `endsOld` does not lie behind `confirmsNew` of the same line.
 */
import type { Answer, BillingAccount, FactName, PlainDate, Side, StepId } from './changeover.ts';
import type { RouteId } from './cancel-route.ts';
import type { Sureness } from './sureness.ts';

export type { Sureness } from './sureness.ts';

/** A link, number or rule of the world, with what it was (`then`) and what it is (`now`). Only `now` is shown. */
export interface Fact {
  readonly then?: string;
  readonly now: string;
  readonly kind: 'link' | 'phone' | 'limit' | 'rule' | 'role';
  readonly source: string;
  readonly asOf: PlainDate;
  readonly sureness: Sureness;
  /** The message key of the exact question to put to Microsoft, shown while the fact is unsure or older than 180 days. */
  readonly question?: string;
}

/** A closed union with one exhaustive evaluator (condition.ts). A per-line step is judged for its own line. */
export type Condition =
  | { readonly always: true }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  /** Done; for a per-line step seen from a step asked once: done on every line. A step that does not apply counts as done. */
  | { readonly stepDone: StepId }
  /** Confirmed as FACTS §6 means it: the tenant's own reading, or a technician's and the customer's word both. */
  | { readonly confirmed: FactName }
  | { readonly route: readonly RouteId[] }
  | { readonly billingAccount: readonly BillingAccount[] }
  | { readonly perUser: boolean }
  | { readonly sameProduct: boolean }
  | { readonly claimOpen: boolean }
  /** The old subscription is over: ended, or its renewal was stopped and its last day has passed. Seen from a step asked once: on every line. */
  | { readonly oldOver: boolean }
  /** The new subscription is within its own first 168 hours and the old one cannot be stopped. */
  | { readonly rescueOpen: boolean };

/** What a done step does to its line; only a step with an effect shows a route. */
export type Effect = 'ordersNew' | 'confirmsNew' | 'stopsRenewal' | 'endsOld' | 'undoesNew';

/** When a step is due. `readyAt` is the instant it opened; the others are days of the line (or the earliest of all lines). */
export interface Due {
  readonly from: 'readyAt' | 'newStart' | 'renewal' | 'oldEnd' | 'nextBill';
  /** Whole days, negative for before. */
  readonly days: number;
  readonly unit: 'days' | 'workingDays';
}

export interface Step {
  readonly id: StepId;
  readonly side: Side;
  readonly per: 'changeover' | 'line';
  /** Applies only when this holds; absent: always. */
  readonly when?: Condition;
  /** Opens once this holds; absent: at once. */
  readonly after?: Condition;
  /** Not needed for the changeover to be done. */
  readonly isOptional?: boolean;
  readonly answers: readonly Answer[];
  /** `reference`: a number is asked for; `required` refuses `done` without one. `text`: a free text that is kept (who supports you). */
  readonly proof:
    | { readonly kind: 'word' }
    | { readonly kind: 'reference'; readonly required: boolean }
    | { readonly kind: 'text'; readonly keepAs: 'support' };
  /** What `done` states about the line (or the changeover). */
  readonly states?: FactName;
  readonly effect?: Effect;
  readonly due?: Due;
  /** Microsoft's name for the role that can do it; a key of `role.<key>` in the catalogue. */
  readonly role?: string;
  /** Facts shown with the step: keys of `facts`. */
  readonly facts?: readonly string[];
}

export interface Phase {
  readonly id: string;
  readonly steps: readonly Step[];
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly isPerUser: boolean;
}

export interface Playbook {
  readonly id: string;
  readonly version: number;
  readonly phases: readonly Phase[];
  readonly facts: Readonly<Record<string, Fact>>;
  readonly products: readonly Product[];
  /** Working days kept between the new start and the old end, for confirming the new licences. */
  readonly marginWorkingDays: number;
  /** Days before an event at which each kind of reminder goes out. */
  readonly reminders: {
    readonly overlapAheadDays: readonly number[];
    readonly renewalDays: readonly number[];
    /** Days between two reminders that both are billing. */
    readonly billingEveryDays: number;
    /** Working days between two reminders that a step is late. */
    readonly stepLateEveryDays: number;
  };
}
