/**
 * Works on licence moves, a stretch at a time: what to do next is read from the changeover and the table of users, so that
 * a process may die at any moment. One process and one move in a tenant at a time.
 */
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { MoveWork } from './licence-ports.ts';
import { readMove } from './licence-read.ts';
import type { LicenceRunPorts, Stretch, Working } from './licence-stretch.ts';
import { settleDoubts, writeMove } from './licence-write.ts';

const LEASE_MS = 60_000;
/** Stretches of one round, so that a process that is to end ends soon. */
const MOST_STRETCHES = 4;
/** Cards follow the progress no more often than this, in milliseconds. */
const REDRAW_EVERY_MS = 15_000;

/** One round at a time; returns how many stretches were worked on: none when nothing is due. */
export function createLicenceRun(ports: LicenceRunPorts): () => Promise<number> {
  const working: Working = { leaseMs: LEASE_MS, ...ports, worker: ports.random.id() };
  const drawnAt = new Map<ChangeoverId, Instant>();
  return async () => {
    for (let stretches = 0; stretches < MOST_STRETCHES; stretches++) {
      const work = await ports.store.claimMove(ports.clock.now(), working.worker, working.leaseMs);
      if (work === undefined) return stretches;
      const { nextAt, failures } = await workOn(working, work);
      await ports.store.releaseMove(work.tenantId, working.worker, nextAt, failures);
      await redrawNowAndThen(working, work.changeover.id, drawnAt);
    }
    return MOST_STRETCHES;
  };
}

async function workOn(ports: Working, work: MoveWork): Promise<Stretch> {
  const { licences: move } = work.changeover;
  if (move?.state === 'reading') return readMove(ports, work, move);
  if (move?.state === 'running') return writeMove(ports, work, move);
  // Paused or stopped: what became of the last writes is still found out.
  const settled = move && (await settleDoubts(ports, work, move));
  return settled ?? { nextAt: ports.clock.now() + 1_000, failures: 0 };
}

async function redrawNowAndThen(
  { store, clock }: Working,
  changeover: ChangeoverId,
  drawnAt: Map<ChangeoverId, Instant>,
): Promise<void> {
  const now = clock.now();
  if (now - (drawnAt.get(changeover) ?? 0) < REDRAW_EVERY_MS) return;
  drawnAt.set(changeover, now);
  await store.redraw(changeover);
}
