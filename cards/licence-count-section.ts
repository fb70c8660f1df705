/** Who has no licence any more after the old subscription ended, and what to do about it. */
import type { Zone } from '../changeover/changeover.ts';
import type { LicenceCount } from '../changeover/licence-count.ts';
import { bullets, container, type Element, remark, textBlock } from './parts.ts';
import { plain, type Words } from './text.ts';

/** Names on a card; the rest are counted. */
export const MOST_WITHOUT = 20;

export interface WithoutView {
  readonly zone: Zone;
  readonly count: LicenceCount;
  readonly users: readonly { readonly name: string; readonly login: string; readonly isBlocked: boolean }[];
}

export function countSection(w: Words, { zone, count, users }: WithoutView): readonly Element[] {
  const { at, checked, without } = count;
  const asOf = remark(w.t('licences.count.asOf', { at: w.dateTime(at, zone) }));
  if (without === 0) return [container([textBlock(w.t('licences.count.all', { checked })), asOf], { style: 'good' })];
  const names = users.map(({ name, login, isBlocked }) =>
    w.t('licences.count.user', { name: plain(name), login: plain(login), isBlocked: String(isBlocked) }),
  );
  const more = without - names.length;
  return [
    container(
      [
        textBlock(w.t('licences.count.without', { without, checked }), { isBold: true }),
        ...(names.length === 0 ? [] : [bullets(names, '⚠', 'attention')]),
        ...(more > 0 ? [remark(w.t('licences.count.more', { count: more }))] : []),
        textBlock(w.t('licences.count.mend')),
        asOf,
      ],
      { style: 'warning' },
    ),
  ];
}
