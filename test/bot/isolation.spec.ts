import assert from 'node:assert/strict';
import { DOORS } from '../support/isolation-doors.ts';
import { A_MEMBER } from '../support/isolation-people.ts';
import { intrude } from '../support/isolation-run.ts';
import { aVictim, type Victim } from '../support/isolation-victim.ts';
import { sendsForm } from '../support/page-visitor.ts';

/** The long run is `npm run prove:isolation`, with a seed of its own. */
const SEED = 20_260_302;
const REQUESTS = 2_000;

describe('isolation', function () {
  this.timeout(120_000);
  let victim: Victim;
  before(async () => void (victim = await aVictim()));
  after(() => victim.world.close());

  it(`holds against ${REQUESTS} requests of people who may not, by every door`, async () => {
    const { reads, changes, answered, turns } = await intrude(victim, { requests: REQUESTS, seed: SEED });
    assert.deepEqual({ reads, changes }, { reads: [], changes: [] });
    assert.ok(turns > REQUESTS / 4, `only ${turns} came further than the door`);
    assert.deepEqual(Object.keys(answered).toSorted(), Object.keys(DOORS).toSorted());
  });

  it('would be seen to fail: a member reads and changes by the very same requests', async () => {
    const { reads, changes } = await intrude(victim, { requests: REQUESTS, seed: SEED, by: [A_MEMBER] });
    const kinds = new Set(reads.map((read) => read.split(' to ')[0]!.split(' in ')[0]));
    for (const secret of ['domain', 'old price', 'id']) assert.ok(kinds.has(secret), `${secret} was not read`);
    for (const door of ['search', 'sharedCard'])
      assert.ok(
        reads.some((read) => read.endsWith(` by ${door}`)),
        door,
      );
    assert.ok(changes.includes('journal'));
  });

  it('would be seen to fail at the customer’s page too: a form as the page made it changes something', async () => {
    const { world, pagedId, loot } = victim;
    const { path, forms } = loot.webPages.open;
    const versionOf = async () => (await world.running.store.history(pagedId))?.rows.length ?? 0;
    const before = await versionOf();
    assert.equal((await sendsForm(world, path, { ...forms[1]!, answer: 'help' })).status, 303);
    assert.equal(await versionOf(), before + 1);
  });
});
