/**
 * One message a day for each reader: what is due of all its changeovers goes out as one, in its own working hours. Last
 * chances, alarms, and whatever is no reminder, go by themselves. Nothing is kept for it but when the reader had its last one.
 */
import type { Reader } from '../cards/content.ts';
import type { Changeover, Instant } from '../changeover/changeover.ts';
import { heldUntil } from '../changeover/holds.ts';
import { calendarAt, calendarOfSide } from '../changeover/work-calendar.ts';
import { addWorkingDays, dateIn, instantOf, inWorkingHours, type WorkCalendar } from '../changeover/working-time.ts';
import type { DigestDay, Lots } from './delivery-ports.ts';
import type { Conversation, PendingOutbox } from './ports.ts';

/** What the sorting asks of the renderer. */
export interface AskOf {
  readonly readerOf: (changeover: Changeover, conversation: Conversation) => Reader | undefined;
  /** Whether the reason for it is still there. */
  readonly stands: (item: PendingOutbox, now: Instant) => boolean;
}

export function sortOut(due: readonly PendingOutbox[], conversation: Conversation, now: Instant, ask: AskOf): Lots {
  const told = due.map((item) => ({ item, at: tellAt(item, conversation, now, ask) }));
  const later = told.flatMap(({ item, at }) => (at !== undefined && at > now ? [{ id: item.id, until: at }] : []));
  const gone = told.flatMap(({ item, at }) => (at === undefined ? [item.id] : []));
  const ready = told.flatMap(({ item, at }) => (at !== undefined && at <= now ? [item] : []));
  const alone = ready.filter((item) => !isForDigest(item)).map((item) => [item]);
  const digest = ready.filter(isForDigest);
  return { lots: [...alone, ...(digest.length > 0 ? [digest] : [])], later, gone };
}

/** When the reader's day began, and when its next one does; undefined for what is no part of the day's message. */
export function digestDayOf(
  [item]: readonly PendingOutbox[],
  conversation: Conversation,
  now: Instant,
  { readerOf }: AskOf,
): DigestDay | undefined {
  const { changeover } = item ?? {};
  const reader = changeover && readerOf(changeover, conversation);
  if (item === undefined || !isForDigest(item) || changeover === undefined || reader === undefined) return undefined;
  const calendar = calendarOf(changeover, reader);
  const today = dateIn(reader.zone, now);
  return {
    since: instantOf(today, calendar.opensAt, reader.zone),
    next: instantOf(addWorkingDays(today, 1, calendar), calendar.opensAt, reader.zone),
  };
}

function isForDigest({ message }: PendingOutbox): boolean {
  return message.kind === 'reminder' && message.isLastChance !== true && message.isUrgent !== true;
}

/** Now or later; undefined when the reason is gone, and for what the reader wants none of. */
function tellAt(item: PendingOutbox, conversation: Conversation, now: Instant, ask: AskOf): Instant | undefined {
  const { message, changeover } = item;
  if (message.kind !== 'reminder') return now;
  const reader = changeover && ask.readerOf(changeover, conversation);
  if (changeover === undefined || reader === undefined || !ask.stands(item, now)) return undefined;
  if (message.isUrgent) return now;
  const { person } = conversation;
  const whose = { side: reader.side, ...(person && { person }) };
  const isLastChance = message.isLastChance === true;
  const held = heldUntil(changeover, whose, { kind: message.reminder, isLastChance });
  if (held === Infinity) return undefined;
  const at = Math.max(now, held);
  return isLastChance ? at : inWorkingHours(at, reader.zone, calendarOf(changeover, reader));
}

/** Somebody who lives elsewhere than the rest of the side keeps the days of that place. */
function calendarOf(changeover: Changeover, { side, zone, locale }: Reader): WorkCalendar {
  const home = changeover[side === 'customer' ? 'customer' : 'partner'];
  return zone === home.zone ? calendarOfSide(side, changeover) : calendarAt({ zone, locale });
}
