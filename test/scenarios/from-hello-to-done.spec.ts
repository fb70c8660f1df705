import assert from 'node:assert/strict';
import { DAY } from '../../changeover/working-time.ts';
import { answers, approves, doesHers, joins, opens, theChangeover } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

/** The main job, as a customer's admin and a technician live it. It matters because everything else stands on it. */
describe('a direct-to-CSP changeover, from the first hello to its end', function () {
  this.timeout(60_000);
  let world: World;
  before(async () => {
    world = await aWorld('embedded');
  });
  after(() => world.close());

  it('is opened, joined, ordered, confirmed, ended, checked and closed', async () => {
    const { alex, megan } = world;
    await joins(world, await opens(world));
    await approves(world);
    await doesHers(world, /Order the new licences/, { 'Order or confirmation number': 'ORD-4711' });
    await answers(world, /Find the new order/);
    await world.goTo(Date.parse('2026-03-10T09:00:00Z'));
    alex.doesNotSee(/Cancel it in the admin centre/);

    await doesHers(world, /Put the new licences on the users/);
    await answers(world, /Confirm the new licences/);
    await alex.presses('Continue');
    await alex.sees(/Cancel it in the admin centre/);
    await alex.presses('Done', { reference: 'C-99' }, { on: /Cancel it in the admin centre/ });
    await alex.sees(/Thank you/);

    await world.goTo(world.now() + 40 * DAY);
    await answers(world, /Check the next bill/);
    await doesHers(world, /Tell the customer whom to call/, {
      'Whom the customer calls': 'Fabrikam service desk, +44 20 7946 0000',
    });
    const { id } = await theChangeover(world);
    await answers(world, /Finish the changeover/);
    await alex.sees(/Fabrikam service desk/);
    await megan.sees(/Done|over|closed/i);

    const journal = await world.running.store.journal(id);
    const events = journal.flatMap((row) => row.events);
    assert.deepEqual(
      events.filter((event) => event.type === 'actTaken' || event.type === 'closed').map((event) => event.type),
      ['actTaken', 'closed'],
    );
    assert.deepEqual(
      journal.map((row) => row.version),
      journal.map((_row, i) => i + 1),
    );
    assert.doesNotMatch(JSON.stringify(journal), /Contoso|Fabrikam|ORD-4711|C-99|Alex|Megan/);
    assert.ok(world.connector.exchanges.every((exchange) => exchange.status < 400));
  });
});
