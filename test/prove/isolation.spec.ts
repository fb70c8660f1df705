import assert from 'node:assert/strict';
import { intrude } from '../support/isolation-run.ts';
import { aVictim, type Victim } from '../support/isolation-victim.ts';

const REQUESTS = Number(process.env['REQUESTS'] ?? 10_000);
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_007);

describe(`isolation, with ${REQUESTS} requests (SEED=${SEED} repeats them)`, function () {
  this.timeout(60 * 60_000);
  let victim: Victim | undefined;
  after(() => victim?.world.close());

  it('gives an intruder nothing to read and lets one change nothing', async () => {
    victim = await aVictim();
    const startedAt = performance.now();
    const { reads, changes, answered, turns } = await intrude(victim, { requests: REQUESTS, seed: SEED });
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    const doors = Object.entries(answered).map(([door, count]) => `${door} ${count}`);
    console.log(`      ${REQUESTS} requests in ${seconds} s, seed ${SEED}; answered: ${doors.join(', ')}`);
    console.log(`      turns: ${turns}, reads: ${reads.length}, changes: ${changes.length}`);
    assert.deepEqual({ reads, changes }, { reads: [], changes: [] });
  });
});
