/**
 * The Changeover: one customer's move from an old way of paying for Microsoft 365 to a new one.
 * Plain data, JSON-safe, folded from its journal by `evolve`. It holds ids and hashes only: names, notes,
 * contacts and other free text live beside the journal as erasable rows and are named here by a TextRef.
 */

import type { AnswerValue } from './answer-value.ts';
import type { Letter, Pause, SupportCase } from './course-records.ts';
import type { CustomerPage } from './customer-page.ts';
import type { DeskNote, Invite } from './desk-records.ts';
import type { HeldWord } from './held-words.ts';
import type { LicenceCount } from './licence-count.ts';
import type { LicenceMove } from './licence-move.ts';
import type { Line } from './line.ts';
import type { Contacts, Written } from './outside.ts';
import type { Reach } from './reach.ts';
import type { TenantLink } from './tenant-link.ts';

export type { AnswerValue, Listed } from './answer-value.ts';
export type { Addressee, Letter, Pause, SupportCase } from './course-records.ts';
export type { BillingAccount, BillingCycle, Line, Payment } from './line.ts';
export type { Reach, UnreachableWhy } from './reach.ts';
export type { DeskNote, Invite } from './desk-records.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
/** A calendar day, `YYYY-MM-DD`, with no zone of its own. */
export type PlainDate = string;
/** An IANA time zone name, such as `Europe/Amsterdam`. */
export type Zone = string;

export type ChangeoverId = string;
export type LineId = string;
export type StepId = string;
/** `step` for a step asked once, `step/line` for one asked per line. */
export type StepKey = string;

export type Side = 'customer' | 'partner' | 'source' | 'provider';
export type Role = 'customerAdmin' | 'customerViewer' | 'partnerTechnician' | 'partnerLead';

/** Entra ids as the authenticated activity gave them, never as a card claims. */
export interface Person {
  readonly tenantId: string;
  readonly objectId: string;
}

export type Door =
  | 'message'
  | 'card'
  | 'dialog'
  | 'tab'
  | 'tick'
  | 'tenant'
  | 'sandbox'
  | 'delivery'
  | 'consent'
  | 'page';

/** Who issued a command. The clock and the tenant reader act without a person. */
export interface Actor {
  readonly person?: Person;
  readonly door: Door;
  /** The Teams team that the activity came from: it makes a technician of a member of the partner's tenant. */
  readonly teamId?: string;
  /** Leads that team. */
  readonly isLead?: true;
}

/** Where an erasable text is kept; `hash` is the SHA-256 (hex) of the text, so that an erased one still verifies. */
export interface TextRef {
  readonly id: string;
  readonly hash: string;
}

/** An amount in the currency's minor unit (cents); `currency` is ISO 4217. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** What evidence can speak of, per line where a line is named. */
export type FactName =
  | 'partnerApproved'
  | 'agreementAccepted'
  | 'newOrdered'
  | 'newConfirmed'
  | 'oldLive'
  | 'renewalStopped'
  | 'oldEnded'
  | 'keyRedeemed'
  /** Of the changeover as a whole. */
  | 'accessGranted'
  | 'newSeen'
  | 'permissionGiven'
  | 'transferApproved'
  | 'moveDone';

/**
 * Why we believe a fact: `word` of a person of that side, `reported` (a technician wrote down what the customer said:
 * weaker, can be objected to, never opens a guard alone), `reference` (a number), `reading` (the tenant itself).
 */
export type EvidenceKind = 'word' | 'reported' | 'reference' | 'reading';

export interface Evidence {
  readonly fact: FactName;
  readonly line?: LineId;
  readonly holds: boolean;
  readonly kind: EvidenceKind;
  /** The side whose word it is; absent for a reading. */
  readonly side?: Side;
  readonly by?: Person;
  readonly at: Instant;
  readonly referenceRef?: TextRef;
}

export interface Member {
  readonly person: Person;
  readonly side: Side;
  readonly role: Role;
  readonly joinedAt: Instant;
  readonly nameRef?: TextRef;
  /** Hears what the customer's other admins hear only while none of those can be reached. */
  readonly isStandIn?: true;
  /** Microsoft's roles that the person says to hold: keys of `MICROSOFT_ROLES`. */
  readonly microsoftRoles?: readonly string[];
}

/** What became of a step; whether it is open or done now is for `steps.ts` to say. */
export interface StepRecord {
  readonly openedAt?: Instant;
  readonly doneAt?: Instant;
  readonly doneBy?: Person;
  readonly doneKind?: EvidenceKind;
  /** The day on which it happened, where that was said. */
  readonly doneOn?: PlainDate;
  readonly noteRef?: TextRef;
  readonly referenceRef?: TextRef;
  readonly lastAnswer?: Answer;
  readonly lastAnswerAt?: Instant;
  /** The kind of the last answer: `reported` while it is a technician's record of what the customer said. */
  readonly lastKind?: EvidenceKind;
  readonly helpAskedAt?: Instant;
  readonly objectedAt?: Instant;
  /** When its side was reminded of it, since it last opened. */
  readonly askedAt?: readonly Instant[];
  /** When the partner's thread, and then its lead, was told that it stays unanswered. */
  readonly escalatedAt?: readonly Instant[];
  /** Left out with a reason: it counts as done for what comes after it, until somebody opens it again. */
  readonly skippedAt?: Instant;
  readonly skippedBy?: Person;
  readonly skipReasonRef?: TextRef;
  /** When the tenant was last seen to show otherwise than was said. */
  readonly deniedAt?: Instant;
  /** The latest letter about it to a side that is not in Teams. */
  readonly written?: Written;
  /** When plan B was chosen, because that side stayed silent. */
  readonly planBAt?: Instant;
  /** … and nobody wrote again since: the answer is not waited for any longer. */
  readonly isGivenUp?: true;
  /** What the latest answer said, done or not: a list is kept part by part. */
  readonly value?: AnswerValue;
}

export type Answer = 'done' | 'notYet' | 'help' | 'chargedTwice';

/** A double charge that was found on a bill: the changeover stays open until it is settled. */
export interface Claim {
  readonly openedAt: Instant;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly amount: Money;
  readonly confirmationRef?: TextRef;
  readonly followUpOn: PlainDate;
  readonly settled?: { readonly at: Instant; readonly outcome: 'credited' | 'givenUp'; readonly reasonRef?: TextRef };
}

/**
 * Reminders held back: a snooze has an end; what has none is a muted kind, or all kinds kept quiet, until it is taken
 * back. A last chance comes all the same, unless a snooze past it was said twice.
 */
export interface Snooze {
  readonly side: Side;
  /** Said in a chat of one's own: for that person alone. Absent: for the whole side, as said in its channel. */
  readonly person?: Person;
  /** Absent: all kinds. */
  readonly kind?: string;
  readonly until?: Instant;
  readonly by: Person;
  /** Said twice: it holds back a last chance too. */
  readonly isSure?: true;
}

export interface JoinCode {
  /** SHA-256 (hex) of the normalised code; the code itself is never kept. */
  readonly hash: string;
  /** The hash of its short form, for typing. */
  readonly shortHash?: string;
  readonly expiresAt: Instant;
  readonly issuedAt?: Instant;
  readonly usedAt?: Instant;
}

/** `untrue`: its reason was gone before anybody said a word. */
export type DraftVerdict = 'send' | 'edit' | 'drop' | 'untrue';

export type State =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'closed';
      readonly outcome: 'done' | 'calledOff';
      readonly at: Instant;
      readonly reasonRef?: TextRef;
    };

export interface Changeover {
  readonly id: ChangeoverId;
  /** Counts journal rows: the compare-and-swap key of every save. */
  readonly version: number;
  readonly playbook: { readonly id: string; readonly version: number; readonly hash: string };
  /** The variant that it follows; absent in a playbook with one way. */
  readonly variant?: string;
  readonly openedAt: Instant;
  readonly state: State;
  /** Six digits, shown to both sides, so that a customer can ask its partner to read them out. */
  readonly checkNumber: string;
  readonly customer: {
    readonly domain: string;
    readonly nameRef: TextRef;
    readonly tenantId?: string;
    readonly zone: Zone;
    readonly locale: string;
    /** Whose week and public holidays it keeps (ISO 3166, `NL`); absent: what zone and locale tell. */
    readonly country?: string;
    readonly contactRef?: TextRef;
  };
  readonly partner: {
    readonly tenantId: string;
    readonly teamId: string;
    /** The channel in which the status thread lives. */
    readonly channelId: string;
    readonly nameRef: TextRef;
    readonly domain: string;
    readonly zone: Zone;
    readonly locale: string;
    readonly country?: string;
  };
  readonly join?: JoinCode;
  /** The link of a customer that is not in Teams; absent where there is none, or none any more. */
  readonly page?: CustomerPage;
  /** Codes that the customer's admins gave to colleagues, the newest last. */
  readonly invites?: readonly Invite[];
  /** The technician whose changeover it is. */
  readonly assignee?: Person;
  readonly assignedAt?: Instant;
  /** Its number in the partner's own ticket system. */
  readonly ticketRef?: TextRef;
  /** The partner's own notes, the newest last. */
  readonly notes?: readonly DeskNote[];
  readonly members: readonly Member[];
  readonly lines: readonly Line[];
  readonly steps: Readonly<Record<StepKey, StepRecord>>;
  /** The latest per fact, line, kind and side. */
  readonly evidence: readonly Evidence[];
  readonly supportRef?: TextRef;
  /** Steps that were said to be done and wait for a look at the tenant; absent when there are none. */
  readonly checking?: readonly HeldWord[];
  readonly claims: readonly Claim[];
  readonly snoozes: readonly Snooze[];
  /** Cases at Microsoft support, in the order in which we were told. */
  readonly cases?: readonly SupportCase[];
  readonly letters?: readonly Letter[];
  /** Who is written to at the sides that are not in Teams. */
  readonly contacts?: Contacts;
  readonly pause?: Pause;
  /** Messages to the customer wait as drafts, until the lead switches it live. */
  readonly isQuiet?: true;
  /** What was said of drafts, by their occasion. */
  readonly drafts?: Readonly<Record<string, { readonly verdict: DraftVerdict; readonly textRef?: TextRef }>>;
  /** Reminder keys that were sent or skipped, with the instant: never decided twice. */
  readonly reminded: Readonly<Record<string, Instant>>;
  /** Only those that could not be reached at some time. */
  readonly reach?: readonly Reach[];
  /** A tenant of it asked to be forgotten: no text is kept any more. */
  readonly forgottenAt?: Instant;
  /** The latest licence move. */
  readonly licences?: LicenceMove;
  /** Moves that were begun before it, the latest first: each can be put back. */
  readonly licencesBefore?: readonly LicenceMove[];
  /** Users counted after an old subscription ended. */
  readonly licenceCount?: LicenceCount;
  /** When the assigned count last crossed the limit of the admin portal, for the reminder that the route changed. */
  readonly countChangedAt?: Instant;
  /** With the customer's tenant; absent until somebody asked for it or it was read. */
  readonly link?: TenantLink;
  /** The last difference a reading made; "last seen" alone moves no version. */
  readonly lastReadingAt?: Instant;
}

/** The snapshot's shape; a stored snapshot with another number is folded anew from its journal. */
export const SNAPSHOT_SHAPE = 2;
