/** What delivery works with, and how its pieces answer one another. */
import type { Reader } from '../cards/content.ts';
import type { Changeover, Instant } from '../changeover/changeover.ts';
import type { Lanes } from './lanes.ts';
import type { MoveProgress } from './licence-ports.ts';
import type { Pace } from './pace.ts';
import type {
  Clock,
  Content,
  Conversation,
  Log,
  Mark,
  Messenger,
  Meter,
  PendingOutbox,
  SendResult,
  Store,
} from './ports.ts';

/** Draws from the newest state; `undefined` means that the reason is gone, or that the reader has no right (any more). */
export interface Renderer {
  status(
    changeover: Changeover,
    conversation: Conversation,
    texts: Readonly<Record<string, string>>,
    now: Instant,
    about?: StatusParts,
  ): Content | undefined;
  /** In place of a card for whoever may not see it any more: it tells nothing. */
  farewell(conversation: Conversation): Content;
  stub(
    changeover: Changeover,
    conversation: Conversation,
    texts: Readonly<Record<string, string>>,
    now: Instant,
  ): Content;
  /** Whether a draft to the customer is still true. */
  isTrue(item: PendingOutbox, now: Instant): boolean;
  /** One message by itself. */
  oneOff(item: PendingOutbox, conversation: Conversation, now: Instant): Content | undefined;
  /** Which of the messages due in a conversation go out as one, and which are not for now. */
  lots(due: readonly PendingOutbox[], conversation: Conversation, now: Instant): Lots;
  /** What goes out for a lot. */
  lot(lot: readonly PendingOutbox[], conversation: Conversation, now: Instant): Content | undefined;
  /** Of the reader's message of the day: since when it could have gone, and when the next one may. Undefined for others. */
  digestDay(lot: readonly PendingOutbox[], conversation: Conversation, now: Instant): DigestDay | undefined;
}

export interface StatusParts {
  /** Who alone looks at it, as the answer to a press; absent: whoever reads there. */
  readonly reader?: Reader | undefined;
  /** How far its latest licence move is. */
  readonly move?: MoveProgress | undefined;
}

/** Each message is in one lot, later or gone; no lot is empty. */
export interface Lots {
  readonly lots: readonly (readonly PendingOutbox[])[];
  readonly later: readonly { readonly id: string; readonly until: Instant }[];
  /** Ids of those whose reason is gone, or which the reader wants none of. */
  readonly gone: readonly string[];
}

export interface DigestDay {
  readonly since: Instant;
  readonly next: Instant;
}

export interface DeliverPorts {
  readonly store: Pick<Store, 'deliveryWork' | 'claim'>;
  readonly mark: (mark: Mark) => Promise<void>;
  readonly messenger: Messenger;
  readonly renderer: Renderer;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly lanes: Lanes;
  readonly pace: Pace;
  /** Real milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * `done`: on to the next piece. `stale`: others were faster, look at the work again. `stop`: nothing more there for now,
 * so that what waits keeps its order.
 */
export type Step = 'done' | 'stale' | 'stop';

export type Failure = SendResult & { readonly ok: false };

/**
 * Longer than the connector takes to give up one send, and short enough for a reminder: what a killed instance had in
 * hand is in doubt, and free for the others, after this long.
 */
export const CLAIM_MS = 15_000;

const FIRST_RETRY_MS = 2_000;
export const LONGEST_RETRY_MS = 15 * 60_000;

/** Doubling from two seconds to a quarter of an hour; the connector's own Retry-After goes before. */
export function retryDelayMs(attempts: number, failure: Failure): number {
  const doubled = Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts, 20), LONGEST_RETRY_MS);
  return failure.kind === 'retry' ? (failure.retryAfterMs ?? doubled) : doubled;
}

/** Tries of a mark that says what was sent; together shorter than a claim, so that nobody sends it again meanwhile. */
const RECORD_PAUSES_MS: readonly number[] = [100, 500, 2_000];

/** What was sent is known here and nowhere else: a database that stumbles is asked again. */
export async function record({ mark, wait, log }: DeliverPorts, one: Mark): Promise<void> {
  for (const pauseMs of RECORD_PAUSES_MS) {
    try {
      await mark(one);
      return;
    } catch (error) {
      log.warn({ err: error, kind: one.kind }, 'what was sent could not be recorded and is recorded again');
      await wait(pauseMs);
    }
  }
  await mark(one);
}
