import assert from 'node:assert/strict';
import { comesTrue } from '../support/comes-true.ts';
import { joins, opens, theChangeover } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

describe('the licences of a customer', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await aWorld('postgres', undefined, { hasLicences: true });
    await joins(world, await opens(world));
  });
  afterEach(() => world.close());

  const state = async (): Promise<string | undefined> => (await theChangeover(world)).licences?.state;

  it('are looked at by the partner, moved by the customer with a bar on both cards, and put back', async () => {
    const { alex, megan } = world;
    await megan.says('licences');
    await megan.sees(/Looking changes nothing/);
    await megan.presses('Look at the licences');
    await comesTrue(world, 'the products are asked for', async () => (await state()) === 'asking');
    await megan.says('licences');
    await megan.sees(/which one replaces it/);
    const [from, to] = world.licences!.directoryOf(await theChangeover(world))!.skus;
    await megan.presses('Show what would change', { fromSku: from!.skuId, toSku: to!.skuId });
    await comesTrue(world, 'the move is planned', async () => (await state()) === 'planned');
    await megan.says('licences');
    await megan.sees(/An administrator of the customer starts it/);

    await alex.sees(/is planned: \d+ users/);
    await alex.says('licences');
    await alex.sees(/Business Standard \(O365_BUSINESS_PREMIUM\) → Microsoft 365 Business Premium \(SPB\)/);
    await alex.presses('Move the licences');
    await comesTrue(world, 'it stops for want of consent', async () => (await state()) === 'paused');
    await alex.says('licences');
    await alex.sees(/has to allow it/);
    world.licences!.turn(await theChangeover(world), { mayWrite: true });
    await alex.presses('Go on');
    await comesTrue(world, 'the licences are moved', async () => (await state()) === 'done');
    await alex.sees(/The licence move for contoso\.com is done/);
    await alex.says('licences');
    await alex.sees(/of \d+ moved/);
    await alex.presses('Yes, put them back');
    await comesTrue(world, 'the licences are back', async () => (await state()) === 'done');
    await alex.sees(/The licences of contoso\.com are back/);
    const directory = world.licences!.directoryOf(await theChangeover(world))!;
    assert.equal(directory.seen.withoutLicence, 0);
    assert.equal(directory.consumed(to!.skuId), 0);
  });

  it('show how far they are on the status card, which is edited in place while Microsoft makes them wait', async () => {
    const { alex, megan } = world;
    const changeover = await theChangeover(world);
    world.licences!.turn(changeover, { people: 60, writes: 40, mayWrite: true });
    const [from, to] = world.licences!.directoryOf(changeover)!.skus;
    await megan.says('licences');
    await megan.presses('Look at the licences');
    await comesTrue(world, 'the products are asked for', async () => (await state()) === 'asking');
    await megan.says('licences');
    await megan.presses('Show what would change', { fromSku: from!.skuId, toSku: to!.skuId });
    await comesTrue(world, 'the move is planned', async () => (await state()) === 'planned');
    await alex.says('licences');
    const posts = alex.posts().length;
    await alex.presses('Move the licences');
    await comesTrue(world, 'the bar stands on the way', () => /40 of 60 moved/.test(alex.screen()));
    assert.equal(await state(), 'running');
    assert.match(megan.screen(), /Licences are being moved/);
    assert.ok(alex.posts().length <= posts + 1, 'the card was posted anew');
    await world.goTo(world.now() + 160_000);
    await comesTrue(world, 'the licences are moved', async () => (await state()) === 'done');
    assert.deepEqual((await theChangeover(world)).licences?.result, { moved: 60, failed: 0, left: 0 });
  });
});
