import assert from 'node:assert/strict';
import { skuIdOf } from '../../changeover/product-ids.ts';
import { comesTrue } from '../support/comes-true.ts';
import { aLicenceWorld, directoryOf, holders, isIn, looksAtLicences, plans, starts } from '../support/licence-world.ts';
import { theChangeover } from '../support/story-world.ts';
import { allowsWriting } from '../support/tenant-story.ts';
import type { World } from '../support/world.ts';

const WINDOW = 160_000;
const STANDARD = skuIdOf('business-standard')!;
const PREMIUM = skuIdOf('business-premium')!;
const GROUP = '5a1e5000-0000-4000-8000-000000000001';

describe('trouble with the licences of a customer', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => void (world = await aLicenceWorld()));
  afterEach(() => world.close());

  /** 60 users of whom Microsoft lets 40 be written at once: it stands still in the middle. */
  async function isHalfway(): Promise<void> {
    await world.tenants!.turn(await theChangeover(world), { assigned: 60, newSeats: 60, writes: 40 });
    await looksAtLicences(world, world.megan);
    await plans(world, world.megan, { to0: PREMIUM });
    await starts(world);
    await comesTrue(world, 'forty are moved', async () => holders(await directoryOf(world), PREMIUM).length === 40);
  }

  async function goesOn(): Promise<void> {
    await world.goTo(world.now() + WINDOW);
    await isIn(world, 'done');
  }

  async function assertClean(): Promise<void> {
    const { seen } = await directoryOf(world);
    assert.equal(seen.withoutLicence, 0);
    assert.ok([...seen.writes.values()].every((times) => times === 1));
  }

  it('nobody begins another move while one is under way, and a second press begins none', async () => {
    const { alex, megan } = world;
    await isHalfway();
    const { id } = (await theChangeover(world)).licences!;
    await megan.presses('Look again', {}, { again: true });
    await megan.sees(/Licences are being moved now/);
    await alex.says('licences');
    alex.doesNotSee(/Put them back/);
    await goesOn();
    const { licences, licencesBefore } = await theChangeover(world);
    assert.deepEqual([licences?.id, licencesBefore], [id, undefined]);
    assert.deepEqual(licences?.result, { moved: 60, failed: 0, left: 0 });
    await assertClean();
  });

  it('whoever is deleted in the middle is told of by name, and a new name changes nothing', async () => {
    const { alex } = world;
    await isHalfway();
    const directory = await directoryOf(world);
    const [gone, renamed] = holders(directory, STANDARD).slice(-2);
    directory.users.delete(gone!.id);
    renamed!.name = 'Somebody Else';
    renamed!.login = 'somebody.else@contoso.com';
    await goesOn();
    assert.deepEqual((await theChangeover(world)).licences?.result, { moved: 59, failed: 1, left: 0 });
    assert.ok(renamed!.held.some(({ skuId }) => skuId === PREMIUM));
    await alex.says('licences');
    await alex.sees(new RegExp(`${gone!.name}: The user is deleted\\. Nothing to do`));
    await assertClean();
  });

  it('consent that is taken back in the middle stops it, and it goes on where it stood once it is given again', async () => {
    const { alex } = world;
    await isHalfway();
    await world.tenants!.turn(await theChangeover(world), { write: false });
    await world.goTo(world.now() + WINDOW);
    await isIn(world, 'paused');
    const directory = await directoryOf(world);
    assert.deepEqual([holders(directory, STANDARD).length, holders(directory, PREMIUM).length], [20, 40]);
    await alex.sees(/has paused by itself\. Nobody is without a licence/);
    await alex.says('licences');
    await alex.sees(/An administrator of the customer has to allow it \(again\)/);
    await allowsWriting(world);
    await alex.says('licences');
    await alex.presses('Go on');
    await goesOn();
    assert.deepEqual((await theChangeover(world)).licences?.result, { moved: 60, failed: 0, left: 0 });
    await assertClean();
  });

  it('a product that nobody knows is called by the directory’s name, and moved like any other', async () => {
    const { megan } = world;
    const directory = await directoryOf(world);
    const strange = 'eeeeeeee-0000-4000-8000-000000000001';
    const plan = { id: 'eeeeeeee-0000-4000-8000-000000000002', name: 'STRANGE_SERVICE' };
    directory.skus.push({ skuId: strange, partNumber: 'STRANGE_ONE', plans: [plan], enabled: 30, status: 'Enabled' });
    await looksAtLicences(world, megan);
    await plans(world, megan, { to0: strange });
    await megan.sees(/Business Standard \(O365_BUSINESS_PREMIUM\) → STRANGE_ONE/);
    await megan.sees(/New: STRANGE_SERVICE/);
    await starts(world);
    await isIn(world, 'done');
    assert.equal(holders(directory, strange).length, 18);
    await assertClean();
  });

  it('licences that come from a group are left to it, with what to do and which group it is', async () => {
    const { alex, megan } = world;
    const directory = await directoryOf(world);
    const [one] = holders(directory, STANDARD);
    one!.held = [{ skuId: STANDARD, disabledPlans: [], by: [GROUP] }];
    await looksAtLicences(world, megan);
    await plans(world, megan, { to0: PREMIUM });
    await megan.sees(
      new RegExp(`The licence comes from a group\\. Object id of the group: ${GROUP}\\. In Entra, assign`),
    );
    await starts(world);
    await isIn(world, 'done');
    assert.deepEqual(one!.held, [{ skuId: STANDARD, disabledPlans: [], by: [GROUP] }]);
    assert.deepEqual((await theChangeover(world)).licences?.result, { moved: 17, failed: 0, left: 1 });
    await alex.says('licences');
    await alex.sees(/1 user was left as is; the list says why/);
    await assertClean();
  });

  it('a tenant in which nobody has a licence is asked for nothing', async () => {
    const { megan } = world;
    const directory = await directoryOf(world);
    directory.users.clear();
    directory.skus.splice(0);
    await megan.says('licences');
    await megan.presses('Look at the licences');
    await isIn(world, 'asking');
    await megan.says('licences');
    await megan.sees(/Nobody in the tenant has a licence that could be moved/);
    megan.doesNotSee(/Show what would change/);
  });
});
