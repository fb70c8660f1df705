/** What a turn is making of one changeover: commands are decided and folded here, in memory, until the unit is saved. */
import type { Changeover, ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { Command } from '../changeover/commands.ts';
import type { Event } from '../changeover/events.ts';
import { decide } from '../changeover/decide.ts';
import { evolve } from '../changeover/evolve.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { Refusal } from '../changeover/refusals.ts';
import { planReminders } from '../changeover/reminders.ts';
import { summarise } from '../changeover/summarise.ts';
import type { ChangeoverSave, JournalEntry } from './ports.ts';

const HOUR = 3_600_000;

export interface Draft {
  readonly id: ChangeoverId;
  /** The stored version; 0 for a changeover that this turn opens. */
  readonly expected: number;
  readonly current: Changeover | undefined;
  readonly entries: readonly JournalEntry[];
}

export type Drafted =
  | { readonly ok: true; readonly draft: Draft; readonly events: readonly Event[] }
  | { readonly ok: false; readonly refusal: Refusal };

export function draftOf(id: ChangeoverId, loaded: Changeover | undefined): Draft {
  return { id, expected: loaded?.version ?? 0, current: loaded, entries: [] };
}

/** Decides one command on the draft. A command without events changes nothing and makes no journal row. */
export function handleCommand(draft: Draft, playbook: Playbook, command: Command, now: Instant): Drafted {
  const decision = decide(draft.current, playbook, command, now);
  if (!decision.ok) return decision;
  const { events } = decision;
  if (events.length === 0) return { ok: true, draft, events };
  const folded = events.reduce<Changeover | undefined>(
    (state, event) => evolve(state, event, now, command.actor, draft.id),
    draft.current,
  );
  if (folded === undefined) throw new Error('Events folded to nothing.');
  const current = { ...folded, version: (draft.current?.version ?? 0) + 1 };
  const entry = { commandId: command.id, at: now, actor: command.actor, events };
  return { ok: true, draft: { ...draft, current, entries: [...draft.entries, entry] }, events };
}

/** How the draft is to be saved: the snapshot with its next due instant and the columns of lists. */
export function saveOf(draft: Draft, playbook: Playbook, now: Instant): ChangeoverSave | undefined {
  if (draft.current === undefined || draft.entries.length === 0) return undefined;
  return saved(draft, draft.current, playbook, now, now);
}

/**
 * As `saveOf`, also without a journal row: the tick moves the next due instant although nothing happened. A plan that
 * stays due would be claimed again and again: it is looked at in an hour instead.
 * @param againInMs milliseconds, where it is known to stay due for a shorter while.
 */
export function replanOf(draft: Draft, playbook: Playbook, now: Instant, againInMs = HOUR): ChangeoverSave | undefined {
  return draft.current === undefined ? undefined : saved(draft, draft.current, playbook, now, now + againInMs);
}

function saved(draft: Draft, next: Changeover, playbook: Playbook, now: Instant, ifDueAt: Instant): ChangeoverSave {
  const { nextDueAt } = planReminders(next, playbook, now);
  const { join } = next;
  return {
    expected: draft.expected,
    next,
    entries: draft.entries,
    ...(nextDueAt !== undefined && { nextDueAt: nextDueAt > now ? nextDueAt : ifDueAt }),
    summary: summarise(next, playbook, now),
    ...(join !== undefined && { joinCodeHash: join.hash }),
  };
}
