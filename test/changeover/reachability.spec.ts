import assert from 'node:assert/strict';
import type { Changeover, UnreachableWhy } from '../../changeover/changeover.ts';
import { canReach, isNobodyReached, reachOf, unreachedOf, unreachedSince } from '../../changeover/reachability.ts';
import { planReminders } from '../../changeover/reminders.ts';
import {
  carla,
  colin,
  DAY,
  given,
  HOUR,
  joins,
  refusalOf,
  tom,
  tryOn,
  type Play,
} from '../support/changeover-builder.ts';

const delivery = { door: 'delivery' } as const;

function finds(person: Changeover['members'][number]['person'] | undefined, why?: UnreachableWhy, at?: number): Play {
  const body = { type: 'noteReach' as const, ...(person && { person }), ...(why && { why }) };
  return { actor: delivery, body, ...(at !== undefined && { at }) };
}
const blocked = (): Play => finds(carla.person, 'blocked');

describe('who can be reached', () => {
  it('is noted once, whatever fails again for the same reason', () => {
    const silent = given(joins(), blocked());
    assert.deepEqual(unreachedOf(silent.changeover, 'customer'), [
      { side: 'customer', person: carla.person, why: 'blocked', since: silent.now },
    ]);
    assert.deepEqual(tryOn(silent, blocked()).decision, { ok: true, events: [] });
  });

  it('counts from the first failure, although the reason is another one meanwhile', () => {
    const silent = given(joins(), blocked());
    const { after } = tryOn(silent, finds(carla.person, 'removed', silent.now + DAY));
    assert.deepEqual(reachOf(after, carla.person), {
      side: 'customer',
      person: carla.person,
      why: 'removed',
      since: silent.now,
    });
  });

  it('keeps since when somebody is back, and says nothing of those who never were away', () => {
    const silent = given(joins(), blocked());
    const back = tryOn(silent, finds(carla.person, undefined, silent.now + DAY));
    assert.deepEqual(reachOf(back.after, carla.person), {
      side: 'customer',
      person: carla.person,
      since: silent.now + DAY,
    });
    assert.deepEqual(tryOn(given(joins()), finds(carla.person)).decision, { ok: true, events: [] });
  });

  it('is nothing to note of strangers and technicians: nothing is sent to them', () => {
    const there = given(joins());
    for (const one of [colin, tom]) {
      assert.deepEqual(tryOn(there, finds(one.person, 'blocked')).decision, { ok: true, events: [] });
    }
  });

  it('is found out by delivery, never claimed by a person', () => {
    const claims = { ...blocked(), actor: carla };
    assert.equal(refusalOf(given(joins()), claims).code, 'notAMember');
  });

  it('is a side while any of its admins is reached, and the partner by its channel', () => {
    const { changeover } = given(joins(), blocked());
    const twoAdmins = {
      ...changeover,
      members: [...changeover.members, { ...changeover.members[1]!, person: colin.person! }],
    };
    assert.equal(canReach(changeover, 'customer'), false);
    assert.equal(canReach(twoAdmins, 'customer'), true);
    assert.equal(unreachedSince(twoAdmins, 'customer'), undefined);
    assert.equal(isNobodyReached(changeover), false);
    assert.equal(isNobodyReached(given(joins(), blocked(), finds(undefined, 'removed')).changeover), true);
  });

  it('stays a side of which one message was turned down: the next may arrive', () => {
    assert.equal(canReach(given(joins(), finds(carla.person, 'refused')).changeover, 'customer'), true);
  });
});

describe('what a side is to hear that can’t be reached', () => {
  const keysTo = (given_: ReturnType<typeof given>, to: 'customer' | 'partner', now = given_.now): readonly string[] =>
    planReminders(given_.changeover, given_.playbook, now)
      .reminders.filter((one) => one.to === to)
      .map(({ key }) => key);

  it('is told to the other side, and waits for the side itself', () => {
    const before = given(joins());
    const after = given(joins(), blocked());
    const customers = keysTo(before, 'customer');
    assert.deepEqual(keysTo(after, 'customer'), customers);
    const alone = customers.filter((key) => !keysTo(before, 'partner').includes(key.replace(/customer$/, 'partner')));
    assert.ok(alone.some((key) => key.startsWith('stepDue/check-facts')));
    for (const key of alone) assert.ok(keysTo(after, 'partner').includes(key.replace(/customer$/, 'partner')), key);
  });

  it('is not told a second time where the side heard it well before it fell silent', () => {
    const plan = planReminders(given(joins()).changeover, given(joins()).playbook, given(joins()).now);
    const due = plan.reminders.find(({ key }) => key.startsWith('stepDue/check-facts'))!;
    const fire: Play = { actor: { door: 'tick' }, body: { type: 'remind', key: due.key }, at: due.dueAt };
    const standIn = due.key.replace(/customer$/, 'partner');
    const soon = given(joins(), fire, finds(carla.person, 'blocked', due.dueAt + HOUR));
    const late = given(joins(), fire, finds(carla.person, 'blocked', due.dueAt + 2 * DAY));
    assert.equal(keysTo(soon, 'partner').includes(standIn), true);
    assert.equal(keysTo(late, 'partner').includes(standIn), false);
  });

  it('goes nowhere else when the other side can’t be reached either', () => {
    const silent = given(joins(), blocked());
    const both = given(joins(), blocked(), finds(undefined, 'removed'));
    assert.ok(keysTo(silent, 'partner').length > keysTo(both, 'partner').length);
    assert.deepEqual(keysTo(both, 'customer'), keysTo(silent, 'customer'));
  });

  it('is told to the customer where the partner is silent, but never what speaks of the customer', () => {
    const silent = given(joins(), finds(undefined, 'removed'));
    const kinds = planReminders(silent.changeover, silent.playbook, silent.now)
      .reminders.filter((one) => one.to === 'customer')
      .map(({ kind }) => kind);
    assert.equal(kinds.includes('partnerRequestUnanswered'), false);
    assert.ok(
      keysTo(silent, 'customer').some((key) => key.startsWith('stepDue/send-request')),
      String(keysTo(silent, 'customer')),
    );
  });
});
