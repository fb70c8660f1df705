/** What the loop needs of the store: what one statement loads, what one saves, what is to be delivered. */
import type { OneOff } from '../cards/content.ts';
import type { Actor, Changeover, ChangeoverId, Instant, Money, Person } from '../changeover/changeover.ts';
import type { Event } from '../changeover/events.ts';
import type { BookEntry } from '../changeover/wrong-tenant.ts';
import type { Summary } from '../changeover/summarise.ts';
import type { BookStore } from './book-ports.ts';
import type { DraftStore } from './draft-ports.ts';
import type { ImportStore } from './import-ports.ts';
import type { OpeningStore } from './opening-ports.ts';
import type { PeopleStore } from './people-ports.ts';
import type { WaitingStore } from './waiting-ports.ts';
import type { Claim, DeliveryWork } from './pending-ports.ts';
import type { Conversation, ShownCard, DialogDoc, Text } from './ports.ts';
import type { HistoryStore } from './history-ports.ts';
import type { LicenceStore, MoveProgress } from './licence-ports.ts';
import type { ReachStore } from './reach-ports.ts';
import type { ReadingStore } from './reading-ports.ts';
import type { JoinTries, TeamHere, TeamPersonSave, TeamSave, TrySave } from './team-ports.ts';

export interface LoadKeys {
  /** The conversation spoken in; for a channel thread its full id. */
  readonly conversationId: string;
  /** The channel's root id where it differs. */
  readonly rootConversationId?: string;
  readonly person?: Person;
  readonly teamId?: string;
  readonly changeoverId?: ChangeoverId;
  readonly joinCodeHash?: string;
  /** A domain that was typed as an answer, in its plain form, and the tenant that it was found to belong to. */
  readonly typedDomain?: TypedDomain;
}

export interface TypedDomain {
  readonly domain: string;
  readonly tenantId?: string;
}

/** What one read statement brings. */
export interface Loaded {
  readonly conversation?: Conversation;
  readonly dialog?: DialogDoc;
  /**
   * Newest first: the one named by id, by join code or by the thread, and those the person is a member of (at most 20).
   * Being loaded gives no right: `decide` and the queries check membership.
   */
  readonly changeovers: readonly Changeover[];
  /** New changeovers of the team that speaks begin quietly. */
  readonly isTeamQuiet?: true;
  /** Above this sum of an overlap a new changeover of the team that speaks waits for a second person's yes. */
  readonly openingLimit?: Money;
  /** The changeover whose status thread this conversation is. */
  readonly threadChangeoverId?: ChangeoverId;
  /** The team spoken in; in a one-to-one chat all of the person's tenant. */
  readonly teams?: readonly TeamHere[];
  /** Wrong join codes of the person and of its tenant lately. */
  readonly tries?: readonly JoinTries[];
  /** The changeover that the join code belongs to. */
  readonly joinChangeoverId?: ChangeoverId;
  readonly cards: readonly ShownCard[];
  /** Bodies of texts that cards show (names, labels, contacts, support), by text id; an erased one is absent. */
  readonly texts: Readonly<Record<string, string>>;
  /** How far the latest licence move of each is; absent for one without. */
  readonly moves?: Readonly<Record<ChangeoverId, MoveProgress>>;
  /** Command ids among `askedCommandIds` that are in the journal already. */
  readonly seenCommandIds: readonly string[];
  /** The typed domain with the other customers in the book of the same partner that it, or its tenant, belongs to. */
  readonly typedDomain?: TypedDomain & { readonly book: readonly BookEntry[] };
}

export interface JournalEntry {
  readonly commandId: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly events: readonly Event[];
}

/** One changeover as a unit wants it saved: the swap succeeds only while the stored version is `expected`. */
export interface ChangeoverSave {
  readonly expected: number;
  readonly next: Changeover;
  readonly entries: readonly JournalEntry[];
  readonly nextDueAt?: Instant;
  readonly summary: Summary;
  readonly joinCodeHash?: string;
}

/** A one-off message, sent once per occasion. */
export interface OutboxItem {
  /** Unique: `<changeover>/<reminder key>/<conversation>` and the like. */
  readonly occasion: string;
  readonly changeoverId?: ChangeoverId;
  readonly message: OneOff;
  /** An instant before which it is not sent. */
  readonly notBefore?: Instant;
  /** Where it goes: a conversation, or everyone of a side of the changeover (resolved to its conversations when saved). */
  readonly to:
    | { readonly conversationId: string }
    | { readonly side: 'customer' | 'partner' }
    /** The lead's own chats; where there is none, the partner's channel. */
    | { readonly role: 'partnerLead' };
}

/**
 * A status card that is wanted in a conversation. Where one stands already nothing changes, unless `anew`: then the
 * standing one becomes the previous one (it shrinks to a line once the new one is posted).
 */
export interface CardWish {
  readonly conversationId: string;
  readonly tag: string;
  readonly changeoverId: ChangeoverId;
  /** The thread to post it in; the conversation itself when absent. */
  readonly threadId?: string;
  readonly isAnew?: boolean;
}

/** All that one turn changes: saved by one statement, whole or not at all. */
export interface Unit {
  readonly changeovers: readonly ChangeoverSave[];
  readonly dialog?: DialogDoc;
  readonly conversation?: Conversation;
  readonly texts: readonly Text[];
  readonly outbox: readonly OutboxItem[];
  readonly cardWishes: readonly CardWish[];
  readonly team?: TeamSave;
  readonly teamPeople?: readonly TeamPersonSave[];
  readonly tries?: readonly TrySave[];
}

/**
 * `conflict`: somebody was faster, run again. `repeated`: the command id is in the journal already; nothing was changed.
 * `failed`: the database refused it (logged by the store); nothing was changed, and running again changes nothing.
 */
export type Outcome = 'saved' | 'conflict' | 'repeated' | 'failed';

export interface DueRow {
  readonly changeover: Changeover;
  readonly nextDueAt: Instant;
  /** When its tenant was last looked at, whatever came of it; absent: never. */
  readonly lookedAt?: Instant;
}

/** Written after the answer, batched over turns. */
export type Mark =
  | { readonly kind: 'cardShown'; readonly card: ShownCard }
  /** The activity is gone: it will be posted anew; `isForgotten`: nobody may see it here any more, its row goes. */
  | { readonly kind: 'cardGone'; readonly conversationId: string; readonly tag: string; readonly isForgotten?: boolean }
  | {
      readonly kind: 'cardFailed';
      readonly conversationId: string;
      readonly tag: string;
      readonly retryAt: Instant;
      /** It may have arrived: the next try may show it twice. */
      readonly isInDoubt?: boolean;
    }
  /** There was no room within the limits, or the connector asked for patience: nothing there is due before `until`. */
  | { readonly kind: 'heldBack'; readonly conversationId: string; readonly until: Instant }
  | {
      readonly kind: 'sent';
      readonly id: string;
      readonly at: Instant;
      readonly activityId?: string;
      /** It was the reader's message of the day: the next one goes no sooner than this. */
      readonly digestAfter?: Instant;
    }
  /** The reader is not to be disturbed before `until`. */
  | { readonly kind: 'putOff'; readonly id: string; readonly until: Instant }
  /** Never to be sent. `isRefused`: not because its reason is gone, but because Teams turned it down. */
  | {
      readonly kind: 'dropped';
      readonly id: string;
      readonly at: Instant;
      readonly why: string;
      readonly isRefused?: boolean;
    }
  | {
      readonly kind: 'failed';
      readonly id: string;
      readonly at: Instant;
      readonly why: string;
      readonly retryAt: Instant;
      /** It may have arrived: the next try may show it twice. */
      readonly isInDoubt?: boolean;
    }
  | {
      readonly kind: 'unreachable';
      readonly conversationId: string;
      readonly why: string;
      readonly at: Instant;
      /** Of the conversation as it was spoken to: when it was heard of since, the failure says nothing any more. */
      readonly version?: number;
    };

export interface PlaybookBody {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly body: unknown;
}

export interface DeliveryState {
  readonly waiting: number;
  /** How long the oldest of what waits is due, in milliseconds. */
  readonly oldestMs: number;
  readonly clockAheadMs: number;
}

export interface Store
  extends
    ReachStore,
    HistoryStore,
    BookStore,
    ImportStore,
    OpeningStore,
    WaitingStore,
    PeopleStore,
    DraftStore,
    ReadingStore,
    LicenceStore {
  /** At start: keeps the playbooks that we ship (by hash, never changed) and returns all that are kept. */
  keepPlaybooks(playbooks: readonly PlaybookBody[]): Promise<readonly PlaybookBody[]>;
  /** One statement. */
  load(keys: LoadKeys, askedCommandIds?: readonly string[]): Promise<Loaded>;
  /** One statement for all the units; each is whole or not at all, and has its own outcome. */
  commit(units: readonly Unit[], now: Instant): Promise<readonly Outcome[]>;
  /** One statement for all the marks. */
  mark(marks: readonly Mark[]): Promise<void>;
  /**
   * Claims at most `limit` changeovers with `next_due_at <= now` (`for update skip locked`), hands them to `decideAll`
   * (pure: it must not touch the store) and saves its units in the same transaction. Returns how many were claimed.
   * A claimed row that got no unit is looked at again ten minutes later, so that one that can't be decided holds up nobody.
   */
  tick(now: Instant, limit: number, decideAll: (rows: readonly DueRow[]) => readonly Unit[]): Promise<number>;
  /** The earliest instant at which something is to be decided, or a reader's message of the day goes: for the sandbox's clock. */
  nextDueAt(): Promise<Instant | undefined>;
  /**
   * Conversations with something to deliver now: unsent outbox rows past their `notBefore`/retry instant that nobody
   * claims, or cards behind. Tenants take turns, so that one with a thousand waiting does not go before one with two.
   */
  conversationsToDeliver(now: Instant, limit: number): Promise<readonly string[]>;
  /** What is to be delivered in one conversation; read, not claimed. */
  deliveryWork(conversationId: string, now: Instant): Promise<DeliveryWork | undefined>;
  /**
   * All of the claim or nothing: undefined when something of it is claimed, done or drawn anew by others. Else how many
   * of it were claimed before by somebody who never said what became of it: sends in doubt, done once more now.
   */
  claim(claim: Claim): Promise<{ readonly inDoubt: number } | undefined>;
  /** How much waits to be sent to people who can be reached, and how far a process's `now` is ahead of the database's. */
  deliveryState(now: Instant): Promise<DeliveryState>;
  /** All open changeovers, for the tenant reader of the sandbox and for tests. */
  openChangeovers(limit: number): Promise<readonly Changeover[]>;
  journal(id: ChangeoverId): Promise<readonly (JournalEntry & { readonly version: number })[]>;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}
