/** Days as people write them: ISO, `3 March`, `March 3, 2026`, or numbers in the order of their locale. */
import type { PlainDate } from './changeover.ts';
import { asciiDigits, type Parsed } from './parsed.ts';
import { refuse, type RefusalCode } from './refusals.ts';
import { addDays, daysBetween, isDate } from './working-time.ts';

export interface DateOptions {
  readonly field?: string;
  /** Refuse a day before today with `dateInPast`. */
  readonly mustBeAhead?: boolean;
  /** Refuse a day after today with `dateTooFar`. */
  readonly mustBePast?: boolean;
  /** Refuse a day further away than that many days, either way, with `dateTooFar`; five years when absent. */
  readonly maxDays?: number;
}

const FIVE_YEARS = 5 * 365;

/**
 * A day. `locale` gives the order of numbers and the months' names; a day without a year is the next one from today on
 * (the latest one up to today where it must be past). Refuses with `dateUnreadable`, `dateInPast`, `dateTooFar`.
 */
export function parseDate(
  text: string,
  today: PlainDate,
  locale: string,
  options: DateOptions = {},
): Parsed<PlainDate> {
  const { field, mustBeAhead = false, mustBePast = false, maxDays = FIVE_YEARS } = options;
  const no = (code: RefusalCode, params?: Record<string, string | number>): Parsed<never> => ({
    ok: false,
    refusal: refuse(code, params, field),
  });
  const value = readDate(asciiDigits(text).trim().toLowerCase(), today, locale, mustBePast);
  if (value === undefined) return no('dateUnreadable');
  const away = daysBetween(today, value);
  if (mustBeAhead && away < 0) return no('dateInPast', { date: value, today });
  const max = mustBePast ? 0 : maxDays;
  if (away > max || away < -maxDays) return no('dateTooFar', { date: value, max: addDays(today, max) });
  return { ok: true, value };
}

function readDate(text: string, today: PlainDate, locale: string, isPast: boolean): PlainDate | undefined {
  const iso = text.match(/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t[\d:.]+z?)?$/);
  if (iso) return dateFrom(iso[1], iso[2], iso[3]);
  const numbers = text.match(/^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*(?:[-/.]\s*(\d{4}|\d{2}))?[.]?$/);
  if (numbers) return fromNumbers(Number(numbers[1]), Number(numbers[2]), numbers[3], { today, locale, isPast });
  return fromWords(text, today, locale, isPast);
}

interface Reading {
  readonly today: PlainDate;
  readonly locale: string;
  readonly isPast: boolean;
}

/** Numbers in the locale's order; a number over 12 can only be the day, whatever the order. */
function fromNumbers(first: number, second: number, year: string | undefined, reading: Reading): PlainDate | undefined {
  const isMonthFirst = first > 12 ? false : second > 12 ? true : monthComesFirst(reading.locale);
  const [month, day] = isMonthFirst ? [first, second] : [second, first];
  return year === undefined ? nearest(month, day, reading) : dateFrom(year, month, day);
}

/** A day, a month's name of the locale (or English), perhaps a year, in any order; small words between them are passed over. */
function fromWords(text: string, today: PlainDate, locale: string, isPast: boolean): PlainDate | undefined {
  const tokens = text.split(/[\s,.\-/]+/).filter((token) => token !== '');
  if (tokens.length > 6) return undefined;
  const months = tokens.flatMap((token) => monthNamed(token, locale) ?? []);
  const numbers = tokens.flatMap((token) => token.match(/^(\d{1,4})(?:st|nd|rd|th|er|º|ª)?$/)?.[1] ?? []);
  const years = numbers.filter((number) => number.length === 4);
  const days = numbers.filter((number) => number.length <= 2);
  const [month] = months;
  if (month === undefined || months.length > 1 || years.length > 1 || days.length !== 1) return undefined;
  const day = Number(days[0]);
  return years[0] === undefined ? nearest(month, day, { today, locale, isPast }) : dateFrom(years[0], month, day);
}

/** Without a year: this year's, or the next or the last one in which the day exists. */
function nearest(month: number, day: number, { today, isPast }: Reading): PlainDate | undefined {
  const thisYear = Number(today.slice(0, 4));
  for (let away = 0; away <= 8; away += 1) {
    const date = dateFrom(thisYear + (isPast ? -away : away), month, day);
    if (date !== undefined && (isPast ? date <= today : date >= today)) return date;
  }
  return undefined;
}

function monthNamed(token: string, locale: string): number | undefined {
  for (const names of [monthNames(locale), monthNames('en')]) {
    const index = names.findIndex((month) => month.some((name) => name === token));
    if (index >= 0) return index + 1;
  }
  return undefined;
}

/** The long and short names of the twelve months, alone and as part of a date, in lower case and without dots. */
function monthNames(locale: string): readonly (readonly string[])[] {
  const formats = (['long', 'short'] as const).flatMap((month) => [
    new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' }),
    new Intl.DateTimeFormat(locale, { month, day: 'numeric', timeZone: 'UTC' }),
  ]);
  return Array.from({ length: 12 }, (_none, month) =>
    formats.flatMap((format) => {
      const name = format.formatToParts(Date.UTC(2026, month, 1)).find((part) => part.type === 'month')?.value ?? '';
      return [name.toLowerCase().replaceAll('.', '')];
    }),
  );
}

function monthComesFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: 'UTC' }).formatToParts(0).map((part) => part.type);
  return parts.indexOf('month') < parts.indexOf('day');
}

function dateFrom(year: unknown, month: unknown, day: unknown): PlainDate | undefined {
  const digits = String(year);
  const full = digits.length === 2 ? `20${digits}` : digits;
  const date = `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDate(date) ? date : undefined;
}
