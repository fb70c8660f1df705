/**
 * A turn is a unit of work: load once, run, hold back what is to be said, commit once, then say it.
 * Before the answer at most one read and one write. On a version conflict the whole turn runs again.
 */
import type { Instant } from '../changeover/changeover.ts';
import { Desk, messageCommandId, type DeskPorts } from './desk.ts';
import type { Clock, Content, LoadKeys, Loaded, Outcome, Unit } from './ports.ts';
import type { InvokeAnswer, TurnSource } from './turn.ts';

/** Somebody else was faster this many times in a row: the turn is given up with `tooBusy`. */
const MOST_TRIES = 6;

export interface UnitPorts extends DeskPorts {
  readonly clock: Clock;
  readonly load: (keys: LoadKeys, askedCommandIds: readonly string[]) => Promise<Loaded>;
  readonly commit: (unit: Unit, now: Instant) => Promise<Outcome>;
}

export interface TurnResult {
  readonly now: Instant;
  readonly held: readonly Content[];
  readonly invokeAnswer?: InvokeAnswer;
  /** False when nothing had to be saved. */
  readonly isSaved: boolean;
  /** The activity was handled before: nothing was run again. */
  readonly isRepeat: boolean;
  readonly desk: Desk;
}

/** Every try met a newer version. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

/** @throws TooBusy when the turn lost every race, an Error when the store refused it; nothing of it was saved. */
export async function runTurn(
  ports: UnitPorts,
  source: TurnSource,
  keys: LoadKeys,
  work: (desk: Desk) => Promise<void>,
): Promise<TurnResult> {
  const now = ports.clock.now();
  const ownId = messageCommandId(source, 0);
  let asked: readonly string[] = [ownId];
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const loaded = await ports.load(keys, asked);
    const desk = new Desk(ports, source, loaded, now);
    // A channel that heard no answer in time sends the same activity again: a dialog must not take it for the next answer.
    if (loaded.seenCommandIds.includes(ownId)) return { now, held: [], isSaved: false, isRepeat: true, desk };
    await work(desk);
    const unit = desk.unit();
    const outcome = unit === undefined ? 'saved' : await ports.commit(unit, now);
    if (outcome === 'saved') return resultOf(desk, now, unit !== undefined);
    // The database refused the unit itself: trying again would end the same way. Its reason is in the log.
    if (outcome === 'failed') throw new Error('The turn could not be saved.');
    // A command that is in the journal already: run again knowing so, and answer from the current state.
    if (outcome === 'repeated') asked = [ownId, ...desk.issuedIds];
  }
  throw new TooBusy();
}

function resultOf(desk: Desk, now: Instant, isSaved: boolean): TurnResult {
  const { held, invokeAnswer } = desk;
  return { now, held, isSaved, isRepeat: false, desk, ...(invokeAnswer !== undefined && { invokeAnswer }) };
}
