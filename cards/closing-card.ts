/** The last card: that it is over, whom to call from now on, and what the overlap cost in the end. */
import type { Changeover, Instant, Money } from '../changeover/changeover.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { dateIn, daysBetween } from '../changeover/working-time.ts';
import type { Content, Reader } from './content.ts';
import { badge } from './gauges.ts';
import { meterOf } from './meter.ts';
import { customerName, partnerName, type TextOf } from './names.ts';
import {
  card,
  container,
  content,
  type Element,
  factSet,
  header,
  press,
  remark,
  subheading,
  textBlock,
} from './parts.ts';
import { playbookWords } from './playbook-words.ts';
import { plain, type Words } from './text.ts';

/** For a closed changeover, done or called off. The reader sees its own payer's money only. */
export function closingCard(
  changeover: Changeover,
  playbook: Playbook,
  reader: Reader,
  now: Instant,
  text: TextOf,
): Content {
  const w = playbookWords(reader.locale, playbook);
  const outcome = changeover.state.kind === 'closed' ? changeover.state.outcome : 'done';
  const isDone = outcome === 'done';
  const names = { customer: customerName(changeover, text), partner: partnerName(changeover, text) };
  const mark = badge(w.t(`status.health.${outcome}`), isDone ? 'good' : 'neutral');
  const body: readonly Element[] = [
    header(w.t(isDone ? 'closing.title' : 'closing.title.calledOff'), w.t(`playbook.${playbook.id}.name`), mark),
    textBlock(isDone ? doneWords(w, changeover, reader, now, names) : w.t('closing.text.calledOff')),
    ...reasonSection(w, changeover, text),
    ...(isDone ? supportSection(w, changeover, reader, text, names.partner) : []),
    ...factsOf(w, changeover, reader, now),
    ...(isDone ? [remark(w.t('closing.next'), { spacing: 'medium' })] : []),
  ];
  const data = { changeover: changeover.id };
  const actions = [press('steps', w.t('button.steps'), data), press('history', w.t('button.history'), data)];
  return content(card(body, actions), w.t(`closing.summary.${outcome}`, names));
}

function doneWords(
  w: Words,
  changeover: Changeover,
  reader: Reader,
  now: Instant,
  names: Record<string, string>,
): string {
  if (changeover.lines.length === 0) return w.t('closing.text.plain', names);
  const meter = meterOf(changeover, reader, now);
  if (meter.state === 'none' || meter.startsOn === undefined) return w.t('closing.text.none', names);
  const until = meter.endsOn ?? meter.asOf;
  return w.t('closing.text.overlap', { ...names, from: w.date(meter.startsOn), until: w.date(until) });
}

function reasonSection(w: Words, { state }: Changeover, text: TextOf): readonly Element[] {
  const reason = state.kind === 'closed' ? text(state.reasonRef) : undefined;
  return reason ? [factSet([[w.t('closing.reason'), plain(reason, 500)]])] : [];
}

/** Whom to call, as the partner wrote it. */
function supportSection(
  w: Words,
  changeover: Changeover,
  reader: Reader,
  text: TextOf,
  partner: string,
): readonly Element[] {
  const support = text(changeover.supportRef);
  const said = support === undefined ? w.t('closing.support.unknown', { partner }) : plain(support, 500);
  const title = w.t(reader.side === 'customer' ? 'closing.support' : 'closing.support.partner');
  return [
    container([subheading(title, { spacing: 'none' }), textBlock(said, { spacing: 'none' })], {
      style: 'good',
      spacing: 'medium',
    }),
  ];
}

function factsOf(w: Words, changeover: Changeover, reader: Reader, now: Instant): readonly Element[] {
  const { state, openedAt, customer } = changeover;
  const end = state.kind === 'closed' ? state.at : now;
  const days = daysBetween(dateIn(customer.zone, openedAt), dateIn(customer.zone, end));
  const paid = meterOf(changeover, reader, now).rows.flatMap((row) => row.soFar);
  const settled = changeover.claims.flatMap((claim) =>
    claim.settled ? [{ amount: claim.amount, outcome: claim.settled.outcome }] : [],
  );
  const settledAs = (outcome: 'credited' | 'givenUp'): string | undefined =>
    sums(
      w,
      settled.filter((claim) => claim.outcome === outcome).map((claim) => claim.amount),
    );
  const isCustomer = reader.side === 'customer';
  const facts: readonly (readonly [string, string | undefined])[] = [
    [w.t('closing.fact.cost'), sums(w, paid)],
    [w.t('closing.fact.credited'), isCustomer ? settledAs('credited') : undefined],
    [w.t('closing.fact.givenUp'), isCustomer ? settledAs('givenUp') : undefined],
    [w.t('closing.fact.days'), w.t('closing.days', { days })],
  ];
  return [factSet(facts)];
}

function sums(w: Words, amounts: readonly Money[]): string | undefined {
  return amounts.length === 0 ? undefined : w.list(amounts.map((money) => w.money(money)));
}
