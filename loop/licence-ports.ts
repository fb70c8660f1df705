/** What moving licences needs of the tenant, of its administrators' consent and of the store. */
import type { Changeover, ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { ConflictCode } from '../changeover/licence-conflicts.ts';
import type { TouchedLater } from '../changeover/licence-move.ts';
import type { LicencePlan } from '../changeover/licence-plan.ts';
import type { HeldLicence, LicenceOrder, SkuReading, UserReading } from '../changeover/licence-reading.ts';

/**
 * `notPermitted`: an administrator has to consent first, or again. `throttled`, `unavailable`: later; of a write nobody
 * knows whether it was `unavailable` before or after it was done, unless `isNotDone`. `refused`: our own mistake.
 */
export interface TenantFailure {
  readonly ok: false;
  readonly kind: 'notPermitted' | 'throttled' | 'unavailable' | 'refused';
  /** For the log: status and code. */
  readonly why: string;
  readonly retryAfterMs?: number;
  /** Nothing of it was done, for certain. */
  readonly isNotDone?: true;
}

export type TenantRead<T> = { readonly ok: true; readonly value: T } | TenantFailure;

/** What became of one user's order. */
export type OrderOutcome =
  | { readonly kind: 'done' }
  /** It was not done; again after so many milliseconds. */
  | { readonly kind: 'later'; readonly retryAfterMs?: number }
  /** Nobody knows: the user has to be looked at. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'notPermitted' }
  /** Microsoft turned it down; why is seen by looking at the user, never guessed from its words. */
  | { readonly kind: 'refused'; readonly why: string };

export interface UserOrder {
  readonly user: string;
  readonly order: LicenceOrder;
}

export interface LicenceTenant {
  skus(tenantId: string): Promise<TenantRead<readonly SkuReading[]>>;
  /** A page of those who have one of the products, in no order. `next` is opaque; absent on the last one. */
  users(
    tenantId: string,
    skuId: string,
    page?: string,
  ): Promise<TenantRead<{ readonly users: readonly UserReading[]; readonly next?: string }>>;
  /** At most 20, in the order asked; `gone` for one that is deleted, undefined for one of which no answer came. */
  look(tenantId: string, users: readonly string[]): Promise<TenantRead<readonly (UserReading | 'gone' | undefined)[]>>;
  /** At most 20, with an outcome for each in the same order. */
  assign(tenantId: string, orders: readonly UserOrder[]): Promise<TenantRead<readonly OrderOutcome[]>>;
}

/** Whether the second consent, for writing licences, still stands in the tenant itself; it is asked for like the first. */
export interface WriteConsent {
  /** `unknown` when nothing can be said: then the first write shows it. */
  stateOf(tenantId: string): Promise<'given' | 'missing' | 'unknown'>;
}

export type UserState = 'left' | 'waiting' | 'sent' | 'moved' | 'failed';

/** Why a user was not moved although it was tried. Words under `licences.conflict.<code>` and `licences.mend.<code>`. */
export type FailCode = ConflictCode | 'gone' | 'changed' | 'refused' | 'gaveUp';

/** A user of a move, as it was before and as it stands. */
export interface MoveRow {
  readonly user: string;
  readonly name: string;
  readonly login: string;
  readonly before: readonly HeldLicence[];
  /** Absent for somebody who is left as they are. */
  readonly order?: LicenceOrder;
  readonly state: UserState;
  readonly way: 'forth' | 'back';
  readonly code?: FailCode;
  /** What it is about: services by the directory's names, or groups by their ids. */
  readonly about?: readonly string[];
  readonly attempts: number;
  readonly sentAt?: Instant;
  readonly isBlocked: boolean;
}

export interface MoveProgress {
  readonly move: string;
  readonly waiting: number;
  readonly sent: number;
  readonly moved: number;
  readonly failed: number;
  readonly left: number;
  /** Opens the files of the move, for as long as it is kept. */
  readonly fileKey: string;
  /** Some of those that failed. */
  readonly failures: readonly { readonly name: string; readonly code: FailCode; readonly about?: readonly string[] }[];
}

/** A move that this process may work on until its lease ends. */
export interface MoveWork {
  readonly changeover: Changeover;
  readonly tenantId: string;
  /** Failures in a row, for how long to wait. */
  readonly failures: number;
}

export interface RowResult {
  readonly user: string;
  /** `sent`: still to be looked at. */
  readonly state: 'waiting' | 'sent' | 'moved' | 'failed';
  readonly code?: FailCode;
  readonly about?: readonly string[];
  readonly retryAt?: Instant;
}

/** Reads licences and writes none. */
export type LicenceReader = Pick<LicenceTenant, 'skus' | 'users' | 'look'>;

/** A changeover whose users are to be counted. */
export interface CountWork {
  readonly changeover: Changeover;
  readonly tenantId: string;
  /** The newest end of an old subscription. */
  readonly endedAt: Instant;
}

/** A user without a licence, as people know them. */
export interface UserWithout {
  readonly user: string;
  readonly name: string;
  readonly login: string;
  readonly isBlocked: boolean;
}

export interface LicenceCountStore {
  /**
   * An open changeover with consent to read, of which an old subscription ended ten minutes ago and more, and of which no move
   * is under way, whose users were not counted since; or of which
   * somebody was without a licence, or the count was the first, and the tenant was looked at since. Held for a while.
   */
  claimCount(now: Instant, holdMs: number): Promise<CountWork | undefined>;
  /** Users of its moves, and those who had one of the products before anything was moved. */
  countedUsers(changeover: ChangeoverId, skuIds: readonly string[]): Promise<readonly string[]>;
  /** Replaces what was counted before. `total` counts those without a name in the list too. */
  keepCount(work: CountWork, now: Instant, without: readonly UserWithout[], total: number): Promise<void>;
  /** Nothing came of it: again at `nextAt`. */
  putOffCount(changeover: ChangeoverId, nextAt: Instant): Promise<void>;
  /** By name; at most so many. */
  usersWithout(changeover: ChangeoverId, limit: number): Promise<readonly UserWithout[]>;
}

export interface LicenceStore extends LicenceCountStore {
  /** The move that waits longest of those whose tenant nobody works on; two moves of a tenant are never worked on at once. */
  claimMove(now: Instant, worker: string, leaseMs: number): Promise<MoveWork | undefined>;
  /** Nothing is done in the tenant before `nextAt`; false when the lease was lost meanwhile. */
  releaseMove(tenantId: string, worker: string, nextAt: Instant, failures: number): Promise<boolean>;
  /** Replaces what an earlier try left of it. */
  keepPlan(move: string, changeover: ChangeoverId, plan: LicencePlan, fileKey: string, now: Instant): Promise<void>;
  /** Everybody who was moved waits to be put back; those that were tried last are left as they are. */
  turnBack(move: string): Promise<void>;
  /** Rows that were sent and of which no answer was recorded, at most 20. */
  doubts(move: string): Promise<readonly MoveRow[]>;
  /** The instant from which `count` more writes keep within the limit of the tenant. */
  roomAt(tenantId: string, count: number, now: Instant): Promise<Instant>;
  /** Marks the next rows as sent; none when the move is not to run any more, or the lease is lost. Extends the lease. */
  takeRows(move: MoveWork, worker: string, now: Instant, count: number, leaseMs: number): Promise<readonly MoveRow[]>;
  recordRows(move: string, results: readonly RowResult[]): Promise<void>;
  /** The next instant at which one that was put off is tried again. */
  nextRetryAt(move: string): Promise<Instant | undefined>;
  progressOf(changeover: ChangeoverId): Promise<MoveProgress | undefined>;
  /** Users whom the move wrote to and a later one of the tenant too, which was not put back since. */
  touchedLater(move: string): Promise<TouchedLater>;
  /** The status cards of the changeover are drawn anew. */
  redraw(changeover: ChangeoverId): Promise<void>;
  /** All rows, for a file; undefined unless the key is the move's and the move is younger than `since`. */
  moveFile(move: string, fileKey: string, since: Instant): Promise<MoveFile | undefined>;
}

export interface MoveFile {
  readonly changeover: Changeover;
  readonly rows: readonly MoveRow[];
}
