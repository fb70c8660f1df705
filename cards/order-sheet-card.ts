import type { BillingCycle, Money, PlainDate } from '../changeover/changeover.ts';
import type { Content } from './content.ts';
import { copyBox } from './copy-box.ts';
import { card, content, factSet, header, remark, subheading } from './parts.ts';
import { plain, words, type Words } from './text.ts';

export interface OrderLine {
  readonly product: string;
  readonly isSameProduct: boolean;
  readonly seats: number;
  readonly startsOn: PlainDate;
  /** The old one's cycle: what the customer is used to. */
  readonly cycle: BillingCycle;
  readonly price: Money;
}

export interface OrderSheet {
  readonly customerName: string;
  readonly customerDomain: string;
  /** Known once somebody of the customer has joined. */
  readonly customerTenantId?: string;
  readonly lines: readonly OrderLine[];
}

/** What the partner orders, line by line, and the same as one text to take into the ordering system. */
export function orderSheetCard(locale: string, sheet: OrderSheet): Content {
  const w = words(locale);
  const name = plain(sheet.customerName, 80);
  return content(
    card([
      header(w.t('orderSheet.title'), w.t('orderSheet.subtitle', { customer: name })),
      factSet(customerFacts(w, sheet).map(([title, value]) => [title, plain(value)])),
      ...sheet.lines.flatMap((line, i) => [
        subheading(w.t('orderSheet.line', { number: i + 1 }), { hasSeparator: true }),
        factSet(lineFacts(w, line).map(([title, value]) => [title, plain(value)])),
      ]),
      copyBox('orderSheet', w.t('orderSheet.copy'), orderText(w, sheet)),
      remark(w.t('orderSheet.next')),
    ]),
    w.t('orderSheet.summary', { customer: name }),
  );
}

function orderText(w: Words, sheet: OrderSheet): string {
  const blocks = [customerFacts(w, sheet), ...sheet.lines.map((line) => lineFacts(w, line))];
  return blocks.map((facts) => facts.map(([title, value]) => `${title}: ${value}`).join('\n')).join('\n\n');
}

type Facts = readonly (readonly [title: string, value: string])[];

function customerFacts(w: Words, sheet: OrderSheet): Facts {
  return [
    [w.t('orderSheet.customer'), sheet.customerName],
    [w.t('orderSheet.domain'), sheet.customerDomain],
    [w.t('orderSheet.tenant'), sheet.customerTenantId ?? w.t('orderSheet.tenantUnknown')],
  ];
}

function lineFacts(w: Words, line: OrderLine): Facts {
  const { product, seats, startsOn, cycle, price } = line;
  return [
    [w.t('orderSheet.product'), line.isSameProduct ? product : w.t('orderSheet.otherProduct', { product })],
    [w.t('orderSheet.seats'), w.number(seats)],
    [w.t('orderSheet.startsOn'), w.date(startsOn)],
    [w.t('orderSheet.term'), w.t(`orderSheet.term.${cycle}`)],
    [w.t('orderSheet.price'), w.t('orderSheet.perMonth', { price: w.money(price) })],
  ];
}
