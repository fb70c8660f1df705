import assert from 'node:assert/strict';
import { megan as meganCast, partnerTeam } from '../../sandbox/people.ts';
import { joins, opens, theChangeover } from '../support/story-world.ts';
import { elsewhere, leaves, teamEvent } from '../support/team-world.ts';
import { aWorld, type World } from '../support/world.ts';

/** Each test goes on from the one before it, as the life of a team does. */
describe('who leads a partner’s team', () => {
  let world: World;
  before(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
  });
  after(() => world.close());

  it('is whoever brought the assistant, and asking for it does not take it from her', async () => {
    await world.diego.says('take the lead');
    await world.diego.sees(/led by Megan Bowen/);
    await world.diego.says('team');
    const card = await world.diego.sees(/The team Fabrikam Cloud/);
    assert.match(card, /Leads\n•\nMegan Bowen/);
    assert.doesNotMatch(card, /Hand over to/);
  });

  it('is more than one once a lead says so', async () => {
    await world.megan.says('team');
    await world.megan.sees(/You lead this team/);
    await world.megan.presses('Make a lead', { 'A technician of this team': 'Diego Siciliani' });
    await world.megan.sees(/Diego Siciliani leads this team too/);
  });

  it('can be changed only by who leads, and only to somebody of the team', async () => {
    await world.diego.says('team');
    await world.diego.sees(/You lead this team/);
    await world.diego.presses('No longer a lead', { 'A lead': 'Megan Bowen' });
    await world.diego.sees(/Megan Bowen leads this team no longer/);
    const stale = { technician: world.diego.cast.objectId };
    await world.megan.presses('Make a lead', stale, { again: true, isUnchecked: true });
    await world.megan.sees(/Only a lead of this team/);
    await world.diego.says('team');
    await world.diego.sees(/You lead this team/);
    await world.diego.presses(
      'Hand over to',
      { technician: 'f00dbabe-0099-4000-8000-000000000099' },
      { isUnchecked: true },
    );
    await world.diego.sees(/choose one of the options/);
    await world.diego.presses('Hand over to', { 'A technician of this team': 'Megan Bowen' });
    await world.diego.sees(/Megan Bowen leads this team from now on/);
  });

  it('lets the lead see what both sides pay, in a chat of her own too', async () => {
    const own = elsewhere(world, meganCast, 'personal');
    await own.says('status');
    const card = await own.sees(/Contoso/);
    assert.match(card, /The old subscription/);
    assert.match(card, /The new subscription/);
  });

  it('stays as it was when the assistant is removed and added again', async () => {
    await world.diego.uninstalls();
    await world.diego.installs();
    await world.diego.says('team');
    assert.match(await world.diego.sees(/The team Fabrikam Cloud/), /Leads\n•\nMegan Bowen/);
  });

  it('goes on under the team’s new name', async () => {
    await teamEvent(world.megan, {}, 'teamRenamed', 'Fabrikam Cloud Desk');
    await world.diego.says('team');
    await world.diego.sees(/The team Fabrikam Cloud Desk/);
  });

  it('is nobody once the last one left, which the channel is told, and then whoever asks', async () => {
    await leaves(world, world.megan, world.diego);
    await world.running.pump.settle();
    await world.diego.sees(/The last lead of this team has left/);
    await world.diego.says('take the lead');
    await world.diego.sees(/Diego Siciliani leads this team from now on/);
  });

  it('lets nobody in who left: neither in the channel nor in a chat of her own', async () => {
    await world.megan.says('status');
    await world.megan.sees(/not a member of this team any more/);
    const own = elsewhere(world, meganCast, 'personal');
    world.connector.removeMember(partnerTeam.id, meganCast.teamsId);
    await own.says('status');
    await own.sees(/I have to know which changeover is yours/);
  });

  it('reaches the customer when the team is archived, and the other way when it is back', async () => {
    await teamEvent(world.diego, {}, 'teamArchived');
    await world.running.pump.settle();
    await world.alex.sees(/the team is archived there/);
    await teamEvent(world.diego, {}, 'teamUnarchived');
    await world.running.pump.settle();
    const { reach = [] } = await theChangeover(world);
    assert.deepEqual(
      reach.map(({ why }) => why),
      [undefined],
    );
    await teamEvent(world.diego, {}, 'teamDeleted');
    await world.running.pump.settle();
    assert.equal((await theChangeover(world)).reach?.[0]?.why, 'conversationGone');
  });
});
