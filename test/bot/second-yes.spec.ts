import assert from 'node:assert/strict';
import { textOfPost } from '../../sandbox/transcripts.ts';
import { lastWordsIn, submits, toPreview } from '../support/task-dialog.ts';
import { deedsIn, joins, theChangeover } from '../support/story-world.ts';
import { buttonOf, sendsPress, wordsOf } from '../support/team-world.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

const DAY = 86_400_000;
const ASKS = /A second yes, please: Contoso/;
const CODE = /join ([0-9A-Z-]{26,})/;

describe('a new changeover above the limit', function () {
  this.timeout(60_000);
  let world: World;
  afterEach(() => world.close());

  async function withLimit(amount: string): Promise<void> {
    world = await aWorld('embedded');
    await world.megan.installs();
    await world.megan.says(`limit ${amount}`);
    await world.megan.sees(/waits for the yes of a second person/);
  }

  async function asksByDialog(): Promise<void> {
    const answer = await submits(world.megan, await toPreview(world.megan), 'Open the changeover');
    assert.match(lastWordsIn(answer), /a second person has to agree/);
    await world.megan.sees(ASKS);
  }

  async function asksByThread(): Promise<void> {
    const { megan } = world;
    const { parties, old, terms } = PARTIES_OF_FABRIKAM;
    await megan.says('new');
    for (const [button, typed] of [
      ['Continue', { course: 'direct-to-csp' }],
      ['Continue', parties],
      ['Continue', old],
      ['Show what it costs', terms],
      ['Open the changeover', {}],
    ] as const) {
      await megan.sees(/which kind|What kind|Form \d|Nothing is saved yet/);
      await megan.presses(button, typed);
    }
    await megan.sees(ASKS);
  }

  const openCount = async (): Promise<number> => (await world.running.store.openChangeovers(5)).length;

  for (const [door, asks] of [
    ['dialog', asksByDialog],
    ['thread', asksByThread],
  ] as const) {
    it(`by the ${door} is opened by another technician alone, who is named beside who asked`, async () => {
      await withLimit('1 EUR');
      await asks();
      assert.equal(await openCount(), 0);
      assert.match(
        await world.megan.sees(ASKS),
        /Megan Bowen[\s\S]*Paid twice, both together €[\s\S]*Your limit €1\.00/,
      );
      const own = await sendsPress(world.megan, buttonOf(world.megan, 'Yes, open it'));
      assert.match(wordsOf(own), /You asked for this one yourself/);
      assert.equal(await openCount(), 0);
      await world.diego.presses('Yes, open it');
      await world.diego.sees(/Diego .*said yes\. The changeover is open/);
      const code = CODE.exec(await world.diego.sees(CODE))![1]!;
      const { id } = await theChangeover(world);
      const [first] = await world.running.store.journal(id);
      const opened = first!.events.find((event) => event.type === 'opened');
      assert.ok(opened?.type === 'opened');
      assert.equal(opened.askedBy?.objectId, world.megan.cast.objectId);
      assert.equal(opened.openedBy?.objectId, world.diego.cast.objectId);
      await joins(world, code);
    });
  }

  it('is opened once, however many say yes, and however often', async () => {
    await withLimit('1 EUR');
    await asksByDialog();
    const yes = buttonOf(world.diego, 'Yes, open it');
    await world.diego.presses('Yes, open it', {}, { times: 3 });
    assert.equal(await openCount(), 1);
    const deeds = await deedsIn(world);
    await sendsPress(world.diego, yes);
    assert.equal(await deedsIn(world), deeds);
  });

  it('is gone with a no, also of who asked', async () => {
    await withLimit('1 EUR');
    await asksByDialog();
    const yes = buttonOf(world.diego, 'Yes, open it');
    await world.megan.presses('No, drop it');
    await world.megan.sees(/Megan Bowen said no/);
    assert.match(JSON.stringify((await sendsPress(world.diego, yes)).body), /no longer waits/);
    assert.equal(await openCount(), 0);
  });

  it('is not opened by a yes that comes after a week', async () => {
    await withLimit('1 EUR');
    await asksByDialog();
    const yes = buttonOf(world.diego, 'Yes, open it');
    await world.goTo(MONDAY + 7 * DAY);
    assert.match(JSON.stringify((await sendsPress(world.diego, yes)).body), /no longer waits/);
    assert.equal(await openCount(), 0);
  });

  it('is not opened by a yes once a day that was looked at has gone by', async () => {
    await withLimit('1 EUR');
    const terms = { ...PARTIES_OF_FABRIKAM.terms, 'newStartsOn.k1': '2026-03-04' };
    await submits(world.megan, await toPreview(world.megan, { terms }), 'Open the changeover');
    await world.megan.sees(ASKS);
    const yes = buttonOf(world.diego, 'Yes, open it');
    await world.goTo(MONDAY + 3 * DAY);
    assert.match(wordsOf(await sendsPress(world.diego, yes)), /a day in it has gone by/);
    assert.equal(await openCount(), 0);
  });

  it('is not opened from another channel of the team, or one to one', async () => {
    await withLimit('1 EUR');
    await asksByDialog();
    const yes = buttonOf(world.diego, 'Yes, open it');
    const other = '19:other-channel@thread.tacv2';
    const conversation = {
      id: other,
      conversationType: 'channel',
      isGroup: true,
      tenantId: world.diego.cast.company.tenantId,
    };
    await sendsPress(world.diego, yes, { conversation });
    await sendsPress(world.alex, yes);
    assert.equal(await openCount(), 0);
  });

  it('is shown again by a word or from the board, in its own channel, until it is settled', async () => {
    await withLimit('1 EUR');
    await world.diego.says('second yes');
    await world.diego.sees(/No new changeover waits/);
    await asksByDialog();
    await world.diego.says('board');
    await world.diego.sees(/One new changeover waits for the yes of a second person/);
    await world.diego.presses('Show it');
    const again = (): number => world.diego.posts().filter((post) => ASKS.test(textOfPost(post))).length;
    await world.connector.until(
      () => (again() === 2 ? true : undefined),
      () => 'the question once more',
    );
    assert.match(
      await world.diego.sees(ASKS),
      /Megan Bowen asks for a second yes[^]*Paid twice, both together €[^]*Your limit €1\.00/,
    );
    const id = '19:other-channel@thread.tacv2';
    const { tenantId } = world.diego.cast.company;
    const conversation = { id, conversationType: 'channel', isGroup: true, tenantId };
    await world.diego.sends({ text: 'second yes', conversation });
    const there = (): string => world.connector.posts(id).map(textOfPost).join('\n');
    await world.connector.until(
      () => (/One new changeover waits[^]*One of them is not here/.test(there()) ? true : undefined),
      () => `an answer in the other channel, not ${there()}`,
    );
    assert.doesNotMatch(there(), ASKS);
    await world.alex.says('second yes');
    assert.doesNotMatch(world.alex.screen(), /second person/);
    await world.diego.presses('Yes, open it');
    await world.diego.sees(/said yes\. The changeover is open/);
    await world.diego.says('second yes');
    await world.diego.sees(/No new changeover waits[^]*$/);
  });

  it('waits for nobody where the limit is higher, or gone; a lead alone sets it', async () => {
    await withLimit('5000 EUR');
    await submits(world.megan, await toPreview(world.megan), 'Open the changeover');
    assert.equal(await openCount(), 1);
    await world.diego.says('limit 1 EUR');
    await world.diego.sees(/Only a lead of this team/);
    await world.megan.says('limit');
    await world.megan.sees(/more than €5,000\.00/);
    await world.megan.says('digest off');
    await world.megan.says('limit 500');
    await world.megan.sees(/with its currency/);
    await world.megan.says('limit');
    await world.megan.sees(/more than €5,000\.00/);
    await world.megan.says('limit off');
    await world.megan.sees(/The limit is gone/);
    await world.megan.says('limit');
    await world.megan.sees(/There is no limit/);
  });

  it('asks also where the overlap is in another currency than the limit', async () => {
    await withLimit('100000 USD');
    await asksByDialog();
    assert.doesNotMatch(world.megan.posts().map(textOfPost).join('\n'), /Check number/);
  });
});
