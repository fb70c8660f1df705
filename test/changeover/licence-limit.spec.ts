import assert from 'node:assert/strict';
import catalogue from '../../cards/messages/en.json' with { type: 'json' };
import { questionCard } from '../../cards/question-card.ts';
import { reminderCard } from '../../cards/reminder-card.ts';
import { reminderMessage } from '../../cards/reminder-message.ts';
import { routeOf } from '../../changeover/cancel-route.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { todayOf } from '../../changeover/old-over.ts';
import { CUSTOMER, textOf } from '../gallery/readers.ts';
import { aLine, given, type Given, joins, opens, ordered, type Play } from '../support/changeover-builder.ts';
import { connects, looks } from '../support/tenant-plays.ts';

type Account = 'mosa' | 'unknown';

/** Connected; noted down with other counts than the tenant shows. */
function withCounts(
  billingAccount: Account,
  counted: { seats: number; assigned: number },
  ...plays: readonly Play[]
): Given {
  const line = aLine({ billingAccount, newStartsOn: '2026-03-30', ...counted });
  return given(opens({ lines: [line] }), joins(), ...connects(), ...plays);
}

const shows = (seats: number, assigned: number): Play => looks({ seats, assigned, oldLive: true });
const routeIn = ({ changeover, now }: Given) => routeOf(changeover.lines[0]!, todayOf(changeover, now)).id;

/** What the next reminder of the limit says of it: near, crossed or fallen. */
function saidOf({ changeover, playbook, now }: Given): unknown {
  const limits = planReminders(changeover, playbook, now).reminders.filter(({ kind }) => kind === 'licenceLimit');
  return limits[0]?.params['state'];
}

describe('the limit of 25 licences, by the counts of the tenant', () => {
  const BY_SEATS = [
    [24, 'portal'],
    [25, 'portal'],
    [26, 'reduceThenPortal'],
  ] as const;
  for (const [seats, route] of BY_SEATS) {
    it(`counts what is in the subscription where the account is the older kind: ${seats}`, () => {
      for (const assigned of [24, 25, 26])
        assert.equal(routeIn(withCounts('mosa', { seats: 40, assigned: 40 }, shows(seats, assigned))), route);
    });
  }

  const BY_BOTH = [
    [24, 24, 'portal'],
    [25, 24, 'portal'],
    [25, 25, 'support'],
    [26, 24, 'support'],
    [26, 26, 'support'],
  ] as const;
  for (const [seats, assigned, strict] of BY_BOTH) {
    it(`is the stricter of both where the kind of account is not known: ${assigned} of ${seats}`, () => {
      const route = routeIn(withCounts('unknown', { seats: 40, assigned: 40 }, shows(seats, assigned)));
      assert.equal(route === 'portal', strict === 'portal', route);
    });
  }

  it('is said to be near in time, to be crossed, and to be simpler again, each way', () => {
    assert.equal(saidOf(withCounts('mosa', { seats: 40, assigned: 40 }, shows(26, 26))), 'near');
    assert.equal(saidOf(withCounts('mosa', { seats: 20, assigned: 20 }, shows(26, 26))), 'crossed');
    assert.equal(saidOf(withCounts('mosa', { seats: 40, assigned: 40 }, shows(25, 25))), 'fallen');
    assert.equal(saidOf(withCounts('mosa', { seats: 25, assigned: 20 }, shows(26, 20), shows(25, 20))), 'fallen');
  });

  it('is not crossed by users where what counts is the subscription', () => {
    const { changeover } = withCounts('mosa', { seats: 25, assigned: 24 }, shows(25, 25));
    assert.equal(changeover.countChangedAt, undefined);
    assert.notEqual(
      withCounts('unknown', { seats: 25, assigned: 24 }, shows(25, 25)).changeover.countChangedAt,
      undefined,
    );
  });
});

describe('reducing the quantity to 25', () => {
  const many = aLine({ seats: 40, assigned: 40 });
  const LOOKED = [opens({ lines: [many] }), ...ordered(), ...connects()] as const;
  const all = { seats: 40, assigned: 30, oldLive: true, newThere: true } as const;

  it('is asked for once the tenant shows the new licences on all users, with the live number', () => {
    const { changeover, playbook, now } = given(...LOOKED, looks({ ...all, newOnAllUsers: true }));
    const view = stepsOf(changeover, playbook, now).find(({ key }) => key === 'end-old/l1')!;
    assert.equal(view.status, 'open');
    const card = JSON.stringify(questionCard(changeover, playbook, view, CUSTOMER, now, textOf));
    assert.match(card, /reduce its 40 licences to 25/);
    assert.doesNotMatch(card, /unassign/i);
  });

  it('is said nowhere before, also not by the reminder that names the limit', () => {
    const shut = given(...LOOKED, looks({ ...all, newOnAllUsers: false }));
    const { changeover, playbook, now } = shut;
    assert.equal(stepsOf(changeover, playbook, now).find(({ key }) => key === 'end-old/l1')?.status, 'blocked');
    const fallen = withCounts('mosa', { seats: 20, assigned: 20 }, shows(30, 30));
    const plan = planReminders(fallen.changeover, fallen.playbook, fallen.now).reminders;
    const limit = plan.find(({ kind }) => kind === 'licenceLimit')!;
    const card = JSON.stringify(
      reminderCard(reminderMessage(limit), fallen.changeover, fallen.playbook, CUSTOMER, fallen.now, textOf),
    );
    assert.doesNotMatch(card, /to 25|reduce/i);
  });

  it('is never called taking licences from users', () => {
    const told = Object.entries(catalogue).filter(([key]) => /^route\.|^reminder\.licenceLimit/.test(key));
    assert.ok(told.length > 20);
    assert.deepEqual(
      told.filter(([, words]) => /unassign/i.test(words)),
      [],
    );
  });
});
