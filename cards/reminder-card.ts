/** A reminder: what to do, by when, what waiting costs, and why it comes. One form for who acts, one for who looks on. */
import type { Changeover, Instant, Line } from '../changeover/changeover.ts';
import type { Act } from '../changeover/commands.ts';
import { guardOf } from '../changeover/guard-of.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { Content, OneOff, Reader } from './content.ts';
import { customerName, partnerName, productName, type TextOf } from './names.ts';
import {
  type Action,
  card,
  container,
  content,
  type Element,
  header,
  press,
  type PressData,
  remark,
  textBlock,
} from './parts.ts';
import type { Verb } from './verbs.ts';
import { stepTitle } from './step-words.ts';
import { type Params, words, type Words } from './text.ts';
import { wordedParams } from './worded-params.ts';

export type Reminder = Extract<OneOff, { kind: 'reminder' }>;

/** Acts that a reminder may name, by what its `todo` calls them. */
const ACTS: readonly Act[] = ['endNow', 'stopRenewal', 'undoNew'];

/** Drawn from the newest state: an act whose guard was shut since the reminder was planned is not named any more. */
export function reminderCard(
  reminder: Reminder,
  changeover: Changeover,
  playbook: Playbook,
  reader: Reader,
  now: Instant,
  text: TextOf,
): Content {
  const w = words(reader.locale);
  const line = changeover.lines.find((one) => one.id === reminder.line);
  const params = paramsOf(w, reminder, changeover, playbook, reader, text, line);
  const key = `reminder.${reminder.reminder}`;
  const title = w.t(`${key}.title`, params);
  const said = bodyOf(w, reminder, params);
  const todo = todoWords(w, reminder, changeover, playbook, now, line, params);
  const body: readonly Element[] = [
    header(title, placeOf(w, changeover, reader, text)),
    textBlock(said),
    ...todo.map((one) => textBlock(one, { isBold: reminder.form === 'act' })),
    ...lastChance(w, reminder, params),
    remark(w.t(`${key}.why`, params), { spacing: 'medium' }),
  ];
  return content(card(body, actionsOf(w, reminder, changeover)), `${title}. ${said}`);
}

function paramsOf(
  w: Words,
  reminder: Reminder,
  changeover: Changeover,
  playbook: Playbook,
  reader: Reader,
  text: TextOf,
  line: Line | undefined,
): Params {
  const { params } = reminder;
  const names = { customer: customerName(changeover, text), partner: partnerName(changeover, text) };
  const step = typeof params['step'] === 'string' ? stepTitle(w, { id: params['step'] }) : '';
  return {
    byOn: 'none',
    ...wordedParams(w, params, reader.zone),
    ...names,
    ...(line && { product: productName(line, playbook, text, reader.locale) }),
    title: step,
    who: params['asked'] === 'partner' ? names.partner : names.customer,
  };
}

/** The onlooker's own words where a kind has some; else the facts are the same for both. */
function bodyOf(w: Words, { reminder, form }: Reminder, params: Params): string {
  const inform = `reminder.${reminder}.bodyInform`;
  return w.t(form === 'inform' && w.has(inform) ? inform : `reminder.${reminder}.body`, params);
}

function todoWords(
  w: Words,
  { params: { todo }, form }: Reminder,
  changeover: Changeover,
  playbook: Playbook,
  now: Instant,
  line: Line | undefined,
  params: Params,
): readonly string[] {
  if (typeof todo !== 'string' || todo === 'none') return [];
  const act = ACTS.find((one) => one === todo);
  const isShut = act !== undefined && (!line || guardOf(act, changeover, playbook, line, now) !== undefined);
  return [isShut ? w.t('reminder.changed') : w.t(`reminder.todo.${todo}.${form}`, params)];
}

function lastChance(w: Words, reminder: Reminder, params: Params): readonly Element[] {
  const { byOn } = params;
  if (reminder.isLastChance !== true || typeof byOn !== 'string' || byOn === 'none') return [];
  return [
    container([textBlock(w.t('reminder.lastChance', { date: byOn }), { isBold: true })], {
      style: 'attention',
      spacing: 'medium',
    }),
  ];
}

/** A customer knows its partner, a partner one of its customers. */
function placeOf(w: Words, changeover: Changeover, reader: Reader, text: TextOf): string {
  if (reader.side === 'customer') return w.t('reminder.forCustomer', { partner: partnerName(changeover, text) });
  return `${customerName(changeover, text)} · ${changeover.customer.domain}`;
}

function actionsOf(w: Words, reminder: Reminder, changeover: Changeover): readonly Action[] {
  const { params, form, reminder: kind, line } = reminder;
  const { id, version } = changeover;
  const step = typeof params['step'] === 'string' ? params['step'] : undefined;
  const data = { changeover: id, seen: version };
  return [
    ...(form === 'act' ? actOn(w, reminder, { ...data, step, line }) : []),
    press('status', w.t('button.status'), data),
    press('snooze', w.t('button.snooze'), { ...data, kind }),
    press('why', w.t('button.why'), { ...data, step, line }, { isPrimary: false }),
  ];
}

/** The button that does what the reminder asks for; kinds that only tell something have none. */
function actOn(w: Words, reminder: Reminder, data: PressData): readonly Action[] {
  if (ONLY_TELLS.has(reminder.reminder)) return [];
  const verb = reminder.params['todo'] === 'correctRenewal' ? 'correct' : (VERB_OF[reminder.reminder] ?? 'continue');
  const title = verb === 'continue' ? w.t('reminder.button.act') : w.t(`button.${verb}`);
  return [press(verb, title, data, { style: 'positive' })];
}

const ONLY_TELLS: ReadonlySet<string> = new Set([
  'licenceLimit',
  'loseAccessMail',
  'switchRenewalBackOn',
  'partnerRequestUnanswered',
]);

const VERB_OF: Readonly<Record<string, Verb>> = {
  claimFollowUp: 'settleClaim',
  noCustomerYet: 'joinCode',
  fewerSeatsThanUsers: 'correct',
};
