/** Megan looks after two customers: what is due for her on a morning comes as one message in her channel, with both in it. */
import assert from 'node:assert/strict';
import { diaryOf } from '../support/diary.ts';
import { opens } from '../support/story-world.ts';
import { PARTIES_OF_FABRIKAM } from '../support/typed-forms.ts';
import { aWorld, type World } from '../support/world.ts';

describe('a partner with two customers', function () {
  this.timeout(60_000);
  let world: World;
  before(async () => void (world = await aWorld('embedded')));
  after(() => world.close());

  it('gets one message a day, and acts from it on each of them', async () => {
    const { megan } = world;
    await opens(world);
    const other = { ...PARTIES_OF_FABRIKAM.parties, customerName: 'Wingtip Toys', customerDomain: 'wingtiptoys.com' };
    await opens(world, { parties: other });
    const diary = diaryOf(world, { Megan: megan }, 'Europe/London');
    await diary.until(Date.parse('2026-03-03T12:00:00Z'));
    assert.equal(diary.lines.length, 1, diary.lines.join('\n'));
    assert.match(diary.lines[0]!, /^Tue, 3 Mar 2026, 09:00 GMT Megan: 4 things for today/);
    assert.match(megan.screen(), /contoso\.com[\s\S]*wingtiptoys\.com/);
    await diary.until(Date.parse('2026-03-14T00:00:00Z'));
    const days = diary.lines
      .filter((line) => !line.includes('Tomorrow'))
      .map((line) => line.split(',').slice(0, 2).join());
    assert.equal(new Set(days).size, days.length, 'one a day, but for a last chance');
  });

  it('wants quiet for all of them, and gets last chances alone', async () => {
    const { megan } = world;
    await megan.says('quiet');
    await megan.sees(/quiet about 2 changeovers/);
    const diary = diaryOf(world, { Megan: megan }, 'Europe/London');
    await diary.until(Date.parse('2026-03-28T00:00:00Z'));
    assert.deepEqual(
      diary.lines.filter((line) => !line.includes('join code')),
      [],
    );
    await megan.says('speak up');
    await megan.sees(/remind you of 2 changeovers again/);
    await diary.until(Date.parse('2026-03-31T12:00:00Z'));
    assert.ok(diary.lines.some((line) => line.includes('things for today')));
  });
});
