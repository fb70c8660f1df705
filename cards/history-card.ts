import type { Content } from './content.ts';
import { historyEntries, type HistoryEntry, type Recorded } from './history-entries.ts';
import { customerName } from './names.ts';
import {
  type Action,
  card,
  container,
  content,
  type Element,
  header,
  openUrl,
  press,
  remark,
  textBlock,
} from './parts.ts';
import { words, type Words } from './text.ts';

/** Rows on a card: more would make one that some clients do not draw. */
const PER_PAGE = 8;
/** Lines of one row; opening a changeover opens many steps at once. */
const MOST_LINES = 6;

/** What happened, newest first, a page at a time. A page that does not exist is the nearest one. */
export function historyCard(recorded: Recorded, asked: number, hasFiles: boolean): Content {
  const { changeover, reader, head, rows } = recorded;
  const w = words(reader.locale);
  const entries = historyEntries(recorded);
  const pages = Math.max(1, Math.ceil(entries.length / PER_PAGE));
  const page = Math.min(Math.max(asked, 1), pages);
  const shown = entries.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const text = (ref: { readonly id: string } | undefined) => recorded.texts.find((one) => one.id === ref?.id)?.body;
  const customer = customerName(changeover, text);
  const body: readonly Element[] = [
    header(w.t('history.title'), w.t('history.subtitle', { customer, domain: changeover.customer.domain })),
    remark(w.t('history.page', { page, pages, count: rows.length })),
    ...shown.map((entry) => entryBox(w, entry)),
    remark(w.t('history.head', { head: head.slice(0, HEAD_SHOWN), count: rows.length }), { spacing: 'medium' }),
  ];
  const data = { changeover: changeover.id };
  const actions: readonly Action[] = [
    ...(page < pages ? [press('history', w.t('history.older'), { ...data, page: page + 1 })] : []),
    ...(page > 1 ? [press('history', w.t('history.newer'), { ...data, page: page - 1 })] : []),
    ...(hasFiles ? [press('historyFile', w.t('history.file'), data)] : []),
  ];
  return content(card(body, actions), w.t('history.summary', { customer, count: rows.length }));
}

/** Enough to compare by eye with an export. */
const HEAD_SHOWN = 16;

export interface HistoryLinks {
  readonly page: string;
  readonly json: string;
  /** Minutes for which they open. */
  readonly minutes: number;
}

/** The way to the files. The links are this person's own: they end soon, and with the right to read. */
export function historyFileCard(changeover: string, links: HistoryLinks, locale: string): Content {
  const w = words(locale);
  const { page, json, minutes } = links;
  const body = [
    header(w.t('history.file.title')),
    textBlock(w.t('history.file.means', { minutes })),
    remark(w.t('history.file.verify')),
  ];
  const actions = [
    openUrl(w.t('history.file.page'), page),
    openUrl(w.t('history.file.json'), json),
    press('history', w.t('history.back'), { changeover }),
  ];
  return content(card(body, actions), w.t('history.file.title'));
}

function entryBox(w: Words, { who, door, at, lines, evidence }: HistoryEntry): Element {
  const left = lines.length - MOST_LINES;
  return container(
    [
      remark(w.t('history.by', { at, who, door }), { spacing: 'none' }),
      ...lines.slice(0, MOST_LINES).map((line) => textBlock(line, { spacing: 'small' })),
      ...(left > 0 ? [remark(w.t('history.moreLines', { count: left }), { spacing: 'small' })] : []),
      ...evidence.map((one) => textBlock(one, { isSubtle: true, spacing: 'small' })),
    ],
    { hasSeparator: true, spacing: 'medium' },
  );
}
