import assert from 'node:assert/strict';
import { DAY, HOUR } from '../../changeover/working-time.ts';
import { answers, approves, joins, opens, theChangeover } from '../support/story-world.ts';
import { asksForLink, connects } from '../support/tenant-story.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

describe('a tenant that speaks for itself', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld('postgres', MONDAY, { hasTenants: true });
    await joins(world, await opens(world));
  });
  afterEach(() => world.close());

  it('shows an overlap that nobody had told of, to each side in its own money', async () => {
    await connects(world);
    await world.tenants!.turn(await theChangeover(world), { newOnAllUsers: true });
    await world.goTo(MONDAY + DAY);
    assert.match(await world.alex.sees(/both subscriptions run since 2 March 2026/), /costs you €8\.22/);
    assert.match(await world.megan.sees(/both subscriptions run since 2 March 2026/), /costs you €7\.76/);
    const { lines, steps } = await theChangeover(world);
    assert.equal(lines[0]!.newStartsOn, '2026-03-02');
    assert.equal(steps['approve-partner']?.doneKind, 'reading');
  });

  it('opens a step again that was said to be done too early, and shows both words', async () => {
    await connects(world);
    await world.tenants!.turn(await theChangeover(world), { newOnAllUsers: true });
    await world.goTo(MONDAY + DAY);
    await answers(world, /Check what we noted/);
    await answers(world, /Find who may cancel/);
    await answers(world, /Know the mail that may come/);
    await answers(world, /End the old subscription/);
    await world.goTo(world.now() + 30 * 60_000);
    world.alex.doesNotSee(/is open again/);
    await world.goTo(world.now() + HOUR);
    await world.alex.sees(/“End the old subscription” is open again/);
    await world.alex.says('tenant');
    await world.alex.sees(/What was said, and what the tenant shows/);
    await world.alex.sees(/the old subscription has ended. The tenant shows on .*: the old subscription is still live/);
  });

  it('closes by itself the step that ends the old subscription once the tenant shows it gone', async () => {
    await connects(world);
    const changeover = await theChangeover(world);
    await world.tenants!.turn(changeover, { newOnAllUsers: true });
    await world.goTo(MONDAY + DAY);
    await world.tenants!.turn(changeover, { oldCancelled: true });
    await world.goTo(MONDAY + DAY + 4 * HOUR);
    assert.equal((await theChangeover(world)).lines[0]!.oldEndedOn, '2026-03-03');
  });

  it('is looked at before a reminder goes out, so that what is done already is not asked for', async () => {
    await connects(world);
    await world.tenants!.turn(await theChangeover(world), { newOnAllUsers: true, oldCancelled: true });
    await world.goTo(MONDAY + DAY);
    world.alex.doesNotSee(/Both will be billed/);
  });

  it('goes on by people’s word when consent is refused, and says so', async () => {
    const back = await asksForLink(world);
    back.searchParams.set('error', 'access_denied');
    const page = await fetch(back);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /Nothing was granted/);
    await world.alex.says('tenant');
    await world.alex.sees(/nothing was granted/);
    await approves(world);
  });

  it('is not read with the answer of another tenant, and each link is answered once', async () => {
    const back = await asksForLink(world);
    back.searchParams.set('admin_consent', 'True');
    back.searchParams.set('tenant', 'a91e4d36-2b7c-4e5f-8d60-3c4b5a697803');
    assert.match(await (await fetch(back)).text(), /That was another tenant/);
    back.searchParams.set('tenant', (await theChangeover(world)).customer.tenantId!);
    const again = await fetch(back);
    assert.equal(again.status, 400);
    assert.match(await again.text(), /That was another tenant/);
    assert.equal((await theChangeover(world)).link?.read, undefined);
  });

  it('knows no link that it did not make, and none after a day', async () => {
    const back = await asksForLink(world);
    const other = new URL(back);
    other.searchParams.set('state', back.searchParams.get('state')!.replace(/.{4}$/, 'AAAA'));
    other.searchParams.set('admin_consent', 'True');
    assert.match(await (await fetch(other)).text(), /not known/);
    await world.goTo(MONDAY + DAY + HOUR);
    back.searchParams.set('admin_consent', 'True');
    assert.match(await (await fetch(back)).text(), /too old/);
  });

  it('says who can mend it when consent is taken back in the middle', async () => {
    await connects(world);
    await world.tenants!.turn(await theChangeover(world), { consent: false });
    await world.goTo(MONDAY + DAY + HOUR);
    await world.alex.sees(/I can’t read your tenant any more/);
    await world.megan.sees(/An administrator of the customer can mend it/);
    await connects(world);
    assert.equal((await theChangeover(world)).link?.trouble, undefined);
  });

  it('is read no more once somebody says so', async () => {
    await connects(world);
    await world.alex.says('disconnect');
    await world.alex.sees(/I don’t read the tenant any more/);
    const before = world.graph!.exchanges.length;
    await world.goTo(MONDAY + 2 * DAY);
    assert.equal(world.graph!.exchanges.length, before);
  });
});
