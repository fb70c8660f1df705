/** What the loop needs of the world, as narrow as the need. The store, the bot and the sandbox stand behind these. */
import type { Content, OneOff } from '../cards/content.ts';
import type { Actor, Changeover, ChangeoverId, Instant, Person, Zone } from '../changeover/changeover.ts';
import type { Event, LineFindings } from '../changeover/commands.ts';
import type { Summary } from '../changeover/summarise.ts';

export type { Summary } from '../changeover/summarise.ts';

export type { Content, OneOff } from '../cards/content.ts';

export interface Clock {
  now(): Instant;
}

export type ConversationKind = 'personal' | 'channel' | 'groupChat';

/** What is needed to speak in a conversation unasked; refreshed at every activity. */
export interface Reference {
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly botId: string;
  readonly botName?: string;
  readonly tenantId: string;
  /** The person of a one-to-one chat, as the channel names it (`29:…`). */
  readonly userId?: string;
}

/** One conversation that the bot was seen in. For a channel the root (channel) id, not a thread's. */
export interface Conversation {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly tenantId: string;
  readonly person?: Person;
  readonly teamId?: string;
  readonly reference: Reference;
  readonly zone?: Zone;
  readonly locale?: string;
  readonly state: 'reachable' | 'unreachable' | 'uninstalled';
  readonly unreachableWhy?: string;
  readonly greetedAt?: Instant;
  readonly statusPostedAt?: Instant;
  /** Compare-and-swap key; 0 for one that is not stored yet. */
  readonly version: number;
}

/** A card that stands in a conversation. `tag` is `status/<changeover>`; behind = its version is below the changeover's. */
export interface ShownCard {
  readonly conversationId: string;
  readonly tag: string;
  readonly changeoverId: ChangeoverId;
  /** The conversation to update it in: a thread's id in a channel. */
  readonly threadId: string;
  readonly activityId: string;
  readonly shownVersion: number;
}

/** Dialog state of one person in one conversation (threads count as conversations of their own). */
export interface DialogDoc {
  readonly conversationId: string;
  readonly person: Person;
  readonly doc: unknown;
  /** 0 for one that is not stored yet. */
  readonly version: number;
}

/** An erasable text; `kind` says what it is for (`customerName`, `partnerName`, `personName`, `note`, `reference`, `reason`, `contact`, `support`, `label`, `said`). */
export interface Text {
  readonly id: string;
  readonly changeoverId: ChangeoverId;
  readonly kind: string;
  readonly body: string;
  /** Random; the journal's hash is SHA-256 of salt + body, so that an erased text can't be guessed from its hash. Erased with the body. */
  readonly salt: string;
}

export interface LoadKeys {
  /** The conversation spoken in; for a channel thread its full id. */
  readonly conversationId: string;
  /** The channel's root id where it differs. */
  readonly rootConversationId?: string;
  readonly person?: Person;
  readonly teamId?: string;
  readonly changeoverId?: ChangeoverId;
  readonly joinCodeHash?: string;
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
  /** The changeover whose status thread this conversation is. */
  readonly threadChangeoverId?: ChangeoverId;
  /** The changeover that the join code belongs to. */
  readonly joinChangeoverId?: ChangeoverId;
  readonly cards: readonly ShownCard[];
  /** Bodies of texts that cards show (names, labels, contacts, support), by text id; an erased one is absent. */
  readonly texts: Readonly<Record<string, string>>;
  /** Command ids among `askedCommandIds` that are in the journal already. */
  readonly seenCommandIds: readonly string[];
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
  readonly to: { readonly conversationId: string } | { readonly side: 'customer' | 'partner' };
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
}

/**
 * `conflict`: somebody was faster, run again. `repeated`: the command id is in the journal already; nothing was changed.
 * `failed`: the database refused it (logged by the store); nothing was changed, and running again changes nothing.
 */
export type Outcome = 'saved' | 'conflict' | 'repeated' | 'failed';

export interface DueRow {
  readonly changeover: Changeover;
  readonly nextDueAt: Instant;
}

/** What is to be delivered in one conversation now. */
export interface DeliveryWork {
  readonly conversation: Conversation;
  readonly outbox: readonly PendingOutbox[];
  readonly cards: readonly PendingCard[];
}
export interface PendingOutbox {
  readonly id: string;
  readonly occasion: string;
  readonly message: OneOff;
  readonly attempts: number;
  /** The thread to speak in, where the changeover has one in this channel. */
  readonly threadId?: string;
  readonly changeover?: Changeover;
  readonly texts: Readonly<Record<string, string>>;
}
export interface PendingCard {
  readonly tag: string;
  readonly changeover: Changeover;
  readonly texts: Readonly<Record<string, string>>;
  /** Absent: it has to be posted, in `threadId` where there is one. */
  readonly shown?: ShownCard;
  readonly threadId?: string;
  /** The card that it replaces, to be shrunk to a line after the new one stands. */
  readonly previous?: { readonly threadId: string; readonly activityId: string };
}

/** Written after the answer, batched over turns. */
export type Mark =
  | { readonly kind: 'cardShown'; readonly card: ShownCard }
  /** The activity is gone: it will be posted anew; `isForgotten`: nobody may see it here any more, its row goes. */
  | { readonly kind: 'cardGone'; readonly conversationId: string; readonly tag: string; readonly isForgotten?: boolean }
  | { readonly kind: 'cardFailed'; readonly conversationId: string; readonly tag: string; readonly retryAt: Instant }
  | { readonly kind: 'sent'; readonly id: string; readonly at: Instant; readonly activityId?: string }
  | { readonly kind: 'dropped'; readonly id: string; readonly at: Instant; readonly why: string }
  | {
      readonly kind: 'failed';
      readonly id: string;
      readonly at: Instant;
      readonly why: string;
      readonly retryAt: Instant;
    }
  | { readonly kind: 'unreachable'; readonly conversationId: string; readonly why: string; readonly at: Instant };

export interface PlaybookBody {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly body: unknown;
}

export interface Store {
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
  /** The earliest `next_due_at` of all, for the sandbox's clock. */
  nextDueAt(): Promise<Instant | undefined>;
  /** Conversations with something to deliver now: unsent outbox rows past their `notBefore`/retry instant, or cards behind. */
  conversationsToDeliver(now: Instant, limit: number): Promise<readonly string[]>;
  /** What is to be delivered in one conversation; claims the outbox rows it returns until `claimUntil`. */
  deliveryWork(conversationId: string, now: Instant, claimUntil: Instant): Promise<DeliveryWork | undefined>;
  /** All open changeovers, for the tenant reader of the sandbox and for tests. */
  openChangeovers(limit: number): Promise<readonly Changeover[]>;
  journal(id: ChangeoverId): Promise<readonly (JournalEntry & { readonly version: number })[]>;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

export type SendFailure =
  | {
      readonly kind: 'retry';
      readonly why: string;
      readonly retryAfterMs?: number;
      /** The message may have arrived although no answer came: sending again may show it twice. */
      readonly isInDoubt?: boolean;
    }
  | { readonly kind: 'cardGone'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

export type SendResult =
  | { readonly ok: true; readonly activityId?: string; readonly threadId?: string }
  | ({ readonly ok: false } & SendFailure);

export interface Messenger {
  /** A new message. In a channel without `threadId` it starts a thread of its own, whose id the result carries. */
  send(reference: Reference, kind: ConversationKind, content: Content, threadId?: string): Promise<SendResult>;
  update(reference: Reference, threadId: string, activityId: string, content: Content): Promise<SendResult>;
}

/** Reads the customer's tenant for a changeover; `undefined` when there is no consent or no answer. */
export interface TenantReader {
  read(changeover: Changeover): Promise<readonly LineFindings[] | undefined>;
}

/** Random ids come through here, so that tests are repeatable. */
export interface Random {
  /** A UUID. */
  id(): string;
  /** Cryptographically random bytes. */
  bytes(length: number): Uint8Array;
}

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
