/** Asks a second person of the team for a yes to changeovers of a table that cost more twice than its lead lets go by. */
import type { Money } from '../changeover/changeover.ts';
import type { Content } from './content.ts';
import {
  actionSet,
  card,
  columns,
  content,
  header,
  press,
  remark,
  textBlock,
  type Action,
  type Element,
} from './parts.ts';
import { plain, words, type Words } from './text.ts';

export interface WaitingView {
  readonly locale: string;
  readonly importId: string;
  /** Who imported them. */
  readonly who?: string;
  readonly limit: Money;
  readonly total: number;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly rows: readonly WaitingRow[];
  /** What was just said of some of them. */
  readonly said?: string;
}

export interface WaitingRow {
  /** The id of the changeover to be. */
  readonly id: string;
  readonly customer: string;
  readonly domain: string;
  /** What both pay while both are billed, per currency. */
  readonly sums: readonly Money[];
  readonly isUnknown: boolean;
}

export function waitingCard(view: WaitingView): Content {
  const w = words(view.locale);
  const { total, page, pages, limit, said } = view;
  const title = w.t('waiting.title', { count: total });
  const who = view.who === undefined ? w.t('opening.somebody') : plain(view.who, 60);
  const body: readonly Element[] = [
    header(title, pages > 1 ? w.t('board.page', { page: page + 1, pages }) : undefined),
    ...(said === undefined ? [] : [textBlock(said, { isBold: true })]),
    textBlock(w.t('waiting.ask', { who, limit: w.money(limit) })),
    ...view.rows.map((row) => rowOf(w, view, row)),
    remark(w.t('waiting.waits'), { spacing: 'medium' }),
  ];
  return content(card(body, actionsOf(w, view)), title);
}

/** To the channel, where a file was sent one to one: the list comes by its button. */
export function waitingCallCard(locale: string, importId: string, count: number): Content {
  const w = words(locale);
  const title = w.t('waiting.title', { count });
  const look = press('import', w.t('waiting.button.look'), { as: 'waits', import: importId });
  return content(card([header(title), textBlock(w.t('waiting.call'))], [look]), title);
}

function rowOf(w: Words, { importId }: WaitingView, row: WaitingRow): Element {
  const about = { import: importId, opening: row.id };
  const known = row.sums.length === 0 ? 'none' : w.list(row.sums.map((sum) => w.money(sum)));
  const cost = w.t('waiting.cost', { known, unknown: row.isUnknown ? 'yes' : 'no' });
  return columns(
    [
      {
        width: 'stretch',
        items: [
          textBlock(plain(row.customer, 80), { isBold: true }),
          textBlock(cost, { spacing: 'none' }),
          remark(plain(row.domain, 80), { spacing: 'none' }),
        ],
      },
      {
        width: 'auto',
        align: 'center',
        items: [
          actionSet([
            press('import', w.t('waiting.button.yes'), { as: 'yes', ...about }),
            press('import', w.t('waiting.button.no'), { as: 'no', ...about }),
          ]),
        ],
      },
    ],
    { hasSeparator: true, spacing: 'small' },
  );
}

function actionsOf(w: Words, { importId, total, page, pages }: WaitingView): readonly Action[] {
  const about = { import: importId };
  const at = (to: number): Action =>
    press('import', w.t(to < page ? 'board.button.back' : 'board.button.more'), { as: 'waits', ...about, page: to });
  return [
    press('import', w.t('waiting.button.yesAll', { count: total }), { as: 'yes', ...about }, { style: 'positive' }),
    press('import', w.t('waiting.button.noAll', { count: total }), { as: 'no', ...about }),
    ...(page > 0 ? [at(page - 1)] : []),
    ...(page + 1 < pages ? [at(page + 1)] : []),
  ];
}
