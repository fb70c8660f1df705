/** What a line must be like, whether it is typed anew or corrected. Every check answers with a refusal or nothing. */
import type { LineId, Money, PlainDate } from './changeover.ts';
import type { LineInput } from './commands.ts';
import { isCurrency, MAX_COUNT, MAX_PRICE_MINOR } from './inputs.ts';
import { refuse, type Refusal } from './refusals.ts';
import { addDays, isDate } from './working-time.ts';

const DAYS_AHEAD_AT_MOST = 3 * 365;

type Numbers = Pick<LineInput, 'seats' | 'newSeats' | 'assigned'>;

/** Licences of a subscription count from 1, assigned ones from 0, both up to 99,999. Refuses with `countOutOfRange`. */
export function countRefusal(line: Numbers, id: LineId): Refusal | undefined {
  for (const field of ['seats', 'newSeats', 'assigned'] as const) {
    const count = line[field];
    const min = field === 'assigned' ? 0 : 1;
    if (count === undefined || (Number.isInteger(count) && count >= min && count <= MAX_COUNT)) continue;
    return refuse('countOutOfRange', { min, max: MAX_COUNT, line: id }, field);
  }
  return undefined;
}

/** Old and new price of one line share a currency. Refuses with `amountOutOfRange`, `currencyUnknown`, `currenciesDiffer`. */
export function priceRefusal(line: Pick<LineInput, 'price' | 'newPrice'>, id: LineId): Refusal | undefined {
  for (const field of ['price', 'newPrice'] as const) {
    const refusal = moneyRefusal(line[field], field);
    if (refusal) return refusal;
  }
  const { price, newPrice } = line;
  if (price.currency === newPrice.currency) return undefined;
  return refuse('currenciesDiffer', { one: price.currency, other: newPrice.currency, line: id }, 'newPrice');
}

/** Refuses what is no currency code, a fraction of a minor unit, and an amount below nothing or above `maxMinor`. */
export function moneyRefusal(
  money: Money,
  field: string,
  { minMinor = 0, maxMinor = MAX_PRICE_MINOR } = {},
): Refusal | undefined {
  const { minor, currency } = money;
  if (!isCurrency(currency)) return refuse('currencyUnknown', { currency }, field);
  if (Number.isInteger(minor) && minor >= minMinor && minor <= maxMinor) return undefined;
  return refuse('amountOutOfRange', { minMinor, maxMinor, currency }, field);
}

/**
 * `earliest` is the first day accepted for the start of the new and the renewal of the old; the latest is three years on.
 * Refuses with `dateUnreadable`, `dateInPast`, `dateTooFar`, `endBeforeStart`.
 */
export function dateRefusal(
  line: Pick<LineInput, 'renewsOn' | 'newStartsOn' | 'termStartedOn'>,
  today: PlainDate,
  earliest: PlainDate,
): Refusal | undefined {
  const latest = addDays(today, DAYS_AHEAD_AT_MOST);
  for (const field of ['renewsOn', 'newStartsOn'] as const) {
    const day = line[field];
    if (!isDate(day)) return refuse('dateUnreadable', { text: day }, field);
    if (day < earliest) return refuse('dateInPast', { date: day, from: earliest }, field);
    if (day > latest) return refuse('dateTooFar', { from: earliest, to: latest }, field);
  }
  return termRefusal(line, today);
}

function termRefusal(line: Pick<LineInput, 'renewsOn' | 'termStartedOn'>, today: PlainDate): Refusal | undefined {
  const { termStartedOn, renewsOn } = line;
  if (termStartedOn === undefined) return undefined;
  if (!isDate(termStartedOn)) return refuse('dateUnreadable', { text: termStartedOn }, 'termStartedOn');
  const earliest = addDays(today, -2 * DAYS_AHEAD_AT_MOST);
  if (termStartedOn > today || termStartedOn < earliest) {
    return refuse('dateTooFar', { from: earliest, to: today }, 'termStartedOn');
  }
  return termStartedOn < renewsOn
    ? undefined
    : refuse('endBeforeStart', { from: termStartedOn, to: renewsOn }, 'renewsOn');
}
