import assert from 'node:assert/strict';
import { approved, carla, confirmed, does, given, joins, ordered, reads } from '../support/changeover-builder.ts';
import { at, ended, sentOf, shown, story, withLine } from '../support/reminder-timeline.ts';

describe('reminders of the old subscription', () => {
  it('announces the renewal 30, 14, 7 and 1 days before, and the last day a day early', () => {
    const mca = { billingAccount: 'mca', renewsOn: '2026-04-15', newStartsOn: '2026-04-13' } as const;
    const sent = sentOf(withLine(mca, ...ordered()), '2026-04-15T00:00Z', 'renewal');
    assert.deepEqual(sent.filter(({ to }) => to === 'customer').map(shown), [
      '2026-03-16 08:00 customer act renewal',
      '2026-04-01 07:00 customer act renewal',
      '2026-04-08 07:00 customer act renewal',
      '2026-04-14 07:00 customer act renewal!',
    ]);
    assert.deepEqual([sent[0]?.params['todo'], sent[0]?.params['byOn']], ['stopRenewal', '2026-04-14']);
    const partners = sent.filter(({ to }) => to === 'partner');
    assert.ok(partners.length === 4 && partners.every(({ form }) => form === 'inform'));
  });

  it('asks for the order first when nothing was ordered, and for no act of cancelling', () => {
    const mca = { billingAccount: 'mca', renewsOn: '2026-04-15', newStartsOn: '2026-04-13' } as const;
    const todos = sentOf(withLine(mca, ...approved()), '2026-04-15T00:00Z', 'renewal').map(
      ({ params }) => params['todo'],
    );
    assert.deepEqual([...new Set(todos)], ['orderNew']);
  });

  it('counts down no renewal that was switched off', () => {
    const mca = { billingAccount: 'mca', renewsOn: '2026-04-15', newStartsOn: '2026-04-13' } as const;
    const before = withLine(mca, ...ordered(), does(carla, 'stop-renewal/l1'));
    assert.deepEqual(story(before, '2026-04-12T00:00Z', 'renewal'), []);
  });

  it('wants the renewal back on three days before the end while the new licences are not confirmed', () => {
    const mca = { billingAccount: 'mca', renewsOn: '2026-04-15', newStartsOn: '2026-04-13' } as const;
    const before = withLine(mca, ...ordered(), does(carla, 'stop-renewal/l1'));
    assert.deepEqual(story(before, '2026-04-16T00:00Z', 'switchRenewalBackOn'), [
      '2026-04-13 07:00 customer act switchRenewalBackOn',
      '2026-04-13 07:00 partner inform switchRenewalBackOn',
      '2026-04-14 07:00 customer act switchRenewalBackOn!',
      '2026-04-14 07:00 partner inform switchRenewalBackOn!',
    ]);
    const sure = withLine(
      mca,
      ...ordered(),
      does(carla, 'stop-renewal/l1'),
      reads({ newThere: true, newOnAllUsers: true }),
    );
    assert.deepEqual(story(sure, '2026-04-16T00:00Z', 'switchRenewalBackOn'), []);
  });

  it('tells both sides of the refund window that a renewal opens, while there is something to do', () => {
    const mca = { billingAccount: 'mca', renewsOn: '2026-03-16', newStartsOn: '2026-03-12' } as const;
    assert.deepEqual(story(withLine(mca, ...ordered()), '2026-03-24T00:00Z', 'refundWindow'), [
      '2026-03-16 08:00 customer inform refundWindow',
      '2026-03-16 08:00 partner act refundWindow',
      '2026-03-20 08:00 customer inform refundWindow',
      '2026-03-20 08:00 partner act refundWindow',
      '2026-03-21 08:00 customer inform refundWindow!',
      '2026-03-21 08:00 partner act refundWindow!',
    ]);
    const [customer] = sentOf(withLine(mca, ...confirmed()), '2026-03-17T00:00Z', 'refundWindow');
    assert.deepEqual(
      [customer?.form, customer?.params['todo'], customer?.params['byOn']],
      ['act', 'endNow', '2026-03-22'],
    );
  });

  it('asks for the new renewal day when the old one renewed unseen', () => {
    const mca = { billingAccount: 'mca', renewsOn: '2026-03-16', newStartsOn: '2026-03-12' } as const;
    const passed = sentOf(withLine(mca, ...ordered()), '2026-04-10T00:00Z', 'bothBilling', 'renewal').at(-1);
    assert.equal(passed?.params['todo'], 'correctRenewal');
  });

  it('shows the partner the rescue window on day 5 and 6 of 7, and never says undo before the old one is known to live', () => {
    const mca = { billingAccount: 'mca', newStartsOn: '2026-03-09' } as const;
    const before = withLine(mca, ...ordered());
    const sent = sentOf(before, '2026-03-20T00:00Z', 'rescueWindow');
    assert.deepEqual(sent.map(shown), [
      '2026-03-13 08:00 partner act rescueWindow',
      '2026-03-14 08:00 partner act rescueWindow!',
    ]);
    assert.deepEqual(
      sent.map(({ params }) => params['todo']),
      ['confirmOldLive', 'confirmOldLive'],
    );
    const live = withLine(mca, ...ordered(), reads({ oldLive: true }, at('2026-03-12T10:00Z')));
    assert.equal(sentOf(live, '2026-03-13T12:00Z', 'rescueWindow')[0]?.params['todo'], 'undoNew');
  });

  it('has no rescue window for an account that can be ended any day', () => {
    assert.deepEqual(story(given(...ordered()), '2026-03-20T00:00Z', 'rescueWindow'), []);
  });

  it('prepares the customer for the mail about losing access, as a warning when the new licences are missing', () => {
    const calm = sentOf(given(...confirmed(), ended('2026-03-10T10:00Z')), '2026-03-12T00:00Z', 'loseAccessMail');
    assert.deepEqual(
      calm.map((one) => [shown(one), one.params['state']]),
      [['2026-03-10 10:10 customer act loseAccessMail', 'expected']],
    );
    const report = { type: 'reportOldEnded', line: 'l1', on: '2026-03-04' } as const;
    const alarmed = given(joins(), { actor: carla, body: report, at: at('2026-03-05T10:00Z') });
    assert.equal(sentOf(alarmed, '2026-03-06T00:00Z', 'loseAccessMail')[0]?.params['state'], 'warning');
    assert.equal(sentOf(given(...confirmed()), '2026-03-03T00:00Z', 'loseAccessMail').length, 1);
  });

  it('warns before the data of an ended subscription is deleted, unless the new licences hold it', () => {
    const report = { type: 'reportOldEnded', line: 'l1', on: '2026-03-04' } as const;
    const reported = { actor: carla, body: report, at: at('2026-03-05T10:00Z') };
    assert.deepEqual(story(given(joins(), reported), '2026-07-01T00:00Z', 'dataDeletionAhead'), [
      '2026-05-04 07:00 partner act dataDeletionAhead',
      '2026-05-26 07:00 partner act dataDeletionAhead',
      '2026-06-01 07:00 partner act dataDeletionAhead!',
    ]);
    assert.deepEqual(
      story(given(...confirmed(), ended('2026-03-10T10:00Z')), '2026-07-01T00:00Z', 'dataDeletionAhead'),
      [],
    );
  });

  it('counts the free 30 days of a term that ran out before the 90', () => {
    const mca = { billingAccount: 'mca', renewsOn: '2026-04-15', newStartsOn: '2026-04-13' } as const;
    const before = withLine(mca, ...ordered(), does(carla, 'stop-renewal/l1'));
    const sent = sentOf(before, '2026-08-20T00:00Z', 'dataDeletionAhead');
    assert.deepEqual(
      [...new Set(sent.map(({ params }) => `${params['disabledOn']} ${params['deletedOn']}`))],
      ['2026-05-15 2026-08-13'],
    );
    assert.deepEqual(
      sent.map(({ params }) => params['state']),
      ['disabled', 'disabled', 'deleted', 'deleted', 'deleted'],
    );
  });
});
