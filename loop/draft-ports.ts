/** What the loop needs of the store for the drafts of a quiet start. */
import type { Instant } from '../changeover/changeover.ts';
import type { PendingOutbox } from './pending-ports.ts';

export interface DraftStore {
  /** Sends or drops the drafts of which a changeover says what becomes of them; returns how many. */
  settleDrafts(now: Instant): Promise<number>;
  /** Those that nobody said anything about, whose changeover moved on since, or that are to be looked at again. */
  draftsToLookAt(now: Instant, limit: number): Promise<readonly PendingOutbox[]>;
  /** They are still true: not to be looked at before, unless their changeover moves on. */
  draftsLookedAt(ids: readonly string[], nextAt: Instant): Promise<void>;
}
