/** The status card: where the changeover is, whose turn it is, what the overlap costs, and what can be pressed. */
import type { Side } from '../changeover/changeover.ts';
import { customerWay } from '../changeover/customer-page.ts';
import { dateIn } from '../changeover/working-time.ts';
import type { Content } from './content.ts';
import { badge, type BadgeTone, progressBar, stepper } from './gauges.ts';
import { standingCount } from '../changeover/licence-count.ts';
import { licenceSection } from './licence-gauge.ts';
import { courseSection } from './course-section.ts';
import {
  askButton,
  askedWords,
  assignButton,
  deskFacts,
  noteButton,
  notesSection,
  ticketButton,
} from './desk-section.ts';
import { meterSection } from './meter-section.ts';
import { customerTitle, sideName } from './names.ts';
import { outsideSection } from './outside-section.ts';
import { ownStepsSection } from './own-steps-section.ts';
import {
  type Action,
  actionSet,
  card,
  container,
  content,
  type Element,
  factSet,
  header,
  press,
  remark,
  showCard,
  textBlock,
} from './parts.ts';
import { phaseTitle, stepTitle } from './step-words.ts';
import { playbookWords } from './playbook-words.ts';
import { checkingLines, tenantLines } from './tenant-lines.ts';
import type { Words } from './text.ts';
import { type Health, speaksFor, type StatusView, type StepItem } from './view.ts';

/** The customer's form has one way on (Continue); the partner's has its own open steps as buttons. */
export function statusCard(view: StatusView): Content {
  const w = playbookWords(view.reader.locale, view.source.playbook);
  const isPartner = view.reader.side === 'partner';
  const ownSteps = isPartner ? view.mine.slice(0, MOST_OWN_STEPS) : [];
  const body: readonly Element[] = [
    header(titleOf(w, view), subtitleOf(w, view), badge(w.t(`status.health.${view.health}`), TONES[view.health])),
    ...courseSection(w, view),
    ...licencePart(w, view),
    ...progressSection(w, view),
    ...nextSection(w, view, ownSteps),
    ...reachSection(view),
    ...checkingLines(w, view),
    ...tenantLines(w, view),
    ...lateSection(w, view, ownSteps),
    ...ownStepsSection(w, view, ownSteps),
    ...outsideSection(w, view),
    ...claimSection(w, view),
    ...meterSection(w, view),
    ...(isPartner ? [...notesSection(w, view), partnerFacts(w, view)] : []),
    remark(footOf(w, view), { spacing: 'medium' }),
  ];
  const actions = isPartner ? partnerActions(w, view) : customerActions(w, view);
  return content(card(body, actions), summaryOf(w, view));
}

/** More would bury the rest of the card; the others are a press away. */
const MOST_OWN_STEPS = 3;

const TONES: Readonly<Record<Health, BadgeTone>> = {
  onTrack: 'good',
  late: 'attention',
  billedTwice: 'warning',
  paused: 'neutral',
  done: 'good',
  calledOff: 'neutral',
};

/** The line that stands for the card in a notification and in the chat list. */
function summaryOf(w: Words, view: StatusView): string {
  return `${titleOf(w, view)}: ${turnWords(w, view)}`;
}

function titleOf(w: Words, view: StatusView): string {
  const { customer, source } = view;
  return view.reader.side === 'partner'
    ? w.t('status.title.partner', { customer: customer.name })
    : customerTitle(w, source.changeover, source.text);
}

function subtitleOf(w: Words, view: StatusView): string {
  const { customer, playbookId } = view;
  const first = view.reader.side === 'partner' ? w.t(`playbook.${playbookId}.name`) : customer.name;
  return w.t('status.subtitle', { first, domain: customer.domain });
}

function progressSection(w: Words, view: StatusView): readonly Element[] {
  const { done, all } = view.progress;
  const index = view.phases.findIndex((phase) => phase.status === 'current');
  const current = view.phases[index];
  const count = { number: index + 1, count: view.phases.length };
  const caption = current ? w.t('status.phase', { ...count, title: phaseTitle(w, current.id) }) : '';
  const phases = view.phases.map(({ id, status }) => ({ label: w.t(`phase.${id}.short`), status }));
  return [stepper(phases, caption), progressBar(done, all, w.t('status.progress', { done, all }))];
}

/** Whose turn it is and what for, in the first box a reader sees; the reader's own steps with buttons say it themselves. */
function nextSection(w: Words, view: StatusView, ownSteps: readonly StepItem[]): readonly Element[] {
  const { next } = view;
  if (!next) return [box([textBlock(turnWords(w, view), { isBold: true })])];
  if (ownSteps.some((item) => item.key === next.key)) return [];
  const isMine = speaksFor(view.reader, next.side);
  const due =
    next.dueOn === undefined ? [] : [w.t(next.isLate ? 'status.wasDue' : 'status.due', { date: w.date(next.dueOn) })];
  const { since } = view.turn;
  const open = since === undefined ? [] : [w.t('status.since', { date: w.date(dateIn(view.reader.zone, since)) })];
  const details = [...due, ...open].join(' · ');
  const asked = view.reader.side === 'partner' ? askedWords(w, view, next) : undefined;
  const whose = w.t(isMine ? 'status.yourTurn' : 'status.theirTurn', sideParams(w, view, next.side));
  return [
    box([
      textBlock(whose, { size: 'small', isSubtle: true }),
      textBlock(stepTitle(w, next), { isBold: true, spacing: 'none' }),
      ...(details ? [textBlock(details, { isSubtle: true, size: 'small', spacing: 'none' })] : []),
      ...(asked ? [textBlock(asked, { isSubtle: true, size: 'small', spacing: 'none' })] : []),
    ]),
  ];
}

/** Whose turn it is and for what, in a sentence. */
export function turnWords(w: Words, view: StatusView): string {
  if (view.health === 'done') return w.t('status.turn.done');
  if (view.health === 'calledOff') return w.t('status.turn.calledOff');
  if (!view.next) return w.t(view.checking.length > 0 ? 'status.turn.checking' : 'status.turn.nobody');
  const title = stepTitle(w, view.next);
  if (speaksFor(view.reader, view.next.side)) return w.t('status.turn.you', { step: title });
  return w.t('status.turn.them', { step: title, ...sideParams(w, view, view.next.side) });
}

function sideParams(w: Words, { source }: StatusView, side: Side): { who: string } {
  return { who: sideName(w, source.changeover, source.playbook, side, source.text) };
}

/** Late steps that are not on the card already. */
function lateSection(w: Words, view: StatusView, ownSteps: readonly StepItem[]): readonly Element[] {
  const others = view.late.filter(
    (item) => item.key !== view.next?.key && !ownSteps.some((own) => own.key === item.key),
  );
  return others.slice(0, MOST_LATE).map((item) => {
    const date = item.dueOn === undefined ? '' : w.date(item.dueOn);
    const said = w.t('status.late', { step: stepTitle(w, item), date, ...sideParams(w, view, item.side) });
    return textBlock(said, { tone: 'attention', spacing: 'small' });
  });
}

const MOST_LATE = 3;

/** Somebody whom nothing reaches is worth a box; that they are back a quiet line. */
function reachSection({ reach, isOpen }: StatusView): readonly Element[] {
  if (!isOpen) return [];
  const { unreached, back } = reach;
  const boxed = unreached.map((line) => textBlock(line, { spacing: 'small' }));
  return [
    ...(boxed.length > 0 ? [container(boxed, { style: 'warning', spacing: 'medium' })] : []),
    ...back.map((line) => remark(line, { spacing: 'small' })),
  ];
}

function licencePart(w: Words, view: StatusView): readonly Element[] {
  const { changeover } = view.source;
  const { licences: move } = changeover;
  const without = standingCount(changeover)?.without;
  return view.isOpen ? licenceSection(w, { id: view.id, move, counts: view.licenceCounts, without }) : [];
}

function claimSection(w: Words, view: StatusView): readonly Element[] {
  if (!view.hasOpenClaim || !view.isOpen) return [];
  const settle = press('settleClaim', w.t('button.settleClaim'), { changeover: view.id, seen: view.version });
  return [
    container([textBlock(w.t('status.claim'), { isBold: true }), actionSet([settle])], {
      style: 'warning',
      spacing: 'medium',
    }),
  ];
}

function footOf(w: Words, view: StatusView): string {
  const { zone } = view.reader;
  const asOf = w.t('status.asOf', { at: w.dateTime(view.now, zone) });
  const { snoozedUntil: until } = view;
  if (until === undefined) return asOf;
  return `${asOf} · ${until === Infinity ? w.t('status.quiet') : w.t('status.snoozed', { at: w.dateTime(until, zone) })}`;
}

function partnerFacts(w: Words, view: StatusView): Element {
  const number = `${view.checkNumber.slice(0, 3)} ${view.checkNumber.slice(3)}`;
  return container(
    [
      factSet([
        ...(view.customer.isPartner
          ? []
          : [
              [w.t('status.fact.joined'), wayWords(w, view)] as const,
              [w.t('status.fact.checkNumber'), number] as const,
            ]),
        ...deskFacts(w, view),
      ]),
    ],
    { spacing: 'large', hasSeparator: true },
  );
}

/** Whether the customer is in Teams, on its web page, or not there yet. */
function wayWords(w: Words, { source: { changeover }, reader, now }: StatusView): string {
  const way = customerWay(changeover, now);
  if (way === 'none') return w.t('status.joined.no');
  if (way === 'teams') return w.t('status.joined.yes');
  return w.t(`status.joined.${way}`, { at: w.dateTime(changeover.page?.expiresAt ?? now, reader.zone) });
}

/** Six at most here too. */
function customerActions(w: Words, view: StatusView): readonly Action[] {
  const data = { changeover: view.id, seen: view.version };
  const steps = press('steps', w.t('button.steps'), data);
  const history = press('history', w.t('button.history'), { changeover: view.id });
  if (!view.isOpen) return [steps, history];
  const people = press('people', w.t('button.people'), data);
  // Who only reads along is offered nothing that it may not do.
  if (view.reader.role === 'customerViewer') {
    return [steps, press('why', w.t('button.why'), data), people, history];
  }
  const seldom = [
    history,
    press('correct', w.t('button.correct'), data),
    press('real', w.t('button.real'), data),
    press('tenant', w.t('button.tenant'), data),
    press('course', w.t('button.course'), data),
  ];
  return [
    ...(view.mine.length > 0 ? [press('continue', w.t('button.continue'), data, { style: 'positive' })] : []),
    steps,
    press('why', w.t('button.why'), data),
    press('snooze', w.t('button.snooze'), data),
    showCard(w.t('button.more'), [actionSet([people, press('contacts', w.t('button.contacts'), data)])], seldom),
  ];
}

/** Six at most: what is needed seldom folds out behind More. */
function partnerActions(w: Words, view: StatusView): readonly Action[] {
  const data = { changeover: view.id, seen: view.version };
  const steps = press('steps', w.t('button.steps'), data);
  const history = press('history', w.t('button.history'), { changeover: view.id });
  if (!view.isOpen) return [steps, history];
  const hasTheirs = view.theirs.some((item) => item.side === 'customer');
  const isAlone = view.customer.isPartner;
  const joinCode = press('joinCode', w.t('button.joinCode'), data);
  // A client draws six actions of a set at most.
  const papers = [
    ticketButton(w, view),
    press('correct', w.t('button.correct'), data),
    ...(view.source.changeover.lines.length === 0 ? [] : [press('orderSheet', w.t('button.orderSheet'), data)]),
    ...(isAlone ? [] : [view.customer.hasJoined ? joinCode : press('customerPage', w.t('button.customerPage'), data)]),
    press('people', w.t('button.people'), data),
    press('contacts', w.t('button.contacts'), data),
  ];
  const seldom = [
    history,
    press('why', w.t('button.why'), data),
    press('snooze', w.t('button.snooze'), data),
    press('tenant', w.t('button.tenant'), data),
    press('course', w.t('button.course'), data),
    press('callOff', w.t('button.callOff'), data),
  ];
  return [
    assignButton(w, view),
    ...askButton(w, view),
    ...(hasTheirs ? [press('recordWord', w.t('button.recordWord'), data)] : []),
    ...(view.customer.hasJoined || isAlone ? [] : [joinCode]),
    noteButton(w, view),
    steps,
    showCard(w.t('button.more'), [actionSet(papers)], seldom),
  ];
}

function box(items: readonly Element[]): Element {
  return container(items, { style: 'emphasis', spacing: 'medium' });
}
