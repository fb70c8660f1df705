import type { ChangeoverId } from '../changeover/changeover.ts';
import type { TouchedLater } from '../changeover/licence-move.ts';

/** Where files are to be had, and what the tables of users know; absent as a whole where no tenant is read. */
export interface LicenceDoor {
  /** False: licences are counted, and moved by nobody. */
  readonly canMove: boolean;
  /** An address of this installation's own, for a path; undefined where it has none. */
  readonly linkOf: (path: string) => string | undefined;
  /** Users of a move whom a later one changed. */
  readonly touchedLater: (move: string) => Promise<TouchedLater>;
  /** Users without a licence at the last count after an end, by name; at most so many. */
  readonly usersWithout: (
    changeover: ChangeoverId,
    limit: number,
  ) => Promise<readonly { readonly name: string; readonly login: string; readonly isBlocked: boolean }[]>;
}
