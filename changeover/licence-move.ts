/** A licence move as the changeover knows it: what was asked, planned, agreed to and how it ended. Its progress is elsewhere. */
import type { Instant, Person, Side } from './changeover.ts';
import type { PairQuestion } from './licence-pairs.ts';
import type { LicencePair, PlanSummary } from './licence-plan.ts';

/** Why nothing goes on by itself; words under `licences.why.<why>`. */
export const HELD_WHYS = ['notPermitted', 'noSeats', 'productGone', 'silent', 'refused', 'tooMany'] as const;
export type HeldWhy = (typeof HELD_WHYS)[number];

/** Users whose licences a later move changed, with the names of the first of them. */
export interface TouchedLater {
  readonly count: number;
  readonly names: readonly string[];
}

export interface MoveResult {
  readonly moved: number;
  readonly failed: number;
  /** Never written to. */
  readonly left: number;
}

export interface LicenceMove {
  readonly id: string;
  /**
   * `reading`: the tenant is read. `asking`: the products have to be chosen. `unread`: it could not be read. `planned`: the
   * dry run is there. `running` until it is `paused`, `stopped` or `done`.
   */
  readonly state: 'reading' | 'asking' | 'unread' | 'planned' | 'running' | 'paused' | 'stopped' | 'done';
  /** `back`: what was moved is put back. */
  readonly way: 'forth' | 'back';
  readonly askedAt: Instant;
  readonly pairs: readonly LicencePair[];
  readonly question?: PairQuestion;
  readonly plan?: PlanSummary;
  readonly plannedAt?: Instant;
  readonly confirmedAt?: Instant;
  readonly confirmedBy?: Person;
  /** Who paused or stopped it; absent: it did by itself, and `why` says so. */
  readonly heldBy?: Side;
  readonly why?: HeldWhy;
  readonly result?: MoveResult;
  readonly endedAt?: Instant;
}

/** Nobody reads anew or plans while users are being written to. */
export function isUnderWay({ state }: LicenceMove): boolean {
  return state === 'running' || state === 'paused';
}

export type LicenceCommand =
  /** The tenant is to be read, for these pairs; without any, the products are asked for. `move` is the new one's id. */
  | { readonly type: 'readLicences'; readonly move: string; readonly pairs: readonly LicencePair[] }
  | { readonly type: 'confirmLicenceMove'; readonly move: string }
  | { readonly type: 'pauseLicenceMove'; readonly move: string }
  | { readonly type: 'resumeLicenceMove'; readonly move: string }
  | { readonly type: 'stopLicenceMove'; readonly move: string }
  /** Any move that was begun. `touched`: users of it that a later move changed, as the table of users has them. */
  | { readonly type: 'undoLicenceMove'; readonly move: string; readonly touched?: TouchedLater };

/** What the reading and the writing found out; said by nobody. */
export type LicenceNote =
  | { readonly kind: 'asked'; readonly question: PairQuestion }
  | { readonly kind: 'planned'; readonly plan: PlanSummary }
  | { readonly kind: 'unread'; readonly why: HeldWhy }
  | { readonly kind: 'held'; readonly why: HeldWhy }
  | { readonly kind: 'ended'; readonly result: MoveResult };

export type LicenceEvent =
  | {
      readonly type: 'licencesReadAsked';
      readonly move: string;
      readonly pairs: readonly LicencePair[];
      readonly side: Side;
    }
  | { readonly type: 'licencePairsAsked'; readonly move: string; readonly question: PairQuestion }
  | { readonly type: 'licenceMovePlanned'; readonly move: string; readonly plan: PlanSummary }
  | { readonly type: 'licencesUnread'; readonly move: string; readonly why: HeldWhy }
  | { readonly type: 'licenceMoveConfirmed'; readonly move: string }
  | { readonly type: 'licenceMovePaused'; readonly move: string; readonly side?: Side; readonly why?: HeldWhy }
  | { readonly type: 'licenceMoveResumed'; readonly move: string }
  | { readonly type: 'licenceMoveStopped'; readonly move: string; readonly side: Side }
  | { readonly type: 'licenceUndoAsked'; readonly move: string }
  | { readonly type: 'licenceMoveEnded'; readonly move: string; readonly result: MoveResult }
  /** Users counted after an old subscription ended; `isMore`: more of them are without a licence than the last time. */
  | { readonly type: 'licencesCounted'; readonly checked: number; readonly without: number; readonly isMore?: true };
