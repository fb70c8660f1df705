import assert from 'node:assert/strict';
import { alex, personalChatOf } from '../../sandbox/people.ts';
import { joins, opens } from '../support/story-world.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';
import { DAY } from '../../changeover/working-time.ts';

const CHAT = personalChatOf(alex);

describe('delivery', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
  });
  afterEach(() => world.close());

  const cardsOfAlex = (): number =>
    world.alex.posts().filter((post) => /"All steps"/.test(JSON.stringify(post.activity))).length;

  it('updates the status card of the other side in place', async () => {
    const { length } = world.alex.posts();
    await world.megan.presses('Done', {}, { on: /Send the reseller request/ });
    await world.connector.until(
      () => (/1 of 14 steps done/.test(world.alex.screen()) ? true : undefined),
      () => 'the card of Alex',
    );
    assert.equal(world.alex.posts().length, length);
  });

  it('posts a card anew when it is gone', async () => {
    const card = world.alex.posts().findLast((post) => /"All steps"/.test(JSON.stringify(post.activity)));
    world.connector.remove(CHAT, card!.id);
    await world.megan.presses('Done', {}, { on: /Send the reseller request/ });
    await world.alex.sees(/1 of 14 steps done/);
    assert.equal(cardsOfAlex(), 1);
  });

  it('shrinks the old card to a line when a new one is asked for', async () => {
    await world.alex.says('status');
    await world.alex.sees(/Your changeover to Fabrikam/);
    await world.connector.until(
      () => (cardsOfAlex() === 1 ? true : undefined),
      () => 'one card with buttons',
    );
    assert.match(world.alex.screen(), /has moved down to the newest message/);
  });

  it('tries again what the connector was too busy for, and loses nothing', async () => {
    world.connector.fail({ kind: 'throttled', path: CHAT, times: 2, retryAfter: 1 });
    await world.goTo(MONDAY + DAY);
    await world.goTo(MONDAY + DAY + 120_000);
    await world.alex.sees(/Both will be billed/);
  });
});
