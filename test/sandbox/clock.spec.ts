import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '../../changeover/changeover.ts';
import { ClockError, openClock } from '../../sandbox/clock.ts';
import type { DueWork } from '../../sandbox/clock.ts';
import { openStateFile } from '../../sandbox/state-file.ts';

const NOON = Date.UTC(2026, 2, 2, 12);
const DAY = 86_400_000;

describe('the movable clock', () => {
  let folder: string;
  let path: string;
  let realNow: Instant;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clock-'));
    path = join(folder, 'deep', 'sandbox.json');
    realNow = NOON;
  });
  afterEach(async () => rm(folder, { recursive: true }));

  const open = async () => openClock(await openStateFile(path), () => realNow);

  it('shows real time until it is moved, and goes on with it afterwards', async () => {
    const clock = await open();
    assert.equal(clock.now(), NOON);
    await clock.advanceTo(NOON + DAY, nothingDue());
    realNow += 1_000;
    assert.equal(clock.now(), NOON + DAY + 1_000);
  });

  it('visits every due instant in order, standing still there, and lands last', async () => {
    const clock = await open();
    const due = dueAt([NOON + 3 * DAY, NOON + DAY, NOON + 8 * DAY], () => clock.now());
    const visited = await clock.advanceTo(NOON + 7 * DAY, due.work);
    assert.deepEqual(visited, [NOON + DAY, NOON + 3 * DAY]);
    assert.deepEqual(due.seen, [
      [NOON + DAY, NOON + DAY],
      [NOON + 3 * DAY, NOON + 3 * DAY],
      [NOON + 7 * DAY, NOON + 7 * DAY],
    ]);
  });

  it('does work that is overdue now rather than in the past', async () => {
    const clock = await open();
    const due = dueAt([NOON - DAY], () => clock.now());
    assert.deepEqual(await clock.advanceTo(NOON + DAY, due.work), [NOON]);
  });

  it('keeps its shift for the next start', async () => {
    await (await open()).advanceTo(NOON + 7 * DAY, nothingDue());
    realNow += DAY;
    assert.equal((await open()).now(), NOON + 8 * DAY);
  });

  it('stays at the last stop when the work there fails, and never goes back', async () => {
    const clock = await open();
    const failing: DueWork = {
      nextDueAt: async () => NOON + DAY,
      runDueAt: async () => Promise.reject(new Error('no database')),
    };
    await assert.rejects(clock.advanceTo(NOON + 2 * DAY, failing), /no database/);
    assert.equal(clock.now(), NOON + DAY);
    assert.equal((await open()).now(), NOON + DAY);
  });

  it('stops with an error when work stays due after it was run', async () => {
    const clock = openClock(await openStateFile(path), () => realNow, 40);
    const endless: DueWork = { nextDueAt: async () => NOON + DAY, runDueAt: async () => undefined };
    await assert.rejects(clock.advanceTo(NOON + 2 * DAY, endless), /still due after it was run/);
  });

  it('waits a little for work that another process is doing', async () => {
    const clock = await open();
    const due = dueAt([NOON + DAY], () => clock.now());
    let looks = 0;
    const held: DueWork = {
      nextDueAt: async () => due.work.nextDueAt(),
      runDueAt: async (at) => ((looks += 1) === 1 ? undefined : due.work.runDueAt(at)),
    };
    assert.deepEqual(await clock.advanceTo(NOON + 2 * DAY, held), [NOON + DAY]);
  });

  it('makes two moves one after the other', async () => {
    const clock = await open();
    const due = dueAt([NOON + DAY, NOON + 2 * DAY], () => clock.now());
    const moves = [clock.advanceTo(NOON + DAY, due.work), clock.advanceTo(NOON + 3 * DAY, due.work)];
    assert.deepEqual(await Promise.all(moves), [[NOON + DAY], [NOON + 2 * DAY]]);
  });

  it('refuses the past, more than three years, and what is no instant', async () => {
    const clock = await open();
    for (const target of [NOON - 1, NOON + 1_200 * DAY, Number.NaN]) {
      await assert.rejects(clock.advanceTo(target, nothingDue()), ClockError);
    }
    assert.equal(clock.now(), NOON);
  });

  it('says what to do with a damaged file, and leaves it alone', async () => {
    await (await open()).advanceTo(NOON + DAY, nothingDue());
    await writeFile(path, '{"clock":');
    await assert.rejects(open(), /sandbox\.json is damaged: delete it/);
    assert.equal(await readFile(path, 'utf8'), '{"clock":');
  });
});

function nothingDue(): DueWork {
  return { nextDueAt: async () => undefined, runDueAt: async () => undefined };
}

/** Work due once at each instant; `seen` has the instant asked for and what the clock said then. */
function dueAt(instants: readonly Instant[], now: () => Instant): { work: DueWork; seen: [Instant, Instant][] } {
  let left = [...instants].sort((a, b) => a - b);
  const seen: [Instant, Instant][] = [];
  return {
    seen,
    work: {
      nextDueAt: async () => left[0],
      async runDueAt(at) {
        left = left.filter((one) => one > at);
        seen.push([at, now()]);
      },
    },
  };
}
