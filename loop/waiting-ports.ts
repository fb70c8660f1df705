/** Changeovers of a file that wait for the yes of a second person, because their overlap is above the team's limit. */
import type { ChangeoverId, Instant, Money, Person } from '../changeover/changeover.ts';
import type { Team } from './book-ports.ts';
import type { Import, ImportEntry } from './import-ports.ts';
import type { Opening } from './opening-ports.ts';

export interface WaitingEntry extends Team {
  /** The id of the changeover to be. */
  readonly id: ChangeoverId;
  /** The file that brought it. */
  readonly importId: string;
  /** The only channel in which it can be agreed to. */
  readonly channelId: string;
  readonly askedBy: Person;
  readonly entry: ImportEntry;
  /** As it was asked: above which, and what both pay while both are billed. */
  readonly limit: Money;
  readonly sums: readonly Money[];
  /** What the overlap of some line costs can't be told. */
  readonly isUnknown: boolean;
}

export interface WaitingPage {
  readonly total: number;
  /** In the order of the file. */
  readonly rows: readonly WaitingEntry[];
}

/** All of a team that waits for a second yes. */
export interface AllWaiting {
  readonly count: number;
  /** Those of the forms, the longest waiting first. */
  readonly openings: readonly Opening[];
  /** Those of files, file by file, the longest waiting first. */
  readonly files: readonly { readonly importId: string; readonly channelId: string; readonly count: number }[];
}

export interface WaitingStore {
  /** @param limit of each kind; `count` is of all. */
  allWaiting(team: Team, now: Instant, limit: number): Promise<AllWaiting>;
  /**
   * As `beginImport`, but only `entries` are opened bit by bit; the others wait for a second yes, for a week. False when
   * somebody was faster.
   */
  splitImport(
    team: Team,
    id: string,
    parts: { readonly entries: readonly ImportEntry[]; readonly waiting: readonly WaitingEntry[] },
    now: Instant,
  ): Promise<boolean>;
  /** Of this team alone, those of one file that still wait. */
  waitingOf(
    team: Team,
    importId: string,
    page: { readonly offset: number; readonly limit: number },
    now: Instant,
  ): Promise<WaitingPage>;
  /**
   * They wait no more: from here on they are opened bit by bit as `as`, whose entries they become. Of several who agree at
   * once one does. `open` counts those whose customer has got another open changeover meanwhile: they are dropped.
   *
   * @param ids absent: all of the file.
   */
  agreeToWaiting(
    team: Team,
    importId: string,
    ids: readonly ChangeoverId[] | undefined,
    as: Import,
    now: Instant,
  ): Promise<{ readonly agreed: number; readonly open: number }>;
  /** Returns how many were dropped. */
  dropWaiting(team: Team, importId: string, ids: readonly ChangeoverId[] | undefined, now: Instant): Promise<number>;
}
