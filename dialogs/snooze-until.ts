/** "2 days", "a week", "until friday", "3 March": until when a person wants to be left in peace. */
import type { Instant, PlainDate, Zone } from '../changeover/changeover.ts';
import { parseDate } from '../changeover/inputs.ts';
import { addDays, dateIn, HOUR, instantOf, STANDARD_CALENDAR, weekdayOf } from '../changeover/working-time.ts';
import { words } from '../cards/text.ts';

export interface SnoozeReader {
  readonly now: Instant;
  readonly zone: Zone;
  readonly locale: string;
}

/** A longer count is no count of days; how far a snooze may reach is for `decide` to say. */
const MOST = 1000;

/**
 * An instant, or undefined for a text that names none. Days begin when work begins in the reader's zone; a weekday is
 * the next one after today; hours count from now.
 */
export function snoozeUntil(text: string, reader: SnoozeReader): Instant | undefined {
  const bare = withoutLead(
    text
      .slice(0, 100)
      .trim()
      .toLowerCase()
      .replace(/[.!,]+$/u, ''),
    reader.locale,
  );
  const today = dateIn(reader.zone, reader.now);
  const hours = countOf(bare, 'hour', reader.locale);
  if (hours !== undefined) return reader.now + hours * HOUR;
  const day = dayIn(bare, today, reader.locale);
  return day === undefined ? undefined : instantOf(day, STANDARD_CALENDAR.opensAt, reader.zone);
}

function dayIn(text: string, today: PlainDate, locale: string): PlainDate | undefined {
  const days = countOf(text, 'day', locale);
  if (days !== undefined) return addDays(today, days);
  const weeks = countOf(text, 'week', locale);
  if (weeks !== undefined) return addDays(today, weeks * 7);
  if (wordList('tomorrow', locale).includes(text)) return addDays(today, 1);
  if (wordList('nextWeek', locale).includes(text)) return addDays(today, 8 - weekdayOf(today));
  const weekday = weekdayNamed(text, locale);
  if (weekday !== undefined) return addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
  const read = parseDate(text, today, locale);
  return read.ok ? read.value : undefined;
}

/** How many hours, days or weeks: `2 days`, `2d`, `a week`; also `P2D` as cards send it. */
function countOf(text: string, unit: 'hour' | 'day' | 'week', locale: string): number | undefined {
  const period = /^p(\d{1,4})([dw])$/u.exec(text);
  if (period) return period[2] === unit[0] ? boundedCount(period[1]) : undefined;
  const parts = /^(\p{L}+|\d{1,4})\s*(\p{L}+)$/u.exec(text);
  if (!parts || !wordList(unit, locale).includes(parts[2] ?? '')) return undefined;
  return wordList('one', locale).includes(parts[1] ?? '') ? 1 : boundedCount(parts[1]);
}

function boundedCount(text: string | undefined): number | undefined {
  const count = Number(text);
  return Number.isInteger(count) && count <= MOST ? count : undefined;
}

/** 1 for Monday to 7 for Sunday, by its long or short name in the locale. */
function weekdayNamed(text: string, locale: string): number | undefined {
  const monday = Date.UTC(2024, 0, 1);
  for (let day = 1; day <= 7; day += 1) {
    for (const weekday of ['long', 'short'] as const) {
      const name = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(monday + (day - 1) * 24 * HOUR);
      if (name.toLowerCase().replace(/\.$/u, '') === text) return day;
    }
  }
  return undefined;
}

function withoutLead(text: string, locale: string): string {
  const [first = '', ...rest] = text.split(/\s+/u);
  return wordList('lead', locale).includes(first) && rest.length > 0 ? withoutLead(rest.join(' '), locale) : text;
}

function wordList(kind: string, locale: string): readonly string[] {
  return words(locale).t(`snooze.words.${kind}`).split('|');
}
