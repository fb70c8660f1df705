/** What holds reminders back from whom, and until when. */
import type { Changeover, Instant, Person, Snooze } from './changeover.ts';
import type { Event, Whose } from './events.ts';
import { isSamePerson } from './membership.ts';

type HoldEvent = Extract<Event, { type: 'snoozed' | 'muted' | 'unmuted' | 'quieted' | 'unquieted' }>;

/** A kind that stays away until it is taken back. */
export function isMute(hold: Snooze): boolean {
  return hold.kind !== undefined && hold.until === undefined;
}

/** Exactly theirs: a side's own is not a person's. */
export function isOf(hold: Whose, { side, person }: Whose): boolean {
  if (hold.side !== side) return false;
  return hold.person === undefined || person === undefined ? hold.person === person : isSamePerson(hold.person, person);
}

/**
 * Until when a reader is told nothing of a kind: `Infinity` for what is muted, 0 for nothing that holds. A last chance is
 * held back only by what was said twice.
 *
 * @param person the reader of a chat of one's own; absent for the partner's channel
 */
export function heldUntil(
  changeover: Pick<Changeover, 'snoozes'>,
  reader: Whose,
  reminder: { readonly kind: string; readonly isLastChance: boolean },
): Instant {
  const holding = changeover.snoozes.filter(
    (hold) =>
      (hold.person === undefined ? hold.side === reader.side : isOf(hold, reader)) &&
      (hold.kind === undefined || hold.kind === reminder.kind) &&
      (!reminder.isLastChance || hold.isSure === true),
  );
  return Math.max(0, ...holding.map((hold) => hold.until ?? Infinity));
}

/** Of a side with several readers the first who may be told counts: the others are left out, or told later, at delivery. */
export function sideHeldUntil(
  changeover: Changeover,
  side: 'customer' | 'partner',
  reminder: { readonly kind: string; readonly isLastChance: boolean },
): Instant {
  if (changeover.snoozes.length === 0) return 0;
  const readers = side === 'customer' ? adminsOf(changeover) : [];
  const each = (readers.length === 0 ? [undefined] : readers).map((person) =>
    heldUntil(changeover, { side, ...(person && { person }) }, reminder),
  );
  return Math.min(...each);
}

/** The holds after one more word about them; one that says the same again takes the place of the one before. */
export function withHold(changeover: Changeover, event: HoldEvent, by: Person | undefined): Changeover {
  const { snoozes } = changeover;
  if (by === undefined) return changeover;
  const others = snoozes.filter((hold) => !(isOf(hold, event) && isReplaced(hold, event)));
  const { side, person } = event;
  const who = { side, by, ...(person && { person }) };
  switch (event.type) {
    case 'snoozed': {
      const { until, kind, isSure } = event;
      const more = { ...(kind !== undefined && { kind }), ...(isSure && { isSure }) };
      return { ...changeover, snoozes: [...others, { ...who, until, ...more }] };
    }
    case 'muted':
      return { ...changeover, snoozes: [...others, { ...who, kind: event.kind }] };
    case 'quieted':
      return {
        ...changeover,
        snoozes: [...others, { ...who, ...(event.until !== undefined && { until: event.until }) }],
      };
    case 'unmuted':
    case 'unquieted':
      return { ...changeover, snoozes: others };
  }
}

function isReplaced(hold: Snooze, event: HoldEvent): boolean {
  switch (event.type) {
    case 'snoozed':
      return hold.kind === event.kind && !isMute(hold);
    case 'muted':
      return isMute(hold) && hold.kind === event.kind;
    case 'unmuted':
      return isMute(hold) && (event.kind === undefined || hold.kind === event.kind);
    case 'quieted':
      return hold.kind === undefined;
    case 'unquieted':
      return !isMute(hold);
  }
}

function adminsOf({ members }: Changeover): readonly Person[] {
  return members
    .filter(({ side, role }) => side === 'customer' && role === 'customerAdmin')
    .map(({ person }) => person);
}
