import assert from 'node:assert/strict';
import { planReminders, remindersDue } from '../../changeover/reminders.ts';
import { carla, confirmed, DAY, does, given, joins, ordered, ref, tom } from '../support/changeover-builder.ts';
import { at, sentOf, shown, story, timeline, withLine } from '../support/reminder-timeline.ts';

describe('reminders', () => {
  it('tells the partner after three days, and weekly, that its request is unanswered', () => {
    const asked = given(joins(), does(tom, 'send-request'));
    assert.deepEqual(story(asked, '2026-03-13T00:00Z', 'partnerRequestUnanswered'), [
      '2026-03-05 08:00 partner act partnerRequestUnanswered',
      '2026-03-12 08:00 partner act partnerRequestUnanswered',
    ]);
    const answered = given(joins(), does(tom, 'send-request'), does(carla, 'approve-partner'));
    assert.deepEqual(story(answered, '2026-03-13T00:00Z', 'partnerRequestUnanswered'), []);
  });

  it('tells the partner that nobody used the join code, before and when it expires', () => {
    const sent = sentOf(given(), '2026-03-20T00:00Z', 'noCustomerYet');
    assert.deepEqual(
      sent.map((one) => [shown(one), one.params['state']]),
      [
        ['2026-03-05 09:00 partner act noCustomerYet', 'unused'],
        ['2026-03-16 08:00 partner act noCustomerYet!', 'expiring'],
        ['2026-03-16 09:00 partner act noCustomerYet', 'expired'],
      ],
    );
    assert.deepEqual(story(given(joins()), '2026-03-20T00:00Z', 'noCustomerYet'), []);
  });

  it('counts the three days of a new code from the day it was made', () => {
    const made = at('2026-03-10T10:00Z');
    const body = { type: 'issueJoinCode', codeHash: 'd'.repeat(64), expiresAt: made + 14 * DAY } as const;
    const before = given({ actor: tom, body, at: made });
    assert.deepEqual(story(before, '2026-03-15T00:00Z', 'noCustomerYet'), [
      '2026-03-13 10:00 partner act noCustomerYet',
    ]);
  });

  it('says on the day that a step is due, and every three working days that it is late', () => {
    assert.deepEqual(
      story(given(joins()), '2026-03-10T12:00Z', 'stepDue', 'stepLate').filter((line) => line.includes('partner')),
      ['2026-03-03 08:00 partner act stepDue', '2026-03-06 08:00 partner act stepLate'],
    );
  });

  it('takes the reminders of a step away once it is done', () => {
    const before = given(joins(), does(tom, 'send-request'));
    const keys = timeline(before, at('2026-03-20T00:00Z')).sent.map(({ key }) => key);
    assert.deepEqual(
      keys.filter((key) => key.includes('send-request')),
      [],
    );
  });

  it('tells both sides when the step is about cancelling', () => {
    const sent = sentOf(given(...confirmed()), '2026-03-04T00:00Z', 'stepDue').filter(({ step }) => step === 'end-old');
    assert.deepEqual(sent.map(shown), [
      '2026-03-03 08:00 customer act stepDue',
      '2026-03-03 08:00 partner inform stepDue',
    ]);
    assert.deepEqual(
      sent.map(({ params }) => [params['asked'], params['byOn']]),
      [
        ['customer', '2026-03-03'],
        ['customer', '2026-03-03'],
      ],
    );
  });

  it('tells the partner alone while nobody of the customer has joined', () => {
    const { sent } = timeline(given(), at('2026-04-10T00:00Z'));
    assert.ok(sent.length > 5 && sent.every(({ to }) => to === 'partner'));
    assert.equal(sent.find(({ kind }) => kind === 'overlapAhead')?.params['reached'], 'no');
  });

  it('says what was missed before the opening once, on the next morning, and only the newest of it', () => {
    const { sent, after } = timeline(withLine({ newStartsOn: '2026-03-07' }, joins()), at('2026-03-04T00:00Z'));
    const ahead = sent.filter(({ kind, to }) => kind === 'overlapAhead' && to === 'partner');
    assert.deepEqual(
      ahead.map((one) => [shown(one), one.params['daysLeft']]),
      [['2026-03-03 08:00 partner act overlapAhead', 4]],
    );
    assert.ok(Object.keys(after.changeover.reminded).includes('overlapAhead/l1/2026-03-07/-14/partner'));
  });

  it('of a series that was missed sends the newest and skips the rest', () => {
    const { changeover, playbook } = withLine({ newStartsOn: '2026-03-30' }, ...ordered());
    const { fire, skip } = remindersDue(changeover, playbook, at('2026-03-27T09:00Z'));
    const isAhead = ({ key }: { readonly key: string }): boolean =>
      key.startsWith('overlapAhead') && key.endsWith('customer');
    assert.deepEqual(
      fire.filter(isAhead).map(({ key }) => key),
      ['overlapAhead/l1/2026-03-30/-3/customer'],
    );
    assert.deepEqual(
      skip.filter(isAhead).map(({ key, why }) => [key, why]),
      [
        ['overlapAhead/l1/2026-03-30/-14/customer', 'superseded'],
        ['overlapAhead/l1/2026-03-30/-7/customer', 'superseded'],
      ],
    );
  });

  it('follows a corrected date with new reminders', () => {
    const moved = {
      type: 'correct',
      changes: [{ field: 'newStartsOn', line: 'l1', to: '2026-04-13' }],
      reasonRef: ref('later'),
    } as const;
    const before = given(...ordered(), { actor: tom, body: moved, at: at('2026-03-05T10:00Z') });
    assert.deepEqual(
      sentOf(before, '2026-04-08T00:00Z', 'overlapAhead').map(({ key }) => key),
      ['customer', 'partner', 'customer', 'partner'].map(
        (to, index) => `overlapAhead/l1/2026-04-13/${index < 2 ? -14 : -7}/${to}`,
      ),
    );
  });

  it('plans nothing once the changeover is closed', () => {
    const off = { actor: tom, body: { type: 'callOff', reasonRef: ref('lost') } as const };
    const { changeover, playbook, now } = given(...ordered(), off);
    assert.deepEqual(planReminders(changeover, playbook, now), { reminders: [] });
    assert.deepEqual(remindersDue(changeover, playbook, now + 30 * DAY), { fire: [], skip: [] });
  });

  it('counts its days over a clock change, a year end and a leap day', () => {
    const days = (newStartsOn: string, today: string): readonly string[] => {
      const { changeover, playbook } = withLine({ newStartsOn, renewsOn: '2028-09-01' }, ...ordered());
      return planReminders(changeover, playbook, at(today))
        .reminders.filter(({ kind, to }) => kind === 'overlapAhead' && to === 'partner')
        .map(({ dueAt }) => new Date(dueAt).toISOString().slice(0, 16));
    };
    assert.deepEqual(days('2026-10-28', '2026-10-09T12:00Z'), [
      '2026-10-14T07:00',
      '2026-10-21T07:00',
      '2026-10-26T08:00',
      '2026-10-27T08:00',
    ]);
    assert.deepEqual(days('2027-01-06', '2026-12-20T12:00Z'), [
      '2026-12-23T08:00',
      '2026-12-30T08:00',
      '2027-01-04T08:00',
      '2027-01-05T08:00',
    ]);
    assert.deepEqual(days('2028-03-01', '2028-02-18T12:00Z'), [
      '2028-02-16T08:00',
      '2028-02-23T08:00',
      '2028-02-28T08:00',
      '2028-02-29T08:00',
    ]);
  });

  it('that came due at night waits for the morning, and over a weekend for Monday', () => {
    const { changeover, playbook } = withLine({ newStartsOn: '2026-03-30' }, ...ordered());
    const due = (now: string): readonly string[] =>
      planReminders(changeover, playbook, at(now))
        .reminders.filter(({ key }) => key === 'overlapAhead/l1/2026-03-30/-14/customer')
        .map(({ dueAt }) => new Date(dueAt).toISOString());
    assert.deepEqual(due('2026-03-16T09:00Z'), ['2026-03-16T08:00:00.000Z']);
    assert.deepEqual(due('2026-03-16T19:00Z'), ['2026-03-17T08:00:00.000Z']);
    assert.deepEqual(due('2026-03-21T12:00Z'), [], 'on Monday the next of the series is due, and takes its place');
    const moved = withLine({ newStartsOn: '2026-03-28' }, ...ordered());
    const keys = planReminders(moved.changeover, playbook, at('2026-03-10T12:00Z')).reminders;
    const week = keys.find(({ key }) => key === 'overlapAhead/l1/2026-03-28/-14/customer');
    assert.equal(week && new Date(week.dueAt).toISOString(), '2026-03-16T08:00:00.000Z');
  });
});
