import assert from 'node:assert/strict';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { createSearch } from '../../bot/search.ts';
import { systemClock, systemRandom } from '../../bot/system.ts';
import { within } from '../../bot/within.ts';
import { fabrikam, partnerTeam } from '../../sandbox/people.ts';
import { NOW, opening, unitOf } from '../store/units.ts';
import { OF_TWO, resultsIn, searches } from '../support/search-asks.ts';
import { aWorld, type World } from '../support/world.ts';

/** One full page, and a rest. */
const ALL = 31;

describe('a long search', function () {
  this.timeout(30_000);
  let world: World;
  before(async () => {
    world = await aWorld('embedded');
    await world.megan.installs();
    await world.megan.says('help');
    const { hash } = world.running.loop.shelf.standing('direct-to-csp');
    const playbook = { id: 'direct-to-csp', version: directToCsp.version, hash };
    const home = { partnerTenantId: fabrikam.tenantId, teamId: partnerTeam.id, channelId: partnerTeam.channel.id };
    const units = Array.from({ length: ALL }, (_, i) => {
      const save = opening({ ...home, customerDomain: `customer-${i}.example` });
      return unitOf({ ...save, next: { ...save.next, playbook } });
    });
    await world.running.store.commit(units, NOW);
  });
  after(() => world.close());

  it('comes in pages of 25, each changeover once', async () => {
    const pages = [
      resultsIn(await searches(world.megan, undefined, OF_TWO)),
      resultsIn(await searches(world.megan, undefined, OF_TWO, 25)),
    ];
    assert.deepEqual(
      pages.map((page) => page.length),
      [25, ALL - 25],
    );
    assert.equal(new Set(pages.flat().map(({ title }) => title)).size, ALL);
    assert.match(String((await searches(world.megan, undefined, OF_TWO, 50))['text']), /Nothing found/);
  });

  it('is answered in words before Teams stops waiting, when a roster says nothing', async () => {
    const never = new Promise<never>(() => {});
    const { store, loop } = world.running;
    const roster = { membershipOf: () => never, technicians: () => never, forget: () => {} };
    const search = createSearch({ store, shelf: loop.shelf, roster, clock: systemClock, random: systemRandom }, 1);
    const { cast } = world.megan;
    const answer = await search({
      what: 'search',
      text: '',
      skip: 0,
      changeoverId: '',
      person: { tenantId: fabrikam.tenantId, objectId: cast.objectId },
      place: { kind: 'personal', id: OF_TWO.id },
      reader: { locale: 'en', zone: 'UTC' },
    });
    assert.match(JSON.stringify(answer), /"composeExtension":\{"type":"message","text":"This takes longer/);
  });
});

describe('waiting within a limit', () => {
  it('gives what comes in time, and passes on what fails', async () => {
    assert.equal(await within(60_000, Promise.resolve(7)), 7);
    await assert.rejects(within(60_000, Promise.reject(new Error('no'))), /no/);
  });

  it('gives nothing for what never comes', async () => {
    assert.equal(await within(1, new Promise<never>(() => {})), undefined);
  });
});
