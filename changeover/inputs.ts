/** What people type into forms, parsed once at the edge: a value, or a refusal with the field it speaks of. */
import type { Money, PlainDate } from './changeover.ts';
import { asciiDigits, type Parsed } from './parsed.ts';
import { refuse, type Refusal, type RefusalCode } from './refusals.ts';

export { parseDate, type DateOptions } from './input-dates.ts';
export type { Parsed } from './parsed.ts';

export interface CountOptions {
  readonly field?: string;
  readonly allowZero?: boolean;
  readonly max?: number;
}

export interface MoneyOptions {
  readonly field?: string;
  readonly allowZero?: boolean;
  /** In minor units. */
  readonly maxMinor?: number;
}

export const MAX_COUNT = 99_999;
/** 100,000.00 for one licence and month: with the other bounds every sum stays an exact integer. */
export const MAX_PRICE_MINOR = 10_000_000;

/** A whole number of licences, 1 to 99,999 (0 where allowed); thousands may be grouped. Refuses with `countOutOfRange`. */
export function parseCount(text: string, options: CountOptions = {}): Parsed<number> {
  const { field, allowZero = false, max = MAX_COUNT } = options;
  const min = allowZero ? 0 : 1;
  const plain = asciiDigits(text).trim();
  const isGrouped = /^\d{1,3}([ .,'’]\d{3})+$/.test(plain);
  const digits = isGrouped ? plain.replace(/\D/g, '') : plain;
  const value = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
  const isInRange = value >= min && value <= max;
  return isInRange ? { ok: true, value } : no('countOutOfRange', { min, max }, field);
}

/**
 * An amount in the currency: `12,50`, `12.50`, `1.234,56`, `€ 12.50`, `EUR 12`. The last separator is the decimal one,
 * unless it is followed by exactly three digits and the currency does not have three. Refuses with `currencyUnknown`,
 * `currenciesDiffer` (another currency was written), `amountUnreadable`, `amountOutOfRange`.
 */
export function parseMoney(text: string, currency: string, options: MoneyOptions = {}): Parsed<Money> {
  const { field, allowZero = false, maxMinor = MAX_PRICE_MINOR } = options;
  const code = currency.trim().toUpperCase();
  if (!isCurrency(code)) return no('currencyUnknown', { currency: code.slice(0, 8) }, field);
  const plain = asciiDigits(text).trim();
  const written = writtenCurrency(plain);
  if (written !== undefined && written !== code && !symbolsOf(code).has(written)) {
    const isOther = /^\p{Sc}$/u.test(written) || isCurrency(written);
    return isOther
      ? no('currenciesDiffer', { currency: code, written }, field)
      : no('amountUnreadable', { currency: code }, field);
  }
  const number = plain.replace(/[\p{L}\p{Sc}]+\.?/gu, '').replace(/[\s'’]/g, '');
  const decimals = decimalsOf(code);
  const minor = number.startsWith('-') ? -1 : minorOf(number, decimals);
  if (minor === undefined) return no('amountUnreadable', { currency: code }, field);
  const min = allowZero ? 0 : 1;
  const isInRange = minor >= min && minor <= maxMinor;
  if (!isInRange) return no('amountOutOfRange', { minMinor: min, maxMinor, currency: code }, field);
  return { ok: true, value: { minor, currency: code } };
}

/** A domain such as `contoso.com`, in lower case and ASCII; taken out of an address or a mail address if one was pasted. Refuses with `domainUnreadable`. */
export function parseDomain(text: string, options: { readonly field?: string } = {}): Parsed<string> {
  const typed = text.trim().toLowerCase();
  const host = typed
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^.*@/s, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .replace(/^www\.(?=.*\.)/, '');
  const ascii = URL.parse(`http://${host}`)?.hostname ?? '';
  const labels = ascii.split('.');
  const isDomain =
    ascii.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) &&
    /[a-z]/.test(labels.at(-1) ?? '') &&
    !/[\s_%]/.test(host);
  return isDomain ? { ok: true, value: ascii } : no('domainUnreadable', undefined, options.field);
}

/** Refuses with `endBeforeStart` when the end lies before the start; the same day is fine unless it has to be later. */
export function checkPeriod(
  from: PlainDate,
  to: PlainDate,
  options: { readonly field?: string; readonly mustBeLater?: boolean } = {},
): Refusal | undefined {
  const isFine = options.mustBeLater ? from < to : from <= to;
  return isFine ? undefined : refuse('endBeforeStart', { from, to }, options.field);
}

function minorOf(number: string, decimals: number): number | undefined {
  if (!/^[\d.,]*\d$/.test(number)) return undefined;
  const last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
  const separators = number.replace(/\d/g, '');
  const tail = last < 0 ? '' : number.slice(last + 1);
  const repeats = separators.length > 1 && new Set(separators).size === 1;
  const isGrouping = repeats || (tail.length === 3 && decimals !== 3 && /^[1-9]\d{0,2}[.,]/.test(number));
  const hasDecimals = last >= 0 && !isGrouping;
  const whole = hasDecimals ? number.slice(0, last) : number;
  const fraction = hasDecimals ? tail : '';
  if (fraction.length > decimals || !isWhole(whole)) return undefined;
  const digits = `${whole.replace(/\D/g, '')}${fraction.padEnd(decimals, '0')}`;
  return digits.length > 15 ? Number.MAX_SAFE_INTEGER : Number(digits);
}

/** Digits, or digits grouped by one kind of separator in threes; nothing stands for 0, as in `,50`. */
function isWhole(text: string): boolean {
  return /^\d*$/.test(text) || /^\d{1,3}(\.\d{3})+$/.test(text) || /^\d{1,3}(,\d{3})+$/.test(text);
}

/** The currency that was written beside the number, as a code or a sign; undefined when there is none. */
function writtenCurrency(text: string): string | undefined {
  return text.match(/[\p{L}\p{Sc}]+/u)?.[0].toUpperCase();
}

function symbolsOf(code: string): ReadonlySet<string> {
  const displays = ['symbol', 'narrowSymbol'] as const;
  const parts = displays.flatMap((currencyDisplay) =>
    new Intl.NumberFormat('en', { style: 'currency', currency: code, currencyDisplay }).formatToParts(1),
  );
  const symbols = parts.filter((part) => part.type === 'currency').map((part) => part.value.toUpperCase());
  return new Set([...symbols, ...(LOCAL_SYMBOLS[code] ?? [])]);
}

/** Signs that people write and the catalogue of currencies does not know. */
const LOCAL_SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  CHF: ['FR', 'SFR'],
  NOK: ['KR'],
  SEK: ['KR'],
  DKK: ['KR'],
  PLN: ['ZŁ'],
  EUR: ['EURO'],
};

/** True for an ISO 4217 code that this runtime knows. */
export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf('currency').includes(code);
}

function decimalsOf(code: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

function no(code: RefusalCode, params: Refusal['params'], field: string | undefined): Parsed<never> {
  return { ok: false, refusal: refuse(code, params, field) };
}
