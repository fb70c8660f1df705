/** What a reminder says, before it is drawn: as a card of its own, as one of several in a digest, as a line of a list. */
import type { Changeover, Instant, Line } from '../changeover/changeover.ts';
import type { Act } from '../changeover/commands.ts';
import { guardOf } from '../changeover/guard-of.ts';
import { sideHeldUntil } from '../changeover/holds.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { unreachedSince } from '../changeover/reachability.ts';
import { calendarOfSide } from '../changeover/work-calendar.ts';
import { inWorkingHours } from '../changeover/working-time.ts';
import { askedParams } from './asked-params.ts';
import type { OneOff, Reader } from './content.ts';
import { customerName, customerTitle, partnerName, productName, type TextOf } from './names.ts';
import { playbookWords } from './playbook-words.ts';
import { reachLines } from './reach-lines.ts';
import { stepParams } from './step-params.ts';
import { stepTitle } from './step-words.ts';
import type { Params, Words } from './text.ts';
import { watchParams } from './watch-params.ts';
import { wordedParams } from './worded-params.ts';

export type Reminder = Extract<OneOff, { kind: 'reminder' }>;

/** A reminder with what it is drawn from. */
export interface ReminderOf {
  readonly reminder: Reminder;
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly text: TextOf;
}

export interface ReminderParts {
  readonly title: string;
  /** Whose changeover it is about. */
  readonly place: string;
  readonly said: string;
  /** What to do, or who was asked to. */
  readonly todo: readonly string[];
  /** By when, and why it comes although nobody is to be disturbed; empty for all but last chances. */
  readonly lastChance: readonly string[];
  /** Whoever was asked can't be reached. */
  readonly unreached: readonly string[];
  /** Why the reader gets it. */
  readonly why: string;
  /** It is for the partner's lead, and the reader is somebody else. */
  readonly isForAbsentLead: boolean;
}

/** Acts that a reminder may name, by what its `todo` calls them. */
const ACTS: readonly Act[] = ['endNow', 'stopRenewal', 'undoNew'];

/** From the newest state: an act whose guard was shut since the reminder was planned is not named any more. */
export function reminderParts(of: ReminderOf, reader: Reader, now: Instant): ReminderParts {
  const { reminder, changeover, playbook, text } = of;
  const w = playbookWords(reader.locale, playbook);
  const line = changeover.lines.find((one) => one.id === reminder.line);
  const params = paramsOf(w, reminder, changeover, playbook, reader, text, line);
  const key = `reminder.${reminder.reminder}`;
  const unreached = unreachedLines(reminder, changeover, reader, now, text);
  return {
    title: w.t(`${key}.title`, params),
    place: placeOf(w, changeover, reader, text),
    said: bodyOf(w, reminder, params),
    todo: todoWords(w, reminder, changeover, playbook, now, line, params),
    lastChance: lastChance(w, of, params, reader, now),
    unreached,
    why: w.t(unreached.length > 0 ? 'reminder.standIn.why' : `${key}.why`, params),
    isForAbsentLead: reminder.isForLead === true && reader.role !== 'partnerLead',
  };
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
    ...askedParams(w, reminder, changeover, reader, text),
    ...watchParams(w, reminder, changeover, playbook, () =>
      stepParams(changeover, playbook, { ...(line && { line }) }, reader, text),
    ),
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

function lastChance(
  w: Words,
  { reminder, changeover }: ReminderOf,
  params: Params,
  { side, zone }: Reader,
  now: Instant,
): readonly string[] {
  const { byOn } = params;
  if (reminder.isLastChance !== true || typeof byOn !== 'string' || byOn === 'none') return [];
  const told = side === 'customer' ? side : 'partner';
  const isHeld = sideHeldUntil(changeover, told, { kind: reminder.reminder, isLastChance: false }) > now;
  const isAtWork = inWorkingHours(now, zone, calendarOfSide(side, changeover)) === now;
  return [
    w.t('reminder.lastChance', { date: byOn }),
    ...(isAtWork ? [] : [w.t('reminder.lastChance.outOfHours')]),
    ...(isHeld ? [w.t('reminder.lastChance.held')] : []),
  ];
}

/** Whoever was asked can't be reached: the reader is told, and may be the only one who can do something. */
function unreachedLines(
  { params, form }: Reminder,
  changeover: Changeover,
  reader: Reader,
  now: Instant,
  text: TextOf,
): readonly string[] {
  const { asked } = params;
  if (form === 'act' || (asked !== 'customer' && asked !== 'partner')) return [];
  const isSilent = asked !== reader.side && unreachedSince(changeover, asked) !== undefined;
  return isSilent ? reachLines(changeover, reader, now, text).unreached : [];
}

/** A customer knows its partner, a partner one of its customers. */
function placeOf(w: Words, changeover: Changeover, reader: Reader, text: TextOf): string {
  if (reader.side === 'customer') return customerTitle(w, changeover, text);
  return `${customerName(changeover, text)} · ${changeover.customer.domain}`;
}
