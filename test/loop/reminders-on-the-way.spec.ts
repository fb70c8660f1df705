import assert from 'node:assert/strict';
import { DAY, HOUR } from '../../changeover/working-time.ts';
import { answers, approves, doesHers, joins, opens } from '../support/story-world.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

describe('reminders, through the whole loop', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
  });
  afterEach(() => world.close());

  it('about an overlap ahead reach both sides, each in its own form and money', async () => {
    await world.goTo(MONDAY + DAY);
    assert.match(await world.alex.sees(/Both will be billed from 9 March 2026/), /€8\.22 a day/);
    assert.match(await world.megan.sees(/Both will be billed from 9 March 2026/), /€7\.76 a day/);
  });

  it('wait for the morning of their reader', async () => {
    const before = world.alex.posts().length;
    // Monday evening in Amsterdam: what would be due in the night comes on Tuesday.
    await world.goTo(MONDAY + 12 * HOUR);
    await world.goTo(MONDAY + 20 * HOUR);
    assert.equal(world.alex.posts().length, before);
    await world.goTo(MONDAY + DAY);
    assert.ok(world.alex.posts().length > before);
  });

  it('never name an end before the new licences are confirmed, and stop when it is done', async () => {
    await approves(world);
    await doesHers(world, /Order the new licences/, { 'Order or confirmation number': 'ORD-1' });
    await answers(world, /Find the new order/);
    await world.goTo(Date.parse('2026-03-12T10:00:00Z'));
    await world.alex.sees(/Both are billed/);
    world.alex.doesNotSee(/Cancel it in the admin centre/);
    await doesHers(world, /Put the new licences on the users/);
    await answers(world, /Confirm the new licences/);
    await world.alex.presses('Continue');
    await world.alex.sees(/Cancel it in the admin centre/);
    await world.alex.presses('Done', {}, { on: /Cancel it in the admin centre/ });
    await world.alex.sees(/Thank you/);
    const seen = (world.alex.screen().match(/Both are billed/g) ?? []).length;
    await world.goTo(world.now() + 14 * DAY);
    assert.equal((world.alex.screen().match(/Both are billed/g) ?? []).length, seen);
  });

  it('are sent once, although the clock is set back and passes again', async () => {
    await world.goTo(MONDAY + DAY);
    await world.alex.sees(/Both will be billed/);
    const { length } = world.alex.posts();
    await world.goTo(MONDAY);
    await world.goTo(MONDAY + DAY);
    assert.equal(world.alex.posts().length, length);
  });
});
