/**
 * What licences cost over whole days, per payer and currency. Money is in minor units; fractions are carried exactly
 * and rounded once, half up, when a sum is read: never day by day.
 */
import type { Line, Money } from './changeover.ts';

/** The customer pays the old charge, the partner (or its provider) the new one. */
export type Payer = 'customer' | 'partner';

export interface Cost {
  readonly payer: Payer;
  readonly money: Money;
}

/** Licences that somebody pays for over some days. `price` is for one licence for one month; a month is a twelfth of 365 days. */
export interface Charge {
  readonly payer: Payer;
  readonly price: Money;
  readonly seats: number;
  /** Whole days; negative ones take away. */
  readonly days: number;
}

const DAYS_A_YEAR = 365;
const MONTHS_A_YEAR = 12;

/** One sum per payer and currency, the customer's first, then by currency; a payer with nothing to pay is left out. */
export function sumCosts(charges: readonly Charge[]): readonly Cost[] {
  const parts = new Map<string, { payer: Payer; currency: string; parts: number }>();
  for (const { payer, price, seats, days } of charges) {
    const key = `${payer} ${price.currency}`;
    const sum = parts.get(key) ?? { payer, currency: price.currency, parts: 0 };
    sum.parts += price.minor * seats * MONTHS_A_YEAR * days;
    parts.set(key, sum);
  }
  return [...parts.entries()]
    .filter(([, sum]) => sum.parts !== 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { payer, currency, parts: sum }]) => ({
      payer,
      money: { minor: roundHalfUp(sum), currency },
    }));
}

/** What both sides pay for a line over that many days. */
export function chargesFor(
  line: Pick<Line, 'price' | 'seats' | 'newPrice' | 'newSeats'>,
  days: number,
): readonly Charge[] {
  return [
    { payer: 'customer', price: line.price, seats: line.seats, days },
    { payer: 'partner', price: line.newPrice, seats: line.newSeats, days },
  ];
}

/** What is left of `costs` when `less` is taken away, payer by payer and currency by currency; may be negative. */
export function subtractCosts(costs: readonly Cost[], less: readonly Cost[]): readonly Cost[] {
  const left = costs.map(({ payer, money }) => {
    const taken = less.find((cost) => cost.payer === payer && cost.money.currency === money.currency);
    return { payer, money: { minor: money.minor - (taken?.money.minor ?? 0), currency: money.currency } };
  });
  const only = less.filter(
    ({ payer, money }) => !costs.some((cost) => cost.payer === payer && cost.money.currency === money.currency),
  );
  const owed = only.map(({ payer, money }) => ({ payer, money: { ...money, minor: -money.minor } }));
  return [...left, ...owed].filter(({ money }) => money.minor !== 0);
}

/** A payer's amounts, one per currency. */
export function costsOf(costs: readonly Cost[], payer: Payer): readonly Money[] {
  return costs.filter((cost) => cost.payer === payer).map((cost) => cost.money);
}

/** Half up means away from zero: what is saved is rounded like what is spent. */
function roundHalfUp(parts: number): number {
  const whole = Math.floor((2 * Math.abs(parts) + DAYS_A_YEAR) / (2 * DAYS_A_YEAR));
  return Math.sign(parts) * whole;
}
