import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Line } from '../../changeover/changeover.ts';
import { sumCosts } from '../../changeover/cost.ts';
import { costsOf, lineOverlap, overlapOf, type Cost } from '../../changeover/overlap.ts';
import { addDays, startOf } from '../../changeover/working-time.ts';
import { aLine } from '../support/changeover-builder.ts';

function line(overrides: Partial<Line> = {}): Line {
  return { ...aLine(), isPerUser: true, newStartsOn: '2026-03-03', ...overrides };
}

/** 31.63 a licence and month, 40 licences: 1,265.20 a month, 41.595… a day. */
const issueLine = line({ price: { minor: 3163, currency: 'EUR' }, seats: 40 });

function plain(costs: readonly Cost[] | undefined): unknown {
  return costs?.map(({ payer, money }) => `${payer} ${money.minor} ${money.currency}`);
}

describe('overlap', () => {
  it('counts the days before today as paid: five days on 8 March since 3 March', () => {
    const found = lineOverlap(issueLine, '2026-03-08');
    assert.equal(found.state, 'running');
    assert.equal(found.daysSoFar, 5);
    assert.deepEqual(plain(found.perDay), ['customer 4160 EUR', 'partner 776 EUR']);
    assert.deepEqual(plain(found.soFar), ['customer 20798 EUR', 'partner 3879 EUR']);
    assert.equal(found.endsOn, undefined);
    assert.equal(found.ahead, undefined);
  });

  it('rounds a sum once, not day by day', () => {
    const cheap = line({
      price: { minor: 1, currency: 'EUR' },
      seats: 15,
      newPrice: { minor: 1, currency: 'EUR' },
      newSeats: 1,
    });
    const found = lineOverlap({ ...cheap, newStartsOn: '2026-03-01' }, '2026-03-31');
    assert.deepEqual(plain(found.perDay), ['customer 0 EUR', 'partner 0 EUR']);
    assert.deepEqual(plain(found.soFar), ['customer 15 EUR', 'partner 1 EUR']);
  });

  it('rounds to the nearest minor unit', () => {
    const cents = [15, 16].map((seats) => {
      const [cost] = sumCosts([{ payer: 'customer', price: { minor: 1, currency: 'EUR' }, seats, days: 1 }]);
      return cost?.money.minor;
    });
    assert.deepEqual(cents, [0, 1]);
  });

  it('is open-ended until somebody acts, and ends with the term once the renewal was stopped', () => {
    const stopped = lineOverlap(line({ renewalStoppedAt: 1, renewsOn: '2026-03-10' }), '2026-03-08');
    assert.equal(stopped.endsOn, '2026-03-10');
    assert.equal(stopped.daysAhead, 2);
    assert.deepEqual(plain(stopped.ahead), ['customer 1644 EUR', 'partner 1552 EUR']);
  });

  it('is over from the day on which the old one ended', () => {
    const ended = lineOverlap(line({ oldEndedOn: '2026-03-06' }), '2026-03-08');
    assert.equal(ended.state, 'over');
    assert.equal(ended.daysSoFar, 3);
    assert.equal(ended.daysAhead, 0);
    assert.equal(ended.lastChance, undefined);
  });

  it('is none when the old one ends on or before the day the new one starts', () => {
    for (const renewsOn of ['2026-03-03', '2026-02-27']) {
      const found = lineOverlap(line({ renewsOn, renewalStoppedAt: 1 }), '2026-03-08');
      assert.equal(found.state, 'none');
      assert.deepEqual(found.soFar, []);
    }
  });

  it('lies ahead before the new one starts', () => {
    const found = lineOverlap(line(), '2026-02-28');
    assert.equal(found.state, 'ahead');
    assert.equal(found.startsInDays, 3);
    assert.deepEqual(found.soFar, []);
  });

  it('ends when the new one was undone', () => {
    const undone = lineOverlap(line({ newUndoneAt: Date.parse('2026-03-07T10:00:00Z') }), '2026-03-20');
    assert.equal(undone.state, 'over');
    assert.equal(undone.daysSoFar, 4);
  });

  it('keeps sums apart by payer and by currency', () => {
    const lines = [
      line(),
      line({ id: 'l2', price: { minor: 1000, currency: 'USD' }, newPrice: { minor: 1000, currency: 'EUR' } }),
    ];
    const found = overlapOf({ lines }, '2026-03-08');
    assert.deepEqual(
      found.soFar.map(({ payer, money }) => `${payer} ${money.currency}`),
      ['customer EUR', 'customer USD', 'partner EUR'],
    );
    assert.deepEqual(
      costsOf(found.soFar, 'partner').map((money) => money.minor),
      [7167],
    );
  });

  it('sums lines: what runs now makes the cost of a day, what is over still counts as paid', () => {
    const over = line({ id: 'l2', oldEndedOn: '2026-03-05' });
    const ahead = line({ id: 'l3', newStartsOn: '2026-04-01' });
    const found = overlapOf({ lines: [line(), over, ahead] }, '2026-03-08');
    assert.equal(found.state, 'running');
    assert.equal(found.startsOn, '2026-03-03');
    assert.ok(found.isOpenEnded);
    assert.deepEqual(plain(found.perDay), plain(lineOverlap(line(), '2026-03-08').perDay));
    assert.deepEqual(plain(found.soFar), ['customer 5753 EUR', 'partner 5431 EUR']);
  });

  it('has nothing to say of a changeover whose overlaps cannot happen', () => {
    const found = overlapOf({ lines: [line({ renewsOn: '2026-03-01', renewalStoppedAt: 1 })] }, '2026-03-08');
    assert.deepEqual([found.state, found.startsOn, found.perDay, found.isOpenEnded], ['none', undefined, [], false]);
  });

  it('names the refund window of an MCA account as its last chance, then the rescue window, then the renewal', () => {
    const mca = line({ billingAccount: 'mca', termStartedOn: '2026-03-01', newStartsOn: '2026-03-05' });
    const chances = ['2026-03-06', '2026-03-09', '2026-03-20'].map((day) => lineOverlap(mca, day).lastChance);
    assert.deepEqual(
      chances.map((chance) => [chance?.kind, chance?.on]),
      [
        ['refundWindow', '2026-03-07'],
        ['rescueWindow', '2026-03-11'],
        ['renewal', '2026-06-30'],
      ],
    );
    assert.equal(chances[0]?.at, startOf('2026-03-08'));
  });

  it('takes the earliest last chance of all lines', () => {
    const lines = [line(), line({ id: 'l2', renewsOn: '2026-03-20' })];
    const { lastChance } = overlapOf({ lines }, '2026-03-08');
    assert.deepEqual([lastChance?.line, lastChance?.on], ['l2', '2026-03-19']);
  });

  it('never loses a day: so far and ahead together are the whole overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 60 }), fc.integer({ min: -20, max: 40 }), (startIn, todayIn) => {
        const found = lineOverlap(
          line({ newStartsOn: addDays('2026-03-03', startIn), renewsOn: '2026-04-03', renewalStoppedAt: 1 }),
          addDays('2026-03-03', todayIn),
        );
        const whole = Math.max(0, 31 - startIn);
        assert.equal(found.daysSoFar + (found.daysAhead ?? 0), whole);
        assert.equal(found.state === 'none', whole === 0);
      }),
    );
  });

  it('stays exact for the largest prices and counts that are accepted', () => {
    const [cost] = sumCosts([
      { payer: 'customer', price: { minor: 10_000_000, currency: 'EUR' }, seats: 99_999, days: 365 },
    ]);
    assert.equal(cost?.money.minor, 10_000_000 * 99_999 * 12);
  });
});
