import assert from 'node:assert/strict';
import { killMover } from '../prove/licence-kills.ts';
import { freshDatabase } from '../support/fresh-database.ts';

/** The long version is `npm run prove:licence-move`. */
describe('a licence move whose process is killed twice', function () {
  this.timeout(90_000);

  it('repeats nobody and skips nobody', async () => {
    const { looks, ...outcome } = await killMover(await freshDatabase(), 160, 2);
    const result = { moved: 160, failed: 0, left: 0 };
    assert.deepEqual(outcome, { kills: 2, result, repeated: 0, skipped: 0, withoutLicence: 0 });
    assert.ok(looks > 0, 'no kill met a write: nothing was proved');
  });
});
