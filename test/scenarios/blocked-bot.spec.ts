/**
 * Alex blocks the assistant. What was meant for him is kept, Megan is told that nothing reaches him, and does not also hear
 * that he does not answer. When he writes again he gets what still stands as one message, and nothing that has passed.
 */
import { assertRecorded, diaryOf } from '../support/diary.ts';
import { joins, opens } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

describe('a blocked bot', function () {
  this.timeout(60_000);
  let world: World;
  before(async () => void (world = await aWorld('embedded')));
  after(() => world.close());

  it('tells the partner, keeps what stands, and brings it as one message when the person is back', async () => {
    const { alex, megan, connector } = world;
    await joins(world, await opens(world));
    await megan.sees(/has joined. It sees/);
    const chat = alex.posts()[0]!.conversationId;
    const diary = diaryOf(world, { Alex: alex, Megan: megan }, 'Europe/Amsterdam');
    diary.note('Alex blocks the assistant');
    connector.fail({ kind: 'blocked', path: chat, times: Infinity });
    await diary.until(Date.parse('2026-03-11T12:00:00Z'));
    diary.note('Alex lets it in again, and writes');
    connector.mend(chat);
    await alex.says('thanks');
    await alex.sees(/did not understand|next/i);
    diary.forget();
    await diary.until(Date.parse('2026-03-14T00:00:00Z'));
    assertRecorded('blocked-bot', diary.lines);
  });
});
