import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { LicenceLinks } from '../cards/licence-files-card.ts';
import type { TouchedLater } from '../changeover/licence-move.ts';

import type { Bearer } from './bearer.ts';

/** Where files are to be had, and what the tables of users know; absent as a whole where no tenant is read. */
export interface LicenceDoor {
  /** False: licences are counted, and moved by nobody. */
  readonly canMove: boolean;
  /** Links to a move's files, for this person alone; absent where nothing of ours can be reached by a browser. */
  readonly links?: (
    of: { readonly changeover: ChangeoverId; readonly move: string; readonly key: string },
    bearer: Bearer,
    now: Instant,
  ) => Promise<LicenceLinks>;
  /** Users of a move whom a later one changed. */
  readonly touchedLater: (move: string) => Promise<TouchedLater>;
  /** Users without a licence at the last count after an end, by name; at most so many. */
  readonly usersWithout: (
    changeover: ChangeoverId,
    limit: number,
  ) => Promise<readonly { readonly name: string; readonly login: string; readonly isBlocked: boolean }[]>;
}
