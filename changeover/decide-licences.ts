/**
 * The licence move's decisions. Either side prepares, pauses and stops; only an admin of the customer lets licences be
 * written, and only once the tenant itself showed the new ones with a seat for everybody who is moved.
 */
import { accept, refused, type Asked, type AskedByMember, type Decision } from './decision.ts';
import type { LicenceCommand, LicenceMove, LicenceNote } from './licence-move.ts';
import { canBePutBack, isOldGone } from './licence-back.ts';
import { isUnderWay } from './licence-move.ts';
import type { LicencePair } from './licence-plan.ts';
import { HOUR } from './working-time.ts';

/** A dry run speaks of the tenant as it was: an older one has to be made again. */
const PLAN_HOLDS_HOURS = 24;
const MOST_PAIRS = 10;

/** Refuses a move that is not the latest one (`movedOn`; any is put back), and with the codes that begin with `licences`. */
export function decideLicences(body: LicenceCommand, asked: AskedByMember): Decision {
  if (body.type === 'readLicences') return decideRead(body.move, body.pairs, asked);
  if (body.type === 'undoLicenceMove') return decideUndo(body, asked);
  const { licences: move } = asked.changeover;
  if (move === undefined || move.id !== body.move) return refused('movedOn');
  const { side } = asked.standing;
  switch (body.type) {
    case 'confirmLicenceMove':
      return decideConfirm(move, asked);
    case 'pauseLicenceMove':
      if (move.state !== 'running') return refused('alreadyDone');
      return accept({ type: 'licenceMovePaused', move: move.id, side });
    case 'resumeLicenceMove':
      if (side !== 'customer') return refused('notYourSide', { side: 'customer' });
      if (move.state !== 'paused') return refused('alreadyDone');
      return accept({ type: 'licenceMoveResumed', move: move.id });
    case 'stopLicenceMove':
      if (!isUnderWay(move)) return refused('alreadyDone');
      return accept({ type: 'licenceMoveStopped', move: move.id, side });
  }
}

function decideRead(id: string, pairs: readonly LicencePair[], asked: AskedByMember): Decision {
  const { licences: before, customer } = asked.changeover;
  if (customer.tenantId === undefined) return refused('licencesNoTenant');
  if (before && isUnderWay(before)) return refused('licencesUnderWay');
  if (before?.state === 'reading' && asked.now - before.askedAt < HOUR) return refused('alreadyDone');
  const isTwice = new Set(pairs.map(({ from }) => from)).size < pairs.length;
  if (pairs.length > MOST_PAIRS || isTwice || pairs.some(({ from, to }) => from === to)) {
    return refused('licencesSameProduct');
  }
  return accept({ type: 'licencesReadAsked', move: id, pairs, side: asked.standing.side });
}

function decideConfirm(move: LicenceMove, { standing, now }: AskedByMember): Decision {
  if (standing.side !== 'customer') return refused('notYourSide', { side: 'customer' });
  const { plan, plannedAt = 0 } = move;
  if (move.state !== 'planned' || plan === undefined) return refused('movedOn');
  if (now - plannedAt > PLAN_HOLDS_HOURS * HOUR) return refused('licencesStale', { hours: PLAN_HOLDS_HOURS });
  const short = plan.conflicts.noSeat ?? 0;
  if (short > 0) return refused('licencesTooFewSeats', { count: short });
  if (plan.users === 0) return refused('licencesNobody');
  return accept({ type: 'licenceMoveConfirmed', move: move.id });
}

/**
 * Any move that was begun, back to where each user stood before it: only where there is something to go back to, and nobody
 * was changed by a later move since.
 */
function decideUndo(
  { move: id, touched }: Extract<LicenceCommand, { type: 'undoLicenceMove' }>,
  { standing, changeover }: AskedByMember,
): Decision {
  if (standing.side !== 'customer') return refused('notYourSide', { side: 'customer' });
  const { licences: current, licencesBefore = [] } = changeover;
  const move = [current, ...licencesBefore].find((one) => one?.id === id);
  if (move === undefined) return refused('movedOn');
  if (current && current.id !== id && isUnderWay(current)) return refused('licencesUnderWay');
  if (!canBePutBack(move)) return refused('movedOn');
  if (isOldGone(move, changeover)) return refused('licencesOldGone');
  if (touched && touched.count > 0) {
    return refused('licencesTouchedLater', { count: touched.count, names: touched.names.join(', ') });
  }
  return accept({ type: 'licenceUndoAsked', move: id });
}

/** A note on a move that is over or another one by now changes nothing: two processes may have found the same. */
export function decideLicenceNote(
  { move: id, note }: { readonly move: string; readonly note: LicenceNote },
  { changeover }: Asked,
): Decision {
  const { licences: move } = changeover;
  if (move?.id !== id) return accept();
  switch (note.kind) {
    case 'asked':
      return move.state === 'reading'
        ? accept({ type: 'licencePairsAsked', move: id, question: note.question })
        : accept();
    case 'planned':
      return move.state === 'reading' ? accept({ type: 'licenceMovePlanned', move: id, plan: note.plan }) : accept();
    case 'unread':
      return move.state === 'reading' ? accept({ type: 'licencesUnread', move: id, why: note.why }) : accept();
    case 'held':
      return move.state === 'running' ? accept({ type: 'licenceMovePaused', move: id, why: note.why }) : accept();
    case 'ended':
      return move.state === 'running' ? accept({ type: 'licenceMoveEnded', move: id, result: note.result }) : accept();
  }
}
