/** What would be sent as time goes by and nobody does anything: the tick, played without a store. */
import type { Changeover, Instant } from '../../changeover/changeover.ts';
import type { CommandBody, LineInput } from '../../changeover/commands.ts';
import { decide } from '../../changeover/decide.ts';
import { evolve } from '../../changeover/evolve.ts';
import { planReminders, remindersDue, type PlannedReminder, type ReminderKind } from '../../changeover/reminders.ts';
import { aLine, carla, clock, commandOf, does, given, ID, opens, type Given, type Play } from './changeover-builder.ts';

export interface Sent extends PlannedReminder {
  readonly at: Instant;
}

/** Visits each due instant in order until the given one, noting steps that opened and sending what is due. */
export function timeline(before: Given, until: Instant): { readonly sent: readonly Sent[]; readonly after: Given } {
  const { playbook } = before;
  const sent: Sent[] = [];
  let { changeover, now } = before;
  for (let turns = 0; turns < 2000; turns += 1) {
    const { nextDueAt } = planReminders(changeover, playbook, now);
    if (nextDueAt === undefined || nextDueAt > until) return { sent, after: { ...before, changeover, now: until } };
    now = Math.max(now, nextDueAt);
    changeover = issued(changeover, before, { type: 'wake' }, now);
    const { fire, skip } = remindersDue(changeover, playbook, now);
    sent.push(...fire.map((reminder) => ({ ...reminder, at: now })));
    for (const { key } of [...skip, ...fire]) {
      if (changeover.reminded[key] === undefined) changeover = issued(changeover, before, { type: 'remind', key }, now);
    }
  }
  throw new Error(`the plan never comes to rest: ${new Date(now).toISOString()}`);
}

/** `2026-03-09 08:00 customer act bothBilling`, a last chance with an exclamation mark. */
export function shown({ at: sentAt, to, form, kind, isLastChance }: Sent): string {
  const when = new Date(sentAt).toISOString().slice(0, 16).replace('T', ' ');
  return `${when} ${to} ${form} ${kind}${isLastChance ? '!' : ''}`;
}

export function at(text: string): Instant {
  return Date.parse(text);
}

/** Opened on 2 March with one line that is not as usual. */
export function withLine(line: Partial<LineInput>, ...plays: readonly Play[]): Given {
  return given(opens({ lines: [aLine(line)] }), ...plays);
}

/** What of some kinds is sent until an instant. */
export function sentOf(before: Given, until: string, ...kinds: readonly ReminderKind[]): readonly Sent[] {
  return timeline(before, at(until)).sent.filter(({ kind }) => kinds.includes(kind));
}

export function story(before: Given, until: string, ...kinds: readonly ReminderKind[]): readonly string[] {
  return sentOf(before, until, ...kinds).map(shown);
}

/** The old subscription was ended at that instant. */
export function ended(when: string): Play {
  return does(carla, 'end-old/l1', { at: at(when) });
}

function issued(changeover: Changeover, { playbook }: Given, body: CommandBody, now: Instant): Changeover {
  const decision = decide(changeover, playbook, commandOf({ actor: clock, body }, 0), now);
  if (!decision.ok) throw new Error(`${JSON.stringify(body)} was refused: ${decision.refusal.code}`);
  return decision.events.reduce((known, event) => evolve(known, event, now, clock, ID), changeover);
}
