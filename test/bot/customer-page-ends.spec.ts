import assert from 'node:assert/strict';
import { exportHistory } from '../../loop/export-history.ts';
import { formOf, linkSeen, opensPage, sendsForm } from '../support/page-visitor.ts';
import { opens, theChangeover } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

const FIRST = 'check-facts';

describe('a link to a customer’s page', function () {
  this.timeout(60_000);
  let world: World;

  beforeEach(async () => {
    world = await aWorld();
    await opens(world);
    await world.megan.presses('E-mail and web page');
  });
  afterEach(() => world.close());

  it('opens nothing while the bot is out of its team, and what is pressed then changes nothing', async () => {
    const path = await linkSeen(world);
    const form = { ...(await formOf(world, path, FIRST)), answer: 'done' };
    await world.megan.uninstalls();
    assert.equal((await opensPage(world, path)).status, 404);
    assert.equal((await sendsForm(world, path, form)).status, 404);
    assert.equal((await theChangeover(world)).steps[FIRST]?.doneAt, undefined);
    await world.megan.installs();
    assert.equal((await opensPage(world, path)).status, 200);
  });

  it('ends for good when the data of its company is deleted', async () => {
    const path = await linkSeen(world);
    const form = { ...(await formOf(world, path, FIRST)), answer: 'done' };
    const { id } = await theChangeover(world);
    await world.megan.replies('delete our data');
    await world.megan.presses(/Delete all of it/u, { forgetDomain: 'fabrikam.com' });
    await world.megan.sees(/The data of fabrikam\.com is deleted here/u);
    await world.running.pump.settle();
    assert.equal((await opensPage(world, path)).status, 404);
    assert.equal((await sendsForm(world, path, form)).status, 404);
    const { changeovers } = await world.running.store.load({ conversationId: '', changeoverId: id });
    assert.equal(changeovers[0]?.page, undefined);
    assert.equal(changeovers[0]?.steps[FIRST]?.doneAt, undefined);
  });

  it('that leaked is of no use once a technician withdrew it or made a new one, before the next press', async () => {
    const leaked = await linkSeen(world);
    const form = { ...(await formOf(world, leaked, FIRST)), answer: 'done' };
    await world.megan.presses('Make a new link');
    const renewed = await linkSeen(world);
    assert.equal((await opensPage(world, leaked)).status, 404);
    assert.equal((await sendsForm(world, leaked, form)).status, 404);
    // Its form does not open the new one either: each link seals its own.
    assert.equal((await sendsForm(world, renewed, form)).status, 400);
    await world.megan.presses('Withdraw the link');
    await world.megan.sees(/The link is withdrawn/u);
    assert.equal((await opensPage(world, renewed)).status, 404);
    assert.equal((await theChangeover(world)).steps[FIRST]?.doneAt, undefined);
  });

  it('leaves in the history what was said on the page, by nobody’s name, and which link was made and withdrawn', async () => {
    const path = await linkSeen(world);
    await sendsForm(world, path, { ...(await formOf(world, path, FIRST)), answer: 'done', note: 'all is right' });
    await world.megan.presses('Withdraw the link');
    await world.megan.replies('history');
    const seen = await world.megan.sees(/What happened/u);
    assert.match(seen, /Said to be done: Check what we noted \(on the customer’s web page\)/u);
    assert.match(seen, /on the web page/u);
    assert.match(seen, /A link to the customer’s web page was made, good until/u);
    assert.match(seen, /The link to the customer’s web page was withdrawn/u);

    const changeover = await theChangeover(world);
    const history = (await world.running.store.history(changeover.id))!;
    const said = history.rows.filter(({ actor }) => actor.door === 'page');
    assert.deepEqual(
      said.map(({ actor }) => actor),
      [{ door: 'page' }],
    );
    assert.match(JSON.stringify(said[0]?.events), /"step":"check-facts","type":"stepAnswered"/u);
    const file = JSON.stringify(exportHistory(changeover, history, { side: 'partner' }, world.now()));
    assert.match(file, /"door":"page"/u);
    const token = path.split('?t=')[1]!;
    assert.ok(!file.includes(token) && !file.includes(token.split('.')[1]!), 'no file has the link in it');
  });
});
