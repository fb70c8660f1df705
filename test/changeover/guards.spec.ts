import assert from 'node:assert/strict';
import type { Act, LineInput } from '../../changeover/commands.ts';
import { availableActs, guardOf, isConfirmed, rescueWindow } from '../../changeover/guards.ts';
import {
  aLine,
  approved,
  carla,
  confirmed,
  DAY,
  does,
  given,
  opens,
  ordered,
  reads,
  tom,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';

function shut(act: Act, before: Given, now = before.now): string {
  const line = before.changeover.lines[0]!;
  const refusal = guardOf(act, before.changeover, before.playbook, line, now);
  if (!refusal) return 'open';
  return refusal.code === 'routeForbids' ? `route ${refusal.params?.['route']}` : `${refusal.params?.['missing']}`;
}

const on = (line: Partial<LineInput>, ...plays: readonly Play[]) => given(opens({ lines: [aLine(line)] }), ...plays);

describe('confirmed', () => {
  it('means both own words, or the reading of the tenant', () => {
    const one = given(...ordered(), does(tom, 'assign-new/l1')).changeover;
    assert.equal(isConfirmed(one, 'newConfirmed', 'l1'), false);
    assert.equal(isConfirmed(given(...confirmed()).changeover, 'newConfirmed', 'l1'), true);
    const read = given(...approved(), reads({ newThere: true, newOnAllUsers: true })).changeover;
    assert.equal(isConfirmed(read, 'newConfirmed', 'l1'), true);
  });

  it('is asked of every line where none is named', () => {
    const lines = [aLine(), aLine({ id: 'l2' })];
    const { changeover } = given(opens({ lines }), ...confirmed('l1'));
    assert.equal(isConfirmed(changeover, 'newConfirmed', 'l1'), true);
    assert.equal(isConfirmed(changeover, 'newConfirmed', 'l2'), false);
    assert.equal(isConfirmed(changeover, 'newConfirmed'), false);
  });

  it('of a fact about the whole changeover is asked once, whatever the line', () => {
    const { changeover } = given(...approved());
    assert.equal(isConfirmed(changeover, 'partnerApproved', 'l1'), isConfirmed(changeover, 'partnerApproved'));
  });
});

describe('the guard of ending now', () => {
  it('names what is missing', () => {
    assert.equal(shut('endNow', given(...ordered())), 'bothWords');
    assert.equal(shut('endNow', given(...ordered(), does(tom, 'assign-new/l1'))), 'customerWord');
    assert.equal(shut('endNow', given(...confirmed())), 'open');
    assert.equal(shut('endNow', given(...confirmed(), reads({ newThere: false }))), 'readingNo');
    assert.equal(shut('endNow', given(...confirmed(), does(carla, 'end-old/l1'))), 'ended');
  });

  it('stays shut where the route does not end anything', () => {
    assert.equal(shut('endNow', on({ billingAccount: 'mca' }, ...confirmed())), 'route stopRenewalOnly');
    assert.equal(shut('endNow', on({ billingAccount: 'volume' }, ...confirmed())), 'route licensingPartner');
    const azure = on({ product: 'azure' }, ...approved(), reads({ newThere: true, newOnAllUsers: true }));
    assert.equal(shut('endNow', azure), 'route handOver');
  });
});

describe('the guard of stopping the renewal', () => {
  const mca = { billingAccount: 'mca' } as const;

  it('wants a confirmed order that starts by the old end', () => {
    assert.equal(shut('stopRenewal', on(mca, ...approved())), 'bothWords');
    assert.equal(shut('stopRenewal', on(mca, ...approved(), does(tom, 'order-new/l1'))), 'customerWord');
    assert.equal(shut('stopRenewal', on(mca, ...ordered())), 'open');
    assert.equal(shut('stopRenewal', on({ ...mca, newStartsOn: '2026-07-02' }, ...ordered())), 'startsLate');
    assert.equal(shut('stopRenewal', on({ ...mca, newStartsOn: '2026-07-01' }, ...ordered())), 'open');
  });

  it('is shut once it is stopped, and once the term has renewed', () => {
    assert.equal(shut('stopRenewal', on(mca, ...ordered(), does(carla, 'stop-renewal/l1'))), 'stopped');
    const before = on(mca, ...ordered());
    assert.equal(shut('stopRenewal', before, Date.parse('2026-07-01T10:00:00Z')), 'renewed');
  });

  it('is never open for what is not per user', () => {
    assert.equal(shut('stopRenewal', on({ product: 'azure' }, ...approved())), 'route handOver');
  });
});

describe('the guard of undoing the new', () => {
  const line = { billingAccount: 'mca', newStartsOn: '2026-03-02' } as const;
  const live = reads({ oldLive: true });

  it('wants the old one confirmed live, with a licence for every user', () => {
    assert.equal(shut('undoNew', on(line, ...confirmed())), 'bothWords');
    assert.equal(shut('undoNew', on(line, ...confirmed(), live)), 'open');
    assert.equal(shut('undoNew', on({ ...line, seats: 17 }, ...confirmed(), live)), 'tooFewSeats');
    const { assigned: _unknown, ...uncounted } = aLine(line);
    assert.equal(shut('undoNew', given(opens({ lines: [uncounted] }), ...confirmed(), live)), 'countUnknown');
  });

  it('is open for 168 hours from midnight UTC of the new start', () => {
    const before = on(line, ...confirmed(), live);
    const from = Date.parse('2026-03-02T00:00:00Z');
    assert.deepEqual(rescueWindow(before.changeover.lines[0]!), { from, to: from + 7 * DAY });
    assert.equal(shut('undoNew', before, from - 1), 'notStarted');
    assert.equal(shut('undoNew', before, from + 7 * DAY - 1), 'open');
    assert.equal(shut('undoNew', before, from + 7 * DAY), 'windowOver');
  });

  it('is shut while the old renewal is stopped, and once the old one is over', () => {
    assert.equal(shut('undoNew', on(line, ...confirmed(), live, does(carla, 'stop-renewal/l1'))), 'stopped');
    assert.equal(shut('undoNew', on(line, ...confirmed(), reads({ oldLive: false }))), 'ended');
  });
});

describe('what is available', () => {
  it('is the acts of open steps, per line', () => {
    const lines = [aLine(), aLine({ id: 'l2', billingAccount: 'mca' })];
    const { changeover, playbook, now } = given(
      opens({ lines }),
      ...confirmed('l1'),
      does(tom, 'order-new/l2'),
      does(carla, 'see-order/l2'),
    );
    assert.deepEqual(availableActs(changeover, playbook, now), [
      { act: 'stopRenewal', line: 'l2' },
      { act: 'endNow', line: 'l1' },
    ]);
  });

  it('is nothing once the changeover is closed', () => {
    const off = { actor: tom, body: { type: 'callOff', reasonRef: { id: 'r', hash: 'h' } } } as const;
    const { changeover, playbook, now } = given(...confirmed(), off);
    assert.deepEqual(availableActs(changeover, playbook, now), []);
  });
});
