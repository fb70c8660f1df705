/** What can be asked of a changeover. Every door parses into one of these; `decide` answers with events or a refusal. */
import type {
  Actor,
  Answer,
  BillingAccount,
  BillingCycle,
  ChangeoverId,
  FactName,
  Instant,
  LineId,
  Money,
  Payment,
  Person,
  PlainDate,
  Role,
  Side,
  StepId,
  TextRef,
  UnreachableWhy,
  Zone,
} from './changeover.ts';

/** A line as the partner types it; the ids are given by the door, `l1`, `l2`, in order. */
export interface LineInput {
  readonly id: LineId;
  readonly product: string;
  readonly labelRef?: TextRef;
  /** For product `other`; a product of the playbook brings its own. Absent for `other`: not per user, so never a cancel route. */
  readonly isPerUser?: boolean;
  readonly billingAccount: BillingAccount;
  readonly payment: Payment;
  readonly cycle: BillingCycle;
  readonly seats: number;
  readonly assigned?: number;
  readonly price: Money;
  readonly termStartedOn?: PlainDate;
  readonly renewsOn: PlainDate;
  readonly newPrice: Money;
  readonly newStartsOn: PlainDate;
  readonly newSeats: number;
  readonly isSameProduct: boolean;
}

export interface OpenInput {
  readonly playbook: { readonly id: string; readonly version: number; readonly hash: string };
  readonly checkNumber: string;
  readonly customer: {
    readonly domain: string;
    readonly nameRef: TextRef;
    readonly zone: Zone;
    readonly locale: string;
    readonly country?: string;
    readonly contactRef?: TextRef;
  };
  readonly partner: {
    readonly tenantId: string;
    readonly teamId: string;
    readonly channelId: string;
    readonly nameRef: TextRef;
    readonly domain: string;
    readonly zone: Zone;
    readonly locale: string;
    readonly country?: string;
  };
  readonly lines: readonly LineInput[];
  readonly joinCode: { readonly hash: string; readonly expiresAt: Instant };
  /** The name of the technician who opens it. */
  readonly nameRef?: TextRef;
}

/** One field put right. Dates are `YYYY-MM-DD`; counts are whole licences; money keeps its currency. */
export type Correction =
  | { readonly field: 'domain'; readonly to: string }
  | { readonly field: 'contact' | 'support'; readonly to: TextRef }
  | { readonly field: 'seats' | 'assigned' | 'newSeats'; readonly line: LineId; readonly to: number }
  | { readonly field: 'price' | 'newPrice'; readonly line: LineId; readonly to: Money }
  | { readonly field: 'renewsOn' | 'newStartsOn' | 'termStartedOn'; readonly line: LineId; readonly to: PlainDate }
  | { readonly field: 'billingAccount'; readonly line: LineId; readonly to: BillingAccount }
  | { readonly field: 'payment'; readonly line: LineId; readonly to: Payment };

/** What the tenant's own reading found for a line; a field that could not be read is absent. */
export interface LineFindings {
  readonly line: LineId;
  readonly assigned?: number;
  readonly seats?: number;
  readonly newThere?: boolean;
  readonly newOnAllUsers?: boolean;
  readonly oldLive?: boolean;
}

export type CommandBody =
  | ({ readonly type: 'open' } & OpenInput)
  | { readonly type: 'issueJoinCode'; readonly codeHash: string; readonly expiresAt: Instant }
  | {
      readonly type: 'join';
      readonly codeHash: string;
      readonly zone: Zone;
      readonly locale: string;
      readonly country?: string;
      readonly nameRef?: TextRef;
    }
  | {
      readonly type: 'answer';
      readonly step: StepId;
      readonly line?: LineId;
      readonly answer: Answer;
      readonly noteRef?: TextRef;
      readonly referenceRef?: TextRef;
      /** The day the act took effect; today in the reader's zone when absent. */
      readonly on?: PlainDate;
      /** A technician writes down the customer's word: by whom and how, as free text. */
      readonly onBehalfOf?: { readonly side: 'customer'; readonly saidRef: TextRef };
    }
  | { readonly type: 'object'; readonly step: StepId; readonly line?: LineId; readonly reasonRef?: TextRef }
  | { readonly type: 'correct'; readonly changes: readonly Correction[]; readonly reasonRef: TextRef }
  /** `isSure`: said a second time, knowing that a last chance lies before `until`. */
  | { readonly type: 'snooze'; readonly until: Instant; readonly kind?: string; readonly isSure?: boolean }
  | { readonly type: 'mute'; readonly kind: string }
  /** Without a kind: all that were muted. */
  | { readonly type: 'unmute'; readonly kind?: string }
  /** All kinds, until it is taken back: last chances come all the same. */
  | { readonly type: 'quiet'; readonly until?: Instant }
  /** Ends a quiet and every snooze; what was muted stays so. */
  | { readonly type: 'unquiet' }
  /** Whose week and public holidays the side keeps: an ISO 3166 code. */
  | { readonly type: 'setCountry'; readonly country: string }
  /** The old subscription is gone already although nothing allowed it: a report of a fact, never an act. */
  | { readonly type: 'reportOldEnded'; readonly line: LineId; readonly on: PlainDate; readonly referenceRef?: TextRef }
  | {
      readonly type: 'openClaim';
      readonly from: PlainDate;
      readonly to: PlainDate;
      readonly amount: Money;
      readonly confirmationRef?: TextRef;
      readonly followUpOn: PlainDate;
    }
  | { readonly type: 'settleClaim'; readonly outcome: 'credited' | 'givenUp'; readonly reasonRef?: TextRef }
  | { readonly type: 'callOff'; readonly reasonRef: TextRef }
  | { readonly type: 'recordReading'; readonly findings: readonly LineFindings[] }
  | { readonly type: 'remind'; readonly key: string }
  /** Delivery found out whether a person, or without one the partner's channel, can be reached; `why` absent: it can. */
  | { readonly type: 'noteReach'; readonly person?: Actor['person']; readonly why?: UnreachableWhy }
  /** Time alone opened a step (a term ended, a bill is due): emits what newly opened, nothing else. */
  | { readonly type: 'wake' };

/** `id` makes a repeat harmless: the same id twice is one event. */
export interface Command {
  readonly id: string;
  readonly changeover: ChangeoverId;
  readonly actor: Actor;
  readonly body: CommandBody;
}

/** Whose reminders: a side's, or one person's of it. */
export interface Whose {
  readonly side: Side;
  readonly person?: Person;
}

/**
 * What happened. An event is a fact of the past: `evolve` never refuses one. Stored under a schema number
 * (`EVENT_SCHEMA`); older rows are upcast on reading.
 */
export type Event =
  | ({ readonly type: 'opened'; readonly openedBy?: Actor['person'] } & OpenInput)
  | { readonly type: 'joinCodeIssued'; readonly hash: string; readonly expiresAt: Instant }
  | {
      readonly type: 'memberJoined';
      readonly person: { readonly tenantId: string; readonly objectId: string };
      readonly side: Side;
      readonly role: Role;
      readonly zone?: Zone;
      readonly locale?: string;
      readonly country?: string;
      readonly nameRef?: TextRef;
      /** True when a join code was used up by it. */
      readonly usedCode?: boolean;
    }
  | { readonly type: 'stepOpened'; readonly step: StepId; readonly line?: LineId }
  | {
      readonly type: 'stepAnswered';
      readonly step: StepId;
      readonly line?: LineId;
      readonly answer: Answer;
      readonly side: Side;
      readonly kind: 'word' | 'reported' | 'reference';
      readonly by: { readonly tenantId: string; readonly objectId: string };
      readonly noteRef?: TextRef;
      readonly referenceRef?: TextRef;
      readonly saidRef?: TextRef;
      /** The note is kept as this (who supports the customer from now on). */
      readonly keptAs?: 'support';
    }
  | {
      readonly type: 'stepDone';
      readonly step: StepId;
      readonly line?: LineId;
      readonly kind: 'word' | 'reported' | 'reference' | 'reading';
    }
  | {
      readonly type: 'stepReopened';
      readonly step: StepId;
      readonly line?: LineId;
      readonly why: 'objected' | 'disproved' | 'corrected';
    }
  | { readonly type: 'wordObjected'; readonly step: StepId; readonly line?: LineId; readonly reasonRef?: TextRef }
  | {
      readonly type: 'factStated';
      readonly fact: FactName;
      readonly line?: LineId;
      readonly holds: boolean;
      readonly kind: 'word' | 'reported' | 'reference' | 'reading';
      readonly side?: Side;
      readonly referenceRef?: TextRef;
    }
  /** The three guarded acts: only `decide` emits this, and only behind its guard. */
  | {
      readonly type: 'actTaken';
      readonly act: Act;
      readonly line: LineId;
      readonly on: PlainDate;
      readonly referenceRef?: TextRef;
    }
  | {
      readonly type: 'oldReportedEnded';
      readonly line: LineId;
      readonly on: PlainDate;
      readonly referenceRef?: TextRef;
    }
  | {
      readonly type: 'corrected';
      readonly changes: readonly (Correction & { readonly from?: unknown })[];
      readonly reasonRef: TextRef;
      readonly side: Side;
    }
  | ({ readonly type: 'snoozed'; readonly until: Instant; readonly kind?: string; readonly isSure?: true } & Whose)
  | ({ readonly type: 'muted'; readonly kind: string } & Whose)
  | ({ readonly type: 'unmuted'; readonly kind?: string } & Whose)
  | ({ readonly type: 'quieted'; readonly until?: Instant } & Whose)
  | ({ readonly type: 'unquieted' } & Whose)
  | { readonly type: 'countrySet'; readonly side: 'customer' | 'partner'; readonly country: string }
  | {
      readonly type: 'claimOpened';
      readonly from: PlainDate;
      readonly to: PlainDate;
      readonly amount: Money;
      readonly confirmationRef?: TextRef;
      readonly followUpOn: PlainDate;
    }
  | { readonly type: 'claimSettled'; readonly outcome: 'credited' | 'givenUp'; readonly reasonRef?: TextRef }
  | { readonly type: 'readingMade'; readonly findings: readonly LineFindings[] }
  | {
      readonly type: 'reminded';
      readonly key: string;
      readonly kind: string;
      readonly to: Side;
      readonly form: 'act' | 'inform';
      readonly line?: LineId;
      /** The step that it asks for, or says to be unanswered. */
      readonly step?: StepId;
    }
  /** Without a person: the partner's channel. */
  | {
      readonly type: 'memberUnreachable';
      readonly side: 'customer' | 'partner';
      readonly person?: { readonly tenantId: string; readonly objectId: string };
      readonly why: UnreachableWhy;
    }
  | {
      readonly type: 'memberReachable';
      readonly side: 'customer' | 'partner';
      readonly person?: { readonly tenantId: string; readonly objectId: string };
    }
  | { readonly type: 'reminderSkipped'; readonly key: string; readonly why: 'superseded' | 'tooLate' }
  | { readonly type: 'closed'; readonly outcome: 'done' | 'calledOff'; readonly reasonRef?: TextRef };

/** *Stop renewal* (reversible until the term ends), *end now* and *undo the new*: kept apart everywhere. */
export type Act = 'stopRenewal' | 'endNow' | 'undoNew';

export const EVENT_SCHEMA = 1;
