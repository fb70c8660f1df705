/**
 * Alex joins and says nothing. He is asked in his own working hours, in one message a day at most, and on a Sunday only
 * because it is a last chance. After the second time Megan's thread hears that he does not answer, then her lead, each
 * with the days on which he was asked. What he answers ends there; what he leaves open goes on.
 */
import { assertRecorded, diaryOf } from '../support/diary.ts';
import { joins, opens } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

describe('a silent customer', function () {
  this.timeout(60_000);
  let world: World;
  before(async () => void (world = await aWorld('embedded')));
  after(() => world.close());

  it('is asked in its own hours, then the partner hears of it, then its lead, until there is an answer', async () => {
    const { alex, megan } = world;
    await joins(world, await opens(world));
    await megan.sees(/has joined. It sees/);
    const diary = diaryOf(world, { Alex: alex, Megan: megan }, 'Europe/Amsterdam');
    await diary.until(Date.parse('2026-03-10T12:00:00Z'));
    diary.note('Alex answers the first of three');
    await alex.says('next');
    await alex.sees(/Check what we noted/);
    await alex.says('done');
    await alex.sees(/Find who may cancel/);
    diary.forget();
    await diary.until(Date.parse('2026-03-18T00:00:00Z'));
    assertRecorded('silent-customer', diary.lines);
  });
});
