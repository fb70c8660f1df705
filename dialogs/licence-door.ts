import type { TouchedLater } from '../changeover/licence-move.ts';

/** Where files are to be had, and what the table of users knows; absent as a whole where no licences can be moved. */
export interface LicenceDoor {
  /** An address of this installation's own, for a path; undefined where it has none. */
  readonly linkOf: (path: string) => string | undefined;
  /** Users of a move whom a later one changed. */
  readonly touchedLater: (move: string) => Promise<TouchedLater>;
}
