import assert from 'node:assert/strict';
import { endedLines } from '../../changeover/licence-count.ts';
import { comesTrue } from '../support/comes-true.ts';
import { aLicenceWorld, directoryOf, isIn, looksAtLicences, plans, starts } from '../support/licence-world.ts';
import { theChangeover } from '../support/story-world.ts';
import type { World } from '../support/world.ts';

const MINUTE = 60_000;

describe('users of a subscription that ended', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await aLicenceWorld();
    await world.tenants!.turn(await theChangeover(world), { newThere: true, assigned: 60, newSeats: 60 });
    // Left as they are by the move: two without a location.
    for (const user of [...(await directory()).users.values()].slice(4, 6)) user.location = null;
  });
  afterEach(() => world.close());

  const directory = () => directoryOf(world);
  const counted = async () => (await theChangeover(world)).licenceCount;

  async function moves(): Promise<void> {
    await looksAtLicences(world, world.megan);
    await plans(world, world.megan, { to0: (await directory()).skus[1]!.skuId });
    await starts(world);
    await isIn(world, 'done');
  }

  /** The old subscription is cancelled in the tenant, and that is seen. */
  async function ends(): Promise<void> {
    await world.tenants!.turn(await theChangeover(world), { oldCancelled: true });
    await world.alex.says('look');
    await comesTrue(world, 'the end is seen', async () => endedLines(await theChangeover(world)).length > 0);
    assert.equal(await counted(), undefined);
    await world.goTo(world.now() + 11 * MINUTE);
    await comesTrue(world, 'the users are counted', async () => (await counted()) !== undefined);
  }

  it('are counted again after its end, and whoever fell out is named to both sides with what to do', async () => {
    const { alex, megan } = world;
    await moves();
    await ends();
    const { checked, without } = (await counted())!;
    const lost = [...(await directory()).users.values()].filter(({ held }) => held.length === 0);
    assert.deepEqual([checked, without, lost.length], [60, 2, 2]);
    for (const person of [alex, megan]) {
      await person.sees(/2 users have no licence any more/);
      await person.says('licences');
      await person.sees(new RegExp(lost[0]!.login.replaceAll('.', '\\.')));
      await person.sees(/Give each of them a licence soon/);
    }
    const journal = JSON.stringify(await theChangeover(world));
    assert.ok(lost.every(({ login, name }) => !journal.includes(login) && !journal.includes(name)));
  });

  it('are counted once more when the tenant is looked at, until everybody has a licence', async () => {
    const { alex } = world;
    await moves();
    await ends();
    const tenant = await directory();
    const { skus, users } = tenant;
    const lost = [...users.values()].filter(({ held }) => held.length === 0);
    users.delete(lost.pop()!.id);
    for (const { id } of lost) tenant.give(id, skus[1]!.skuId);
    await world.goTo(world.now() + MINUTE);
    await alex.says('look');
    await comesTrue(world, 'nobody is without', async () => (await counted())?.without === 0);
    await alex.says('licences');
    await alex.sees(/all 60 users have a licence/);
    alex.doesNotSee(/Give each of them a licence soon/);
    alex.doesNotSee(/Put them back/);
  });

  it('are counted where nobody moved anything here, by what was seen before, and what is free is no licence', async () => {
    const FLOW_FREE = 'f30db892-07e9-47e9-837c-80727f46fd3d';
    const before = await directory();
    before.skus.push({ skuId: FLOW_FREE, partNumber: 'FLOW_FREE', plans: [], enabled: 10_000, status: 'Enabled' });
    for (const id of before.users.keys()) before.give(id, FLOW_FREE);
    await ends();
    const { checked, without } = (await counted())!;
    assert.ok(checked > 0);
    assert.ok(without > 0 && without <= checked, `${without} of ${checked}`);
  });

  it('are counted also where licences are only read', async () => {
    await world.close();
    world = await aLicenceWorld({}, false);
    const { alex } = world;
    await alex.says('licences');
    await alex.sees(/your partner’s installation is not set up for it/);
    await ends();
    await alex.says('licences');
    await alex.sees(/users have no licence any more/);
    await alex.sees(/I can’t move licences from here/);
  });
});
