/** How far a licence move is, as a bar: on its own card and on the status card. */
import { isUnderWay, type LicenceMove } from '../changeover/licence-move.ts';
import { progressBar } from './gauges.ts';
import { actionSet, container, type Element, press, textBlock } from './parts.ts';
import type { Words } from './text.ts';

export interface LicenceCounts {
  readonly waiting: number;
  readonly sent: number;
  readonly moved: number;
  readonly failed: number;
  readonly left: number;
  readonly failures: readonly { readonly name: string; readonly code: string; readonly about?: readonly string[] }[];
}

export function licenceGauge(w: Words, counts: LicenceCounts, way: LicenceMove['way']): readonly Element[] {
  const all = counts.waiting + counts.sent + counts.moved + counts.failed;
  if (all === 0) return [];
  const { moved, failed } = counts;
  const said = [progressBar(moved + failed, all, w.t(`licences.progress.${way}`, { moved, all }))];
  return failed === 0
    ? said
    : [...said, textBlock(w.t('licences.progress.failed', { failed }), { tone: 'attention', spacing: 'small' })];
}

/** On the status card of both sides, from the first look at the licences on. */
export function licenceSection(
  w: Words,
  view: {
    readonly id: string;
    readonly move?: LicenceMove | undefined;
    readonly counts?: LicenceCounts | undefined;
    /** Users without a licence after an end. */
    readonly without?: number | undefined;
  },
): readonly Element[] {
  const { move, counts, without = 0 } = view;
  const open = actionSet([press('licences', w.t('button.licences'), { changeover: view.id })]);
  if (without > 0 && !(move && isUnderWay(move))) {
    const words = w.t('licences.count.some', { without });
    return [container([textBlock(words, { isBold: true }), open], { style: 'warning', spacing: 'medium' })];
  }
  if (move === undefined) return [];
  const isWritten = move.confirmedAt !== undefined;
  const words = isWritten ? w.t(`licences.way.${move.way}.${move.state}`) : w.t(`licences.state.${move.state}`);
  const needsSomebody = move.why !== undefined || move.state === 'asking';
  return [
    container(
      [textBlock(words, { isBold: true }), ...(isWritten && counts ? licenceGauge(w, counts, move.way) : []), open],
      { style: needsSomebody ? 'warning' : 'emphasis', spacing: 'medium' },
    ),
  ];
}
