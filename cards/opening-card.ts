/** Asks a second person of the team for a yes to a new changeover that costs more twice than the team's lead lets go by. */
import type { Money } from '../changeover/changeover.ts';
import type { Content } from './content.ts';
import { card, content, factSet, header, press, remark, textBlock } from './parts.ts';
import { plain, words } from './text.ts';

export interface OpeningView {
  /** The id of the changeover to be. */
  readonly opening: string;
  /** As it was typed. */
  readonly customer: string;
  /** Who typed it. */
  readonly who?: string;
  readonly limit: Money;
  /** What both pay while both are billed, per currency. */
  readonly sums: readonly Money[];
  /** Of some subscription it can't be told. */
  readonly isUnknown: boolean;
}

export function openingCard(locale: string, view: OpeningView): Content {
  const w = words(locale);
  const { opening, limit, sums, isUnknown } = view;
  const who = view.who === undefined ? w.t('opening.somebody') : plain(view.who, 60);
  const title = w.t('opening.title', { customer: plain(view.customer, 80) });
  const known = w.list(sums.map((money) => w.money(money)));
  const about = { changeover: opening };
  return content(
    card(
      [
        header(title),
        textBlock(w.t('opening.ask', { who })),
        factSet([
          [w.t('opening.sum'), known],
          [w.t('opening.unknown'), isUnknown ? w.t('opening.unknownWhy') : undefined],
          [w.t('opening.limit'), w.money(limit)],
        ]),
        remark(w.t('opening.waits')),
      ],
      [
        press('openingYes', w.t('opening.button.yes'), about, { style: 'positive' }),
        press('openingNo', w.t('opening.button.no'), about),
      ],
    ),
    title,
  );
}

/** What stands in its place once something was said of it. */
export function settledOpeningCard(text: string): Content {
  return content(card([textBlock(text)]), text);
}
