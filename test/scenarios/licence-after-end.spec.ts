import assert from 'node:assert/strict';
import { endedLines } from '../../changeover/licence-count.ts';
import { comesTrue } from '../support/comes-true.ts';
import { joins, opens, theChangeover } from '../support/story-world.ts';
import { allowsWriting, connects } from '../support/tenant-story.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

const MINUTE = 60_000;

describe('users of a subscription that ended', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await aWorld('postgres', MONDAY, { hasTenants: true });
    const terms = { ...PARTIES_OF_FABRIKAM.terms, 'sameProduct.k1': 'no' };
    await joins(world, await opens(world, { terms }));
    await connects(world);
    await world.tenants!.turn(await theChangeover(world), { newThere: true, assigned: 60, newSeats: 60 });
    // Left as they are by the move: two without a location.
    for (const user of [...(await directory()).users.values()].slice(4, 6)) user.location = null;
  });
  afterEach(() => world.close());

  const directory = async () => world.tenants!.licencesOf((await theChangeover(world)).customer.tenantId!)!;
  const counted = async () => (await theChangeover(world)).licenceCount;

  async function moves(): Promise<void> {
    const { alex, megan } = world;
    const isIn = (state: string) => async () => (await theChangeover(world)).licences?.state === state;
    await megan.says('licences');
    await megan.presses('Look at the licences');
    await comesTrue(world, 'the products are asked for', isIn('asking'));
    await megan.says('licences');
    await megan.presses('Show what would change', { to0: (await directory()).skus[1]!.skuId });
    await comesTrue(world, 'the move is planned', isIn('planned'));
    await alex.says('licences');
    await allowsWriting(world);
    await alex.says('licences');
    await alex.presses('Move the licences');
    await comesTrue(world, 'the licences are moved', isIn('done'));
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
});
