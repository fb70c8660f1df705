/**
 * The country that somebody works in: what they said, else what their client says, else what their clock and language
 * tell. It decides the week and the public holidays; a wrong one costs a reminder some hours, never a last chance.
 */
import type { Zone } from './changeover.ts';

/** An ISO 3166 code of two letters, in capitals. */
export type Country = string;

/** What is known of somebody's whereabouts. */
export interface Whereabouts {
  /** As said, or as the client reported it. */
  readonly country?: Country;
  readonly zone: Zone;
  readonly locale: string;
}

/**
 * `undefined` when nothing tells: a zone of no country (UTC) and a language without a region. Of a language's region and
 * a zone's country that differ the zone's is taken, because many people use the English of a country they never saw.
 */
export function countryOf({ country, zone, locale }: Whereabouts): Country | undefined {
  if (country !== undefined) return country;
  const key = `${zone} ${locale}`;
  if (countryByHabits.size > MOST_HABITS) countryByHabits.clear();
  if (!countryByHabits.has(key)) countryByHabits.set(key, byHabits(zone, locale));
  return countryByHabits.get(key);
}

/** The code of a country that is written as a code or by its English name; `undefined` for any other text. */
export function readCountry(text: string): Country | undefined {
  const plain = text.trim().toLowerCase().replace(/^the /u, '');
  return (
    ALIASES.get(plain) ?? countries().find(({ code, name }) => code.toLowerCase() === plain || name === plain)?.code
  );
}

/** True for the code of a country. */
export function isCountry(code: string): boolean {
  return countries().some((country) => country.code === code);
}

/** What people call a country that neither its code nor its name is. */
const ALIASES: ReadonlyMap<string, Country> = new Map(
  Object.entries({
    uk: 'GB',
    'great britain': 'GB',
    england: 'GB',
    usa: 'US',
    uae: 'AE',
  }),
);

const LETTERS: readonly string[] = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
/** Codes with a name that are not of one country. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** Of zones and language tags, which are without number, so many answers are remembered. */
const MOST_HABITS = 5_000;

/** Memos of pure functions: a plan asks for a country at every save. */
const countryByHabits = new Map<string, Country | undefined>();
const known: { countries?: readonly Named[]; byZone?: ReadonlyMap<string, readonly Country[]> } = {};

interface Named {
  readonly code: Country;
  /** English, in small letters. */
  readonly name: string;
}

function countries(): readonly Named[] {
  return (known.countries ??= readCountries());
}

function readCountries(): readonly Named[] {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`)).flatMap((code) => {
    const name = english.of(code);
    const isOne =
      name !== undefined && !NO_COUNTRIES.has(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
    return isOne ? [{ code, name: name.toLowerCase() }] : [];
  });
}

/** The zones of all countries take a moment to read (some 200 ms, once): a language's own region is looked at before. */
function byHabits(zone: Zone, locale: string): Country | undefined {
  const name = canonical(zone);
  const region = regionOf(locale);
  if (region !== undefined && zonesOf(region).includes(name)) return region;
  return byZone().get(name)?.[0] ?? region;
}

function byZone(): ReadonlyMap<string, readonly Country[]> {
  return (known.byZone ??= readZones());
}

function readZones(): ReadonlyMap<string, readonly Country[]> {
  const zones = new Map<string, Country[]>();
  for (const { code } of countries()) {
    for (const zone of zonesOf(code)) zones.set(zone, [...(zones.get(zone) ?? []), code]);
  }
  return zones;
}

function zonesOf(code: Country): readonly Zone[] {
  return (new Intl.Locale(`und-${code}`) as LocaleWithZones).getTimeZones() ?? [];
}

/** TypeScript's own library does not know it yet. */
interface LocaleWithZones extends Intl.Locale {
  getTimeZones(): readonly Zone[] | undefined;
}

/** The one name of a zone that has several (Asia/Kolkata, Asia/Calcutta) which Intl itself gives; a name of none stays as it is. */
function canonical(zone: Zone): Zone {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return zone;
    throw error;
  }
}

function regionOf(locale: string): Country | undefined {
  try {
    const { region } = new Intl.Locale(locale);
    return region !== undefined && isCountry(region) ? region : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
