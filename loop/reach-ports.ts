/** What the loop needs of the world to notice who can't be reached, and to try another way. */
import type { Letter } from '../cards/letter.ts';
import type { ChangeoverId, Instant, Person } from '../changeover/changeover.ts';
import type { Conversation, PendingOutbox } from './ports.ts';

export type { Letter } from '../cards/letter.ts';

/** A conversation of which the open changeovers were told something else than what is so now. */
export interface ReachChange {
  readonly conversation: Conversation;
  /** Teams turned a message down there, although the conversation stands. */
  readonly refusedWhy?: string;
  /** What is so now, as the store compares it: `reachable` also for a chat whose person is reached in another one. */
  readonly now: string;
  /** How often something was told of it: a part of the command's id. */
  readonly tellings: number;
  /** Those in which the person is an admin of the customer, or of which this is the partner's channel. */
  readonly changeoverIds: readonly ChangeoverId[];
}

/** What waits for somebody who can't be reached. */
export interface LetterWork {
  readonly conversation: Conversation;
  readonly person: Person;
  readonly waiting: readonly PendingOutbox[];
  /** A letter was begun before and its end never recorded: this one may be its repeat. */
  readonly isInDoubt: boolean;
}

export interface ReachStore {
  reachChanges(limit: number): Promise<readonly ReachChange[]>;
  /** What waits in a chat that is gone waits in another one from now on. False when that can't be. */
  moveChat(conversation: Conversation, toId: string): Promise<boolean>;
  /** The changeovers know. @param installAt when to install the app for the person; at most once a week. */
  reachTold(change: ReachChange, installAt: Instant | undefined): Promise<void>;
  /** People for whom the app is to be installed now; claimed until `claimUntil`, when they are handed out again. */
  installWork(now: Instant, claimUntil: Instant, limit: number): Promise<readonly InstallWork[]>;
  /** @param retryAt when to try again; absent: that was it. @param isThere it was installed all along: worth a new try. */
  installTried(
    conversationId: string,
    at: Instant,
    after: { readonly retryAt?: Instant; readonly isThere?: boolean },
  ): Promise<void>;
  /** The next letter to be written: one person, with all that waits and was not told by letter yet. Claimed until `claimUntil`. */
  letterWork(now: Instant, claimUntil: Instant): Promise<LetterWork | undefined>;
  /** @param told the newest message that the letter told of; absent: none was sent. @param nextAt no letter before. */
  letterTried(conversationId: string, nextAt: Instant, told: string | undefined): Promise<void>;
}

export interface InstallWork {
  readonly conversationId: string;
  readonly person: Person;
}

/** How an attempt at another way ended. */
export type WayOutcome =
  | { readonly kind: 'done' }
  /** The app was installed already. */
  | { readonly kind: 'alreadyThere' }
  /** Nobody let the assistant do this in the tenant. */
  | { readonly kind: 'notPermitted'; readonly why: string }
  /** There is nothing to be done for this person: no mailbox, no app in the catalogue, nobody of that id. */
  | { readonly kind: 'impossible'; readonly why: string }
  | { readonly kind: 'later'; readonly why: string; readonly retryAfterMs?: number };

/** Ways to a person beside Teams' messages, where they were granted and configured. */
export interface SecondWays {
  readonly install?: (person: Person) => Promise<WayOutcome>;
  readonly mail?: (person: Person, letter: Letter) => Promise<WayOutcome>;
  /** To an address that a technician noted, of somebody who is not in Teams. */
  readonly mailTo?: (address: string, letter: Letter) => Promise<WayOutcome>;
}
