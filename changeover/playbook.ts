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
  /** A partner's own words, before `fact.<id>`, `.label` and `.question` of the catalogue. */
  readonly words?: { readonly text?: string; readonly label?: string; readonly question?: string };
}

/** A closed union with one exhaustive evaluator (condition.ts). A per-line step is judged for its own line. */
export type Condition =
  | { readonly always: true }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  /** The changeover follows one of these variants. */
  | { readonly variant: readonly string[] }
  /** Done; for a per-line step seen from a step asked once: done on every line. A step that does not apply counts as done. */
  | { readonly stepDone: StepId }
  /** One of these options was chosen in a step with the proof `choice`; false until it is done. */
  | { readonly chosen: { readonly step: StepId; readonly option: readonly string[] } }
  /** Some item of a step with the proof `list` has one of these outcomes (`ticked` where the list names no outcomes). */
  | { readonly listed: { readonly step: StepId; readonly outcome: readonly string[] } }
  /** The moment agreed in a step with the proof `when` has come: its day, or the beginning or end of its window. */
  | { readonly timeCome: { readonly step: StepId; readonly edge?: 'from' | 'to' } }
  /** So many whole days have passed since the step was done, in the zone of its side (a cooling-off). */
  | { readonly daysSince: { readonly step: StepId; readonly days: number } }
  /** The step is open and its `wait` has passed without an answer (the losing partner is silent). */
  | { readonly waitPassed: StepId }
  /** Confirmed as FACTS §6 means it: the tenant's own reading, or a technician's and the customer's word both. */
  | { readonly confirmed: FactName }
  | { readonly route: readonly RouteId[] }
  | { readonly billingAccount: readonly BillingAccount[] }
  | { readonly perUser: boolean }
  | { readonly sameProduct: boolean }
  /** The line is of one of these products of the playbook; `other` for one that was typed. */
  | { readonly product: readonly string[] }
  | { readonly claimOpen: boolean }
  /** The old subscription is over: ended, or its renewal was stopped and its last day has passed. Seen from a step asked once: on every line. */
  | { readonly oldOver: boolean }
  /** The new subscription is within its own first 168 hours and the old one cannot be stopped. */
  | { readonly rescueOpen: boolean };

/** What a done step does to its line; only a step with an effect shows a route. */
export type Effect = 'ordersNew' | 'confirmsNew' | 'stopsRenewal' | 'endsOld' | 'undoesNew';

/**
 * The day a rule counts from: `readyAt` the day the step opened; days of the line (or the earliest of all lines); the day a
 * step was done; the day agreed in a step with the proof `when` (the beginning of a window).
 */
export type DueFrom =
  | 'readyAt'
  | 'newStart'
  | 'renewal'
  | 'oldEnd'
  | 'nextBill'
  | { readonly doneOf: StepId }
  | { readonly agreedIn: StepId };

/** When a step is due. */
export interface Due {
  readonly from: DueFrom;
  /** Whole days, negative for before. */
  readonly days: number;
  readonly unit: 'days' | 'workingDays';
  /** Also reminded of so many days before it: `[7, 3, 1]`. */
  readonly aheadDays?: readonly number[];
  /** After that day it is too late: the reminder of the day comes in spite of weekends and snoozes, as a last chance. */
  readonly isLastChance?: true;
}

/** What a question can be answered with. Words: `step.<step>.option.<id>`. */
export interface Option {
  readonly id: string;
  /** Choosing it does not finish the step; `step.<step>.option.<id>.why` says what to do instead (no reason, no move). */
  readonly isNotEnough?: true;
}

/** One thing on a list. Words: `step.<step>.item.<id>`. */
export interface Item {
  readonly id: string;
  /** The list is done without it. */
  readonly isOptional?: true;
}

export type ListOf = readonly Item[] | 'typed' | { readonly of: StepId; readonly outcome: readonly string[] };

/**
 * What proves a step done. Values are kept in the journal, free text beside it where it can be erased.
 * - `word`: the button is enough. `statement`: that of the fact, with its `asOf`, is acknowledged.
 * - `reference`: a number is asked for; `required` refuses `done` without one. `text`: a free text that is kept (who supports you).
 * - `choice`: one of the options; conditions read it as `chosen`.
 * - `list`: `items` ticked one by one, each with a note; `typed` lets the person write the items (administrators,
 *   domains), `of` takes those of another list that got one of these outcomes there. With `outcomes` each item gets one of them instead of a tick (`step.<step>.outcome.<id>`). A part can be
 *   kept before it is done; done when every needed item has its tick or outcome (a typed list: when it says that none is missing).
 * - `counts`: a whole number, 0 or more, per item; `atLeastOf` names the step of the same items whose numbers it must reach.
 * - `domain`: the customer's domain typed anew, compared with the customer's and with the partner's own tenant (the wrong-tenant guard).
 * - `when`: an agreed day, moment or window, in the zone of the side.
 */
export type Proof =
  | { readonly kind: 'word' }
  | { readonly kind: 'reference'; readonly required: boolean }
  | { readonly kind: 'text'; readonly keepAs?: 'support' }
  | { readonly kind: 'statement'; readonly fact: string }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'list'; readonly items: ListOf; readonly outcomes?: readonly string[] }
  | { readonly kind: 'counts'; readonly items: readonly Item[]; readonly atLeastOf?: StepId }
  | { readonly kind: 'domain' }
  | { readonly kind: 'when'; readonly of: 'day' | 'moment' | 'window' };

/**
 * A watch on an open step, counted in hours from the instant it opened (round the clock, at once: no working hours).
 * `check` asks the side that acts to look (`step.<step>.check`), `alarm` tells both sides (`step.<step>.alarm`).
 */
export interface Timer {
  readonly kind: 'check' | 'alarm';
  readonly afterHours: number;
}

/** What is offered once a wait has passed: a step, another variant, or words (`step.<step>.planB`). */
export type PlanB = { readonly step: StepId } | { readonly variant: string } | { readonly words: true };

/** A partner's own words for a step; each stands before those of the catalogue. `{customer}`, `{partner}` … are filled in. */
export interface StepWords {
  readonly title?: string;
  readonly ask?: string;
  /** The label of the field for a number or text. */
  readonly field?: string;
  readonly why?: string;
  readonly how?: readonly string[];
  readonly ready?: readonly string[];
  readonly never?: readonly string[];
  readonly check?: string;
  readonly alarm?: string;
  readonly planB?: string;
  /** By the id of an option, item or outcome. */
  readonly option?: Readonly<Record<string, string>>;
  readonly item?: Readonly<Record<string, string>>;
  readonly outcome?: Readonly<Record<string, string>>;
  /** By the id of an option that is not enough. */
  readonly optionWhy?: Readonly<Record<string, string>>;
}

export interface Step {
  /** Unique in the playbook. It names the words: `step.<id>.title`, `.ask`, `.how.1` …, `.why`, `.never.1` …, so playbooks share an id only where they share the words. */
  readonly id: StepId;
  /** `source` and `provider` are not in Teams: the partner records their word, which counts as reported. */
  readonly side: Side;
  readonly per: 'changeover' | 'line';
  /** Applies only when this holds; absent: always. */
  readonly when?: Condition;
  /** Opens once this holds; absent: at once. */
  readonly after?: Condition;
  /** Not needed for the changeover to be done. */
  readonly isOptional?: boolean;
  readonly answers: readonly Answer[];
  readonly proof: Proof;
  /** What `done` states about the line (or the changeover). */
  readonly states?: FactName;
  readonly effect?: Effect;
  /**
   * What a look at the tenant says of it; absent: what it says of the stated fact. `nothing`: the fact is that of somebody whom
   * no look shows. `productDomains`: of a choice with an option `two`, by the domains that the playbook's product makes.
   */
  readonly reads?: 'nothing' | 'productDomains';
  readonly due?: Due;
  /**
   * Of a step of source or provider: whole days to wait for them, from the day of the letter or else from the day on which
   * it opened, and what is offered after that. Working days are the partner's.
   */
  readonly wait?: { readonly days: number; readonly unit?: 'days' | 'workingDays'; readonly planB: PlanB };
  /** Unanswered for so many days it is void: it closes, and `again` (the step that asked for it) opens anew (GDAP: 90). */
  readonly lapses?: { readonly days: number; readonly again: StepId };
  readonly timers?: readonly Timer[];
  /** Microsoft's name for the role that can do it; a key of `role.<key>` in the catalogue. */
  readonly role?: string;
  /** Facts shown with the step: keys of `facts`. */
  readonly facts?: readonly string[];
  /** Links among the facts are shown only while this holds. */
  readonly linkAfter?: Condition;
  /** Texts ready to copy: `letter.<key>.title`, `.body`, filled with the step's parameters; own ones in `letters`. */
  readonly letters?: readonly string[];
  readonly words?: StepWords;
}

export interface Phase {
  readonly id: string;
  readonly steps: readonly Step[];
  /** Before `phase.<id>.title` and `.short` of the catalogue. */
  readonly words?: { readonly title?: string; readonly short?: string };
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly isPerUser: boolean;
}

/** What is asked when a changeover is opened, beside the customer's name and domain. */
export interface Asks {
  /**
   * `none`: no subscriptions. `old`: those that move as they are (billing moves, terms stay: no new terms, no overlap, never
   * a cancel route). `oldAndNew`: old ones with the new terms that replace them.
   */
  readonly lines: 'none' | 'old' | 'oldAndNew';
  /** `self`: the partner moves itself; no customer is asked for or joins. */
  readonly customer?: 'self';
  /** Steps of the partner's side, open from the start, whose proof is asked for at once (kinds of account, counts, a window). */
  readonly steps?: readonly StepId[];
}

/** One of several ways through a playbook. Words: `playbook.<playbook>.variant.<id>.name`, `.hint`. */
export interface Variant {
  readonly id: string;
  /** In place of the playbook's. */
  readonly asks?: Asks;
  /** Facts said on the first card, after the playbook's. */
  readonly intro?: readonly string[];
  /** Another word for a side: a key of `side.<key>` (the losing side's own view calls the `source` the new reseller). */
  readonly sides?: Readonly<Partial<Record<Side, string>>>;
  readonly words?: { readonly name?: string; readonly hint?: string };
}

export interface Playbook {
  readonly id: string;
  readonly version: number;
  /** The first is offered first; absent: there is one way. */
  readonly variants?: readonly Variant[];
  /** Beside its variants there is a main way, which has no name of its own. */
  readonly hasMainWay?: true;
  /** Absent: old and new lines. */
  readonly asks?: Asks;
  /** Facts said on the first card. */
  readonly intro?: readonly string[];
  readonly phases: readonly Phase[];
  readonly facts: Readonly<Record<string, Fact>>;
  readonly products: readonly Product[];
  /** The product makes domains in the tenant, known by the end of their name: the fact that says it. At most so many. */
  readonly productDomains?: { readonly endsWith: string; readonly atMost: string };
  /** Own texts ready to copy, by key. */
  readonly letters?: Readonly<Record<string, { readonly title: string; readonly body: string }>>;
  /** Before `playbook.<id>.name` and `.hint` of the catalogue. */
  readonly words?: { readonly name?: string; readonly hint?: string };
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
