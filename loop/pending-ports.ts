/** What waits to be delivered, as the loop gets it from the store, and what it claims of that right before a send. */
import type { OneOff } from '../cards/content.ts';
import type { Changeover, ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { MoveProgress } from './licence-ports.ts';
import type { Conversation, ShownCard } from './ports.ts';

/** What is to be delivered in one conversation now; nothing of it is claimed yet. */
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
  /** When it was decided. */
  readonly createdAt: Instant;
  /** The thread to speak in, where the changeover has one in this channel. */
  readonly threadId?: string;
  readonly changeover?: Changeover;
  readonly texts: Readonly<Record<string, string>>;
}
export interface PendingCard {
  readonly tag: string;
  readonly changeover: Changeover;
  /** How far its latest licence move is. */
  readonly move?: MoveProgress;
  readonly texts: Readonly<Record<string, string>>;
  /** Absent: it has to be posted, in `threadId` where there is one. */
  readonly shown?: ShownCard;
  readonly threadId?: string;
  /** The card that it replaces, to be shrunk to a line after the new one stands. */
  readonly previous?: { readonly threadId: string; readonly activityId: string };
  /** As of a card that stands: it goes with the mark that it was shown. */
  readonly redraws?: number;
}

/**
 * Right before a send that must not be done twice: nobody else sends these messages, or posts this card, until the lease
 * ends. Leases are between processes and go by the database's clock, so that clocks that differ do no harm.
 */
export interface Claim {
  readonly conversationId: string;
  /** Ids of messages that go out as one. */
  readonly outbox: readonly string[];
  /** A status card to be posted. */
  readonly cardTag?: string;
  /** What was drawn: when one of these changeovers has another version by now, nothing is claimed. */
  readonly drawnFrom: readonly { readonly changeoverId: ChangeoverId; readonly version: number }[];
  /** Milliseconds. */
  readonly leaseMs: number;
}
