import assert from 'node:assert/strict';
import { diego as diegoCast } from '../../sandbox/people.ts';
import { answers, joins, opens } from '../support/story-world.ts';
import { buttonOf, leaves, sendsPress, wordsOf } from '../support/team-world.ts';
import { aWorld, type World } from '../support/world.ts';

/** Each test goes on from the one before it. */
describe('which Microsoft role a step of the partner’s needs', function () {
  this.timeout(60_000);
  let world: World;
  before(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
    await answers(world, /Check what we noted/);
    await world.running.pump.settle();
  });
  after(() => world.close());

  const howTo = async (who = world.megan): Promise<string> => {
    await who.presses('Show how', {}, { on: /Send the reseller request/ });
    return who.sees(/Who can do it: Admin agent in Partner Center/);
  };

  it('stands on it, with where to say who has it', async () => {
    assert.match(await howTo(), /Nobody of the team has said to hold it/);
  });

  it('is said by each technician on the team’s card, and by name on the step of who worked on it', async () => {
    await world.diego.says('team');
    await world.diego.sees(/Nobody has said so yet/);
    await world.diego.presses('Save my roles', { roles: 'adminAgent,salesAgent' }, { isUnchecked: true });
    await world.diego.sees(/Diego Siciliani: Admin agent in Partner Center and Sales agent in Partner Center/);
    assert.match(await howTo(), /Of you: one technician of the team \(“team” says who\)/);
    await world.diego.presses('I take it');
    await world.running.pump.settle();
    assert.match(await howTo(), /Of you: Diego Siciliani/);
  });

  it('is taken for no other role than those that there are', async () => {
    const button = buttonOf(world.diego, 'Save my roles');
    const piece = { ...button.piece, data: { verb: 'teamRoles', roles: 'masterOfOrders' } };
    assert.match(wordsOf(await sendsPress(world.diego, { ...button, piece })), /choose one of the options/);
  });

  it('is nobody’s any more once who had it has left the team', async () => {
    await leaves(world, world.diego, world.megan);
    await world.running.pump.settle();
    assert.match(await howTo(), /Nobody of the team has said to hold it/);
    await world.megan.says('team');
    assert.doesNotMatch(await world.megan.sees(/The team Fabrikam Cloud/), new RegExp(diegoCast.name, 'u'));
  });
});
