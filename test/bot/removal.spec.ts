import assert from 'node:assert/strict';
import { buttonsOf, stringOf } from '../../sandbox/card-reader.ts';
import { cardsOf, textOfPost } from '../../sandbox/transcripts.ts';
import { deedsIn, joins, opens, theChangeover } from '../support/story-world.ts';
import { searches } from '../support/search-asks.ts';
import { buttonOf, sendsPress, wordsOf } from '../support/team-world.ts';
import { aWorld, type World } from '../support/world.ts';

const SHORT = /short form: (\d[0-9A-Z]{3}-[0-9A-Z]{4})/u;

describe('somebody of the customer’s who is taken out', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await aWorld('embedded');
    await joins(world, await opens(world));
    await invites('admin');
  });
  afterEach(() => world.close());

  /** Alex asks Adele in. */
  async function invites(as: 'admin' | 'standIn' | 'viewer'): Promise<void> {
    await world.alex.says('invite a colleague');
    await world.alex.sees(/What is the colleague to be/);
    await world.alex.presses('Make a code', { inviteAs: as });
    const code = SHORT.exec(await world.alex.sees(/Code for your colleague/))![1]!;
    await world.adele.installs();
    await world.adele.says(`join ${code}`);
    await world.adele.sees(/is that your company/);
    await world.adele.presses('Yes, that is us');
    await world.adele.sees(/Your changeover to Fabrikam/);
  }

  async function removes(who: string, by = world.alex): Promise<void> {
    await by.says('who is who');
    await by.sees(/Who takes part no more/);
    await by.presses('Yes, take out', { 'Who takes part no more': who });
  }

  const seen = async (who: World['adele'], words: RegExp): Promise<string> =>
    world.connector.until(
      () =>
        who
          .posts()
          .map(textOfPost)
          .find((text) => words.test(text)),
      () => String(words),
    );

  it('is told who did it, and the partner that somebody is gone', async () => {
    await removes('Adele Vance');
    await world.alex.sees(/Adele Vance takes part no more/);
    assert.match(
      await seen(world.adele, /has taken you out/),
      /Alex Wilber has taken you out of the changeover of contoso/,
    );
    await seen(world.megan, /somebody of the customer’s takes part no more/);
    const { members } = await theChangeover(world);
    assert.ok(!members.some(({ person }) => person.objectId === world.adele.cast.objectId));
  });

  it('sees nothing from then on, by whatever door', async () => {
    const { adele } = world;
    await adele.says('history');
    await adele.presses('As a file');
    await adele.sees(/The history as a file/);
    const [link] = adele
      .posts()
      .flatMap(cardsOf)
      .flatMap(buttonsOf)
      .flatMap(({ piece }) => stringOf(piece, 'url') ?? []);
    assert.equal((await fetch(link!)).status, 200);
    const status = buttonOf(adele, 'All steps');
    // In the middle of a question.
    await adele.says('correct');
    await adele.sees(/What is wrong/);
    const before = adele.screen();
    assert.match(before, /20/);

    await removes('Adele Vance');
    await seen(adele, /has taken you out/);
    await seen(adele, /You take part in this changeover no more/);
    const deeds = await deedsIn(world);
    assert.equal((await fetch(link!)).status, 404);
    assert.match(wordsOf(await sendsPress(adele, status)), /don’t find a changeover that you take part in/);
    assert.doesNotMatch(JSON.stringify(await searches(adele, '')), /contoso/i);
    const shown = adele.posts().length;
    for (const words of ['status', 'steps', 'history', 'who is who', 'next', 'done', 'snooze 2 days', 'licences']) {
      await adele.says(words);
    }
    await adele.sees(/join/i);
    const after = adele.posts().slice(shown).map(textOfPost).join('\n');
    assert.doesNotMatch(after, /Business Standard|Fabrikam|€|Alex/);
    assert.equal(await deedsIn(world), deeds);
  });

  it('is never the last one who can act, whom the card does not offer and a forged press does not get', async () => {
    await removes('Adele Vance');
    await world.alex.sees(/takes part no more/);
    await world.alex.says('who is who');
    assert.doesNotMatch(await world.alex.sees(/Who is who/), /Take somebody out/);
    const { id } = await theChangeover(world);
    const data = { changeover: id, who: world.alex.cast.objectId };
    const piece = { verb: 'removeMember', data };
    const forged = { ...buttonOf(world.alex, 'Invite a colleague'), piece };
    assert.match(wordsOf(await sendsPress(world.alex, forged)), /Somebody of your company has to be left who can act/);
  });

  it('may be named by the partner’s lead, and by no other technician', async () => {
    await world.diego.says('who is who');
    assert.doesNotMatch(await world.diego.sees(/Who is who/), /Take somebody out/);
    await world.megan.says('who is who');
    await world.megan.sees(/Take somebody out/);
    const yes = buttonOf(world.megan, 'Yes, take out');
    const piece = { ...yes.piece, data: { ...(yes.piece['data'] as object), who: world.adele.cast.objectId } };
    assert.match(wordsOf(await sendsPress(world.diego, { ...yes, piece })), /Only a lead of this team/);
    await removes('Alex Wilber', world.megan);
    assert.match(await seen(world.alex, /has taken you out/), /Megan Bowen/);
    await seen(world.adele, /somebody of the customer’s takes part no more/);
    const { members } = await theChangeover(world);
    assert.deepEqual(
      members.filter(({ side }) => side === 'customer').map(({ person }) => person.objectId),
      [world.adele.cast.objectId],
    );
  });

  it('takes no code along that was given to others, and comes back by a new one', async () => {
    await world.adele.says('invite a colleague');
    await world.adele.sees(/What is the colleague to be/);
    await world.adele.presses('Make a code', { inviteAs: 'viewer' });
    const own = SHORT.exec(await world.adele.sees(/Code for your colleague/))![1]!;
    await removes('Adele Vance');
    await seen(world.adele, /has taken you out/);
    await world.adele.says(`join ${own}`);
    await world.adele.sees(/isn’t right/);
    await invites('viewer');
  });
});
