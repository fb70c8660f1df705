/** The partner's cards that a changeover can show at any time: what to order, and how the customer joins. */
import type { Changeover } from '../changeover/changeover.ts';
import type { Content } from '../cards/content.ts';
import { joinCodeCard } from '../cards/join-code-card.ts';
import { orderSheetCard } from '../cards/order-sheet-card.ts';
import { words } from '../cards/text.ts';
import type { Turn } from '../loop/turn.ts';
import type { NewCode } from './new-code.ts';

export function sayOrderSheet(turn: Turn, changeover: Changeover): void {
  turn.say(orderSheetOf(turn, changeover));
}

export function joinCodeOf(turn: Turn, changeover: Changeover, code: NewCode['shown']): Content {
  const { locale, zone } = turn.defaultReader;
  const { customer, partner, checkNumber } = changeover;
  const customerName = turn.text(customer.nameRef) ?? customer.domain;
  const partnerName = turn.text(partner.nameRef) ?? partner.domain;
  return joinCodeCard({ locale, zone, kind: changeover, customerName, partnerName, ...code, checkNumber });
}

export function orderSheetOf(turn: Turn, changeover: Changeover): Content {
  const { locale } = turn.defaultReader;
  const { customer } = changeover;
  const { products } = turn.playbookOf(changeover);
  const lines = changeover.lines.map((line) => ({
    product:
      turn.text(line.labelRef) ??
      products.find((product) => product.id === line.product)?.name ??
      words(locale).t('name.product'),
    isSameProduct: line.isSameProduct,
    seats: line.newSeats,
    startsOn: line.newStartsOn,
    cycle: line.cycle,
    price: line.newPrice,
  }));
  return orderSheetCard(locale, {
    customerName: turn.text(customer.nameRef) ?? customer.domain,
    customerDomain: customer.domain,
    ...(customer.tenantId !== undefined && { customerTenantId: customer.tenantId }),
    lines,
  });
}
