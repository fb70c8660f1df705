/** Licence moves that were begun before the one at hand: what each did, and the way back from it. */
import type { Zone } from '../changeover/changeover.ts';
import { isUnderWay, type LicenceMove } from '../changeover/licence-move.ts';
import { skuName } from './licence-names.ts';
import { actionSet, container, type Element, press, showCard, subheading, textBlock } from './parts.ts';
import { plain, type Words } from './text.ts';

interface EarlierView {
  readonly changeover: string;
  readonly zone: Zone;
  /** Moves that the reader may put back. */
  readonly back?: readonly string[];
  readonly move?: LicenceMove;
  readonly earlier?: readonly LicenceMove[];
}

/** Those of today's card; who wants an older one back takes the later ones back first. */
const MOST_SHOWN = 5;

/** None while licences are written: one move at a time. */
export function earlierMoves(w: Words, view: EarlierView): readonly Element[] {
  const moves = (view.earlier ?? []).slice(0, MOST_SHOWN);
  if (moves.length === 0 || (view.move && isUnderWay(view.move))) return [];
  return [subheading(w.t('licences.earlier')), ...moves.map((move) => earlierMove(w, view, move))];
}

function earlierMove(w: Words, { changeover, zone, back = [] }: EarlierView, move: LicenceMove): Element {
  const { id, way, confirmedAt = 0, plan, result } = move;
  const on = w.dateTime(confirmedAt, zone);
  const pairs = (plan?.pairs ?? []).map(({ from, to, fromName, toName }) =>
    w.t('licences.pair', { from: plain(skuName(from, fromName)), to: plain(skuName(to, toName)) }),
  );
  const state = way === 'back' && move.state === 'done' ? 'back' : 'forth';
  const users = result?.moved ?? plan?.users ?? 0;
  const said = w.t(`licences.earlier.${state}`, { on, pairs: w.list(pairs), users });
  const undo = press('undoLicences', w.t('licences.earlier.undo', { on }), { changeover, move: id });
  const ask = showCard(w.t('licences.button.back'), [textBlock(w.t('licences.back'))], [undo]);
  return container([textBlock(said), ...(back.includes(id) ? [actionSet([ask])] : [])], {
    style: 'emphasis',
    spacing: 'small',
  });
}
