import assert from 'node:assert/strict';
import type { Changeover, Member, StepRecord } from '../../changeover/changeover.ts';
import { escalations, unansweredAsks } from '../../changeover/reminder-unanswered.ts';
import { planReminders, remindersDue } from '../../changeover/reminders.ts';
import {
  carla,
  colin,
  DAY,
  does,
  given,
  joins,
  OPENED_AT,
  ordered,
  ref,
  tom,
  type Given,
} from '../support/changeover-builder.ts';
import { withLine } from '../support/reminder-timeline.ts';

function due({ changeover, playbook }: Given, at: string): ReturnType<typeof remindersDue> {
  return remindersDue(changeover, playbook, Date.parse(at));
}

describe('what is due', () => {
  it('is the newest of each series for each reader; what it overtakes is skipped', () => {
    const before = withLine({ newStartsOn: '2026-03-20' }, ...ordered());
    const { fire, skip } = due(before, '2026-03-17T09:00Z');
    const ahead = fire.filter(({ kind }) => kind === 'overlapAhead').map(({ key }) => key);
    assert.deepEqual(ahead, ['overlapAhead/l1/2026-03-20/-3/customer', 'overlapAhead/l1/2026-03-20/-3/partner']);
    assert.deepEqual(
      skip.filter(({ key }) => key.startsWith('overlapAhead')),
      [-14, -7].flatMap((days) =>
        ['customer', 'partner'].map((to) => ({ key: `overlapAhead/l1/2026-03-20/${days}/${to}`, why: 'superseded' })),
      ),
    );
  });

  it('is not skipped while what overtakes it is not due itself', () => {
    const before = withLine({ newStartsOn: '2026-03-20' }, ...ordered());
    const { fire, skip } = due(before, '2026-03-06T09:00Z');
    assert.deepEqual(
      fire.filter(({ kind }) => kind === 'overlapAhead').map(({ key }) => key),
      ['overlapAhead/l1/2026-03-20/-14/customer', 'overlapAhead/l1/2026-03-20/-14/partner'],
    );
    assert.deepEqual(
      skip.filter(({ key }) => key.startsWith('overlapAhead')),
      [],
    );
  });

  it('is nothing once the changeover is closed', () => {
    const off = given(joins(), { actor: carla, body: { type: 'callOff', reasonRef: ref('we stay') } });
    assert.deepEqual(due(off, '2026-03-17T09:00Z'), { fire: [], skip: [] });
    assert.deepEqual(planReminders(off.changeover, off.playbook, off.now), { reminders: [] });
  });

  it('is nothing anew while the clock is behind what was decided', () => {
    const before = given(joins());
    const later = { ...before.changeover, reminded: { 'some/key': Date.parse('2026-03-06T09:00Z') } };
    const keys = (changeover: Changeover, at: string): readonly string[] =>
      remindersDue(changeover, before.playbook, Date.parse(at)).fire.map(({ key }) => key);
    assert.deepEqual(keys(later, '2026-03-03T09:00Z'), keys(before.changeover, '2026-03-06T09:00Z'));
  });
});

describe('what stays unanswered', () => {
  const record = (more: Partial<StepRecord>): StepRecord => more;
  const opened = (): Changeover => given(joins()).changeover;

  it('is what was asked since the last answer', () => {
    const changeover = opened();
    const askedAt = [OPENED_AT + DAY, OPENED_AT + 2 * DAY, OPENED_AT + 3 * DAY];
    assert.deepEqual(unansweredAsks(changeover, record({ askedAt })), askedAt);
    assert.deepEqual(unansweredAsks(changeover, record({ askedAt, lastAnswerAt: askedAt[1]! })), [askedAt[2]]);
    assert.deepEqual(unansweredAsks(changeover, record({})), []);
    assert.deepEqual(unansweredAsks(changeover, undefined), []);
  });

  it('is what was asked since somebody of the customer could be reached', () => {
    const changeover = opened();
    const askedAt = [OPENED_AT + DAY, OPENED_AT + 3 * DAY];
    const since = OPENED_AT + 2 * DAY;
    const silent = { ...changeover, reach: [{ side: 'customer' as const, person: carla.person!, since }] };
    assert.deepEqual(unansweredAsks(silent, record({ askedAt })), [askedAt[1]]);
    const colleague: Member = {
      person: colin.person!,
      side: 'customer',
      role: 'customerAdmin',
      joinedAt: OPENED_AT,
    };
    assert.deepEqual(
      unansweredAsks({ ...silent, members: [...changeover.members, colleague] }, record({ askedAt })),
      askedAt,
    );
    const viewer: Member = { ...colleague, role: 'customerViewer' };
    assert.deepEqual(unansweredAsks({ ...silent, members: [...changeover.members, viewer] }, record({ askedAt })), [
      askedAt[1],
    ]);
  });

  it('was told to the partner after it was asked for, not before', () => {
    const changeover = opened();
    const askedAt = [OPENED_AT + DAY];
    const escalatedAt = [OPENED_AT, OPENED_AT + DAY, OPENED_AT + 2 * DAY];
    assert.deepEqual(escalations(changeover, record({ askedAt, escalatedAt })), [OPENED_AT + 2 * DAY]);
    assert.deepEqual(escalations(changeover, record({ escalatedAt })), []);
    assert.deepEqual(escalations(changeover, record({ askedAt })), []);
  });

  it('of the request to the partner is for the lead alone: the thread hears of that by its own words', () => {
    const before = given(joins(), does(tom, 'send-request'));
    const asked = (step: string): readonly string[] => {
      const { changeover: known, playbook } = before;
      const askedAt = [OPENED_AT + DAY, OPENED_AT + 2 * DAY];
      const steps = { ...known.steps, [step]: { ...known.steps[step], askedAt } };
      return planReminders({ ...known, steps }, playbook, OPENED_AT + 2 * DAY)
        .reminders.filter(({ kind }) => kind === 'unanswered')
        .map(({ key, isForLead }) => `${key.split('/').at(-2)} ${isForLead === true}`);
    };
    assert.deepEqual(asked('approve-partner'), ['lead true']);
    assert.deepEqual(asked('check-facts'), ['thread false', 'lead true']);
    assert.deepEqual(asked('send-request'), []);
    assert.deepEqual(asked('finish'), []);
  });
});
