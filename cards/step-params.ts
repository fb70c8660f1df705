/** What the messages of a step may name: the people, the product, counts, prices and days of its line. */
import type { Changeover, Line, PlainDate } from '../changeover/changeover.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { StepView } from '../changeover/steps.ts';
import { addDays } from '../changeover/working-time.ts';
import type { Reader } from './content.ts';
import { customerName, partnerName, productName, productNames, type TextOf } from './names.ts';
import { plain, words } from './text.ts';

/**
 * `customer`, `partner`, `domain`, `product`, `seats`, `newSeats`, `assigned` (-1 when unknown), `price`, `newPrice`,
 * `startsOn`, `renewsOn`, `lastDayOn` (the day before the renewal), `isSameProduct` (`yes`/`no`), `payment`, `account`, `support` (whom to call; `none` until the partner has said).
 * Seen from a step asked once: sums of counts, the earliest days.
 */
export function stepParams(
  changeover: Changeover,
  playbook: Playbook,
  view: Pick<StepView, 'line'>,
  reader: Pick<Reader, 'locale'>,
  text: TextOf,
): Record<string, string | number> {
  const w = words(reader.locale);
  const lines: readonly Line[] = view.line ? [view.line] : changeover.lines;
  const first = lines[0];
  const renewsOn = earliest(lines.map((line) => line.renewsOn));
  const assigned = lines.every((line) => line.assigned !== undefined);
  return {
    customer: customerName(changeover, text),
    partner: partnerName(changeover, text),
    domain: changeover.customer.domain,
    product: view.line
      ? productName(view.line, playbook, text, reader.locale)
      : productNames(changeover, playbook, text, reader.locale),
    seats: sum(lines.map((line) => line.seats)),
    newSeats: sum(lines.map((line) => line.newSeats)),
    assigned: assigned ? sum(lines.map((line) => line.assigned ?? 0)) : -1,
    price: first ? w.money(first.price) : '',
    newPrice: first ? w.money(first.newPrice) : '',
    startsOn: w.date(earliest(lines.map((line) => line.newStartsOn))),
    renewsOn: w.date(renewsOn),
    lastDayOn: w.date(addDays(renewsOn, -1)),
    isSameProduct: lines.every((line) => line.isSameProduct) ? 'yes' : 'no',
    payment: first?.payment ?? 'unknown',
    account: first?.billingAccount ?? 'unknown',
    support: plain(text(changeover.supportRef) ?? 'none', 500),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Of no days the beginning of time: a changeover has at least one line. */
function earliest(days: readonly PlainDate[]): PlainDate {
  return days.toSorted()[0] ?? '1970-01-01';
}
