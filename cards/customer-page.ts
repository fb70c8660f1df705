/**
 * The web page of a customer that is not in Teams: where its changeover is, and its open steps with their buttons. Server-made
 * HTML without a script. No prices, no notes and nobody's name but the two companies': links are passed on.
 */
import type { Answer, Changeover, Instant, StepKey } from '../changeover/changeover.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { dateIn } from '../changeover/working-time.ts';
import type { Reader } from './content.ts';
import { sideName, type TextOf } from './names.ts';
import { elementsHtml, escapeHtml, textHtml } from './page-elements.ts';
import { PAGE_STYLE } from './page-style.ts';
import { customerTitle } from './names.ts';
import { playbookWords } from './playbook-words.ts';
import { questionCard } from './question-card.ts';
import { turnWords } from './status-card.ts';
import { phaseTitle, stepTitle } from './step-words.ts';
import { unmarked, type Words } from './text.ts';
import type { Typed } from './value-inputs.ts';
import { statusView, stepItems, type StatusView, type StepItem } from './view.ts';

/** What can be pressed on the page. */
export const PAGE_ANSWERS: readonly Answer[] = ['done', 'notYet', 'help'];

export interface CustomerPageView {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly now: Instant;
  readonly text: TextOf;
  readonly expiresAt: Instant;
  /** What proves that a form was made by this page: for one step, as it stood at this version. */
  readonly sealOf: (key: StepKey) => string;
  /** What was just said. */
  readonly said?: Answer;
  /** What could not be taken: said at its step, with what was typed. */
  readonly fault?: PageFault;
}

export interface PageFault {
  readonly key: StepKey;
  readonly message: string;
  /** Values of the step's proof, with the faults of each. */
  readonly typed?: Typed;
  /** All fields as they came, to be shown again. */
  readonly fields: Readonly<Record<string, string>>;
  /** Names of the fields that it is about. */
  readonly faulty: ReadonlySet<string>;
}

export function customerPage(page: CustomerPageView): string {
  const { changeover, playbook, now, text } = page;
  const view = statusView(changeover, playbook, pageReader(changeover), now, text);
  const w = playbookWords(view.reader.locale, playbook);
  const title = unmarked(customerTitle(w, changeover, text));
  const steps = view.mine.map((item, index) => stepSection(w, page, view, item, index === 0));
  const main = [
    `<header><h1>${escapeHtml(title)}</h1><p class="quiet">${textHtml(`${view.customer.name} · ${view.customer.domain}`)}</p></header>`,
    ...notices(w, page, view),
    standing(w, view),
    ...steps,
    ...(view.isOpen && steps.length === 0 ? [section(`<p>${escapeHtml(w.t('webPage.nothing'))}</p>`)] : []),
    ...lists(w, page, view),
    about(w, page, view),
  ];
  return htmlDocument(w, page.fault ? w.t('webPage.faultTitle', { title }) : title, main.join('\n'));
}

/** Whoever holds the link reads as the customer does. */
export function pageReader({ customer }: Changeover): Reader {
  return { side: 'customer', role: 'customerAdmin', locale: customer.locale, zone: customer.zone };
}

/** @param body what stands in `main`. */
export function htmlDocument(w: Words, title: string, body: string): string {
  return `<!doctype html>
<html lang="${w.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

export function section(inner: string, name = ''): string {
  return name === '' ? `<section>${inner}</section>` : `<section class="${name}">${inner}</section>`;
}

function notices(w: Words, { said, fault }: CustomerPageView, view: StatusView): readonly string[] {
  const { partner } = view;
  const isGone = fault !== undefined && !view.mine.some((item) => item.key === fault.key);
  return [
    ...(said
      ? [section(`<p role="status">${textHtml(w.t(`webPage.said.${said}`, { partner: partner.name }))}</p>`, 'said')]
      : []),
    ...(isGone ? [section(alertHtml(fault, 'fault'), 'fault')] : []),
  ];
}

function standing(w: Words, view: StatusView): string {
  const { done, all } = view.progress;
  const at = view.phases.findIndex((phase) => phase.status === 'current');
  const current = view.phases[at];
  const place = current && { number: at + 1, count: view.phases.length, title: phaseTitle(w, current.id) };
  const percent = w.t('status.progress', { done, all });
  return section(
    [
      `<p class="bold">${textHtml(turnWords(w, view))}</p>`,
      ...(place ? [`<p class="quiet">${textHtml(w.t('status.phase', place))}</p>`] : []),
      `<progress max="${Math.max(1, all)}" value="${done}" aria-label="${escapeHtml(percent)}"></progress>`,
      `<p class="quiet">${textHtml(percent)}</p>`,
      ...(view.meter.state === 'running' && view.isOpen
        ? [`<p class="box warning">${textHtml(w.t('webPage.billedTwice', { partner: view.partner.name }))}</p>`]
        : []),
    ].join('\n'),
  );
}

/** One step is one form: its button does one thing. The first one is unfolded, and the one that has a fault. */
function stepSection(w: Words, page: CustomerPageView, view: StatusView, item: StepItem, isFirst: boolean): string {
  const { changeover, playbook, now, text, fault } = page;
  const mine = fault?.key === item.key ? fault : undefined;
  // Whoever is written to is nobody's name for a link that is passed on.
  const asked = questionCard({ ...changeover, contacts: {} }, playbook, item.view, view.reader, now, text, mine?.typed);
  const { body, actions = [] } = ('card' in asked ? asked.card : {}) as {
    body: readonly unknown[];
    actions?: readonly Action[];
  };
  const due =
    item.dueOn === undefined
      ? ''
      : `<p class="quiet">${textHtml(w.t(item.isLate ? 'status.wasDue' : 'status.due', { date: w.date(item.dueOn) }))}</p>`;
  const prefix = `s-${item.key.replaceAll(/[^\w-]/gu, '-')}`;
  const fields = { prefix, ...(mine && { typed: mine.fields, faulty: mine.faulty }) };
  const form = `<form method="post" autocomplete="off">
<button hidden="" disabled=""></button><input type="hidden" name="key" value="${escapeHtml(item.key)}"><input type="hidden" name="seen" value="${changeover.version}"><input type="hidden" name="seal" value="${page.sealOf(item.key)}">
${mine ? alertHtml(mine, `${prefix}-fault`) : ''}
${elementsHtml(body.slice(1), fields)}
${buttons(w, actions, item)}
</form>
${letters(actions, prefix)}`;
  const title = `<h2>${textHtml(stepTitle(w, item))}</h2>${due}`;
  const isOpen = isFirst || mine !== undefined;
  return section(
    isOpen
      ? `${title}${form}`
      : `<details><summary><h2>${textHtml(stepTitle(w, item))}</h2></summary>${due}${form}</details>`,
  );
}

interface Action {
  readonly type: string;
  readonly title: string;
  readonly data?: { readonly verb?: string; readonly answer?: Answer };
  readonly card?: { readonly body?: unknown };
}

/** Where the page opens after a fault: a screen reader reads it, and the fields come next. */
function alertHtml({ message }: PageFault, id: string): string {
  return `<p class="attention bold" role="alert" id="${id}" tabindex="-1" autofocus>${textHtml(message)}</p>`;
}

/** What needs a look at other tenants, or a form of its own, is said to the partner. */
export function pageAnswers(item: Pick<StepItem, 'answers' | 'proof'>): readonly Answer[] {
  const isGuarded = item.proof.kind === 'domain';
  return PAGE_ANSWERS.filter((answer) => item.answers.includes(answer) && !(isGuarded && answer === 'done'));
}

function buttons(w: Words, actions: readonly Action[], item: StepItem): string {
  const allowed = pageAnswers(item);
  const drawn = actions.flatMap(({ title, data }) => {
    if (data?.verb !== 'answer' || data.answer === undefined || !allowed.includes(data.answer)) return [];
    const look = data.answer === 'done' ? ' class="main"' : '';
    return [`<button name="answer" value="${data.answer}"${look}>${textHtml(title)}</button>`];
  });
  const hint = allowed.includes('done') ? '' : `<p class="quiet">${escapeHtml(w.t('webPage.notHere'))}</p>`;
  return `${hint}<div class="buttons">${drawn.join('\n')}</div>`;
}

/** Texts to copy, and questions to put to Microsoft. */
function letters(actions: readonly Action[], prefix: string): string {
  return actions
    .filter(({ type }) => type === 'Action.ShowCard')
    .map(({ title, card }, index) => {
      return `<details><summary>${textHtml(title)}</summary>${elementsHtml(card?.body, { prefix: `${prefix}-l${index}` })}</details>`;
    })
    .join('\n');
}

function lists(w: Words, { changeover, playbook, now, text }: CustomerPageView, view: StatusView): readonly string[] {
  const done = stepItems(changeover, playbook, view.reader, now, text).filter(({ status }) => status === 'done');
  const whose = (item: StepItem): string =>
    w.t('webPage.waits', { step: stepTitle(w, item), who: sideName(w, changeover, playbook, item.side, text) });
  const doneOn = (item: StepItem): string => {
    const { doneAt } = item.view.record ?? {};
    const step = stepTitle(w, item);
    return doneAt === undefined
      ? step
      : w.t('webPage.doneOn', { step, date: w.date(dateIn(view.reader.zone, doneAt)) });
  };
  return [...list(w.t('webPage.others'), view.theirs.map(whose)), ...list(w.t('webPage.done'), done.map(doneOn), true)];
}

function list(title: string, items: readonly string[], isFolded = false): readonly string[] {
  if (items.length === 0) return [];
  const drawn = `<ul>${items.map((item) => `<li>${textHtml(item)}</li>`).join('')}</ul>`;
  return [
    section(
      isFolded
        ? `<details><summary><h2>${escapeHtml(title)}</h2></summary>${drawn}</details>`
        : `<h2>${escapeHtml(title)}</h2>${drawn}`,
    ),
  ];
}

function about(w: Words, { expiresAt }: CustomerPageView, view: StatusView): string {
  const { zone } = view.reader;
  const number = `${view.checkNumber.slice(0, 3)} ${view.checkNumber.slice(3)}`;
  const lines = [
    ...(view.mine.length > 0 ? [w.t('webPage.typed')] : []),
    w.t('webPage.check', { number, partner: view.partner.name }),
    ...(view.isOpen ? [w.t('webPage.counts', { partner: view.partner.name })] : []),
    w.t('webPage.until', { at: w.dateTime(expiresAt, zone), partner: view.partner.name }),
    w.t('webPage.asOf', { at: w.dateTime(view.now, zone) }),
  ];
  return `<footer>${lines.map((line) => `<p>${textHtml(line)}</p>`).join('')}</footer>`;
}
