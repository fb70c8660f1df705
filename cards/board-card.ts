/** The partner's book as a card: how many are in trouble and what it costs, then a page of them, the worst first. */
import { BOOK_GROUPS, NOBODYS, type BookGroup } from '../changeover/book.ts';
import type { Instant, Money, Zone } from '../changeover/changeover.ts';
import { boardRow, groupTitle, type BoardEntry, type BoardReader } from './board-row.ts';
import type { Content } from './content.ts';
import {
  actionSet,
  card,
  columns,
  container,
  content,
  dialog,
  factSet,
  header,
  openUrl,
  press,
  remark,
  showCard,
  textBlock,
  type Action,
  type Element,
} from './parts.ts';
import { plain, words, type Words } from './text.ts';

/** The choice that narrows nothing down; the renderer takes no empty value. */
export const ANY = 'any';
/** In place of a technician: whoever presses. */
export const MINE = 'mine';

export interface BoardView {
  readonly reader: BoardReader;
  readonly now: Instant;
  readonly total: number;
  readonly groups: Readonly<Record<BookGroup, number>>;
  readonly perDay: readonly Money[];
  readonly entries: readonly BoardEntry[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** As they were asked for, by name. */
  readonly filters: Readonly<Record<string, string>>;
  /** Names of all filters, in the order of their fields. */
  readonly filterNames: readonly string[];
  readonly playbooks: readonly { readonly title: string; readonly value: string }[];
  /** Who has any of the team's changeovers. */
  readonly technicians: readonly { readonly id: string; readonly name?: string }[];
  /** New changeovers of the team that wait for a second yes. */
  readonly secondYes: number;
  /** By whose clock the weekly message comes; absent: it is off. */
  readonly digestZone?: Zone;
  /** Of the same rows as a file, while the link lives. */
  readonly csv?: { readonly url: string; readonly minutes: number };
}

export function boardCard(view: BoardView): Content {
  const w = words(view.reader.locale);
  const { total, page, pages } = view;
  const title = w.t('board.title', { count: total });
  const subtitle = pages > 1 ? w.t('board.page', { page: page + 1, pages }) : undefined;
  const body: readonly Element[] = [
    header(title, subtitle),
    ...(Object.keys(view.filters).length > 0 ? [remark(filterLine(w, view))] : []),
    ...(total > 0 ? [sums(w, view)] : [textBlock(w.t('board.none'))]),
    ...secondYes(w, view),
    ...view.entries.map((entry, i) => rowOf(w, view, entry, view.entries[i - 1]?.group)),
    actionSet([dialog('new', w.t('greeting.button.new'))], { spacing: 'medium' }),
    remark(digestLine(w, view), { spacing: 'medium' }),
  ];
  return content(card(body, actionsOf(w, view)), summaryOf(w, view, title));
}

/** Where it is off, with the zone that it would have: that of who reads. */
function digestLine(w: Words, { digestZone, reader }: BoardView): string {
  if (digestZone === undefined) return w.t('board.digestOff', { zone: reader.zone });
  return w.t('board.digestOn', { zone: digestZone });
}

function sums(w: Words, { groups, perDay, reader }: BoardView): Element {
  const money = w.list(perDay.map((one) => w.money(one)));
  const count = (group: BookGroup): string =>
    group === 'overlapping' && money !== ''
      ? w.t('board.countWithMoney', { count: groups[group], money })
      : w.number(groups[group]);
  return factSet(BOOK_GROUPS.map((group) => [groupTitle(reader.locale, group), count(group)] as const));
}

/** What is not open yet is on no row. */
function secondYes(w: Words, { secondYes: count }: BoardView): readonly Element[] {
  if (count === 0) return [];
  const look = press('secondYes', w.t('board.button.secondYes', { count }), {}, { ignoresInputs: true });
  const line = columns([
    { width: 'stretch', align: 'center', items: [textBlock(w.t('board.secondYes', { count }))] },
    { width: 'auto', align: 'center', items: [actionSet([look])] },
  ]);
  return [container([line], { style: 'emphasis', spacing: 'medium' })];
}

function rowOf(w: Words, view: BoardView, entry: BoardEntry, before: BookGroup | undefined): Element {
  const { reader, now } = view;
  const row = boardRow(entry, reader, now);
  const { changeover, group, doneSteps, allSteps } = entry;
  const isFirst = group !== before;
  const { course, technician, ticket } = row;
  const desk = { who: technician || 'nobody', ticket: ticket || 'none' };
  const progress = w.t('board.progress', { done: doneSteps, all: allSteps, course, ...desk });
  const open = press('status', w.t('board.button.open'), { changeover: changeover.id });
  return container(
    [
      ...(isFirst ? [textBlock(groupTitle(reader.locale, group), { isBold: true, spacing: 'small' })] : []),
      columns([
        {
          width: 'stretch',
          items: [
            textBlock(row.name, { isBold: true }),
            ...(row.trouble === undefined
              ? []
              : [textBlock(row.trouble, { spacing: 'none', ...(group === 'overlapping' && { tone: 'attention' }) })]),
            textBlock(row.waits, { spacing: 'none' }),
            remark(progress, { spacing: 'none' }),
          ],
        },
        { width: 'auto', align: 'center', items: [actionSet([open])] },
      ]),
    ],
    { hasSeparator: true, spacing: isFirst ? 'medium' : 'small' },
  );
}

function actionsOf(w: Words, view: BoardView): readonly Action[] {
  const { page, pages, filters, csv } = view;
  const at = (to: number): Action =>
    press(
      'board',
      w.t(to < page ? 'board.button.back' : 'board.button.more'),
      { ...filters, page: to },
      { ignoresInputs: true },
    );
  return [
    ...(page > 0 ? [at(page - 1)] : []),
    ...(page + 1 < pages ? [at(page + 1)] : []),
    filterForm(w, view),
    ...(csv === undefined
      ? [press('board', w.t('board.button.csv'), { ...filters, page, as: 'csv' }, { ignoresInputs: true })]
      : [openUrl(w.t('board.button.download', { minutes: csv.minutes }), csv.url)]),
    press('board', w.t('board.button.refresh'), { ...filters, page }, { isPrimary: false, ignoresInputs: true }),
    press(
      'digest',
      w.t(view.digestZone !== undefined ? 'board.button.digestOff' : 'board.button.digestOn'),
      {
        to: view.digestZone !== undefined ? 'off' : 'on',
      },
      { isPrimary: false, ignoresInputs: true },
    ),
  ];
}

/** Choices where all values are known, else a text; what stands in the fields replaces what was asked for before. */
function filterForm(w: Words, view: BoardView): Action {
  const { filters, filterNames, playbooks, reader } = view;
  const choices: Readonly<Record<string, readonly { readonly title: string; readonly value: string }[]>> = {
    playbook: playbooks,
    technician: technicianChoices(w, view),
    waiting: ['customer', 'partner', 'source', 'provider', 'nobody'].map((value) => ({
      value,
      title: w.t(`board.waiting.${value}`),
    })),
    group: BOOK_GROUPS.map((value) => ({ value, title: groupTitle(reader.locale, value) })),
  };
  const fields = filterNames.map((name): Element => {
    const known = choices[name];
    const common = { id: name, label: w.t(`board.filter.${name}`), ...(filters[name] && { value: filters[name] }) };
    if (known === undefined) return { type: 'Input.Text', maxLength: 100, ...common };
    const all = [{ title: w.t('board.filter.any'), value: ANY }, ...known];
    return { type: 'Input.ChoiceSet', style: 'compact', choices: all, ...common, value: filters[name] ?? ANY };
  });
  return showCard(w.t('board.button.filter'), fields, [press('board', w.t('board.button.show'), { page: 0 })]);
}

function technicianChoices(w: Words, view: BoardView): readonly { readonly title: string; readonly value: string }[] {
  const { technician } = view.filters;
  const values = [MINE, NOBODYS, ...view.technicians.map(({ id }) => id)];
  // What was typed stays to be picked.
  const typed = technician === undefined || values.includes(technician) ? [] : [technician];
  return [...values, ...typed].map((value) => ({ value, title: technicianTitle(w, view, value) }));
}

function technicianTitle(w: Words, { technicians }: BoardView, value: string): string {
  if (value === MINE || value === NOBODYS) return w.t(`board.technician.${value}`);
  const known = technicians.find(({ id }) => id === value);
  if (known === undefined) return plain(value, 60);
  return known.name === undefined ? w.t('board.technician.unnamed') : plain(known.name, 60);
}

function filterLine(w: Words, view: BoardView): string {
  const { filters, reader } = view;
  const shown = Object.entries(filters).map(([name, value]) => {
    const ofName = name === 'technician' ? technicianTitle(w, view, value) : plain(value, 60);
    const title = isGroup(name, value) ? groupTitle(reader.locale, value) : ofName;
    return w.t('board.filtered', { name: w.t(`board.filter.${name}`), value: title });
  });
  return w.list(shown);
}

function isGroup(name: string, value: string): value is BookGroup {
  return name === 'group' && BOOK_GROUPS.some((group) => group === value);
}

function summaryOf(w: Words, { groups, perDay }: BoardView, title: string): string {
  const money = w.list(perDay.map((one) => w.money(one)));
  if (groups.overlapping === 0) return title;
  return w.t('board.summary', { title, count: groups.overlapping, money });
}
