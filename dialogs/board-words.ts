/**
 * What follows the word `board`: `mine`, `of Diego`, `ticket 4711`, `customer contoso page 2`, `group overlapping`, `csv`; and
 * what a press of its card carries.
 */
import { BOOK_FILTERS, BOOK_GROUPS, NOBODYS, type BookFilter, type BookFilters } from '../changeover/book.ts';
import { ANY, MINE } from '../cards/board-card.ts';
import { words, type Words } from '../cards/text.ts';

export interface BoardAsk {
  /** `technician` may be `MINE`, whoever asks. */
  readonly filters: BookFilters;
  /** From 0. */
  readonly page: number;
  readonly isCsv: boolean;
}

const LONGEST = 100;
const MOST_PAGES = 10_000;

/** Words without a filter's name before them are looked for in the customers' names and domains. */
export function typedBoard(rest: string, locale: string): BoardAsk {
  const w = words(locale);
  const named = filterWords(w);
  const whose = whoseWords(w);
  const found: Partial<Record<BookFilter, string[]>> = {};
  let into: BookFilter | 'page' = 'customer';
  let page = 0;
  let isCsv = false;
  let isNamed = false;
  for (const word of rest.split(/\s+/u).filter((one) => one !== '')) {
    const plainWord = word.toLowerCase().replace(/[,:]+$/u, '');
    const isInName: boolean = into === 'customer' && found.customer !== undefined;
    const isOf: boolean = plainWord === w.t('board.typed.of') && !isInName;
    const name: BookFilter | undefined = isOf ? 'technician' : named.get(plainWord);
    const ofWhom = whose.get(plainWord);
    // Right after a filter's name comes its value, whatever it is called: `waiting customer`.
    if (name !== undefined && !isNamed) into = name;
    else if (plainWord === w.t('board.typed.page')) into = 'page';
    else if (plainWord === w.t('board.typed.csv')) isCsv = true;
    else if (into === 'page') page = pageOf(Number(plainWord) - 1);
    else if (ofWhom !== undefined && (!isNamed || into === 'technician')) found.technician = [ofWhom];
    else (found[into] ??= []).push(word.replace(/[,;]+$/u, ''));
    isNamed = name !== undefined && !isNamed;
  }
  const filters = Object.fromEntries(Object.entries(found).map(([name, parts]) => [name, parts.join(' ')]));
  return { filters: settled(filters), page, isCsv };
}

/** A press is a claim: names that are not ours are passed over, values are cut. */
export function pressedBoard(data: Readonly<Record<string, unknown>>): BoardAsk {
  const given = BOOK_FILTERS.flatMap((name) => {
    const value = data[name];
    return typeof value === 'string' && !['', ANY].includes(value.trim()) ? [[name, value.trim()] as const] : [];
  });
  return {
    filters: settled(Object.fromEntries(given)),
    page: pageOf(Number(data['page'] ?? 0)),
    isCsv: data['as'] === 'csv',
  };
}

function filterWords(w: Words): ReadonlyMap<string, BookFilter> {
  return new Map(BOOK_FILTERS.flatMap((name) => wordsIn(w, name).map((word) => [word, name] as const)));
}

/** `mine`, `nobody`: which technician's without a filter's name before it. */
function whoseWords(w: Words): ReadonlyMap<string, string> {
  return new Map([MINE, NOBODYS].flatMap((whose) => wordsIn(w, whose).map((word) => [word, whose] as const)));
}

function wordsIn(w: Words, key: string): readonly string[] {
  return w.t(`board.typed.${key}`).split('|');
}

/** A group by any beginning of its name; one that there is not finds nothing. */
function settled(filters: Readonly<Record<string, string>>): BookFilters {
  const cut = Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, value.slice(0, LONGEST)]));
  const { group, ticket } = cut;
  const plainer = ticket === undefined ? cut : { ...cut, ticket: ticket.replace(/^#\s*/u, '') };
  if (group === undefined) return plainer;
  const wanted = group.replaceAll(/\s+/gu, '').toLowerCase();
  return { ...plainer, group: BOOK_GROUPS.find((one) => one.toLowerCase().startsWith(wanted)) ?? group };
}

function pageOf(number: number): number {
  return Number.isInteger(number) && number > 0 ? Math.min(number, MOST_PAGES) : 0;
}
