import assert from 'node:assert/strict';
import { crash, type CrashOutcome } from '../prove/crash-run.ts';
import { freshDatabase, freshDataDir } from '../support/fresh-database.ts';

/** The little brother of `npm run prove:crash`. */
const LOAD = { perSecond: 2, withinMs: 300, isBrief: true } as const;

describe('the bot, killed while it delivers', function () {
  // Seven processes start; on a machine that has much else to do that takes its time.
  this.timeout(600_000);

  let runs: Promise<readonly CrashOutcome[]>;
  before(async () => {
    const [dataDir, databaseUrl] = [await freshDataDir(), await freshDatabase()];
    runs = Promise.all([
      crash({ place: { dataDir }, instances: 1, kills: 3, ...LOAD }),
      crash({ place: { databaseUrl }, instances: 2, kills: 2, ...LOAD }),
    ]);
  });

  for (const [i, what] of ['three times on the embedded store', 'both of two instances on one server'].entries()) {
    it(`loses nothing, decides nothing twice and counts what it sent twice: ${what}`, async () => {
      const { decided, duplicates, kills, ...outcome } = (await runs)[i]!;
      assert.ok(decided > 0);
      assert.deepEqual([outcome.lost, outcome.decidedTwice, outcome.uncounted], [0, 0, 0]);
      assert.ok(duplicates <= kills, `${duplicates} duplicates of ${kills} kills`);
    });
  }
});
