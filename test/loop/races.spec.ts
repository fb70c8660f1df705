import assert from 'node:assert/strict';
import { joins, opens, theChangeover } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

async function eventsOf(world: World, type: string): Promise<number> {
  const { id } = await theChangeover(world);
  const journal = await world.running.store.journal(id);
  return journal.flatMap((row) => row.events).filter((event) => event.type === type).length;
}

describe('people who act at the same time', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  it('are greeted once, although an install is told of twice at once', async () => {
    await world.alex.installs();
    await world.alex.sees(/I am Changeover/);
    await world.alex.installs();
    assert.equal(world.alex.posts().filter((post) => /I am Changeover/.test(JSON.stringify(post.activity))).length, 1);
  });

  it('press the same button twice for one event', async () => {
    await joins(world, await opens(world));
    await world.megan.presses('Done', {}, { on: /Send the reseller request/, times: 3 });
    assert.equal(await eventsOf(world, 'stepDone'), 1);
  });

  it('press as two technicians: one wins, the other sees that it is done', async () => {
    await joins(world, await opens(world));
    const on = { on: /Send the reseller request/ };
    await Promise.all([world.megan.presses('Done', {}, on), world.diego.presses('Done', {}, on)]);
    assert.equal(await eventsOf(world, 'stepDone'), 1);
    const { steps } = await theChangeover(world);
    assert.ok(steps['send-request']?.doneBy);
  });

  it('send the same message again without its being taken for the next answer', async () => {
    await joins(world, await opens(world));
    await world.alex.presses('Continue');
    await world.alex.sees(/Check what we noted/);
    for (let i = 0; i < 3; i++) await world.alex.sends({ id: 'the-same-message', text: 'done' });
    await world.alex.sees(/Find who may cancel/);
    assert.equal(await eventsOf(world, 'stepDone'), 1);
  });

  it('find their question again after a restart', async () => {
    await joins(world, await opens(world));
    await world.alex.presses('Continue');
    await world.alex.sees(/Check what we noted/);
    await world.restart();
    await world.alex.says('done');
    await world.alex.sees(/Find who may cancel/);
    assert.equal(await eventsOf(world, 'stepDone'), 1);
  });
});

describe('a stranger', () => {
  let world: World;
  before(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
  });
  after(() => world.close());

  it('reads nothing and changes nothing, whatever the card claims', async () => {
    const { id, version } = await theChangeover(world);
    const words = ['status', 'next', 'steps', 'why', 'real', 'snooze', 'orderSheet', 'joinCode', 'callOff', 'continue'];
    for (const verb of words) {
      await world.lee.sends({ text: undefined, value: { verb, changeover: id, seen: version } });
    }
    const press = { verb: 'answer', changeover: id, step: 'check-facts', answer: 'done', seen: version };
    await world.lee.sends({ text: undefined, value: press });
    const value = { action: { type: 'Action.Execute', verb: 'answer', data: press }, trigger: 'manual' };
    const answer = await world.lee.sends({ type: 'invoke', name: 'adaptiveCard/action', text: undefined, value });
    assert.equal(answer.status, 200);
    assert.doesNotMatch(JSON.stringify(answer.body), /Contoso|Fabrikam|contoso\.com/);
    assert.doesNotMatch(world.lee.screen(), /Contoso|Fabrikam|contoso\.com|8\.22/);
    assert.equal((await theChangeover(world)).version, version);
  });
});
