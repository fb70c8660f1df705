import assert from 'node:assert/strict';
import { textOfPost } from '../../sandbox/transcripts.ts';
import { answers, joins, opens, theChangeover } from '../support/story-world.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

const DAY = 86_400_000;
const DRAFT = /Not sent yet: a message to Contoso/;

describe('a quiet start', function () {
  // Weeks go by in a whole bot.
  this.timeout(60_000);
  let world: World;

  async function begins(on: 'on' | 'off'): Promise<void> {
    world = await aWorld('embedded');
    await world.megan.installs();
    await world.megan.says(`quiet start ${on}`);
    await world.megan.sees(on === 'on' ? /begin quietly from now on/ : /by themselves again/);
    await joins(world, await opens(world));
  }
  afterEach(() => world.close());

  const drafts = (): number => world.megan.posts().filter((post) => DRAFT.test(textOfPost(post))).length;
  const ofAlex = (): number => world.alex.posts().length;

  it('keeps what would go to the customer in the channel, once, across a restart', async () => {
    await begins('on');
    const before = ofAlex();
    await world.goTo(MONDAY + 3 * DAY);
    const count = drafts();
    assert.ok(count > 0);
    assert.equal(ofAlex(), before);
    await world.restart();
    await world.goTo(MONDAY + 3 * DAY + 60_000);
    assert.equal(drafts(), count);
  });

  it('sends nothing less by itself where it is off', async () => {
    await begins('off');
    const before = ofAlex();
    await world.goTo(MONDAY + 3 * DAY);
    assert.equal(drafts(), 0);
    assert.ok(ofAlex() > before);
  });

  it('sends a draft to the customer once it is said so, however often it is pressed', async () => {
    await begins('on');
    await world.goTo(MONDAY + 3 * DAY);
    const before = ofAlex();
    await world.megan.presses('Send', {}, { on: DRAFT, times: 2 });
    await world.megan.sees(/On its way to Contoso|was said of this message/);
    await world.goTo(world.now() + 60_000);
    assert.equal(ofAlex(), before + 1);
  });

  it('sends a technician’s own words instead, said to be theirs', async () => {
    await begins('on');
    await world.goTo(MONDAY + 3 * DAY);
    await world.megan.presses(
      'Send this text',
      { text: 'Hello *Alex*, please look at the first step.' },
      { on: DRAFT },
    );
    await world.megan.sees(/Your words are on their way/);
    await world.goTo(world.now() + 60_000);
    assert.match(world.alex.posts().map(textOfPost).at(-1) ?? '', /Fabrikam writes: Hello .*Alex.*, please look/);
  });

  it('drops a draft for good', async () => {
    await begins('on');
    await world.goTo(MONDAY + 3 * DAY);
    const before = ofAlex();
    await world.megan.presses('Drop', {}, { on: DRAFT });
    await world.megan.sees(/Dropped\. Contoso does not get it/);
    await world.goTo(world.now() + DAY / 24);
    assert.equal(ofAlex(), before);
  });

  it('drops by itself what is no longer true, and says so', async () => {
    await begins('on');
    await world.goTo(MONDAY + 3 * DAY);
    assert.ok(drafts() > 0);
    await answers(world, /Check what we noted/);
    await answers(world, /Find who may cancel/);
    await answers(world, /Know the mail that may come/);
    await world.goTo(world.now() + 60_000);
    assert.match(world.megan.screen(), /A draft to contoso\.com is no longer true\. I dropped it/);
    const before = ofAlex();
    await world.megan.presses('Send', {}, { on: DRAFT });
    await world.megan.sees(/was said of this message to Contoso before, or it is no longer true/);
    await world.goTo(world.now() + 60_000);
    assert.equal(ofAlex(), before);
  });

  it('ends when the customer is switched live; then messages go by themselves', async () => {
    await begins('on');
    await world.megan.replies('go live');
    await world.megan.sees(/Contoso is live/);
    assert.equal((await theChangeover(world)).isQuiet, undefined);
    const before = ofAlex();
    await world.goTo(MONDAY + 3 * DAY);
    assert.equal(drafts(), 0);
    assert.ok(ofAlex() > before);
  });
});
