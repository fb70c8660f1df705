import assert from 'node:assert/strict';
import { crash, type CrashOutcome } from '../prove/crash-run.ts';
import { freshDatabase, freshDataDir } from '../support/fresh-database.ts';

/** The little brother of `npm run prove:crash`, which also counts how many come of one kill: on a busy machine that is more. */
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
      const { decided, lost, waiting, decidedTwice, uncounted } = (await runs)[i]!;
      assert.ok(decided > 0);
      assert.deepEqual(
        { lost, waiting, decidedTwice, uncounted },
        { lost: 0, waiting: 0, decidedTwice: 0, uncounted: 0 },
      );
    });
  }
});
