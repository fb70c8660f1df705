import assert from 'node:assert/strict';
import { joins, opens } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

/** Statements that belong to the turn: what a delivery, the queue, the tick or a mark sends is not before the answer. */
const TURN = /^(load|commit)/;

describe('a turn on the real store', () => {
  let world: World;
  before(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
  });
  after(() => world.close());

  it('reads once and writes once before it answers an answer that is recorded', async () => {
    await world.alex.presses('Continue');
    await world.alex.sees(/Is that right/);
    const counted = await statementsBeforeAnswer(world, () => world.alex.presses('Done', {}, { on: /Is that right/ }));
    assert.deepEqual(counted, { reads: 1, writes: 1 });
  });

  it('reads once and writes nothing when nothing changes', async () => {
    const counted = await statementsBeforeAnswer(world, () => world.adele.says('help'));
    assert.equal(counted.reads, 1);
    // The conversation is new and kept; asked again, there is nothing to keep.
    assert.deepEqual(await statementsBeforeAnswer(world, () => world.adele.says('help')), { reads: 1, writes: 0 });
  });

  it('reads once and writes once for a press on the card in the channel', async () => {
    const press = (): Promise<void> => world.megan.presses('Done', {}, { on: /Your open steps/ });
    assert.deepEqual(await statementsBeforeAnswer(world, press), { reads: 1, writes: 1 });
  });
});

/** A person's act resolves when the bot has answered the HTTP request. */
async function statementsBeforeAnswer(
  world: World,
  act: () => Promise<void>,
): Promise<{ reads: number; writes: number }> {
  await world.running.pump.settle();
  const from = world.statements.length;
  await act();
  const names = world.statements.slice(from).map((statement) => statement.name ?? '');
  const turn = names.filter((name) => TURN.test(name));
  return {
    reads: turn.filter((name) => name.startsWith('load')).length,
    writes: turn.filter((name) => name.startsWith('commit')).length,
  };
}
