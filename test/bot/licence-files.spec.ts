import assert from 'node:assert/strict';
import { partnerTeam } from '../../sandbox/people.ts';
import type { Person } from '../../sandbox/person.ts';
import { comesTrue } from '../support/comes-true.ts';
import { joins, opens, theChangeover } from '../support/story-world.ts';
import { connects } from '../support/tenant-story.ts';
import { buttonOf, dataOf, elsewhere, sendsPress } from '../support/team-world.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';
import { aWorld, type World } from '../support/world.ts';

const MINUTE = 60_000;

describe('the files of a licence move', function () {
  this.timeout(60_000);
  let world: World;
  let links: readonly string[];
  before(async () => {
    world = await aWorld('postgres', undefined, { hasTenants: true });
    await joins(world, await opens(world, { terms: { ...PARTIES_OF_FABRIKAM.terms, 'sameProduct.k1': 'no' } }));
    await connects(world);
    await world.tenants!.turn(await theChangeover(world), { newThere: true });
    const [, to] = (await directory()).skus;
    (await directory()).users.values().next().value!.name = '=cmd()';
    await world.megan.says('licences');
    await world.megan.presses('Look at the licences');
    await comesTrue(world, 'it asks', async () => (await theChangeover(world)).licences?.state === 'asking');
    await world.megan.says('licences');
    await world.megan.presses('Show what would change', { to0: to!.skuId });
    await comesTrue(world, 'it is planned', async () => (await theChangeover(world)).licences?.state === 'planned');
    await world.megan.says('licences');
    await world.megan.sees(/This is what would happen/);
    links = await handedTo(world.megan);
  });
  after(() => world.close());

  const directory = async () => world.tenants!.licencesOf((await theChangeover(world)).customer.tenantId!)!;
  const get = async (path: string): Promise<Response> => fetch(path);

  it('are a list and a script, behind links on the card', async () => {
    const [csv, script] = links;
    const list = await get(csv!);
    assert.equal(list.status, 200);
    assert.match(list.headers.get('content-type') ?? '', /text\/csv/);
    assert.match(list.headers.get('content-disposition') ?? '', /attachment; filename="licences\.csv"/);
    assert.equal(list.headers.get('cache-control'), 'no-store');
    const text = await list.text();
    assert.equal(text.trim().split('\r\n').length, 1 + (await directory()).users.size);
    assert.match(text, /"'=cmd\(\)"/);
    assert.match(await (await get(script!)).text(), /Set-MgUserLicense/);
  });

  it('are not there by another ticket, or under another name', async () => {
    const [csv = ''] = links;
    const [path = '', ticket = ''] = csv.split('?ticket=');
    for (const wrong of [
      path,
      `${path}?ticket=${ticket.split('.')[0]}`,
      `${path}?ticket=x${ticket}`,
      csv.replace('licences.csv', 'other.csv'),
      csv.replace('/licences/', '/history/'),
    ]) {
      assert.equal((await get(wrong)).status, 404, wrong);
    }
  });

  it('are handed to a technician one to one, too, and to no channel', async () => {
    const megan = elsewhere(world, world.megan.cast, 'personal');
    await megan.says('licences');
    await megan.sees(/This is what would happen/);
    assert.equal((await get((await handedTo(megan))[0]!)).status, 200);
    const { piece } = buttonOf(world.megan, 'List and script');
    await world.megan.sends({ text: '', value: dataOf(piece) });
    await world.megan.sees(/would be open to everybody here/);
  });

  it('end with the right to read', async () => {
    const diego = elsewhere(world, world.diego.cast, 'personal');
    await diego.says('licences');
    await diego.sees(/This is what would happen/);
    const [csv] = await handedTo(diego);
    assert.equal((await get(csv!)).status, 200);
    world.connector.removeMember(partnerTeam.id, world.diego.cast.teamsId);
    assert.equal((await get(csv!)).status, 404);
    assert.equal((await get(links[0]!)).status, 200);
  });

  it('end after ten minutes', async () => {
    await world.goTo(world.now() + 10 * MINUTE);
    assert.equal((await get(links[0]!)).status, 404);
  });
});

/** The links on the card that the person is handed. */
async function handedTo(person: Person): Promise<readonly string[]> {
  const answer = await sendsPress(person, buttonOf(person, 'List and script'));
  return [...JSON.stringify(answer.body).matchAll(/http:[^"\\]+\/licences\/[^"\\]+/g)].map(([link]) => link);
}
