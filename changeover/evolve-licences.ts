import type { Actor, Changeover, Instant } from './changeover.ts';
import type { LicenceEvent, LicenceMove } from './licence-move.ts';

/** The changeover after one more event of its licence move. */
export function withLicences(
  changeover: Changeover,
  event: LicenceEvent,
  on: { readonly at: Instant; readonly actor: Actor },
): Changeover {
  const { licences: before } = changeover;
  if (event.type === 'licencesReadAsked') {
    const { move: id, pairs } = event;
    return { ...changeover, licences: { id, state: 'reading', way: 'forth', askedAt: on.at, pairs } };
  }
  return before === undefined ? changeover : { ...changeover, licences: next(before, event, on) };
}

function next(
  before: LicenceMove,
  event: Exclude<LicenceEvent, { type: 'licencesReadAsked' }>,
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
