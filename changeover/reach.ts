/** Whom delivery reaches, and why not. */
import type { Instant, Person } from './changeover.ts';

/**
 * Why nothing arrives in a chat or channel. `refused`: a message was turned down although the conversation stands, so the
 * next one may arrive. Teams' own codes are read into these in loop/unreachable-why.ts.
 */
export type UnreachableWhy =
  | 'blocked'
  | 'disabledByAdmin'
  | 'removed'
  | 'notInstalled'
  | 'conversationGone'
  /** The team is archived: it can be read, and nothing written. */
  | 'archived'
  | 'unknownUser'
  | 'refused'
  | 'other';

/** What delivery last found out about a person of the customer, or about the partner's channel (without a person). */
export interface Reach {
  readonly side: 'customer' | 'partner';
  readonly person?: Person;
  /** Absent: can be reached again. */
  readonly why?: UnreachableWhy;
  /** Unreachable, whatever the reason was meanwhile, or reachable again since then. */
  readonly since: Instant;
}
