/** What can be asked of a changeover. Every door parses into one of these; `decide` answers with events or a refusal. */
import type {
  Actor,
  Addressee,
  Answer,
  AnswerValue,
  BillingAccount,
  BillingCycle,
  Changeover,
  ChangeoverId,
  DraftVerdict,
  Instant,
  LineId,
  Money,
  Payment,
  Person,
  PlainDate,
  StepId,
  StepKey,
  TextRef,
  UnreachableWhy,
  Zone,
} from './changeover.ts';
import type { PageLink } from './customer-page.ts';
import type { LicenceCommand, LicenceNote } from './licence-move.ts';
import type { OutsideCommand } from './outside.ts';
import type { Playbook } from './playbook.ts';
import type { ConsentPurpose, LineFindings, ReadingTrouble, TenantFindings } from './tenant-link.ts';
import type { BookEntry } from './wrong-tenant.ts';

export type { LineFindings } from './tenant-link.ts';

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
  /** Set by `decide` where the variant asks for old lines alone; the new terms are those of the old one then. */
  readonly isMoved?: true;
}

export interface OpenInput {
  readonly playbook: { readonly id: string; readonly version: number; readonly hash: string };
  /** One of the playbook's variants; needed where it has any. */
  readonly variant?: string;
  readonly checkNumber: string;
  /** Who typed it, where a second person's yes opened it. */
  readonly askedBy?: Person;
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
  readonly joinCode: { readonly hash: string; readonly shortHash?: string; readonly expiresAt: Instant };
  /** Messages to the customer wait as drafts at first. */
  readonly isQuiet?: true;
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

/** An answer to a step, as a door reads it. */
export interface AnswerInput {
  readonly step: StepId;
  readonly line?: LineId;
  readonly answer: Answer;
  readonly noteRef?: TextRef;
  readonly referenceRef?: TextRef;
  /** What the step's proof asks for; with `notYet` it is kept and nothing is done. */
  readonly value?: AnswerValue;
  /** With a domain: the partner's other customers that it, or its tenant, belongs to. */
  readonly book?: readonly BookEntry[];
  /** The day the act took effect; today in the reader's zone when absent. */
  readonly on?: PlainDate;
  /** A technician writes down the customer's word: by whom and how, as free text. */
  readonly onBehalfOf?: { readonly side: 'customer'; readonly saidRef: TextRef };
}

export type CommandBody =
  | ({ readonly type: 'open' } & OpenInput)
  | {
      readonly type: 'issueJoinCode';
      readonly codeHash: string;
      readonly shortHash?: string;
      readonly expiresAt: Instant;
    }
  /** A customer's admin asks a colleague in. */
  | {
      readonly type: 'invite';
      readonly codeHash: string;
      readonly shortHash: string;
      readonly expiresAt: Instant;
      readonly role: 'customerAdmin' | 'customerViewer';
      readonly isStandIn: boolean;
    }
  /** A colleague of the customer's takes part no more. */
  | { readonly type: 'removeMember'; readonly person: Person }
  /** Whether a colleague only stands in for the customer's other admins. */
  | { readonly type: 'setStandIn'; readonly person: Person; readonly isStandIn: boolean }
  /** Microsoft's roles that the person itself holds: keys of `MICROSOFT_ROLES`. */
  | { readonly type: 'stateRoles'; readonly roles: readonly string[] }
  /** The technician takes it; `from` is whose it was on the card, absent for nobody's. */
  | { readonly type: 'assign'; readonly from?: string; readonly nameRef?: TextRef }
  /** It is nobody's again. */
  | { readonly type: 'unassign' }
  | { readonly type: 'note'; readonly noteRef: TextRef }
  /** Without a number: it has none any more. */
  | { readonly type: 'setTicket'; readonly ticketRef?: TextRef }
  /** The customer is asked for its open step now, by a message of its own. */
  | { readonly type: 'askCustomer'; readonly step: StepId; readonly line?: LineId }
  | {
      readonly type: 'join';
      readonly codeHash: string;
      readonly zone: Zone;
      readonly locale: string;
      readonly country?: string;
      readonly nameRef?: TextRef;
    }
  | ({ readonly type: 'answer' } & AnswerInput)
  /** A link to a web page, for a customer that is not in Teams; `hash` is that of its secret. */
  | ({ readonly type: 'issuePage' } & PageLink)
  | { readonly type: 'withdrawPage' }
  /** The e-mail is sent from here; `hash` is that of its link, absent where no browser reaches us. */
  | { readonly type: 'sendPage'; readonly hash?: string }
  /** That e-mail could not be sent. */
  | { readonly type: 'notePageUnsent'; readonly hash?: string }
  /** What was pressed on that page, by whoever holds its link. */
  | {
      readonly type: 'answerOnPage';
      readonly hash: string;
      readonly answered: Omit<AnswerInput, 'onBehalfOf'>;
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
  /** A case was opened at Microsoft support; its number is kept. */
  | { readonly type: 'recordCase'; readonly referenceRef: TextRef; readonly on?: PlainDate }
  /** `number` counts the cases from 1, in the order in which they were recorded. */
  | { readonly type: 'closeCase'; readonly number: number }
  /** `step`: the open step of source or provider that it is about. */
  | {
      readonly type: 'recordLetter';
      readonly to: Addressee;
      readonly on?: PlainDate;
      readonly step?: StepId;
      readonly line?: LineId;
    }
  | OutsideCommand
  | { readonly type: 'skipStep'; readonly step: StepId; readonly line?: LineId; readonly reasonRef: TextRef }
  | { readonly type: 'reopenStep'; readonly step: StepId; readonly line?: LineId; readonly reasonRef: TextRef }
  | { readonly type: 'pause'; readonly until?: Instant; readonly reasonRef?: TextRef }
  | { readonly type: 'resume' }
  /** `body` is the playbook of the pin, brought by the door; `drops` names every done step that is knowingly lost. */
  | {
      readonly type: 'switchPlaybook';
      readonly to: Changeover['playbook'];
      readonly body: Playbook;
      readonly variant?: string;
      readonly drops: readonly StepKey[];
      readonly reasonRef: TextRef;
    }
  /** The lead switches the customer of a quiet start live. */
  | { readonly type: 'goLive' }
  /** `textRef`: what is sent instead, with `edit`. `untrue` is nobody's word. */
  | {
      readonly type: 'settleDraft';
      readonly occasion: string;
      readonly verdict: DraftVerdict;
      readonly textRef?: TextRef;
    }
  | {
      readonly type: 'recordReading';
      readonly findings: readonly LineFindings[];
      readonly tenant?: TenantFindings;
      /** Microsoft's id of the request, for a support case. */
      readonly requestId?: string;
      /** When the look began: it does not speak of what was said later. */
      readonly begunAt?: Instant;
      /** A step waits for it, or somebody: worth an event although it finds nothing new. */
      readonly isAwaited?: boolean;
    }
  /** The tenant could not be read. */
  | { readonly type: 'recordTrouble'; readonly why: ReadingTrouble; readonly requestId?: string }
  /** A link to Microsoft's page of consent, to be answered once; `hash` is that of its secret. */
  | {
      readonly type: 'askConsent';
      readonly purpose: ConsentPurpose;
      readonly hash: string;
      readonly expiresAt: Instant;
    }
  /** What that page answered; the tenant is the one that it names. */
  | {
      readonly type: 'takeConsent';
      readonly purpose: ConsentPurpose;
      readonly hash: string;
      readonly isGranted: boolean;
      readonly tenantId?: string;
    }
  | { readonly type: 'disconnectTenant' }
  | LicenceCommand
  /** The reading or the writing of licences found something out. */
  | { readonly type: 'noteLicenceMove'; readonly move: string; readonly note: LicenceNote }
  | { readonly type: 'noteLicenceCount'; readonly checked: number; readonly without: number }
  /** `page`: a link for a customer that has not joined, in case that this is what is reminded of. */
  | { readonly type: 'remind'; readonly key: string; readonly page?: PageLink }
  /** A person; else all that a tenant brought: that of whoever says so, or the one that is named. */
  | { readonly type: 'forget'; readonly person?: Actor['person']; readonly tenantId?: string }
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

/** *Stop renewal* (reversible until the term ends), *end now* and *undo the new*: kept apart everywhere. */
export type Act = 'stopRenewal' | 'endNow' | 'undoNew';
