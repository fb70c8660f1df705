import type { Actor, Changeover, Instant } from './changeover.ts';
import type { LicenceEvent, LicenceMove } from './licence-move.ts';

/** More than anybody makes; older ones stay as they are. */
const MOST_BEFORE = 20;

/** The changeover after one more event of its licence move. */
export function withLicences(
  changeover: Changeover,
  event: LicenceEvent,
  on: { readonly at: Instant; readonly actor: Actor },
): Changeover {
  const { licences: before } = changeover;
  if (event.type === 'licencesCounted') {
    const { checked, without } = event;
    return { ...changeover, licenceCount: { at: on.at, checked, without } };
  }
  if (event.type === 'licencesReadAsked') {
    const { move: id, pairs } = event;
    const licences: LicenceMove = { id, state: 'reading', way: 'forth', askedAt: on.at, pairs };
    return { ...changeover, ...withBefore(changeover), licences };
  }
  if (event.type === 'licenceUndoAsked' && event.move !== before?.id) return undone(changeover, event.move);
  return before === undefined ? changeover : { ...changeover, licences: next(before, event, on) };
}

/** An earlier move that is put back is the one that is worked on; the one in its place is an earlier one from now on. */
function undone(changeover: Changeover, id: string): Changeover {
  const move = changeover.licencesBefore?.find((one) => one.id === id);
  if (move === undefined) return changeover;
  const { licencesBefore = [] } = { ...changeover, ...withBefore(changeover) };
  const { why: _why, heldBy: _heldBy, result: _result, endedAt: _endedAt, ...rest } = move;
  return {
    ...changeover,
    licences: { ...rest, state: 'running', way: 'back' },
    licencesBefore: licencesBefore.filter((one) => one.id !== id),
  };
}

/** A move of which nothing was written is no earlier one. */
function withBefore({ licences, licencesBefore = [] }: Changeover): Pick<Changeover, 'licencesBefore'> {
  if (licences?.confirmedAt === undefined) return {};
  const { question: _question, ...move } = licences;
  return { licencesBefore: [move, ...licencesBefore].slice(0, MOST_BEFORE) };
}

function next(
  before: LicenceMove,
  event: Exclude<LicenceEvent, { type: 'licencesReadAsked' | 'licencesCounted' }>,
  { at, actor }: { readonly at: Instant; readonly actor: Actor },
): LicenceMove {
  const { why: _why, heldBy: _heldBy, ...move } = before;
  switch (event.type) {
    case 'licencePairsAsked':
      return { ...move, state: 'asking', question: event.question };
    case 'licenceMovePlanned':
      return { ...move, state: 'planned', plan: event.plan, plannedAt: at };
    case 'licencesUnread':
      return { ...move, state: 'unread', why: event.why };
    case 'licenceMoveConfirmed':
      return { ...move, state: 'running', confirmedAt: at, ...(actor.person && { confirmedBy: actor.person }) };
    case 'licenceMovePaused': {
      const { side, why } = event;
      return { ...move, state: 'paused', ...(side && { heldBy: side }), ...(why && { why }) };
    }
    case 'licenceMoveResumed':
      return { ...move, state: 'running' };
    case 'licenceMoveStopped':
      return { ...move, state: 'stopped', heldBy: event.side };
    case 'licenceUndoAsked':
      return { ...move, state: 'running', way: 'back' };
    case 'licenceMoveEnded':
      return { ...move, state: 'done', result: event.result, endedAt: at };
  }
}
