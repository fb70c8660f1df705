/**
 * Opened on the Monday before Christmas, with the new licences on 4 January. Nobody is written to on a day off: Alex not on
 * Christmas Day, Boxing Day and New Year's Day, Megan in London not on the Monday that stands for Boxing Day either. The
 * last chance comes on the Sunday before the start, and says why.
 */
import assert from 'node:assert/strict';
import { assertRecorded, diaryOf } from '../support/diary.ts';
import { joins, opens } from '../support/story-world.ts';
import { aWorld, type World } from '../support/world.ts';

describe('a holiday week', function () {
  this.timeout(60_000);
  let world: World;
  before(async () => void (world = await aWorld('embedded', Date.parse('2026-12-21T09:00:00Z'))));
  after(() => world.close());

  it('is left in peace, save for a last chance', async () => {
    const { alex, megan } = world;
    const code = await opens(world, {
      old: HALF_A_YEAR_LATER,
      terms: { 'newPrice.k1': '11.80', 'newStartsOn.k1': '2027-01-04' },
    });
    await joins(world, code);
    await megan.sees(/has joined. It sees/);
    const diary = diaryOf(world, { Alex: alex, Megan: megan }, 'Europe/Amsterdam');
    await diary.until(Date.parse('2027-01-06T00:00:00Z'));
    assertRecorded('holiday-week', diary.lines);
    const written = diary.lines.join('\n');
    for (const off of ['25 Dec 2026', '26 Dec 2026', '1 Jan 2027'])
      assert.doesNotMatch(written, new RegExp(`, ${off},`, 'u'));
    assert.match(alex.screen(), /comes out of your working hours/);
  });
});

const HALF_A_YEAR_LATER = {
  product: 'business-standard',
  billingAccount: 'mosa',
  payment: 'card',
  cycle: 'monthly',
  seats: '20',
  assigned: '18',
  price: '12,50',
  currency: 'EUR',
  renewsOn: '2027-07-01',
};
