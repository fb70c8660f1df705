/**
 * What stands to be reminded of, derived from the changeover as it is: no reminder is stored before it is sent, and one
 * whose reason is gone is no longer planned. The rules are in reminder-line-rules.ts and reminder-step-rules.ts, the
 * hours in reminder-times.ts.
 */
import type { Changeover, Instant, PlainDate } from './changeover.ts';
import { isPaused } from './paused.ts';
import type { Playbook } from './playbook.ts';
import { changeoverCase, type ChangeoverCase } from './reminder-case.ts';
import type { Occasion, PlannedReminder, Told } from './reminder-kinds.ts';
import { lineOccasions } from './reminder-line-occasions.ts';
import { changeoverOccasions } from './reminder-step-rules.ts';
import { dueAt, naturalAt, readerHours, type ReaderHours } from './reminder-times.ts';
import { nextTurnAt } from './reminder-turns.ts';
import { standInFor } from './stand-in.ts';
import { addDays, dateIn } from './working-time.ts';

export { REMINDER_KINDS, type PlannedReminder, type ReminderKind } from './reminder-kinds.ts';

export interface ReminderPlan {
  /** Not sent yet, the earliest first; those with `dueAt` up to now are due. */
  readonly reminders: readonly PlannedReminder[];
  /** When to look again: the earliest reminder, or a day on which a route or a window changes. Absent once it is closed. */
  readonly nextDueAt?: Instant;
}

/** Cheap enough to run on every save. Planning twice gives the same; marking one as reminded takes exactly that one away. */
export function planReminders(changeover: Changeover, playbook: Playbook, now: Instant): ReminderPlan {
  if (changeover.state.kind === 'closed') return { reminders: [] };
  const { planned } = planAll(changeover, playbook, notBack(changeover, now));
  const times = [planned[0]?.dueAt, nextTurnAt(changeover, playbook, now)].filter((at) => at !== undefined);
  return { reminders: planned, ...(times.length > 0 && { nextDueAt: Math.min(...times) }) };
}

/** What to send now, and what was missed and is overtaken by a newer one of its series. */
export function remindersDue(
  changeover: Changeover,
  playbook: Playbook,
  now: Instant,
): {
  readonly fire: readonly PlannedReminder[];
  readonly skip: readonly { readonly key: string; readonly why: 'superseded' | 'tooLate' }[];
} {
  if (changeover.state.kind === 'closed') return { fire: [], skip: [] };
  const at = notBack(changeover, now);
  const { planned, overtaken } = planAll(changeover, playbook, at);
  const fire = planned.filter((reminder) => reminder.dueAt <= at);
  const firing = new Set(fire.map((reminder) => reminder.series));
  const skip = overtaken
    .filter((reminder) => reminder.dueAt <= at && firing.has(reminder.series))
    .map(({ key }) => ({ key, why: 'superseded' as const }));
  return { fire, skip };
}

/** A clock that was set back stands still until it has caught up: nothing that was decided is looked at again. */
function notBack({ reminded }: Changeover, now: Instant): Instant {
  return Object.values(reminded).reduce((latest, at) => Math.max(latest, at), now);
}

/** A reminder with the instant at which it would have come without hours and snoozes: the order within a series. */
type Candidate = PlannedReminder & { readonly naturalAt: Instant };

function planAll(
  changeover: Changeover,
  playbook: Playbook,
  now: Instant,
): { readonly planned: readonly PlannedReminder[]; readonly overtaken: readonly PlannedReminder[] } {
  const all = changeoverCase(changeover, playbook, now);
  const occasions = [...changeoverOccasions(all), ...lineOccasions(all)];
  const hours = { customer: readerHours(changeover, 'customer'), partner: readerHours(changeover, 'partner') };
  // While it rests only last chances and alarms are said; the others are planned anew on the day it goes on.
  const said = isPaused(changeover, now) ? occasions.filter(({ isFinal, isUrgent }) => isFinal || isUrgent) : occasions;
  const candidates = said.flatMap((occasion) =>
    readersOf(occasion, all).flatMap((to) => plan(occasion, hours[to], all)),
  );
  const bySeries = Map.groupBy(candidates, (candidate) => candidate.series);
  const planned: PlannedReminder[] = [];
  const overtaken: PlannedReminder[] = [];
  for (const candidate of candidates) {
    if (changeover.reminded[candidate.key] !== undefined) continue;
    const { naturalAt: _natural, ...reminder } = candidate;
    (isOvertaken(candidate, bySeries.get(candidate.series) ?? [], now) ? overtaken : planned).push(reminder);
  }
  return {
    planned: planned.sort((one, other) => one.dueAt - other.dueAt || (one.key < other.key ? -1 : 1)),
    overtaken,
  };
}

/**
 * A side that is not there yet cannot be told: what both are told goes to the partner alone, and what only the customer
 * could do waits, because the partner is told that nobody has joined. For a side that can't be reached the other one is
 * told too: its own waits for the day on which it can.
 */
function readersOf(occasion: Occasion, { changeover, hasCustomer }: ChangeoverCase): readonly Told[] {
  const { tells } = occasion;
  const named: readonly Told[] = tells === 'both' ? ['customer', 'partner'] : [tells];
  const readers = hasCustomer ? named : named.filter((reader) => reader === 'partner');
  const standIn = standInFor(occasion, changeover);
  return standIn === undefined ? readers : [...readers, standIn];
}

function plan(occasion: Occasion, reader: ReaderHours, all: ChangeoverCase): readonly Candidate[] {
  const { kind, name, actor, endsAt, isFinal, isUrgent, isForLead, line, step, params } = occasion;
  const { to } = reader;
  const due = dueAt(occasion, reader, all.now);
  if (due === undefined) return [];
  return [
    {
      key: `${name}/${to}`,
      kind,
      to,
      form: to === actor ? 'act' : 'inform',
      dueAt: due,
      isLastChance: isFinal,
      ...(line !== undefined && { line }),
      ...(step !== undefined && { step }),
      ...(isUrgent && { isUrgent }),
      ...(isForLead && { isForLead }),
      params: {
        asked: actor,
        reached: all.hasCustomer ? 'yes' : 'no',
        ...(endsAt !== undefined && { byOn: lastWholeDay(endsAt, reader) }),
        ...params(to),
      },
      ...(endsAt !== undefined && { validUntil: endsAt }),
      series: `${occasion.series}/${to}`,
      naturalAt: naturalAt(occasion, reader),
    },
  ];
}

/** A later one of the same series and reader comes at the same time, or has come already. */
function isOvertaken(candidate: Candidate, rivals: readonly Candidate[], now: Instant): boolean {
  const limit = Math.max(now, candidate.dueAt);
  return rivals.some((other) => other.dueAt <= limit && isLater(other, candidate));
}

function isLater(one: Candidate, other: Candidate): boolean {
  return one.naturalAt > other.naturalAt || (one.naturalAt === other.naturalAt && one.key > other.key);
}

/** A deadline that is counted in UTC is announced as the last whole day before it in the reader's zone. */
function lastWholeDay(endsAt: Instant, { zone }: ReaderHours): PlainDate {
  return addDays(dateIn(zone, endsAt), -1);
}
