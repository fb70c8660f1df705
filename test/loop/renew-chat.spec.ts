import assert from 'node:assert/strict';
import { alex, personalChatOf } from '../../sandbox/people.ts';
import { textOfPost } from '../../sandbox/transcripts.ts';
import { DAY } from '../support/changeover-builder.ts';
import { comesTrue } from '../support/comes-true.ts';
import { joins, opens } from '../support/story-world.ts';
import { aWorld, MONDAY, type World } from '../support/world.ts';

const CHAT = personalChatOf(alex);
/** As the pretend connector names the chat that it makes for somebody. */
const NEW_CHAT = `a:with-${alex.teamsId}`;
const NOT_REACHED = /can’t be reached/;

describe('a chat that is gone', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await joins(world, await opens(world));
    world.connector.fail({ kind: 'conversationGone', path: CHAT, times: Infinity });
  });
  afterEach(() => world.close());

  const hasIn = (conversation: string, words: RegExp): number =>
    world.connector.posts(conversation).filter((post) => post.by === 'bot' && words.test(textOfPost(post))).length;
  const complaints = (): number => world.megan.posts().filter((post) => NOT_REACHED.test(textOfPost(post))).length;

  it('is made anew, and what waited arrives there once: the reminder and the status card', async () => {
    await world.goTo(MONDAY + 2 * DAY);
    await comesTrue(world, 'the reminder arrives', () => hasIn(NEW_CHAT, /Due today: Check what we noted/) > 0);
    await comesTrue(world, 'the card arrives', () => hasIn(NEW_CHAT, /0 of \d+ steps done/) > 0);
    await world.goTo(MONDAY + 2 * DAY + 60_000);
    assert.equal(hasIn(NEW_CHAT, /Due today: Check what we noted/), 1);
    assert.equal(complaints(), 0, 'nobody is told that the person can’t be reached');
  });

  it('is told of to the other side when the new one is gone too', async () => {
    world.connector.fail({ kind: 'conversationGone', path: NEW_CHAT, times: Infinity });
    await world.goTo(MONDAY + 2 * DAY);
    await comesTrue(world, 'the other side hears of it', () => complaints() > 0);
    const [changeover] = await world.running.store.openChangeovers(1);
    assert.equal(changeover?.reach?.[0]?.why, 'conversationGone');
  });
});
