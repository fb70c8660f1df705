/** Whether a licence move can be put back, as far as the changeover knows. */
import type { Changeover } from './changeover.ts';
import type { LicenceMove } from './licence-move.ts';
import { skuIdsOf } from './product-ids.ts';

/** Something was written by it, and not put back: also one whose way back was stopped on the way. */
export function canBePutBack({ state, way, confirmedAt }: LicenceMove): boolean {
  const isOver = state === 'stopped' || (state === 'done' && way === 'forth');
  return isOver && confirmedAt !== undefined;
}

/**
 * Its old subscription is over, so that there is nothing to go back to. A product that no line is known to have may be the one
 * that ended.
 */
export function isOldGone({ pairs }: LicenceMove, { lines }: Changeover): boolean {
  const known = lines.flatMap((line) => skuIdsOf(line.product));
  const ended = lines.filter((line) => line.oldEndedOn !== undefined);
  const gone = ended.flatMap((line) => skuIdsOf(line.product));
  return ended.length > 0 && pairs.some(({ from }) => gone.includes(from) || !known.includes(from));
}

/** Ids of the moves that an admin of the customer is offered to put back. */
export function movesToPutBack(changeover: Changeover): readonly string[] {
  const { licences, licencesBefore = [] } = changeover;
  const moves = licences ? [licences, ...licencesBefore] : licencesBefore;
  return moves.filter((move) => canBePutBack(move) && !isOldGone(move, changeover)).map(({ id }) => id);
}
