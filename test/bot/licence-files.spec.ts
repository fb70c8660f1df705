import assert from 'node:assert/strict';
import { comesTrue } from '../support/comes-true.ts';
import { joins, opens, theChangeover } from '../support/story-world.ts';
import { connects } from '../support/tenant-story.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';
import { aWorld, type World } from '../support/world.ts';

const HOUR = 3_600_000;

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
    links = [...JSON.stringify(world.megan.posts()).matchAll(/http:[^"\\]+\/licences\/[^"\\]+/g)].map(([link]) => link);
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

  it('are not there for another key, another name or another move', async () => {
    const [csv = ''] = links;
    const wrongKey = csv.replace(/\/[\w-]{32}\//, `/${'x'.repeat(32)}/`);
    for (const path of [
      wrongKey,
      csv.replace('licences.csv', 'other.csv'),
      csv.replace(/licences\/[\w-]+/, 'licences/none'),
    ]) {
      assert.equal((await get(path)).status, 404, path);
    }
  });

  it('are gone after thirty days', async () => {
    await world.goTo(world.now() + 31 * 24 * HOUR);
    assert.equal((await get(links[0]!)).status, 404);
  });
});
