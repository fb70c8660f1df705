import assert from 'node:assert/strict';
import { isConfirmed } from '../../changeover/evidence.ts';
import { availableActs } from '../../changeover/guards.ts';
import { disagreements } from '../../changeover/disagreements.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { openSteps, progress, stepsOf, waitingOn } from '../../changeover/steps.ts';
import { newsOf } from '../../changeover/told-by-tenant.ts';
import {
  approved,
  carla,
  clock,
  confirmed,
  DAY,
  does,
  given,
  type Given,
  OPENED_AT,
  ordered,
  type Play,
  refusalOf,
  tom,
  tryOn,
} from '../support/changeover-builder.ts';
import { connects, disconnects, fails, looks } from '../support/tenant-plays.ts';

const MINUTE = 60_000;
const ALL_THERE = { newThere: true, newOnAllUsers: true, newOwner: 'partner' } as const;

const statusOf = ({ changeover, playbook, now }: Given, key: string) =>
  stepsOf(changeover, playbook, now).find((view) => view.key === key)?.status;
const keysOpen = ({ changeover, playbook, now }: Given) => openSteps(changeover, playbook, now).map(({ key }) => key);

/** Ordered, connected, and both words on the new licences said. */
const SAID = [...ordered(), ...connects(), does(tom, 'assign-new/l1')] as const;

describe('a "done" that a look at the tenant may speak of', () => {
  it('opens nothing that lies behind it before the look', () => {
    const held = given(...SAID);
    assert.equal(statusOf(held, 'assign-new/l1'), 'checking');
    assert.equal(statusOf(held, 'confirm-new/l1'), 'blocked');
    assert.equal(isConfirmed(held.changeover, 'newConfirmed', 'l1'), false);
    assert.equal(
      held.changeover.evidence.some(({ fact }) => fact === 'newConfirmed'),
      false,
    );
  });

  it('is asked of nobody meanwhile, counts as not done, and whoever says it again is told', () => {
    const held = given(...SAID);
    assert.equal(keysOpen(held).includes('assign-new/l1'), false);
    const { changeover, playbook, now } = held;
    const reminded = planReminders(changeover, playbook, now).reminders.some(({ step }) => step === 'assign-new');
    assert.equal(reminded, false);
    assert.equal(refusalOf(held, does(tom, 'assign-new/l1')).code, 'beingChecked');
    const before = given(...ordered(), ...connects());
    assert.equal(progress(changeover, playbook, now).done, progress(before.changeover, playbook, now).done);
    assert.notEqual(waitingOn(changeover, playbook, now).side, 'provider');
  });

  it('is believed once the tenant shows it too, with whose word it was', () => {
    const { changeover } = given(...SAID, looks(ALL_THERE));
    assert.equal(changeover.steps['assign-new/l1']?.doneKind, 'word');
    assert.deepEqual(changeover.steps['assign-new/l1']?.doneBy, tom.person);
    assert.equal(changeover.checking, undefined);
    assert.equal(isConfirmed(changeover, 'newConfirmed', 'l1'), true);
  });

  it('stays open when the tenant shows otherwise, and both are shown', () => {
    const denied = given(...SAID, looks({ newThere: true, newOnAllUsers: false }));
    assert.equal(statusOf(denied, 'assign-new/l1'), 'open');
    assert.deepEqual(
      disagreements(denied.changeover).map(({ word, reading: read }) => [word.side, word.holds, read.holds]),
      [['partner', true, false]],
    );
    assert.deepEqual(availableActs(denied.changeover, denied.playbook, denied.now), []);
  });

  it('may be said again after that, and is looked for again', () => {
    const again = given(...SAID, looks({ newThere: true, newOnAllUsers: false }), does(tom, 'assign-new/l1'));
    assert.equal(statusOf(again, 'assign-new/l1'), 'checking');
  });

  it('counts when the tenant does not tell', () => {
    const unsaid = given(...SAID, looks({ isAlike: true }));
    assert.equal(unsaid.changeover.steps['assign-new/l1']?.doneKind, 'word');
    assert.equal(isConfirmed(unsaid.changeover, 'newConfirmed', 'l1'), false);
    assert.equal(statusOf(unsaid, 'confirm-new/l1'), 'open');
  });

  for (const why of ['consentMissing', 'domainMissing', 'throttled', 'unavailable'] as const) {
    it(`counts when no look can be made (${why}), and who waits in a chat is told why`, () => {
      const before = given(...ordered(), does(tom, 'assign-new/l1'), ...connects(), does(carla, 'confirm-new/l1'));
      const { changeover } = given(
        ...ordered(),
        does(tom, 'assign-new/l1'),
        ...connects(),
        does(carla, 'confirm-new/l1'),
        fails(why),
      );
      assert.equal(isConfirmed(changeover, 'newConfirmed', 'l1'), true);
      const { decision } = tryOn(before, fails(why));
      const events = decision.ok ? decision.events : [];
      const news = newsOf(before.changeover, changeover, before.playbook, events, before.now);
      assert.deepEqual(news, [
        { kind: 'wordSettled', how: 'unread', why, step: 'confirm-new', line: 'l1', to: 'customer' },
      ]);
    });
  }

  it('counts at once while it is known that no look can be made', () => {
    const blind = given(...ordered(), ...connects(), fails(), does(tom, 'assign-new/l1'));
    assert.equal(statusOf(blind, 'assign-new/l1'), 'done');
  });

  it('counts once nobody reads any more', () => {
    assert.equal(statusOf(given(...SAID, disconnects()), 'assign-new/l1'), 'done');
  });

  it('counts after five minutes in which nobody came to look', () => {
    const held = given(...SAID);
    const { nextDueAt } = planReminders(held.changeover, held.playbook, held.now);
    assert.equal(nextDueAt, held.now + 5 * MINUTE);
    const wake = (at: number): Play => ({ actor: clock, body: { type: 'wake' }, at });
    assert.equal(statusOf(given(...SAID, wake(held.now + 4 * MINUTE)), 'assign-new/l1'), 'checking');
    assert.equal(statusOf(given(...SAID, wake(held.now + 5 * MINUTE)), 'assign-new/l1'), 'done');
  });

  it('is not settled by a look that began before it', () => {
    const held = given(...SAID);
    const body = { type: 'recordReading', findings: [{ line: 'l1', newThere: false }], begunAt: held.now - 1 } as const;
    const { after: later } = tryOn(held, { actor: looks().actor, body });
    assert.equal(later.checking?.length, 1);
  });

  it('is not held where no look speaks of it', () => {
    assert.equal(statusOf(given(...connectedFirst(), does(tom, 'send-request')), 'send-request'), 'done');
  });
});

describe('an end of the old subscription that is looked for', () => {
  const SAID_END = [...confirmed(), ...connects(), does(carla, 'end-old/l1', { on: '2026-03-02' })] as const;

  it('is no end before the look', () => {
    const { changeover } = given(...SAID_END);
    assert.equal(changeover.lines[0]?.oldEndedOn, undefined);
  });

  it('is an act on the day that was said, once the tenant shows it or does not tell yet', () => {
    for (const oldLive of [true, false]) {
      const settled = given(...SAID_END, looks({ ...ALL_THERE, oldLive }));
      assert.equal(settled.changeover.lines[0]?.oldEndedOn, '2026-03-02');
      assert.equal(
        settled.journal.at(-1)?.events.some(({ type }) => type === 'actTaken'),
        true,
      );
      assert.deepEqual(settled.changeover.steps['end-old/l1']?.doneBy, carla.person);
    }
  });

  it('is a report and no act when its guard was shut meanwhile', () => {
    const objects: Play = { actor: tom, body: { type: 'object', step: 'assign-new', line: 'l1' } };
    const settled = given(...SAID_END, objects, fails());
    const types = settled.journal.at(-1)?.events.map(({ type }) => type) ?? [];
    const happened = ['actTaken', 'oldReportedEnded', 'stepDone'].filter((type) => types.some((one) => one === type));
    assert.deepEqual(happened, ['oldReportedEnded']);
    assert.equal(settled.changeover.lines[0]?.oldEndedOn, '2026-03-02');
  });
});

describe('a word that the tenant does not bear out', () => {
  const relation = 'none' as const;
  const SAID_APPROVED = [...connectedFirst(), does(tom, 'send-request'), does(carla, 'approve-partner')] as const;
  const LATER = OPENED_AT + DAY;
  const LOOKED = [...SAID_APPROVED, looks({}, { relation })] as const;
  const DENIED = [...LOOKED, looks({}, { relation }, LATER)] as const;

  it('on the approval is doubted after an hour', () => {
    assert.equal(statusOf(given(...LOOKED), 'approve-partner'), 'done');
    assert.equal(statusOf(given(...DENIED), 'approve-partner'), 'open');
  });

  it('counts when it is said again, as long as no guard rests on it', () => {
    const insists = [...DENIED, does(carla, 'approve-partner'), looks({}, { relation })] as const;
    assert.equal(statusOf(given(...insists), 'approve-partner'), 'done');
    const calm = given(...insists, looks({}, { relation }, LATER + 3 * DAY));
    assert.equal(statusOf(calm, 'approve-partner'), 'done');
    assert.equal(disagreements(calm.changeover).length, 1);
  });
});

function connectedFirst(): readonly Play[] {
  const [join, ...others] = approved();
  const prepared = others.filter(({ body }) => body.type === 'answer' && /check-facts|find-canceller/.test(body.step));
  return [join!, ...connects(), ...prepared];
}
