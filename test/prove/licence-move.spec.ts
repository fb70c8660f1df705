import assert from 'node:assert/strict';
import { freshDatabase } from '../support/fresh-database.ts';
import { killMover } from './licence-kills.ts';

const KILLS = Number(process.env['KILLS'] ?? 20);
const USERS_A_KILL = 100;

describe('a licence move whose process is killed', function () {
  this.timeout(1_600_000);

  it(`repeats nobody and skips nobody in ${KILLS} kills`, async () => {
    const users = KILLS * USERS_A_KILL;
    const { looks, ...outcome } = await killMover(await freshDatabase(), users, KILLS);
    console.log({ ...outcome, looks });
    const result = { moved: users, failed: 0, left: 0 };
    assert.deepEqual(outcome, { kills: KILLS, result, repeated: 0, skipped: 0, withoutLicence: 0 });
    assert.ok(looks > 0, 'no kill met a write: nothing was proved');
  });
});
