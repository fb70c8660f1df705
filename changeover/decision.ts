/** What `decide` answers with, and what its parts are handed. */
import type { Actor, Changeover, Instant, Line, LineId, PlainDate } from './changeover.ts';
import type { CommandBody } from './commands.ts';
import type { Event } from './events.ts';
import { zoneOf } from './due.ts';
import type { Standing } from './membership.ts';
import type { Playbook } from './playbook.ts';
import { refuse, type Refusal } from './refusals.ts';
import { addDays, dateIn } from './working-time.ts';

export type Decision =
  | { readonly ok: true; readonly events: readonly Event[] }
  | { readonly ok: false; readonly refusal: Refusal };

export type BodyOf<Type extends CommandBody['type']> = Extract<CommandBody, { type: Type }>;

/** A command to an open changeover. */
export interface Asked {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly actor: Actor;
  readonly now: Instant;
}

/** A command of somebody who stands in the changeover and may act in it. */
export interface AskedByMember extends Asked {
  readonly standing: Standing;
}

export function accept(...events: readonly Event[]): Decision {
  return { ok: true, events };
}

export function refused(...why: Parameters<typeof refuse>): Decision {
  return { ok: false, refusal: refuse(...why) };
}

export function lineById(changeover: Changeover, id: LineId | undefined): Line | undefined {
  return changeover.lines.find((line) => line.id === id);
}

/** Today where the asking side lives. */
export function todayFor(asked: AskedByMember): PlainDate {
  return dateIn(zoneOf(asked.standing.side, asked.changeover), asked.now);
}

/** How far back a day may lie on which something is said to have happened. */
const BACK_DAYS = 90;

/**
 * The day on which something is said to have happened: today when none is given. Refuses a day to come and one more
 * than 90 days ago (`dateTooFar`, with the days between which it must lie).
 */
export function happenedOn(asked: AskedByMember, on: PlainDate | undefined): PlainDate | Refusal {
  const today = todayFor(asked);
  if (on === undefined) return today;
  const from = addDays(today, -BACK_DAYS);
  return on < from || on > today ? refuse('dateTooFar', { from, to: today }, 'on') : on;
}
