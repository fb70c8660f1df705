/** The overlap meter: since when both are billed, what a day costs, what it has cost so far, and the last chance. */
import type { Money } from '../changeover/changeover.ts';
import { moneyLine } from './gauges.ts';
import type { Meter, MeterRow } from './meter.ts';
import { container, type Element, subheading, textBlock } from './parts.ts';
import type { Words } from './text.ts';
import type { StatusView } from './view.ts';

/** Nothing for a changeover that is called off, or that has no subscription in it; else one box with a line per payer that the reader may see. */
export function meterSection(w: Words, view: StatusView): readonly Element[] {
  const { meter } = view;
  if (view.health === 'calledOff' || view.source.changeover.lines.length === 0) return [];
  if (meter.state === 'none') return [textBlock(w.t('meter.none'), { spacing: 'medium' })];
  const params = daysOf(w, meter);
  return [
    container(
      [
        subheading(w.t(`meter.${meter.state}.title`, params), { spacing: 'none' }),
        ...meter.rows.map((row) => rowElement(w, view, row)),
        ...(view.isOpen ? [textBlock(w.t(`meter.${meter.state}.until`, params), { spacing: 'small' })] : []),
        ...lastChance(w, view),
      ],
      meter.state === 'running' ? { spacing: 'medium', style: 'warning' } : { spacing: 'large', hasSeparator: true },
    ),
  ];
}

/** The old charge is the customer's, the new one the partner's. */
function rowElement(w: Words, view: StatusView, row: MeterRow): Element {
  const { meter, reader, customer, partner } = view;
  const isOwn = reader.side === row.payer;
  const who = row.payer === 'customer' ? customer.name : partner.name;
  const title = w.t(`meter.row.${row.payer}.${isOwn ? 'own' : 'other'}`, { who });
  const perDay = sums(w, row.perDay);
  if (meter.state === 'ahead') return moneyLine(title, w.t('meter.perDay', { amount: perDay }), aheadWords(w, row));
  const meaning = meter.state === 'running' ? w.t('meter.running.meaning', { perDay, asOf: w.date(meter.asOf) }) : '';
  return moneyLine(title, sums(w, row.soFar), [meaning, aheadWords(w, row)].filter((said) => said !== '').join(' '));
}

/** What is still to come where the end is settled. */
function aheadWords(w: Words, row: MeterRow): string {
  return row.ahead.some((money) => money.minor > 0) ? w.t('meter.ahead.sum', { amount: sums(w, row.ahead) }) : '';
}

function daysOf(w: Words, meter: Meter): Record<string, string | number> {
  return {
    from: meter.startsOn === undefined ? '' : w.date(meter.startsOn),
    until: meter.endsOn === undefined ? 'none' : w.date(meter.endsOn),
    days: meter.startsInDays,
  };
}

function lastChance(w: Words, view: StatusView): readonly Element[] {
  const { lastChance: chance } = view.meter;
  if (!view.isOpen || !chance || view.lastChanceProduct === undefined) return [];
  const said = w.t(`meter.lastChance.${chance.kind}`, { date: w.date(chance.on), product: view.lastChanceProduct });
  return [textBlock(said, { isBold: true, spacing: 'small' })];
}

/** "€208.00", "€208.00 and US$12.00". */
function sums(w: Words, amounts: readonly Money[]): string {
  return amounts.length === 0 ? w.t('meter.nothing') : w.list(amounts.map((money) => w.money(money)));
}
