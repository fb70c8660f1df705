/** What the loop needs of the world, as narrow as the need. The store, the bot and the sandbox stand behind these. */
import type { Content } from '../cards/content.ts';
import type { ChangeoverId, Instant, Person, Zone } from '../changeover/changeover.ts';
import type { TeamHere } from './team-ports.ts';

export type { Summary } from '../changeover/summarise.ts';

export type { Content, OneOff } from '../cards/content.ts';

export type * from './pending-ports.ts';
export type * from './store-ports.ts';

export type * from './team-ports.ts';

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
  /** As delivery brings it: the channel's team, or those in which the person of a one-to-one chat was heard. Never stored. */
  readonly teams?: readonly TeamHere[];
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
  /** How often it had been asked to be drawn anew when it was drawn; absent for never. */
  readonly redraws?: number;
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
  /**
   * Takes room for one call within the limits of the conversation, its tenant and all together. To be asked for right
   * before each call. Undefined: there is room; else milliseconds after which to ask again.
   */
  room(reference: Reference, threadId?: string): Promise<number | undefined>;
  /** A new message. In a channel without `threadId` it starts a thread of its own, whose id the result carries. */
  send(reference: Reference, kind: ConversationKind, content: Content, threadId?: string): Promise<SendResult>;
  update(reference: Reference, threadId: string, activityId: string, content: Content): Promise<SendResult>;
  /** The chat with a person, made where it is gone. Asking twice makes one. */
  chatWith(reference: Reference): Promise<ChatResult>;
}

export type ChatResult =
  | { readonly ok: true; readonly conversationId: string }
  | ({ readonly ok: false } & SendFailure);

/** Random ids come through here, so that tests are repeatable. */
export interface Random {
  /** A UUID. */
  id(): string;
  /** Cryptographically random bytes. */
  bytes(length: number): Uint8Array;
}

/** What operators count; the metrics page names each. */
export type Counted =
  | 'sent'
  | 'updated'
  | 'failed'
  | 'dropped'
  | 'unreachable'
  | 'heldBack'
  /** A send of which nobody knows whether it arrived, done once more. */
  | 'inDoubt'
  | 'reminders'
  | 'answersLost';

export interface Meter {
  count(what: Counted, times?: number): void;
  /** From the decision to the connector's answer, in milliseconds. */
  late(ms: number): void;
}

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
