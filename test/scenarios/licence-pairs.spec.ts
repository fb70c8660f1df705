import assert from 'node:assert/strict';
import { skuIdOf } from '../../changeover/product-ids.ts';
import { comesTrue } from '../support/comes-true.ts';
import {
  aLicenceWorld,
  directoryOf,
  gives,
  holders,
  isIn,
  looksAtLicences,
  plans,
  starts,
} from '../support/licence-world.ts';
import { theChangeover } from '../support/story-world.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';
import type { World } from '../support/world.ts';

const MINUTE = 60_000;
const STANDARD = skuIdOf('business-standard')!;
const PREMIUM = skuIdOf('business-premium')!;

describe('several products of a customer', function () {
  this.timeout(60_000);
  let world: World;
  afterEach(() => world.close());

  it('are moved at once, each to its own, while an add-on is kept as it is', async () => {
    world = await aLicenceWorld();
    const { alex, megan } = world;
    const phone = await gives(world, 'teams-phone', 20, 5);
    const visio = await gives(world, 'visio-2', 10, 3);
    const project = await gives(world, 'project-3', 10);
    await looksAtLicences(world, megan);
    await megan.sees(/Business Standard \(O365_BUSINESS_PREMIUM\), on 18 users, becomes/);
    await megan.sees(/Microsoft Teams Phone Standard \(MCOEV\), on 5 users, becomes/);
    const { olds = [] } = (await theChangeover(world)).licences!.question!;
    const at = (skuId: string): string => `to${olds.findIndex((old) => old.skuId === skuId)}`;
    await plans(world, megan, { [at(STANDARD)]: PREMIUM, [at(visio)]: project, [at(phone)]: 'keep' });
    await megan.sees(/Business Standard \(O365_BUSINESS_PREMIUM\) → Microsoft 365 Business Premium \(SPB\)/);
    await megan.sees(/Visio Plan 2 \(VISIOCLIENT\) → Planner and Project Plan 3 \(PROJECTPROFESSIONAL\)/);
    await megan.sees(/No longer included: Visio Desktop App and Visio Web App/);
    megan.doesNotSee(/Teams Phone Standard \(MCOEV\) →/);
    await starts(world);
    await isIn(world, 'done');
    const directory = await directoryOf(world);
    assert.deepEqual(
      [STANDARD, PREMIUM, visio, project, phone].map((skuId) => holders(directory, skuId).length),
      [0, 18, 0, 3, 5],
    );
    assert.equal(directory.seen.withoutLicence, 0);
    assert.ok([...directory.seen.writes.values()].every((times) => times === 1));
    await alex.sees(/18 users moved/);
  });

  it('are found by their editions: a Dynamics line is mapped to the one that the tenant has', async () => {
    world = await aLicenceWorld({ old: { ...PARTIES_OF_FABRIKAM.old, product: 'dynamics-sales' } });
    const professional = await gives(world, 'dynamics-sales-professional', 20, 0);
    await gives(world, 'dynamics-sales-enterprise', 20);
    const directory = await directoryOf(world);
    directory.users.set('u1', {
      id: '11111111-0000-4000-8000-000000000099',
      name: 'Ada Adams',
      login: 'ada@contoso.com',
      isEnabled: true,
      location: 'NL',
      held: [],
    });
    directory.give('u1', professional);
    await looksAtLicences(world, world.megan);
    await world.megan.sees(/Dynamics 365 Sales Professional \(D365_SALES_PRO\), on 1 user, becomes/);
    const { olds } = (await theChangeover(world)).licences!.question!;
    assert.deepEqual([olds?.[0]?.skuId, olds?.[0]?.isLeft], [professional, true]);
  });

  it('are not moved when all are kept, and an answer to an older question changes nothing', async () => {
    world = await aLicenceWorld();
    const { alex, megan } = world;
    await looksAtLicences(world, megan);
    const asked = (await theChangeover(world)).licences?.id;
    await looksAtLicences(world, alex);
    await comesTrue(world, 'it is another question', async () => (await theChangeover(world)).licences?.id !== asked);
    await megan.presses('Show what would change', { to0: PREMIUM });
    await megan.sees(/moved on since/);
    await alex.presses('Show what would change', { to0: 'keep' });
    await alex.sees(/Every product stays as it is/);
    assert.equal((await theChangeover(world)).licences?.state, 'asking');
  });

  it('are put back move by move: an earlier one is refused with names while a later one stands', async () => {
    world = await aLicenceWorld();
    const { alex, megan } = world;
    const other = await gives(world, 'm365-e3', 40);
    await looksAtLicences(world, megan);
    await plans(world, megan, { to0: PREMIUM });
    await starts(world);
    await isIn(world, 'done');
    await world.goTo(world.now() + MINUTE);
    await looksAtLicences(world, megan);
    const { olds = [] } = (await theChangeover(world)).licences!.question!;
    await plans(world, megan, { [`to${olds.findIndex(({ skuId }) => skuId === PREMIUM)}`]: other });
    await starts(world);
    await isIn(world, 'done');
    await world.goTo(world.now() + MINUTE);
    await alex.says('licences');
    await alex.sees(/Earlier moves/);
    const [first] = (await theChangeover(world)).licencesBefore!;
    await alex.presses(/Yes, put back the move of/);
    await alex.sees(/18 users of this move were changed by a later move: Ada Adams, .* Put that one back first/);
    assert.equal((await theChangeover(world)).licences?.way, 'forth');
    await alex.says('licences');
    await alex.presses('Yes, put them back');
    await isIn(world, 'done');
    await world.goTo(world.now() + MINUTE);
    await alex.says('licences');
    await alex.presses(/Yes, put back the move of/);
    await isIn(world, 'done');
    assert.equal((await theChangeover(world)).licences?.id, first?.id);
    const directory = await directoryOf(world);
    assert.deepEqual([holders(directory, STANDARD).length, directory.seen.withoutLicence], [18, 0]);
  });
});
