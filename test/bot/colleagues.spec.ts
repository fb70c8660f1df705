import assert from 'node:assert/strict';
import { person as personOf, type Person } from '../../sandbox/person.ts';
import { adele as adeleCast, lee as leeCast, type Cast } from '../../sandbox/people.ts';
import { deedsIn, joins, opens, theChangeover } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

const SHORT = /short form: (\d[0-9A-Z]{3}-[0-9A-Z]{4})/u;

/** Each test goes on from the one before it. */
describe('a customer’s colleagues', () => {
  let world: World;
  let vera: Person;
  before(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
    vera = someoneOf(world, adeleCast, '13', 'Vera');
  });
  after(() => world.close());

  async function invites(as: string): Promise<string> {
    await world.alex.says('invite a colleague');
    await world.alex.sees(/What is the colleague to be/);
    await world.alex.presses('Make a code', { inviteAs: as });
    return SHORT.exec(await world.alex.sees(/Code for your colleague/))![1]!;
  }

  it('come in by the short form of a code of their own, from the customer’s tenant only', async () => {
    const short = await invites('standIn');
    await world.lee.says(`join ${short}`);
    await world.lee.sees(/another company’s tenant/);
    await world.adele.says(`join ${short.toLowerCase().replace('-', ' ')}`);
    await world.adele.sees(/is that your company/);
    await world.adele.presses('Yes, that is us');
    await world.adele.sees(/Welcome, you have joined/);
    const { members } = await theChangeover(world);
    const adele = members.find(({ person }) => person.objectId === adeleCast.objectId);
    assert.deepEqual([adele?.role, adele?.isStandIn], ['customerAdmin', true]);
    await vera.says(`join ${short}`);
    await vera.sees(/used already/);
  });

  it('say which role they hold at Microsoft, and the step that needs it names them', async () => {
    await world.adele.says('who is who');
    await world.adele.sees(/Roles that you hold at Microsoft/);
    await world.adele.presses('Save my roles', { roles: 'billingAdministrator' }, { isUnchecked: true });
    await world.adele.sees(/Adele Vance: stand-in and Billing Administrator/);
    await world.adele.presses('Save my roles', { roles: 'masterOfBilling' }, { isUnchecked: true });
    await world.adele.sees(/choose one of the options/);
    await world.alex.presses('Continue');
    await world.alex.presses('Done', {}, { on: /Check what we noted/ });
    await world.alex.sees(/Thank you/);
    await world.alex.presses('Continue');
    assert.match(await world.alex.sees(/Find who may cancel/), /Of you: Adele Vance/);
  });

  it('who stand in hear what the others hear only while none of those can be reached', async () => {
    await world.running.pump.settle();
    await world.megan.presses('Ask the customer');
    await world.running.pump.settle();
    await world.alex.sees(/Fabrikam asks how it stands/);
    world.adele.doesNotSee(/Fabrikam asks how it stands/);
    await world.alex.uninstalls();
    await world.running.pump.settle();
    await world.goTo(world.now() + 5 * 3_600_000);
    await world.megan.says('ask the customer');
    await world.megan.sees(/The customer was asked just now/);
    await world.running.pump.settle();
    await world.adele.sees(/Fabrikam asks how it stands/);
    await world.alex.installs();
  });

  it('who read along see where things stand and can change nothing, neither by words nor by presses', async () => {
    const short = await invites('viewer');
    await vera.says(`join ${short}`);
    await vera.presses('Yes, that is us');
    const card = await vera.sees(/Your changeover to Fabrikam/);
    assert.doesNotMatch(card, /Continue|Correct|Call off/);
    const deeds = await deedsIn(world);
    await vera.says('snooze 2 days');
    await vera.sees(/You can read along, but not act/);
    await vera.says('invite a colleague');
    await vera.sees(/Only an admin of your company/);
    await vera.says('next');
    assert.equal(await deedsIn(world), deeds);
  });

  it('are named a stand-in by an admin, never all of them', async () => {
    await world.alex.says('who is who');
    assert.doesNotMatch(await world.alex.sees(/Adele Vance: stand-in/), /Alex Wilber stands in/);
    await world.alex.presses('Adele Vance: no longer a stand-in');
    await world.alex.sees(/Adele Vance: admin/);
    await world.alex.presses('Alex Wilber stands in');
    await world.alex.sees(/Alex Wilber: stand-in/);
  });

  it('and strangers try five wrong codes an hour, whatever chat they write in and however often they come anew', async () => {
    for (const last of ['A', 'B', 'C', 'D', 'E']) {
      await world.lee.says(`join 1234-567${last}`);
      await world.lee.sees(/isn’t right/);
      await world.lee.uninstalls();
      await world.lee.installs();
    }
    await world.lee.says('join 1234-567F');
    await world.lee.sees(/Too many wrong codes/);
    await world.goTo(world.now() + 3_600_001);
    await world.lee.says('join 1234-567F');
    await world.lee.sees(/isn’t right/);
  });

  it('and many accounts of one tenant together no faster than one that is patient', async () => {
    const crowd = Array.from({ length: 6 }, (_, i) => someoneOf(world, leeCast, `4${i}`, `Kim${i}`));
    for (const one of crowd.slice(0, 5)) {
      for (let code = 0; code < 5; code += 1) await one.says(`join 4321-567${code}`);
    }
    await crowd[5]!.says('join 4321-5670');
    await crowd[5]!.sees(/Too many wrong codes/);
  });

  it('and a hundred guesses at once count one by one', async () => {
    const ray = someoneOf(world, { ...leeCast, company: { ...leeCast.company, tenantId: OTHER_TENANT } }, '77', 'Ray');
    await Promise.allSettled(Array.from({ length: 20 }, (_, i) => ray.says(`join 9876-54${10 + i}`)));
    await ray.says('join 9876-5500');
    await ray.sees(/Too many wrong codes/);
    const wrong = ray.posts().filter((post) => JSON.stringify(post).includes('That code isn’t right'));
    assert.ok(wrong.length <= 5, `${wrong.length} guesses were looked at`);
  });
});

const OTHER_TENANT = 'b91e4d36-2b7c-4e5f-8d60-3c4b5a697899';

/** Somebody of the same company as `like`, with a chat of their own. */
function someoneOf(world: World, like: Cast, number: string, givenName: string): Person {
  const cast = {
    ...like,
    givenName,
    name: `${givenName} ${like.surname}`,
    objectId: `f00dbabe-${number.padStart(4, '0')}-4000-8000-0000000000${number}`,
    teamsId: `29:${givenName.toLowerCase()}`,
  };
  const botUrl = (): string => `${world.running.url}/api/messages`;
  return personOf({ cast, place: 'personal', connector: world.connector, botUrl, now: () => world.now() });
}
