import assert from 'node:assert/strict';
import { comesTrue } from '../support/comes-true.ts';
import { joins, opens, theChangeover } from '../support/story-world.ts';
import { allowsWriting, connects } from '../support/tenant-story.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

const MINUTE = 60_000;

describe('the licences of a customer', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await aWorld('postgres', MONDAY, { hasTenants: true });
    const terms = { ...PARTIES_OF_FABRIKAM.terms, 'sameProduct.k1': 'no' };
    await joins(world, await opens(world, { terms }));
    await connects(world);
    await world.tenants!.turn(await theChangeover(world), { newThere: true });
  });
  afterEach(() => world.close());

  const state = async (): Promise<string | undefined> => (await theChangeover(world)).licences?.state;
  const directory = async () => world.tenants!.licencesOf((await theChangeover(world)).customer.tenantId!)!;

  /** Until the customer sees what would change. */
  async function isPlanned(): Promise<void> {
    const { alex, megan } = world;
    await megan.says('licences');
    await megan.sees(/Looking changes nothing/);
    await megan.presses('Look at the licences');
    await comesTrue(world, 'the products are asked for', async () => (await state()) === 'asking');
    await megan.says('licences');
    await megan.sees(/Which product replaces each one/);
    const [, to] = (await directory()).skus;
    await megan.presses('Show what would change', { to0: to!.skuId });
    await comesTrue(world, 'the move is planned', async () => (await state()) === 'planned');
    await megan.says('licences');
    await megan.sees(/An administrator of the customer starts it/);
    await alex.sees(/is planned: \d+ users/);
    await alex.says('licences');
    await alex.sees(/Business Standard \(O365_BUSINESS_PREMIUM\) → Microsoft 365 Business Premium \(SPB\)/);
  }

  it('are moved once a second consent is given, given again when it was taken back, and put back', async () => {
    const { alex } = world;
    await isPlanned();
    alex.doesNotSee(/Move the licences/);
    await allowsWriting(world);
    await world.tenants!.turn(await theChangeover(world), { write: false });
    await alex.says('licences');
    await alex.presses('Move the licences');
    await comesTrue(world, 'it stops for want of consent', async () => (await state()) === 'paused');
    await alex.says('licences');
    await alex.sees(/has to allow it/);
    await allowsWriting(world);
    await alex.says('licences');
    await alex.presses('Go on');
    await comesTrue(world, 'the licences are moved', async () => (await state()) === 'done');
    await alex.sees(/The licence move for contoso\.com is done/);
    await alex.says('licences');
    await alex.sees(/of \d+ moved/);
    await alex.presses('Yes, put them back');
    await comesTrue(world, 'the licences are back', async () => (await state()) === 'done');
    await alex.sees(/The licences of contoso\.com are back/);
    const after = await directory();
    assert.equal(after.seen.withoutLicence, 0);
    assert.equal(after.consumed(after.skus[1]!.skuId), 0);
  });

  it('close the step by themselves once they are moved, and the old subscription its own once it is gone', async () => {
    const { alex, megan } = world;
    await isPlanned();
    await allowsWriting(world);
    await alex.says('licences');
    await alex.presses('Move the licences');
    await comesTrue(world, 'the licences are moved', async () => (await state()) === 'done');
    const step = async () => (await theChangeover(world)).steps['assign-new/l1'];
    assert.equal((await step())?.doneKind, undefined);
    await alex.says('licences');
    await alex.sees(/the step closes by itself/);
    await world.goTo(world.now() + 10 * MINUTE);
    assert.equal((await step())?.doneKind, 'reading');
    await megan.says('tenant');
    await megan.sees(/New licences 20\s+Users not served 0/);
    await world.tenants!.turn(await theChangeover(world), { oldCancelled: true });
    await alex.says('look');
    await comesTrue(
      world,
      'the end is read',
      async () => (await theChangeover(world)).lines[0]!.oldEndedOn !== undefined,
    );
    assert.deepEqual((await theChangeover(world)).licences?.result, { moved: 18, failed: 0, left: 0 });
  });

  it('show how far they are on the status card, which is edited in place while Microsoft makes them wait', async () => {
    const { alex, megan } = world;
    await world.tenants!.turn(await theChangeover(world), { assigned: 60, newSeats: 60, writes: 40 });
    await isPlanned();
    await allowsWriting(world);
    await alex.says('licences');
    const posts = alex.posts().length;
    await alex.presses('Move the licences');
    await comesTrue(world, 'the bar stands on the way', () => /40 of 60 moved/.test(alex.screen()));
    assert.equal(await state(), 'running');
    assert.match(megan.screen(), /Licences are being moved/);
    const cards = alex
      .posts()
      .slice(posts)
      .filter((post) => JSON.stringify(post).includes('AdaptiveCard'));
    assert.ok(cards.length <= 1, 'the card was posted anew');
    await world.goTo(world.now() + 160_000);
    await comesTrue(world, 'the licences are moved', async () => (await state()) === 'done');
    assert.deepEqual((await theChangeover(world)).licences?.result, { moved: 60, failed: 0, left: 0 });
  });
});
