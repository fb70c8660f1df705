/** Texts for people outside, drafted from the facts of a changeover: a support case, letters, a notice to the users. */
import type { Addressee, Changeover, Instant, Line, PlainDate } from '../changeover/changeover.ts';
import { guardOf } from '../changeover/guard-of.ts';
import { isOldOver, todayOf } from '../changeover/old-over.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { stepsOf } from '../changeover/steps.ts';
import { daysOfChange } from '../changeover/users-notice.ts';
import { dateIn } from '../changeover/working-time.ts';
import { ownKey, productName, type TextOf } from './names.ts';
import { dearParams } from './outside.ts';
import { playbookWords } from './playbook-words.ts';
import { stepTitle } from './step-words.ts';
import { words, type Words } from './text.ts';
import { stepItem } from './view.ts';

export type Paper = 'case' | Addressee;

export interface Drafting {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly locale: string;
  /** Days of what happened are those of this zone. */
  readonly zone: string;
  readonly now: Instant;
  readonly text: TextOf;
}

/** The text as it may be sent: no prices, and never advice to end anything whose guard is shut. */
export function draftOf(paper: Paper, drafting: Drafting): string {
  const { changeover, text } = drafting;
  const w = playbookWords(drafting.locale, drafting.playbook);
  const { customer, partner, lines } = changeover;
  const names = {
    domain: customer.domain,
    tenant: customer.tenantId ?? w.t('paper.unknown'),
    customer: text(customer.nameRef) ?? customer.domain,
    partner: text(partner.nameRef) ?? partner.domain,
  };
  // Letters are the partner's, who knows both sides' contacts.
  const dear = dearParams(w, changeover, { side: 'partner' }, text);
  switch (paper) {
    case 'case':
      return w.t('paper.text.case', { ...names, lines: listed(w, oldLines(w, drafting)), ...asked(w, drafting) });
    case 'source':
      return w.t(ownKey(w, 'paper.text.source', changeover), { ...names, ...dear, ...linesOfSource(w, drafting) });
    case 'provider':
      return w.t('paper.text.provider', { ...names, ...dear, lines: listed(w, orders(w, drafting)) });
    case 'users':
      return w.t('paper.text.users', { ...names, ...change(w, drafting), products: productsOf(drafting, lines) });
  }
}

function asked(w: Words, drafting: Drafting): { readonly happened: string; readonly ask: string } {
  const own = `paper.ask.${drafting.playbook.id}`;
  const happened = whatHappened(w, drafting);
  return {
    happened: happened.length === 0 ? w.t('paper.nothingYet') : listed(w, happened),
    ask: w.t(w.has(own) ? own : 'paper.ask'),
  };
}

/** What is done, the oldest first, with the numbers that prove it; then what ended. */
function whatHappened(w: Words, { changeover, playbook, locale, zone, now, text }: Drafting): readonly string[] {
  const done = stepsOf(changeover, playbook, now)
    .flatMap((view) => (view.record?.doneAt === undefined ? [] : [{ view, at: view.record.doneAt }]))
    .toSorted((one, other) => one.at - other.at)
    .map(({ view, at }) => {
      const title = stepTitle(w, stepItem(view, changeover, playbook, { locale }, text));
      const reference = text(view.record?.referenceRef);
      const day = w.date(dateIn(zone, at));
      return reference === undefined
        ? w.t('paper.happened', { day, title })
        : w.t('paper.happenedNumber', { day, title, reference });
    });
  const claims = changeover.claims.map(({ from, to, amount }) =>
    w.t('paper.claimed', { from: w.date(from), to: w.date(to), amount: w.money(amount) }),
  );
  return [...done, ...claims];
}

function oldLines(w: Words, drafting: Drafting): readonly string[] {
  const today = todayOf(drafting.changeover, drafting.now);
  return drafting.changeover.lines.map((line) =>
    w.t(`paper.line.${stateOf(line, today)}`, {
      ...lineParams(w, drafting, line),
      on: w.date(line.oldEndedOn ?? line.renewsOn),
    }),
  );
}

function stateOf(line: Line, today: PlainDate): 'ended' | 'stopped' | 'running' {
  if (isOldOver(line, today)) return 'ended';
  return line.renewalStoppedAt === undefined ? 'running' : 'stopped';
}

/** `lines` is what a reseller that is left is asked for, `held` what the customer has: a new reseller needs to know that. */
function linesOfSource(w: Words, drafting: Drafting): { readonly lines: string; readonly held: string } {
  return { lines: listed(w, wishes(w, drafting)), held: listed(w, oldLines(w, drafting)) };
}

/** What the losing reseller is asked for: the switch at the end of the term where that is safe, else to leave all as it is. */
function wishes(w: Words, drafting: Drafting): readonly string[] {
  const { changeover, playbook, now } = drafting;
  const today = todayOf(changeover, now);
  return changeover.lines.map((line) => {
    const state = stateOf(line, today);
    const isOpen = guardOf('stopRenewal', changeover, playbook, line, now) === undefined;
    const wish = state === 'running' ? (isOpen ? 'stop' : 'keep') : state;
    return w.t(`paper.wish.${line.isMoved ? 'move' : wish}`, {
      ...lineParams(w, drafting, line),
      on: w.date(line.oldEndedOn ?? line.renewsOn),
    });
  });
}

function orders(w: Words, drafting: Drafting): readonly string[] {
  return drafting.changeover.lines.map((line) =>
    w.t(line.isMoved ? 'paper.order.move' : 'paper.order.new', {
      ...lineParams(w, drafting, line),
      newSeats: line.newSeats,
      startsOn: w.date(line.newStartsOn),
    }),
  );
}

/** The next day on which something changes for the users, or that nothing does. */
function change(w: Words, { changeover, playbook, now }: Drafting): { readonly change: string; readonly day: string } {
  const today = todayOf(changeover, now);
  const days = daysOfChange(changeover, playbook);
  const next = days.find((day) => day >= today);
  if (next !== undefined) {
    const isLicence = changeover.lines.some((line) => !line.isSameProduct && line.newStartsOn === next);
    return { change: isLicence ? 'product' : 'window', day: w.date(next) };
  }
  const starts = changeover.lines.map((line) => line.newStartsOn).toSorted();
  return { change: 'none', day: w.date(starts[0] ?? today) };
}

function lineParams(w: Words, { playbook, locale, text }: Drafting, line: Line) {
  const product = productName(line, playbook, text, locale);
  return { product, seats: line.seats, account: w.t(`paper.account.${line.billingAccount}`) };
}

function productsOf({ playbook, locale, text }: Drafting, lines: readonly Line[]): string {
  return words(locale).list([...new Set(lines.map((line) => productName(line, playbook, text, locale)))]);
}

function listed(w: Words, items: readonly string[]): string {
  return items.length === 0 ? w.t('paper.noLines') : items.map((item) => `- ${item}`).join('\n');
}
