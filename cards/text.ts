/** Words by key, money, days and instants for one reader's locale; and user-given text made harmless for a card. */
import { IntlMessageFormat } from 'intl-messageformat';

import type { Instant, Money, PlainDate, Zone } from '../changeover/changeover.ts';
import en from './messages/en.json' with { type: 'json' };

export type Params = Readonly<Record<string, string | number>>;

export interface Words {
  /** The language of the catalogue that answers, such as `en`. */
  readonly locale: string;
  /** The message of a key (ICU MessageFormat). Throws on an unknown key or a missing parameter, so that tests find it. */
  t(key: string, params?: Params): string;
  has(key: string): boolean;
  /** `€41.60`; from the currency's minor units. */
  money(money: Money): string;
  /** `1,250`. */
  number(value: number): string;
  /** `3 March 2026`. */
  date(day: PlainDate): string;
  /** `Tuesday 3 March`, for a day of these weeks. */
  weekday(day: PlainDate): string;
  /** `Tue 3 March 2026, 10:00 CET`, in the zone given; an unknown zone reads as UTC. */
  dateTime(instant: Instant, zone: Zone): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
}

type Catalogue = Readonly<Record<string, string>>;

const CATALOGUES: Readonly<Record<string, Catalogue>> = { en };
const FALLBACK = 'en';
/** Numbers and days of a language are written as in this region: `3 March 2026`, `US$`, a comma for thousands. */
const REGIONS: Readonly<Record<string, string>> = { en: 'en-GB' };

const wordsByLanguage = new Map<string, Words>();

/** The words of a locale: `en-US` reads the catalogue of `en`; a language without a catalogue reads English. */
export function words(locale: string): Words {
  const language = languageOf(locale);
  const known = wordsByLanguage.get(language);
  if (known) return known;
  const made = makeWords(language, CATALOGUES[language] ?? {});
  wordsByLanguage.set(language, made);
  return made;
}

/** The languages that have a catalogue. */
export function languages(): readonly string[] {
  return Object.keys(CATALOGUES);
}

/** All keys of a language's catalogue. */
export function keysOf(locale: string): readonly string[] {
  return Object.keys(CATALOGUES[languageOf(locale)] ?? {});
}

/**
 * User-given text for one line of a card or message: nothing in it is read as Markdown, a link, a mention, a card
 * function or a direction change, and it is at most `maxLength` characters (graphemes) long.
 */
export function plain(text: string, maxLength = 300): string {
  const flat = shorten(text.replace(HIDDEN, '').replace(/\s+/gu, ' ').trim(), maxLength);
  const harmless = MARKUP.reduce((done, [pattern, replacement]) => done.replace(pattern, replacement), flat);
  return RIGHT_TO_LEFT.test(harmless) ? `\u2068${harmless}\u2069` : harmless;
}

/** Without the marks that `plain` puts in: for fields and mails, where nothing reads Markdown and all is copied. */
export function unmarked(text: string): string {
  return text.replace(/\\([\\[\]*`~|_])/gu, '$1').replaceAll(JOINT, '');
}

/** Control characters (but white space), zero-width joints that hide a tag, and every mark that changes direction. */
const HIDDEN = /(?!\s)[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;
/** An invisible joint breaks a pattern without showing a backslash in clients that read no Markdown. */
const JOINT = '\u2060';

const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/\\/gu, '\\\\'],
  [/[[\]*`~|]/gu, String.raw`\$&`],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`],
  [/</gu, '‹'],
  [/>/gu, '›'],
  [/:\/\//gu, `:${JOINT}//`],
  [/\b(www)\./giu, `$1${JOINT}.`],
  [/\b(mailto|tel|javascript|data):/giu, `$1${JOINT}:`],
  [/\{\{/gu, `{${JOINT}{`],
  [/&(?=#?\w+;)/gu, `&${JOINT}`],
  [/^([#+=-]|\d+(?=[.)]))/u, `${JOINT}$1${JOINT}`],
];

function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const graphemes = Array.from(new Intl.Segmenter().segment(text.slice(0, maxLength * 16)), (part) => part.segment);
  return graphemes.length <= maxLength ? graphemes.join('') : `${graphemes.slice(0, maxLength - 1).join('')}…`;
}

function languageOf(locale: string): string {
  const language = locale.toLowerCase().split(/[-_]/u)[0] ?? FALLBACK;
  return Object.hasOwn(CATALOGUES, language) ? language : FALLBACK;
}

function makeWords(language: string, catalogue: Catalogue): Words {
  const region = REGIONS[language] ?? language;
  const compiled = new Map<string, IntlMessageFormat>();
  const day = new Intl.DateTimeFormat(region, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(region, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  const listing = new Intl.ListFormat(region, { type: 'conjunction' });
  const numbers = new Intl.NumberFormat(region);

  const messageOf = (key: string): IntlMessageFormat => {
    const known = compiled.get(key);
    if (known) return known;
    const source = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
    if (source === undefined) throw new Error(`cards/messages/${language}.json has no key "${key}"`);
    const made = new IntlMessageFormat(source, region, undefined, { ignoreTag: true });
    compiled.set(key, made);
    return made;
  };

  return {
    locale: language,
    t: (key, params) => String(messageOf(key).format(params)),
    has: (key) => Object.hasOwn(catalogue, key),
    money: (money) => moneyIn(region, money),
    number: (value) => numbers.format(value),
    date: (date) => day.format(dateUtc(date)),
    weekday: (date) => weekday.format(dateUtc(date)),
    dateTime: (instant, zone) => instantIn(region, instant, zone),
    list: (items) => listing.format(items),
  };
}

function dateUtc(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function moneyIn(region: string, money: Money): string {
  const format = new Intl.NumberFormat(region, { style: 'currency', currency: money.currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(money.minor / 10 ** digits);
}

const instantFormats = new Map<string, Intl.DateTimeFormat>();

function instantIn(region: string, instant: Instant, zone: Zone): string {
  const parts = new Map(
    instantFormat(region, zone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return `${of('weekday')} ${of('day')} ${of('month')} ${of('year')}, ${of('hour')}:${of('minute')} ${of('timeZoneName')}`;
}

/** An unknown zone gets the format of UTC and is not kept: zones come from outside, and the list must not grow with them. */
function instantFormat(region: string, zone: Zone): Intl.DateTimeFormat {
  const key = `${region} ${zone}`;
  const known = instantFormats.get(key);
  if (known) return known;
  const made = makeInstantFormat(region, zone);
  if (!made) return instantFormat(region, 'UTC');
  instantFormats.set(key, made);
  return made;
}

function makeInstantFormat(region: string, timeZone: Zone): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat(region, {
      weekday: 'short',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
      timeZone,
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
