/** A licence move during which its process is killed again and again, each time at a write. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LicenceMove } from '../../changeover/licence-move.ts';
import { openStore } from '../../store/open.ts';
import type { GraphExchange } from '../../sandbox/graph.ts';
import type { LicenceDirectory } from '../../sandbox/licence-directory.ts';
import { aLicenceStory, FROM, TO } from '../support/licence-story.ts';
import { silent } from '../support/silent-log.ts';
import { fastClock } from './fast-clock.ts';
import type { MoverOptions } from './licence-mover.ts';

export interface KillOutcome {
  readonly kills: number;
  readonly result: LicenceMove['result'];
  /** Users that were written to more than once. */
  readonly repeated: number;
  /** Users that still have the old licence, or have not the new one. */
  readonly skipped: number;
  readonly withoutLicence: number;
  /** Users who were looked at because nobody knew what had become of their write. */
  readonly looks: number;
}

const PROGRAM = fileURLToPath(new URL('./licence-mover.ts', import.meta.url));
const SPEED = 40;
const LEASE_MS = 700;
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 1_500_000;
/** From a write that arrives to the kill: before its answer is sent, while that is on its way, while it is recorded. */
const AFTER_MS = [0, 1, 4, 9, 20];

export async function killMover(databaseUrl: string, users: number, kills: number): Promise<KillOutcome> {
  const { store, close } = await openStore({ databaseUrl, dataDir: '' }, silent);
  const story = await aLicenceStory({ store, users });
  try {
    await story.begins();
    const clock = { at: story.now, since: Date.now(), speed: SPEED };
    const fast = fastClock(clock);
    const options: MoverOptions = { place: { databaseUrl }, graphUrl: story.graph.url, clock, leaseMs: LEASE_MS };
    let done = 0;
    let batches = 0;
    let mover: ChildProcess | undefined = startMover(options);
    const strike = (): void => {
      batches += 1;
      // Each mover gets a few batches further than the one before it.
      if (mover === undefined || done >= kills || batches <= (done * 3) % 7) return;
      const victim = mover;
      const afterMs = AFTER_MS[done % AFTER_MS.length]!;
      mover = undefined;
      if (afterMs === 0) victim.kill('SIGKILL');
      else setTimeout(() => victim.kill('SIGKILL'), afterMs);
    };
    story.graph.licences(async () => {
      story.now = fast.now();
      return onFirstWrite(story.directory, strike);
    });
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await wait(LOOK_EVERY_MS)) {
      if (mover === undefined) {
        done += 1;
        batches = 0;
        mover = startMover(options);
      }
      if ((await story.changeover()).licences?.state === 'done') break;
    }
    await end(mover);
    const { licences } = await story.changeover();
    const { writes, withoutLicence } = story.directory.seen;
    const all = [...story.directory.users.values()];
    const isMoved = (held: readonly { readonly skuId: string }[]): boolean =>
      held.some(({ skuId }) => skuId === TO) && !held.some(({ skuId }) => skuId === FROM);
    return {
      kills: done,
      result: licences?.result,
      repeated: [...writes.values()].filter((times) => times > 1).length,
      skipped: all.filter(({ held }) => !isMoved(held)).length,
      withoutLicence,
      looks: looksIn(story.graph.exchanges),
    };
  } finally {
    await story.close();
    await close();
  }
}

/** What one request sees: a batch that only looks strikes nobody. */
function onFirstWrite(directory: LicenceDirectory, strike: () => void): LicenceDirectory {
  let isFirst = true;
  return {
    ...directory,
    assign: (...write) => {
      if (isFirst) strike();
      isFirst = false;
      return directory.assign(...write);
    },
  };
}

function looksIn(exchanges: readonly GraphExchange[]): number {
  const parts = exchanges
    .filter(({ path }) => path === '/$batch')
    .flatMap(({ body }) => (body as { requests: readonly { method: string }[] }).requests);
  return parts.filter(({ method }) => method === 'GET').length;
}

function startMover(options: MoverOptions): ChildProcess {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'inherit'] });
  // Whoever starts it may itself be ended.
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  return child;
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
