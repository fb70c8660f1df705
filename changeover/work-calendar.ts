/** The week and the public holidays of a country, worked out once per country and year. */
import Holidays from 'date-holidays';
import type { Changeover, PlainDate } from './changeover.ts';
import { countryOf, type Country, type Whereabouts } from './country.ts';
import { DAY, STANDARD_CALENDAR, addDays, type WorkCalendar } from './working-time.ts';

/** The working days of a country, from nine to five; Monday to Friday without holidays where none is known. */
export function calendarOf(country: Country | undefined): WorkCalendar {
  if (country === undefined) return STANDARD_CALENDAR;
  const found = calendars.get(country);
  if (found !== undefined) return found;
  const made = makeCalendar(country);
  calendars.set(country, made);
  return made;
}

/** By what is known of where somebody works. */
export function calendarAt(where: Whereabouts): WorkCalendar {
  return calendarOf(countryOf(where));
}

/** That of a side; what others than the customer have to do is the partner's to see to. */
export function calendarOfSide(side: string, changeover: Pick<Changeover, 'customer' | 'partner'>): WorkCalendar {
  return calendarAt(side === 'customer' ? changeover.customer : changeover.partner);
}

/** The next public holiday after that day, with its English name where it has one; `undefined` where none is known. */
export function nextHoliday(
  country: Country,
  after: PlainDate,
): { readonly date: PlainDate; readonly name: string } | undefined {
  const year = Number(after.slice(0, 4));
  const all = hasHolidays(country) ? [year, year + 1].flatMap((each) => [...holidaysOf(country, `${each}`)]) : [];
  const [next] = all.filter(([date]) => date > after).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return next && { date: next[0], name: next[1] };
}

/** False for a country whose public holidays are not known: its week is kept all the same. */
export function hasHolidays(country: Country): boolean {
  return Object.hasOwn((known.countries ??= new Holidays().getCountries()), country);
}

const known: { countries?: Readonly<Record<string, string>> } = {};
const calendars = new Map<Country, WorkCalendar>();
const years = new Map<string, ReadonlyMap<PlainDate, string>>();

function makeCalendar(country: Country): WorkCalendar {
  const holidays = { has: (date: PlainDate) => holidaysOf(country, date.slice(0, 4)).has(date) };
  return { ...STANDARD_CALENDAR, weekend: weekendOf(country), ...(hasHolidays(country) && { holidays }) };
}

/** ISO weekdays, from Unicode's own table. */
function weekendOf(country: Country): readonly number[] {
  const { weekend } = (new Intl.Locale(`und-${country}`) as LocaleWithWeek).getWeekInfo();
  return weekend.length === 0 ? STANDARD_CALENDAR.weekend : weekend;
}

/** TypeScript's own library does not know it yet. */
interface LocaleWithWeek extends Intl.Locale {
  getWeekInfo(): { readonly weekend: readonly number[] };
}

function holidaysOf(country: Country, year: string): ReadonlyMap<PlainDate, string> {
  const key = `${country} ${year}`;
  const found = years.get(key);
  if (found !== undefined) return found;
  const made = readHolidays(country, Number(year));
  years.set(key, made);
  return made;
}

/** Whole days only: a holiday that begins in the afternoon leaves a morning to work in. Some last several days, even into the next year. */
function readHolidays(country: Country, year: number): ReadonlyMap<PlainDate, string> {
  const calendar = new Holidays(country, { types: ['public'] });
  const days = [year - 1, year]
    .flatMap((each) => calendar.getHolidays(each, 'en'))
    .filter(({ date }) => date.slice(11, 16) === '00:00')
    .flatMap(({ date, start, end, name }) => {
      const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
      return Array.from({ length: count }, (_, nth) => [addDays(date.slice(0, 10), nth), name] as const);
    });
  return new Map(days);
}
