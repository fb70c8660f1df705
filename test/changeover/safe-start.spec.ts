import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { BillingAccount } from '../../changeover/changeover.ts';
import type { LineInput } from '../../changeover/commands.ts';
import { cheapestSafeStart, overlapIfStarting } from '../../changeover/overlap.ts';
import { addDays, workingDaysBetween } from '../../changeover/working-time.ts';
import { aLine } from '../support/changeover-builder.ts';

const TODAY = '2026-03-02';
const MARGIN = 2;

function start(overrides: Partial<LineInput>, today = TODAY): ReturnType<typeof cheapestSafeStart> {
  return cheapestSafeStart(aLine({ isPerUser: true, ...overrides }), today, MARGIN);
}

describe('safe-start', () => {
  it('leaves the planned day of a MOSA account alone: the margin is its price', () => {
    const found = start({ newStartsOn: '2026-03-12' });
    assert.deepEqual(
      [found.startsOn, found.endsOn, found.overlapDays, found.why, found.planned],
      ['2026-03-12', '2026-03-16', 4, 'anyTime', 'best'],
    );
    assert.deepEqual(found.saved, []);
    assert.deepEqual(
      found.cost.map((cost) => [cost.payer, cost.money.minor]),
      [
        ['customer', 3288],
        ['partner', 3104],
      ],
    );
  });

  it('times an MCA account past day 7 to the end of its term, less the margin', () => {
    const found = start({ billingAccount: 'mca', renewsOn: '2026-04-01', newStartsOn: '2026-03-09' });
    assert.deepEqual(
      [found.startsOn, found.endsOn, found.overlapDays, found.why, found.planned],
      ['2026-03-30', '2026-04-01', 2, 'termEnd', 'dearer'],
    );
    assert.deepEqual(
      found.costIfPlanned?.map((cost) => cost.money.minor),
      [18904, 17845],
    );
    assert.deepEqual(
      found.saved.map((cost) => cost.money.minor),
      [17260, 16293],
    );
  });

  it('counts working days into the margin, so a term that ends on a Monday starts the new one on a Thursday', () => {
    assert.equal(start({ billingAccount: 'volume', renewsOn: '2026-03-30' }).startsOn, '2026-03-26');
  });

  it('times an unknown account like the strictest', () => {
    const found = start({ billingAccount: 'unknown', renewsOn: '2026-04-01' });
    assert.deepEqual([found.startsOn, found.why], ['2026-03-30', 'unknownAccount']);
  });

  it('says that the old one renews before it is safe, and starts today', () => {
    const found = start({ billingAccount: 'mca', renewsOn: '2026-03-03', newStartsOn: '2026-03-03' });
    assert.deepEqual([found.startsOn, found.why, found.planned], [TODAY, 'renewsBeforeSafe', 'unsafe']);
    assert.equal(found.endsOn, '2026-03-04');
  });

  it('uses the first 7 days of an MCA account while the margin fits into them', () => {
    const fresh = { billingAccount: 'mca' as const, termStartedOn: TODAY, renewsOn: '2027-03-02' };
    const early = start({ ...fresh, newStartsOn: '2026-03-03' });
    assert.deepEqual(
      [early.startsOn, early.endsOn, early.why, early.planned],
      ['2026-03-03', '2026-03-05', 'refundWindow', 'best'],
    );
    const late = start({ ...fresh, newStartsOn: '2026-04-01' });
    assert.deepEqual([late.startsOn, late.why, late.planned], ['2026-03-05', 'refundWindow', 'dearer']);
  });

  it('leaves a plan for the end of the term alone although the refund window is open', () => {
    const found = start({
      billingAccount: 'mca',
      termStartedOn: TODAY,
      renewsOn: '2026-04-01',
      newStartsOn: '2026-03-30',
    });
    assert.deepEqual([found.startsOn, found.why, found.planned], ['2026-03-30', 'termEnd', 'best']);
  });

  it('warns of a start on the day of renewal: it is free, but nobody could confirm the new licences in time', () => {
    const found = start({ billingAccount: 'mca', renewsOn: '2026-04-01', newStartsOn: '2026-04-01' });
    assert.deepEqual([found.startsOn, found.planned, found.costIfPlanned], ['2026-03-30', 'unsafe', undefined]);
  });

  it('asks for the renewal day when that has passed', () => {
    const found = start({ billingAccount: 'volume', renewsOn: '2026-02-01' });
    assert.deepEqual([found.why, found.planned, found.overlapDays], ['renewalPassed', 'unknown', 0]);
  });

  it('takes the day of the renewal for one that has passed', () => {
    assert.equal(start({ billingAccount: 'volume', renewsOn: TODAY }).why, 'renewalPassed');
  });

  it('is in time today while the margin just fits before the end of the term', () => {
    const found = start({ billingAccount: 'volume', renewsOn: '2026-03-04', newStartsOn: '2026-03-03' });
    assert.deepEqual([found.startsOn, found.why, found.planned], [TODAY, 'termEnd', 'unsafe']);
  });

  it('uses the first 168 hours of a subscription that another partner sells, up to the last day that the margin leaves', () => {
    const fresh = { billingAccount: 'partner' as const, termStartedOn: '2026-02-26', renewsOn: '2027-02-26' };
    const found = start({ ...fresh, newStartsOn: TODAY });
    assert.deepEqual([found.startsOn, found.endsOn, found.why], [TODAY, '2026-03-04', 'refundWindow']);
    const tight = start({ ...fresh, termStartedOn: '2026-02-25', newStartsOn: '2026-04-01' }, '2026-02-27');
    assert.deepEqual([tight.startsOn, tight.why, tight.planned], ['2026-02-27', 'refundWindow', 'dearer']);
    const late = start({ ...fresh, termStartedOn: '2026-02-24', newStartsOn: '2026-04-01' });
    assert.deepEqual([late.startsOn, late.why], ['2027-02-24', 'termEnd']);
  });

  it('keeps the plan for the end of the term when that costs just as much as the window', () => {
    const found = start({
      billingAccount: 'mca',
      termStartedOn: TODAY,
      renewsOn: '2026-04-01',
      newStartsOn: '2026-03-28',
    });
    assert.deepEqual([found.startsOn, found.why, found.overlapDays], ['2026-03-05', 'refundWindow', 3]);
    const asCheap = start({
      billingAccount: 'mca',
      termStartedOn: TODAY,
      renewsOn: '2026-04-02',
      newStartsOn: '2026-03-30',
    });
    assert.deepEqual([asCheap.startsOn, asCheap.why], ['2026-03-30', 'termEnd']);
  });

  it('takes a line for one per user until it is said not to be', () => {
    assert.equal(cheapestSafeStart(aLine(), TODAY, MARGIN).why, 'anyTime');
  });

  it('has no end and no cost to tell of a start on the day of the renewal or later', () => {
    const line = aLine({ isPerUser: true, billingAccount: 'mca', renewsOn: '2026-04-01' });
    assert.deepEqual(overlapIfStarting(line, '2026-04-01', TODAY, MARGIN), {
      startsOn: '2026-04-01',
      verdict: 'renewsFirst',
    });
    assert.deepEqual(Object.keys(start({ isPerUser: false })), [
      'startsOn',
      'overlapDays',
      'cost',
      'saved',
      'why',
      'planned',
    ]);
  });

  it('reckons nothing for a line that is not per user', () => {
    const found = start({ isPerUser: false });
    assert.deepEqual([found.why, found.cost, found.saved], ['handOver', [], []]);
  });

  it('reckons a plan in the past from today on', () => {
    assert.equal(start({ newStartsOn: '2026-01-05' }).startsOn, TODAY);
  });

  it('tells what any other day would cost', () => {
    const line = aLine({ isPerUser: true, billingAccount: 'mca', renewsOn: '2026-04-01' });
    const found = overlapIfStarting(line, '2026-03-25', TODAY, MARGIN);
    assert.deepEqual([found.endsOn, found.overlapDays, found.verdict], ['2026-04-01', 7, 'safe']);
    assert.equal(overlapIfStarting(line, '2026-03-31', TODAY, MARGIN).verdict, 'renewsFirst');
  });

  it('is never in the past, never without its margin, and never dearer than a safe plan', () => {
    const accounts: readonly BillingAccount[] = ['mosa', 'mca', 'volume', 'partner', 'unknown'];
    fc.assert(
      fc.property(
        fc.constantFrom(...accounts),
        fc.integer({ min: -10, max: 90 }),
        fc.integer({ min: 1, max: 120 }),
        fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
        (billingAccount, plannedIn, renewsIn, startedAgo) => {
          const found = start({
            billingAccount,
            newStartsOn: addDays(TODAY, plannedIn),
            renewsOn: addDays(TODAY, renewsIn),
            ...(startedAgo === undefined ? {} : { termStartedOn: addDays(TODAY, -startedAgo) }),
          });
          assert.ok(found.startsOn >= TODAY);
          assert.ok(
            found.why === 'renewsBeforeSafe' || workingDaysBetween(found.startsOn, found.endsOn ?? '') >= MARGIN,
          );
          if (found.planned === 'dearer') assert.ok(found.saved.every((cost) => cost.money.minor >= 0));
          if (found.planned === 'best') assert.deepEqual(found.saved, []);
        },
      ),
    );
  });
});
