/** What follows the word `board`: `customer contoso page 2`, `group overlapping`, `csv`; and what a press of its card carries. */
import { BOOK_FILTERS, BOOK_GROUPS, type BookFilter, type BookFilters } from '../changeover/book.ts';
import { ANY } from '../cards/board-card.ts';
import { words } from '../cards/text.ts';

export interface BoardAsk {
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
  const named = new Map(
    BOOK_FILTERS.flatMap((name) =>
      w
        .t(`board.typed.${name}`)
        .split('|')
        .map((word) => [word, name] as const),
    ),
  );
  const found: Partial<Record<BookFilter, string[]>> = {};
  let into: BookFilter | 'page' = 'customer';
  let page = 0;
  let isCsv = false;
  let isNamed = false;
  for (const word of rest.split(/\s+/u).filter((one) => one !== '')) {
    const plainWord = word.toLowerCase().replace(/[,:]+$/u, '');
    const name = named.get(plainWord);
    // Right after a filter's name comes its value, whatever it is called: `waiting customer`.
    if (name !== undefined && !isNamed) into = name;
    else if (plainWord === w.t('board.typed.page')) into = 'page';
    else if (plainWord === w.t('board.typed.csv')) isCsv = true;
    else if (into === 'page') page = pageOf(Number(plainWord) - 1);
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

/** A group by any beginning of its name; one that there is not finds nothing. */
function settled(filters: Readonly<Record<string, string>>): BookFilters {
  const cut = Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, value.slice(0, LONGEST)]));
  const { group } = cut;
  if (group === undefined) return cut;
  const wanted = group.replaceAll(/\s+/gu, '').toLowerCase();
  return { ...cut, group: BOOK_GROUPS.find((one) => one.toLowerCase().startsWith(wanted)) ?? group };
}

function pageOf(number: number): number {
  return Number.isInteger(number) && number > 0 ? Math.min(number, MOST_PAGES) : 0;
}
