/** What the messages of a step may name: the people, the product, counts, prices and days of its line. */
import type { Changeover, Line, PlainDate } from '../changeover/changeover.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { StepView } from '../changeover/steps.ts';
import { addDays } from '../changeover/working-time.ts';
import type { Reader } from './content.ts';
import { customerName, partnerName, productName, productNames, type TextOf } from './names.ts';
import { playbookWords } from './playbook-words.ts';
import { tenantParams } from './tenant-words.ts';
import { plain, words, type Words } from './text.ts';
import { valueWords } from './value-words.ts';

/**
 * `variant` (`none` where there is one way), `customer`, `partner`, `domain`, `product`, `seats`, `newSeats`, `assigned` (-1 when unknown), `price`, `newPrice`,
 * `startsOn`, `renewsOn`, `lastDayOn` (the day before the renewal), `isSameProduct` (`yes`/`no`), `payment`, `account`, `support` (whom to call; `none` until the partner has said), `tenantId`, `partnerTenantId`, `wrongTenant` (tenant-words.ts).
 * Seen from a step asked once: sums of counts, the earliest days. Without lines counts are 0 and days empty. What was
 * answered in other steps is there under the step's name in camel case (`count-old` as `countOld`), and as a dotted line
 * before it was answered; of a choice also the option's id (`chooseOwnerId`, `none` before it was made), to select by.
 */
export function stepParams(
  changeover: Changeover,
  playbook: Playbook,
  view: Pick<StepView, 'line'>,
  reader: Pick<Reader, 'locale' | 'zone'>,
  text: TextOf,
): Record<string, string | number> {
  const w = words(reader.locale);
  const lines: readonly Line[] = view.line ? [view.line] : changeover.lines;
  const first = lines[0];
  const renewsOn = earliest(lines.map((line) => line.renewsOn));
  const assigned = lines.every((line) => line.assigned !== undefined);
  return {
    ...answers(changeover, playbook, reader, text),
    ...tenantParams(w, changeover, view.line?.id, text),
    variant: changeover.variant ?? 'none',
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
    startsOn: dayWords(w, earliest(lines.map((line) => line.newStartsOn))),
    renewsOn: dayWords(w, renewsOn),
    lastDayOn: dayWords(w, renewsOn && addDays(renewsOn, -1)),
    isSameProduct: lines.every((line) => line.isSameProduct) ? 'yes' : 'no',
    payment: first?.payment ?? 'unknown',
    account: first?.billingAccount ?? 'unknown',
    support: plain(text(changeover.supportRef) ?? 'none', 500),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function earliest(days: readonly PlainDate[]): PlainDate | undefined {
  return days.toSorted()[0];
}

function dayWords(w: Words, day: PlainDate | undefined): string {
  return day === undefined ? '' : w.date(day);
}

/** What letters and later questions say of earlier answers. */
function answers(
  changeover: Changeover,
  playbook: Playbook,
  { locale, zone }: Pick<Reader, 'locale' | 'zone'>,
  text: TextOf,
): Record<string, string> {
  const wording = { w: playbookWords(locale, playbook), zone, text };
  const named = playbook.phases
    .flatMap((phase) => phase.steps)
    .filter(({ per, proof }) => per === 'changeover' && proof.kind !== 'word' && proof.kind !== 'statement')
    .flatMap(({ id, ...step }) => {
      const record = changeover.steps[id];
      const name = camelCase(id);
      const said = [name, valueWords(wording, { id, ...step }, record) ?? BLANK] as const;
      if (step.proof.kind !== 'choice') return [said];
      return [said, [`${name}Id`, record?.value?.kind === 'choice' ? record.value.option : 'none'] as const];
    });
  return Object.fromEntries(named);
}

/** The same in every language. */
const BLANK = '…';

function camelCase(id: string): string {
  return id.replace(/-([a-z0-9])/gu, (_dash, letter: string) => letter.toUpperCase());
}
