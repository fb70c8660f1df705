/** What the loop needs to look at tenants: what reads one, and what is kept of when and how. */
import type { Changeover, ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { TenantBefore } from '../changeover/tenant-changes.ts';
import type { ConsentPurpose, ReadingTrouble } from '../changeover/tenant-link.ts';
import type { TenantSight } from '../changeover/tenant-sight.ts';

export type Reading =
  | { readonly ok: true; readonly sight: TenantSight; readonly requestId?: string }
  | {
      readonly ok: false;
      readonly why: ReadingTrouble;
      /** Status and Graph's code, for the log. */
      readonly detail: string;
      readonly requestId?: string;
      readonly retryAfterMs?: number;
    };

/** Reads the customer's tenant for a changeover; it never throws for what the tenant answers. */
export interface TenantReader {
  read(changeover: Changeover): Promise<Reading>;
}

/** Links to the page on which an administrator grants something; undefined for what this bot never asks for. */
export interface ConsentLinks {
  link(purpose: ConsentPurpose, tenantId: string, state: string): string | undefined;
}

export interface ReadingWork {
  readonly changeover: Changeover;
  readonly failures: number;
  readonly isAwaited: boolean;
  readonly before?: TenantBefore;
  /** Microsoft asked not to be asked before this instant. */
  readonly notBefore?: Instant;
}

export interface ReadingAfter {
  readonly at: Instant;
  readonly nextAt: Instant;
  readonly isFailed: boolean;
  /** Microsoft asked not to be asked before. */
  readonly notBefore?: Instant;
  /** Kept when nothing was kept before. */
  readonly before?: TenantBefore;
}

export interface ReadingStore {
  /**
   * Connected changeovers whose look is due, in which a word waits for one, or of which something comes due before
   * `reminderBy` that no look went before; one for each tenant, those that somebody waits for first, held until `heldUntil`.
   */
  readingWork(
    when: { readonly now: Instant; readonly reminderBy: Instant; readonly heldUntil: Instant },
    limit: number,
  ): Promise<readonly ReadingWork[]>;
  /** What came of a look. A look that was asked for meanwhile stays due. */
  readingDone(id: ChangeoverId, after: ReadingAfter): Promise<void>;
  /** Somebody waits for a look: it is due now. */
  lookNow(id: ChangeoverId, now: Instant): Promise<void>;
}
