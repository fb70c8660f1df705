import assert from 'node:assert/strict';
import { approved, carla, confirmed, does, given, joins, ordered, reads, tom } from '../support/changeover-builder.ts';
import { at, ended, sentOf, shown, story, withLine } from '../support/reminder-timeline.ts';

describe('reminders of what is paid', () => {
  it('both sides are warned 14, 7, 3 and 1 days before both are billed, each with its own money', () => {
    const before = withLine({ newStartsOn: '2026-03-30' }, ...ordered());
    assert.deepEqual(story(before, '2026-03-29T12:00Z', 'overlapAhead'), [
      '2026-03-16 08:00 customer inform overlapAhead',
      '2026-03-16 08:00 partner act overlapAhead',
      '2026-03-23 08:00 customer inform overlapAhead',
      '2026-03-23 08:00 partner act overlapAhead',
      '2026-03-27 08:00 customer inform overlapAhead',
      '2026-03-27 08:00 partner act overlapAhead',
      '2026-03-29 07:00 customer inform overlapAhead!',
      '2026-03-29 07:00 partner act overlapAhead!',
    ]);
    const [customer, partner] = sentOf(before, '2026-03-17T00:00Z', 'overlapAhead');
    assert.deepEqual([customer?.params['perDayMinor'], partner?.params['perDayMinor']], [822, 776]);
    assert.equal(customer?.params['byOn'], '2026-03-29');
  });

  it('says once that both will be billed when nothing is left to do about it', () => {
    const mca = { billingAccount: 'mca', renewsOn: '2026-04-01', newStartsOn: '2026-03-30' } as const;
    const before = withLine(mca, ...ordered(), does(carla, 'stop-renewal/l1'));
    assert.deepEqual(story(before, '2026-03-29T12:00Z', 'overlapAhead'), [
      '2026-03-23 08:00 customer act overlapAhead',
      '2026-03-23 08:00 partner inform overlapAhead',
    ]);
  });

  it('while both are billed says every week what it has cost so far, and asks for what can be done', () => {
    const unconfirmed = sentOf(given(...ordered()), '2026-03-17T00:00Z', 'bothBilling');
    assert.deepEqual(unconfirmed.map(shown), [
      '2026-03-09 08:00 customer inform bothBilling',
      '2026-03-09 08:00 partner act bothBilling',
      '2026-03-16 08:00 customer inform bothBilling',
      '2026-03-16 08:00 partner act bothBilling',
    ]);
    assert.deepEqual(
      unconfirmed.map(({ params }) => params['todo']),
      Array(4).fill('confirmNew'),
    );
    assert.deepEqual(
      unconfirmed.map(({ params }) => params['soFarMinor']),
      [0, 0, 5753, 5431],
    );
    const [customer] = sentOf(given(...confirmed()), '2026-03-10T00:00Z', 'bothBilling');
    assert.deepEqual([customer?.form, customer?.params['todo']], ['act', 'endNow']);
  });

  it('says nothing of two bills while nobody has ordered anything', () => {
    assert.deepEqual(story(given(...approved()), '2026-03-20T00:00Z', 'bothBilling'), []);
  });

  it('stops speaking of two bills once the old one ended', () => {
    assert.deepEqual(
      story(given(...confirmed(), ended('2026-03-10T10:00Z')), '2026-04-20T00:00Z', 'bothBilling', 'overlapAhead'),
      [],
    );
  });

  it('asks the one whose word is missing to confirm', () => {
    const [, partner] = sentOf(given(...ordered()), '2026-03-10T00:00Z', 'bothBilling');
    assert.deepEqual([partner?.to, partner?.form], ['partner', 'act']);
    const [customer] = sentOf(given(...ordered(), does(tom, 'assign-new/l1')), '2026-03-10T00:00Z', 'bothBilling');
    assert.deepEqual([customer?.to, customer?.form], ['customer', 'act']);
  });

  it('says that the count is near 25 in time, and that the way changed when it crosses', () => {
    const near = withLine({ seats: 26, newStartsOn: '2026-03-30' }, joins());
    assert.deepEqual(story(near, '2026-03-20T00:00Z', 'licenceLimit'), [
      '2026-03-16 08:00 customer act licenceLimit',
      '2026-03-16 08:00 partner inform licenceLimit',
    ]);
    const fallen = withLine(
      { seats: 40, newStartsOn: '2026-03-30' },
      joins(),
      reads({ seats: 24 }, at('2026-03-12T20:00Z')),
    );
    const [customer, partner] = sentOf(fallen, '2026-03-15T00:00Z', 'licenceLimit');
    assert.equal(customer && shown(customer), '2026-03-13 08:00 customer act licenceLimit');
    assert.deepEqual(
      [customer?.params['state'], customer?.params['route'], partner?.form],
      ['fallen', 'portal', 'inform'],
    );
  });

  it('counts no licences where the limit plays no part', () => {
    for (const billingAccount of ['mca', 'volume', 'partner'] as const) {
      assert.deepEqual(
        story(withLine({ seats: 25, billingAccount }, joins()), '2026-04-01T00:00Z', 'licenceLimit'),
        [],
      );
    }
  });

  it('tells the partner of fewer licences than users, before the start and until the 90 days are over', () => {
    const sent = sentOf(withLine({ newSeats: 12 }, ...ordered()), '2026-07-01T00:00Z', 'fewerSeatsThanUsers');
    assert.deepEqual(sent.map(shown), [
      '2026-03-06 08:00 partner act fewerSeatsThanUsers',
      '2026-03-10 08:00 partner act fewerSeatsThanUsers',
      '2026-05-08 07:00 partner act fewerSeatsThanUsers',
      '2026-06-01 07:00 partner act fewerSeatsThanUsers!',
    ]);
    assert.equal(sent[0]?.params['short'], 6);
  });

  it('asks to look at the bill when it should be there', () => {
    const before = given(...confirmed(), ended('2026-03-10T10:00Z'));
    assert.deepEqual(story(before, '2026-04-08T00:00Z', 'invoiceCheck', 'stepDue'), [
      // The sixth is Easter Monday.
      '2026-04-07 07:00 customer act invoiceCheck',
    ]);
  });

  it('follows a claim up on its day and again until it is settled', () => {
    const claim = {
      type: 'openClaim',
      from: '2026-03-10',
      to: '2026-04-09',
      amount: { minor: 4160, currency: 'EUR' },
      followUpOn: '2026-04-20',
    } as const;
    const claimed = [
      ...confirmed(),
      ended('2026-03-10T10:00Z'),
      { actor: carla, body: claim, at: at('2026-04-12T10:00Z') },
    ];
    const sent = sentOf(given(...claimed), '2026-04-24T00:00Z', 'claimFollowUp');
    assert.deepEqual(sent.map(shown), [
      '2026-04-20 07:00 customer act claimFollowUp',
      '2026-04-23 07:00 customer act claimFollowUp',
    ]);
    assert.deepEqual([sent[0]?.params['amountMinor'], sent[0]?.params['currency']], [4160, 'EUR']);
    const settled = { actor: carla, body: { type: 'settleClaim', outcome: 'credited' } as const };
    assert.deepEqual(story(given(...claimed, settled), '2026-05-24T00:00Z', 'claimFollowUp'), []);
  });
});
