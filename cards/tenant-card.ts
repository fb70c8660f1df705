/** What the customer's tenant shows, beside what people said: through whom each subscription runs, counts, what differs. */
import type { Changeover, Instant, Line, Side } from '../changeover/changeover.ts';
import { type Disagreement, disagreements } from '../changeover/disagreements.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { LineFindings } from '../changeover/tenant-link.ts';
import { dateIn } from '../changeover/working-time.ts';
import type { Content, Reader } from './content.ts';
import { badge } from './gauges.ts';
import { customerName, partnerName, productName, type TextOf } from './names.ts';
import {
  type Action,
  bullets,
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
import { productDomainsSection } from './product-domains-section.ts';
import { numberedWords } from './step-words.ts';
import { tenantChangesSection } from './tenant-changes-section.ts';
import { plain, words, type Words } from './text.ts';

interface View {
  readonly w: Words;
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly reader: Reader;
  readonly text: TextOf;
}

/** @param canConnect whether this bot asks anybody to let it read. */
export function tenantCard(
  changeover: Changeover,
  playbook: Playbook,
  reader: Reader,
  now: Instant,
  text: TextOf,
  canConnect: boolean,
): Content {
  const w = words(reader.locale);
  const view = { w, changeover, playbook, reader, text };
  const { link, customer } = changeover;
  const state = link?.read ? (link.trouble ? 'trouble' : 'on') : 'off';
  const tone = { on: 'good', trouble: 'warning', off: 'neutral' } as const;
  const mark = badge(w.t(`tenant.state.${state}`), tone[state]);
  const body = [
    header(w.t('tenant.title', { customer: customerName(changeover, text) }), plain(customer.domain, 100), mark),
    ...(link?.read ? troubleSection(view) : offSection(view, canConnect)),
    ...disagreementSection(view),
    ...(link?.seen?.lines ?? []).flatMap((found) => lineSection(view, found)),
    ...productDomainsSection(w, link?.seen?.tenant?.productDomains),
    ...tenantChangesSection(w, link?.seen?.tenant?.changes),
    ...disturbedSection(view),
    ...footSection(view, now),
  ];
  return content(card(body, actionsOf(view, canConnect)), w.t(`tenant.summary.${state}`));
}

/** Who can mend it, and that nothing waits for it. */
function troubleSection({ w, changeover, reader }: View): readonly Element[] {
  const { trouble } = changeover.link ?? {};
  if (!trouble) return [];
  const since = w.dateTime(trouble.since, reader.zone);
  const said = w.t(`tenant.trouble.${trouble.why}`, { domain: plain(changeover.customer.domain, 100) });
  const id =
    trouble.requestId === undefined ? [] : [remark(w.t('tenant.requestId', { id: plain(trouble.requestId, 100) }))];
  return [container([textBlock(w.t('tenant.trouble.since', { since })), textBlock(said), ...id], { style: 'warning' })];
}

/** Without consent everything goes by people's word. */
function offSection({ w, changeover, reader }: View, canConnect: boolean): readonly Element[] {
  const { answered } = changeover.link ?? {};
  const outcome =
    answered && answered.outcome !== 'granted' ? [textBlock(w.t(`tenant.answered.${answered.outcome}`))] : [];
  if (!canConnect) return [textBlock(w.t('tenant.off.never')), ...outcome];
  return [
    textBlock(w.t(reader.side === 'customer' ? 'tenant.off.customer' : 'tenant.off.partner')),
    ...outcome,
    subheading(w.t('connect.read.what')),
    bullets(numberedWords(w, 'connect.read.reads')),
  ];
}

/** Both are shown; the tenant's own opens and shuts what is offered, and takes no step that can't be undone. */
function disagreementSection(view: View): readonly Element[] {
  const found = disagreements(view.changeover);
  if (found.length === 0) return [];
  const lines = found.map((one) => textBlock(disagreementLine(view, one), { spacing: 'small' }));
  return [
    container([textBlock(view.w.t('tenant.differs.title'), { isBold: true }), ...lines], {
      style: 'attention',
      spacing: 'medium',
    }),
  ];
}

function disagreementLine({ w, changeover, playbook, reader, text }: View, { word, reading }: Disagreement): string {
  const line = changeover.lines.find(({ id }) => id === word.line);
  const said = w.t(`tenant.fact.${word.fact}.${word.holds ? 'yes' : 'no'}`);
  const shown = w.t(`tenant.fact.${reading.fact}.${reading.holds ? 'yes' : 'no'}`);
  const params = {
    who: sideOf(changeover, word.side, text),
    on: w.date(dateIn(reader.zone, word.at)),
    said,
    shown,
    at: w.date(dateIn(reader.zone, reading.at)),
  };
  const sentence = w.t('tenant.differs', params);
  const isOneOfSeveral = line !== undefined && changeover.lines.length > 1;
  return isOneOfSeveral ? `${productName(line, playbook, text, reader.locale)}: ${sentence}` : sentence;
}

function sideOf(changeover: Changeover, side: Side | undefined, text: TextOf): string {
  return side === 'customer' ? customerName(changeover, text) : partnerName(changeover, text);
}

function lineSection(view: View, found: LineFindings): readonly Element[] {
  const { w, changeover, playbook, reader, text } = view;
  const line = changeover.lines.find(({ id }) => id === found.line);
  if (!line) return [];
  return [
    subheading(productName(line, playbook, text, reader.locale), { hasSeparator: true }),
    ...(found.isInPartners ? [container([textBlock(w.t('tenant.inPartners'))], { style: 'attention' })] : []),
    factSet([...oldFacts(w, found), ...newFacts(w, found)]),
    ...notesOf(w, line, found).map((note) => remark(note)),
  ];
}

type FactRow = readonly [title: string, value: string | undefined];

function oldFacts(w: Words, found: LineFindings): readonly FactRow[] {
  const { oldLive, seats, assigned, oldOwner, isAlike } = found;
  const isGoing = found.oldInGrace === true ? 'inGrace' : 'live';
  const state = oldLive === undefined ? (isAlike ? 'owner.unclear' : 'unseen') : oldLive ? isGoing : 'gone';
  return [
    [w.t('tenant.old'), w.t(`tenant.${state}`)],
    [w.t('tenant.old.owner'), oldOwner && w.t(`tenant.owner.${oldOwner}`)],
    [w.t('tenant.seats'), seats === undefined ? undefined : w.number(seats)],
    [w.t('tenant.assigned'), assigned === undefined ? undefined : w.number(assigned)],
  ];
}

function newFacts(w: Words, found: LineFindings): readonly FactRow[] {
  const { newThere, newSince, newOwner, newSeats, usersWithout } = found;
  if (newThere === undefined) return [];
  if (!newThere) return [[w.t('tenant.new'), w.t('tenant.notThere')]];
  const since = newSince === undefined ? w.t('tenant.live') : w.t('tenant.since', { on: w.date(newSince) });
  return [
    [w.t('tenant.new'), since],
    [w.t('tenant.new.owner'), newOwner && w.t(`tenant.owner.${newOwner}`)],
    [w.t('tenant.new.seats'), newSeats === undefined ? undefined : w.number(newSeats)],
    [w.t('tenant.usersWithout'), usersWithout === undefined ? undefined : w.number(usersWithout)],
  ];
}

function notesOf(w: Words, line: Line, found: LineFindings): readonly string[] {
  return [
    ...(found.isAlike ? [w.t('tenant.alike')] : []),
    ...(found.isOneProduct && found.newThere ? [w.t('tenant.oneProduct')] : []),
    ...(found.oldOwner === 'unclear' && line.billingAccount !== 'partner' ? [w.t('tenant.unclear')] : []),
  ];
}

function disturbedSection({ w, changeover }: View): readonly Element[] {
  const disturbed = changeover.link?.seen?.tenant?.disturbed ?? [];
  if (disturbed.length === 0) return [];
  return [
    textBlock(w.t('tenant.disturbed', { services: w.list(disturbed.map((one) => plain(one, 60))) }), {
      spacing: 'medium',
    }),
  ];
}

function footSection({ w, changeover, reader }: View, now: Instant): readonly Element[] {
  const { seen } = changeover.link ?? {};
  if (!seen) return [];
  const at = w.t('tenant.seenAt', { at: w.dateTime(Math.min(seen.at, now), reader.zone) });
  const id = seen.requestId === undefined ? '' : ` · ${w.t('tenant.requestId', { id: plain(seen.requestId, 100) })}`;
  return [remark(`${at}${id}`, { spacing: 'medium' })];
}

function actionsOf({ w, changeover, reader }: View, canConnect: boolean): readonly Action[] {
  if (changeover.state.kind === 'closed') return [];
  const data = { changeover: changeover.id, seen: changeover.version };
  const button = (verb: 'connect' | 'look' | 'disconnect'): Action => press(verb, w.t(`button.${verb}`), data);
  const isCustomer = reader.side === 'customer';
  const { link } = changeover;
  const isMissing = !link?.read || link.trouble?.why === 'consentMissing' || link.trouble?.why === 'domainMissing';
  return [
    ...(isMissing && canConnect && isCustomer ? [button('connect')] : []),
    ...(link?.read ? [button('look'), button('disconnect')] : []),
  ];
}
