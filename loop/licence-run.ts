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
const AFTER_FAULT_MS = 5_000;
/** Cards follow the progress no more often than this, in milliseconds. */
const REDRAW_EVERY_MS = 15_000;

/** One round at a time; returns how many stretches were worked on: none when nothing is due. */
export function createLicenceRun(ports: LicenceRunPorts): () => Promise<number> {
  const drawnAt = new Map<ChangeoverId, Instant>();
  return async () => {
    for (let stretches = 0; stretches < MOST_STRETCHES; stretches++) {
      // A lease is a stretch's own, so that two rounds of one process are two workers.
      const working: Working = { leaseMs: LEASE_MS, ...ports, worker: ports.random.id() };
      const work = await ports.store.claimMove(ports.clock.now(), working.worker, working.leaseMs);
      if (work === undefined) return stretches;
      const stretch = await released(working, work);
      await redrawNowAndThen(working, work.changeover.id, stretch.nextAt, drawnAt);
    }
    return MOST_STRETCHES;
  };
}

/** Whatever happens, the lease ends with the stretch: a fault of ours is logged, and tried again a little later. */
async function released(ports: Working, work: MoveWork): Promise<Stretch> {
  let stretch: Stretch = { nextAt: ports.clock.now() + AFTER_FAULT_MS, failures: work.failures };
  try {
    stretch = await workOn(ports, work);
  } finally {
    await ports.store.releaseMove(work.tenantId, ports.worker, stretch.nextAt, stretch.failures);
  }
  return stretch;
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
  nextAt: Instant,
  drawnAt: Map<ChangeoverId, Instant>,
): Promise<void> {
  const now = clock.now();
  // Before a longer wait too, so that what is shown meanwhile is how it stands.
  const isWaiting = nextAt - now >= REDRAW_EVERY_MS;
  if (!isWaiting && now - (drawnAt.get(changeover) ?? 0) < REDRAW_EVERY_MS) return;
  drawnAt.set(changeover, now);
  await store.redraw(changeover);
}
