import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  cancelRoute,
  matches,
  ROUTE_TABLE,
  routeCase,
  routeOf,
  type RouteId,
  type RouteInput,
} from '../../changeover/cancel-route.ts';
import type { BillingAccount } from '../../changeover/changeover.ts';
import { addDays, isDate } from '../../changeover/working-time.ts';

const TODAY = '2026-03-02';

function input(overrides: Partial<RouteInput> = {}): RouteInput {
  return {
    isPerUser: true,
    billingAccount: 'mosa',
    seats: 20,
    today: TODAY,
    renewsOn: '2026-09-01',
    isRenewalStopped: false,
    ...overrides,
  };
}

/** A running term of that many days: 0 is the day it started. */
const days = (count: number): Partial<RouteInput> => ({ termStartedOn: addDays(TODAY, -count) });

const accounts: readonly BillingAccount[] = ['mosa', 'mca', 'volume', 'partner', 'unknown'];
const inputs: fc.Arbitrary<RouteInput> = fc
  .record({
    isPerUser: fc.boolean(),
    billingAccount: fc.constantFrom(...accounts),
    seats: fc.integer({ min: 1, max: 99_999 }),
    assigned: fc.option(fc.integer({ min: 0, max: 99_999 }), { nil: undefined }),
    startedAgo: fc.option(fc.integer({ min: 0, max: 800 }), { nil: undefined }),
    renewsIn: fc.integer({ min: -400, max: 400 }),
    isRenewalStopped: fc.boolean(),
  })
  .map(({ assigned, startedAgo, renewsIn, ...rest }) => ({
    ...rest,
    today: TODAY,
    renewsOn: addDays(TODAY, renewsIn),
    ...(assigned !== undefined && { assigned }),
    ...(startedAgo !== undefined && { termStartedOn: addDays(TODAY, -startedAgo) }),
  }));

const CASES: readonly [what: string, given: Partial<RouteInput>, route: RouteId, asksPerson?: 'asks'][] = [
  ['MOSA, 24 licences', { seats: 24 }, 'portal'],
  ['MOSA, 25 licences, all assigned', { seats: 25, assigned: 25 }, 'portal'],
  ['MOSA, 26 licences, 24 assigned', { seats: 26, assigned: 24 }, 'reduceThenPortal'],
  ['MOSA, 26 licences, all assigned', { seats: 26, assigned: 26 }, 'reduceThenPortal'],
  ['MOSA long after its start', { ...days(300) }, 'portal'],
  ['MOSA on the day it renewed', { renewsOn: TODAY }, 'portalWithRefund', 'asks'],
  ['MOSA on day 7 after it renewed', { renewsOn: addDays(TODAY, -6) }, 'portalWithRefund', 'asks'],
  ['MOSA on day 8 after it renewed', { renewsOn: addDays(TODAY, -7) }, 'stopRenewalOnly', 'asks'],
  ['MCA on its first day', { billingAccount: 'mca', ...days(0) }, 'portalWithRefund'],
  ['MCA on day 7', { billingAccount: 'mca', ...days(6) }, 'portalWithRefund'],
  ['MCA on day 8', { billingAccount: 'mca', ...days(7) }, 'stopRenewalOnly'],
  [
    'MCA with 24 licences on day 8: the number plays no part',
    { billingAccount: 'mca', seats: 24, assigned: 3, ...days(7) },
    'stopRenewalOnly',
  ],
  ['MCA with an unknown start', { billingAccount: 'mca' }, 'stopRenewalOnly', 'asks'],
  ['MCA on the day it renewed', { billingAccount: 'mca', ...days(365), renewsOn: TODAY }, 'portalWithRefund'],
  ['volume agreement', { billingAccount: 'volume' }, 'licensingPartner', 'asks'],
  ['billed by a partner, day 7', { billingAccount: 'partner', ...days(6) }, 'partnerWithinWindow'],
  ['billed by a partner, day 8', { billingAccount: 'partner', ...days(7) }, 'partnerAtTermEnd'],
  ['billed by a partner, start unknown', { billingAccount: 'partner' }, 'partnerAtTermEnd', 'asks'],
  ['unknown account, 24 of 25 assigned', { billingAccount: 'unknown', seats: 25, assigned: 24 }, 'portal', 'asks'],
  [
    'unknown account, 25 of 25 assigned: exactly 25 is not fewer',
    { billingAccount: 'unknown', seats: 25, assigned: 25 },
    'support',
    'asks',
  ],
  [
    'unknown account, 24 of 26 assigned: the stricter count holds',
    { billingAccount: 'unknown', seats: 26, assigned: 24 },
    'support',
    'asks',
  ],
  ['unknown account, assigned not known', { billingAccount: 'unknown', seats: 5 }, 'support', 'asks'],
  ['not per user', { isPerUser: false }, 'handOver', 'asks'],
  [
    'not per user, billed by a partner, day 1',
    { isPerUser: false, billingAccount: 'partner', ...days(0) },
    'handOver',
    'asks',
  ],
];

describe('cancel-route', () => {
  for (const [what, given, route, asks] of CASES) {
    it(`sends ${what} to ${route}${asks ? ', and asks a person' : ''}`, () => {
      const found = cancelRoute(input(given));
      assert.equal(found.id, route);
      assert.equal(found.asksPerson, asks === 'asks');
    });
  }

  it('has exactly one row for any input', () => {
    fc.assert(
      fc.property(inputs, (any) => {
        assert.equal(ROUTE_TABLE.filter((row) => matches(row, routeCase(any))).length, 1);
      }),
    );
  });

  it('reaches every row', () => {
    const reached = new Set(fc.sample(inputs, { numRuns: 5000, seed: 7 }).map((any) => cancelRoute(any).row));
    for (const [, given] of CASES) reached.add(cancelRoute(input(given)).row);
    assert.deepEqual(
      ROUTE_TABLE.map((row) => row.id).filter((id) => !reached.has(id)),
      [],
    );
  });

  it('never gives a way to cancel to a line that is not per user', () => {
    fc.assert(
      fc.property(inputs, (any) => {
        assert.equal(cancelRoute({ ...any, isPerUser: false }).id, 'handOver');
      }),
    );
  });

  it('gives no wider way when less is known', () => {
    fc.assert(
      fc.property(inputs, (any) => {
        const unknown = cancelRoute({ ...any, isPerUser: true, billingAccount: 'unknown' });
        const { assigned } = any;
        const isBothSmall = any.seats <= 25 && assigned !== undefined && assigned < 25;
        assert.equal(unknown.id, isBothSmall ? 'portal' : 'support');
        assert.ok(unknown.asksPerson);
      }),
    );
  });

  it('gives every row a source and a day, and the older rule where it was overtaken', () => {
    for (const row of ROUTE_TABLE) assert.ok(row.source.length > 10 && isDate(row.asOf), row.id);
    const overtaken = ROUTE_TABLE.filter((row) => row.then).map((row) => [
      row.when.seats,
      row.when.assigned,
      row.then?.route,
    ]);
    assert.deepEqual(overtaken, [
      [['upTo25'], ['from25'], 'support'],
      [['over25'], ['under25'], 'portal'],
      [['over25'], ['from25', 'unknown'], 'support'],
    ]);
  });

  it('names the last whole day of a window, and of switching the renewal off', () => {
    assert.equal(cancelRoute(input({ billingAccount: 'mca', ...days(2) })).lastDayOn, addDays(TODAY, 4));
    assert.equal(cancelRoute(input({ billingAccount: 'mca', ...days(20) })).lastDayOn, '2026-08-31');
    assert.equal(cancelRoute(input({ billingAccount: 'partner', ...days(20) })).lastDayOn, '2026-08-31');
    assert.equal(cancelRoute(input({ billingAccount: 'partner', ...days(2) })).lastDayOn, addDays(TODAY, 4));
    assert.equal(cancelRoute(input()).lastDayOn, undefined);
    assert.equal(cancelRoute(input({ billingAccount: 'mca', renewsOn: addDays(TODAY, -40) })).lastDayOn, undefined);
  });

  it('does not take a term that was stopped for a renewed one', () => {
    const line = {
      isPerUser: true,
      billingAccount: 'mca' as const,
      seats: 20,
      renewsOn: TODAY,
      termStartedOn: '2025-03-02',
    };
    assert.equal(routeOf(line, TODAY).id, 'portalWithRefund');
    const { id, lastDayOn } = routeOf({ ...line, renewalStoppedAt: 1 }, TODAY);
    assert.deepEqual([id, lastDayOn], ['stopRenewalOnly', undefined]);
  });

  it('goes by what is known of a line, and hands over one that moves as it is', () => {
    const line = { isPerUser: true, billingAccount: 'unknown' as const, seats: 20, renewsOn: '2026-09-01' };
    assert.deepEqual(routeOf(line, TODAY), {
      id: 'support',
      row: 'unknown-account-assigned-25-or-unknown',
      asksPerson: true,
      sureness: 'I',
    });
    assert.equal(routeOf({ ...line, assigned: 5 }, TODAY).id, 'portal');
    assert.equal(routeOf({ ...line, billingAccount: 'mca', termStartedOn: TODAY }, TODAY).id, 'portalWithRefund');
    assert.equal(routeOf({ ...line, isMoved: true }, TODAY).id, 'handOver');
    assert.equal(cancelRoute(input()).row, 'mosa-up-to-25-few-assigned');
  });

  it('does not guess the way out of an account that the table does not know', () => {
    assert.throws(() => cancelRoute(input({ billingAccount: 'barter' as never })), /no cancel route for .*barter/u);
  });
});
