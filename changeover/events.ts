/** What happened to a changeover, as the journal keeps it. */
import type {
  Actor,
  Addressee,
  Answer,
  AnswerValue,
  Changeover,
  DraftVerdict,
  FactName,
  Instant,
  LineId,
  Money,
  Person,
  PlainDate,
  Role,
  Side,
  StepId,
  StepKey,
  TextRef,
  UnreachableWhy,
  Zone,
} from './changeover.ts';
import type { Act, Correction, OpenInput } from './commands.ts';
import type { PageLink } from './customer-page.ts';
import type { HeldOutcome, UnreadWhy } from './held-words.ts';
import type { LicenceEvent } from './licence-move.ts';
import type { OutsideEvent } from './outside.ts';
import type { ConsentOutcome, ConsentPurpose, LineFindings, ReadingTrouble, TenantFindings } from './tenant-link.ts';

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
  | {
      readonly type: 'joinCodeIssued';
      readonly hash: string;
      readonly shortHash?: string;
      readonly expiresAt: Instant;
    }
  | {
      readonly type: 'invited';
      readonly hash: string;
      readonly shortHash: string;
      readonly expiresAt: Instant;
      readonly role: 'customerAdmin' | 'customerViewer';
      readonly isStandIn?: true;
      readonly by: Person;
    }
  /** Of the customer's people, who takes part no more. */
  | { readonly type: 'memberRemoved'; readonly person: Person; readonly by: Person }
  | { readonly type: 'standInSet'; readonly person: Person; readonly isStandIn: boolean }
  | { readonly type: 'rolesStated'; readonly person: Person; readonly roles: readonly string[] }
  /** Without a person: nobody's any more. */
  | { readonly type: 'assigned'; readonly to?: Person }
  | { readonly type: 'noted'; readonly noteRef: TextRef; readonly by: Person }
  | { readonly type: 'ticketSet'; readonly ticketRef?: TextRef }
  | { readonly type: 'customerAsked'; readonly step: StepId; readonly line?: LineId }
  /** The link ends with `memberJoined` of the customer too. */
  | ({ readonly type: 'pageIssued'; readonly isOffered?: true } & PageLink)
  | { readonly type: 'pageSent' }
  | { readonly type: 'pageUnsent'; readonly hash?: string }
  | { readonly type: 'pageWithdrawn' }
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
      /** The hash of the colleague's code that was used up by it. */
      readonly usedInvite?: string;
      readonly isStandIn?: true;
    }
  | { readonly type: 'stepOpened'; readonly step: StepId; readonly line?: LineId }
  | {
      readonly type: 'stepAnswered';
      readonly step: StepId;
      readonly line?: LineId;
      readonly answer: Answer;
      readonly side: Side;
      readonly kind: 'word' | 'reported' | 'reference';
      /** Absent: said on the customer's web page, whose holder nobody vouches for. */
      readonly by?: { readonly tenantId: string; readonly objectId: string };
      readonly noteRef?: TextRef;
      readonly referenceRef?: TextRef;
      readonly saidRef?: TextRef;
      readonly value?: AnswerValue;
      /** The note is kept as this (who supports the customer from now on). */
      readonly keptAs?: 'support';
    }
  | {
      readonly type: 'stepDone';
      readonly step: StepId;
      readonly line?: LineId;
      readonly kind: 'word' | 'reported' | 'reference' | 'reading';
      readonly on?: PlainDate;
      /** Whose word it was, where a look at the tenant was waited for. */
      readonly by?: Person;
      /** What a look at the tenant answered. */
      readonly value?: AnswerValue;
    }
  /** Said to be done: nothing follows from it before the tenant was looked at. */
  | {
      readonly type: 'wordHeld';
      readonly step: StepId;
      readonly line?: LineId;
      readonly kind: 'word' | 'reported' | 'reference';
      /** The day on which it took effect; `saidOn` where somebody named it. */
      readonly on: PlainDate;
      readonly saidOn?: PlainDate;
      readonly referenceRef?: TextRef;
      readonly by?: Person;
    }
  | {
      readonly type: 'wordSettled';
      readonly step: StepId;
      readonly line?: LineId;
      readonly how: HeldOutcome;
      /** Of `unread`. */
      readonly why?: UnreadWhy;
    }
  | {
      readonly type: 'stepReopened';
      readonly step: StepId;
      readonly line?: LineId;
      readonly why: 'objected' | 'disproved' | 'corrected' | 'asked' | 'lapsed';
      readonly reasonRef?: TextRef;
    }
  | {
      readonly type: 'stepSkipped';
      readonly step: StepId;
      readonly line?: LineId;
      readonly side: Side;
      readonly reasonRef: TextRef;
    }
  | { readonly type: 'caseOpened'; readonly referenceRef: TextRef; readonly on: PlainDate; readonly side: Side }
  | { readonly type: 'caseClosed'; readonly number: number }
  | {
      readonly type: 'letterSent';
      readonly to: Addressee;
      readonly on: PlainDate;
      readonly side: Side;
      readonly step?: StepId;
      readonly line?: LineId;
      /** The last day on which an answer is in time. */
      readonly waitUntil?: PlainDate;
      /** To whom, where a contact was noted. */
      readonly nameRef?: TextRef;
    }
  | OutsideEvent
  | { readonly type: 'paused'; readonly side: Side; readonly until?: Instant; readonly reasonRef?: TextRef }
  /** Without a side: its day came. */
  | { readonly type: 'resumed'; readonly side?: Side }
  | {
      readonly type: 'playbookSwitched';
      readonly from: Changeover['playbook'];
      readonly to: Changeover['playbook'];
      readonly variant?: string;
      /** What was known of these steps is forgotten. */
      readonly dropped: readonly StepKey[];
      /** How the lines go on: as they are (`moved`), or replaced by new ones that start on these days. */
      readonly lines?: 'moved' | readonly { readonly line: LineId; readonly newStartsOn: PlainDate }[];
      readonly reasonRef: TextRef;
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
      /** Whose word it was, where a look at the tenant was waited for. */
      readonly by?: Person;
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
  | {
      readonly type: 'readingMade';
      readonly findings: readonly LineFindings[];
      readonly tenant?: TenantFindings;
      readonly requestId?: string;
    }
  | { readonly type: 'readingFailed'; readonly why: ReadingTrouble; readonly requestId?: string }
  | {
      readonly type: 'consentAsked';
      readonly purpose: ConsentPurpose;
      readonly hash: string;
      readonly expiresAt: Instant;
    }
  | { readonly type: 'consentTaken'; readonly purpose: ConsentPurpose; readonly outcome: ConsentOutcome }
  | { readonly type: 'tenantDisconnected' }
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
  /** Their texts are erased in the transaction that records it. Without a person: all texts, a tenant asked for it. */
  | { readonly type: 'forgotten'; readonly side: Side; readonly person?: Person; readonly tenantId?: string }
  | { readonly type: 'wentLive' }
  | {
      readonly type: 'draftSettled';
      readonly occasion: string;
      readonly verdict: DraftVerdict;
      readonly textRef?: TextRef;
    }
  | LicenceEvent
  | { readonly type: 'reminderSkipped'; readonly key: string; readonly why: 'superseded' | 'tooLate' }
  | { readonly type: 'closed'; readonly outcome: 'done' | 'calledOff'; readonly reasonRef?: TextRef };

export const EVENT_SCHEMA = 1;
