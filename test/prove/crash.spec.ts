import assert from 'node:assert/strict';
import { freshDatabase, freshDataDir } from '../support/fresh-database.ts';
import { crash, type CrashOutcome } from './crash-run.ts';

const KILLS = Number(process.env['KILLS'] ?? 100);
/** What comes due in a second is less than a store delivers in it, though it is killed every few seconds. */
const LOAD = { kills: KILLS, withinMs: 1_000 } as const;

describe(`delivery, killed ${KILLS} times under load`, function () {
  this.timeout(30 * 60_000);

  it('loses nothing, decides nothing twice and sends one message twice at most, on the embedded store', async () => {
    check(await crash({ place: { dataDir: await freshDataDir() }, instances: 1, perSecond: 1, ...LOAD }));
  });

  it('loses nothing, decides nothing twice and sends one message twice at most, as two instances on one server', async () => {
    check(await crash({ place: { databaseUrl: await freshDatabase() }, instances: 2, perSecond: 6, ...LOAD }));
  });
});

function check(outcome: CrashOutcome): void {
  process.stderr.write(`${JSON.stringify(outcome)}\n`);
  assert.ok(outcome.decided > 0);
  assert.deepEqual([outcome.lost, outcome.waiting, outcome.decidedTwice, outcome.uncounted], [0, 0, 0, 0]);
  assert.ok(outcome.mostOfOneKill <= 1, `${outcome.mostOfOneKill} duplicates of one kill`);
}
