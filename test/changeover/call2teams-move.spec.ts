import assert from 'node:assert/strict';
import type { Instant } from '../../changeover/changeover.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { openSteps, stepsOf } from '../../changeover/steps.ts';
import {
  asked,
  called,
  chooses,
  counts,
  lists,
  mapped,
  moved,
  moveOn,
  permitted,
  readyToMove,
  settles,
  ticks,
  WINDOW,
  windowAgreed,
} from '../support/call2teams-plays.ts';
import {
  carla,
  DAY,
  does,
  HOUR,
  ref,
  refusalOf,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';

function isOpen(at: Given, step: string, now: Instant = at.now): boolean {
  return openSteps(at.changeover, at.playbook, now).some(({ key }) => key === step);
}

function isOpenAfter(at: Given, play: Play, step: string): boolean {
  const { after } = tryOn(at, play);
  return openSteps(after, at.playbook, at.now + 60_000).some(({ key }) => key === step);
}

function applies(at: Given, step: string): boolean {
  return stepsOf(at.changeover, at.playbook, at.now).some(
    ({ key, status }) => key === step && status !== 'notApplicable',
  );
}

/** Days before `end` on which somebody is reminded of the step, counted on the calendar. */
function daysBefore(at: Given, step: string, end: string): readonly number[] {
  const { reminders } = planReminders(at.changeover, at.playbook, at.now);
  const days = reminders
    .filter((one) => one.step === step && (one.kind === 'stepAhead' || one.kind === 'stepDue'))
    .map(({ dueAt }) => Math.ceil((Date.parse(`${end}T00:00:00Z`) - dueAt) / DAY));
  return days.toSorted((one, other) => other - one);
}

describe('the Call2Teams account move', () => {
  describe('by the vendor', () => {
    it('asks for the permission of both partners when the partner changes, and opens no case without both', () => {
      const waiting = moveOn(
        'assisted',
        ...readyToMove({ owner: 'changes' }).filter(({ body }) => !isPermission(body)),
      );
      assert.ok(isOpen(waiting, 'old-permission') && isOpen(waiting, 'new-permission'));
      const [old, own] = permitted();
      assert.ok(!isOpenAfter(waiting, old!, 'desk-case') && !isOpenAfter(waiting, own!, 'desk-case'));
      assert.ok(isOpen(moveOn('assisted', ...readyToMove({ owner: 'changes' })), 'desk-case'));
    });

    it('wants a number for each permission, and neither can be left out', () => {
      const at = moveOn('assisted', ...mapped({ owner: 'changes' }));
      assert.equal(refusalOf(at, does(tom, 'old-permission')).code, 'referenceNeeded');
      const skips = (step: string): Play => ({ actor: tom, body: { type: 'skipStep', step, reasonRef: ref('hurry') } });
      assert.equal(refusalOf(at, skips('old-permission')).code, 'stepNeeded');
      assert.equal(refusalOf(at, skips('new-permission')).code, 'stepNeeded');
    });

    it('asks for no permission under one partner', () => {
      const at = moveOn('assisted', ...readyToMove());
      assert.ok(!applies(at, 'old-permission') && !applies(at, 'new-permission'));
      assert.ok(isOpen(at, 'desk-case'));
    });

    it('names every type of licence that falls short in the new account', () => {
      const at = moveOn('assisted', ...mapped(), does(tom, 'create-account', { noteRef: ref('Fabrikam / Contoso') }));
      const refusal = refusalOf(at, counts('count-new-calls', 11, 2));
      assert.equal(refusal.code, 'countsShort');
      assert.deepEqual(refusal.items, [
        { id: 'pbx', has: 11, needs: 12 },
        { id: 'trunk', has: 2, needs: 3 },
      ]);
      assert.ok(tryOn(at, counts('count-new-calls', 15, 3)).decision.ok);
    });

    it('opens no case before the licences are compared, the account is empty and the tenant stays', () => {
      for (const step of ['count-new-calls', 'account-empty', 'choose-tenant', 'choose-owner', 'choose-scope']) {
        const without = readyToMove().filter(({ body }) => body.type !== 'answer' || body.step !== step);
        assert.ok(!isOpen(moveOn('assisted', ...without), 'desk-case'), step);
      }
    });

    it('compares the licences and empties the account before the case even when somebody would leave that out', () => {
      const without = (step: string) =>
        moveOn('assisted', ...readyToMove().filter(({ body }) => body.type !== 'answer' || body.step !== step));
      for (const step of ['count-new-calls', 'account-empty']) {
        const skip: Play = { actor: tom, body: { type: 'skipStep', step, reasonRef: ref('hurry') } };
        assert.equal(refusalOf(without(step), skip).code, 'stepNeeded');
      }
    });

    it('sends a move to another Microsoft tenant to the self-service way', () => {
      const at = moveOn('assisted', ...mapped());
      assert.equal(refusalOf(at, chooses('choose-tenant', 'other')).code, 'choiceNotEnough');
    });

    it('waits for the word that the old account stays when only users move', () => {
      const at = moveOn(
        'assisted',
        ...readyToMove({ scope: 'users' }),
        does(tom, 'desk-case', { referenceRef: ref('1') }),
      );
      assert.ok(isOpen(at, 'old-account-stays') && !isOpen(at, 'account-moved'));
      const after = moveOn('assisted', ...moved({ scope: 'users' }));
      assert.ok(!applies(after, 'last-look') && !applies(after, 'arrived-administrators'));
      assert.ok(!applies(after, 'old-account-gone'));
    });

    it('reminds of the end of the cooling-off 7, 3 and 1 days before it', () => {
      const at = moveOn('assisted', ...moved());
      assert.deepEqual(daysBefore(at, 'arrived-administrators', '2026-03-16'), [7, 3, 1]);
      assert.deepEqual(daysBefore(at, 'last-look', '2026-03-16'), [7, 3, 1]);
    });

    it('keeps or removes the administrators that arrived one by one', () => {
      const at = moveOn('assisted', ...moved());
      const open = does(tom, 'arrived-administrators', {
        value: {
          kind: 'list',
          items: [
            { id: 'n1', labelRef: ref('Kim'), outcome: 'removed' },
            { id: 'n2', labelRef: ref('Lou') },
          ],
        },
      });
      const refusal = refusalOf(at, open);
      assert.equal(refusal.code, 'listIncomplete');
      assert.deepEqual(refusal.items, [{ id: 'n2' }]);
      assert.ok(tryOn(at, lists('arrived-administrators', { Kim: 'removed', Lou: 'kept' })).decision.ok);
    });

    it('looks for the old account once the 14 days are over, not before', () => {
      const at = moveOn('assisted', ...moved());
      const movedAt = Date.parse('2026-03-02T00:00:00+01:00');
      assert.ok(!isOpen(at, 'old-account-gone', movedAt + 14 * DAY - HOUR));
      assert.ok(isOpen(at, 'old-account-gone', movedAt + 14 * DAY));
    });
  });

  describe('by the partner itself', () => {
    it('agrees on a window only when the new account is complete', () => {
      const before = moveOn('self-service', ...windowAgreed().slice(0, -2));
      assert.ok(isOpen(before, 'fill-account') && !isOpen(before, 'agree-window'));
      assert.equal(refusalOf(before, ticks(tom, 'fill-account', ['services', 'users'])).code, 'listIncomplete');
    });

    it('lets nobody clear the old account before the window opens', () => {
      const at = moveOn('self-service', ...windowAgreed());
      const clears = (now: Instant) => ticks(tom, 'clear-old', ['users', 'licences', 'services'], now);
      assert.equal(refusalOf(at, clears(WINDOW.from - 60_000)).code, 'stepNotOpen');
      assert.ok(tryOn(at, clears(WINDOW.from)).decision.ok);
    });

    it('has the old partner clear the old account when the partner changes, with both permissions', () => {
      const at = moveOn('self-service', ...windowAgreed({ owner: 'changes' }));
      assert.ok(isOpen(at, 'clear-old-elsewhere', WINDOW.from) && !isOpen(at, 'clear-old', WINDOW.from));
      const plays = windowAgreed({ owner: 'changes' }).filter(({ body }) => !isPermission(body));
      assert.ok(!isOpen(moveOn('self-service', ...plays), 'clear-old-elsewhere', WINDOW.from));
    });

    it('alarms both sides when the new account is not synced four hours after it could be', () => {
      const at = moveOn(
        'self-service',
        ...windowAgreed(),
        ticks(tom, 'clear-old', ['users', 'licences', 'services'], WINDOW.from + HOUR),
        lists('leftover-policies', {}, WINDOW.from + HOUR),
      );
      const { reminders } = planReminders(at.changeover, at.playbook, at.now);
      const alarms = reminders.filter(({ kind }) => kind === 'stepAlarm');
      assert.deepEqual(alarms.map(({ to }) => to).toSorted(), ['customer', 'partner']);
      assert.ok(alarms.every(({ dueAt }) => dueAt === WINDOW.from + 5 * HOUR));
    });

    it('closes with a test call of the customer', () => {
      const at = moveOn(
        'self-service',
        ...windowAgreed(),
        ticks(tom, 'clear-old', ['users', 'licences', 'services'], WINDOW.from + HOUR),
        lists('leftover-policies', {}),
        does(tom, 'sync-new-calls'),
      );
      assert.ok(!isOpen(at, 'finish'));
      assert.deepEqual(refusalOf(at, ticks(carla, 'test-call', ['out'])).items, [{ id: 'in' }]);
      assert.equal(refusalOf(at, ticks(tom, 'test-call', ['out', 'in'])).code, 'notYourSide');
    });
  });

  describe('after the sync', () => {
    const synced = () =>
      moveOn('assisted', ...moved(), lists('leftover-policies', { 'Tag:Old': 'removed' }), does(tom, 'sync-new-calls'));

    it('leaves the domains alone when there are two', () => {
      const at = moveOn('assisted', ...moved(), ...called());
      for (const step of ['vendor-domains', 'spare-domains', 'remove-domains', 'sync-again']) {
        assert.ok(!applies(at, step), step);
      }
    });

    it('removes only domains that the vendor confirmed as its own and that carry no mail', () => {
      const at = moveOn('assisted', ...moved(), ...asked());
      assert.equal(
        refusalOf(at, settles('spare-domains', { n1: 'noMail', n2: 'noMail', n3: 'noMail' })).code,
        'choiceUnknown',
      );
      assert.deepEqual(refusalOf(at, settles('spare-domains', { n1: 'noMail' })).items, [{ id: 'n3' }]);
      const looked = moveOn(
        'assisted',
        ...moved(),
        ...asked(),
        settles('spare-domains', { n1: 'noMail', n3: 'carriesMail' }),
      );
      assert.equal(
        refusalOf(looked, settles('remove-domains', { n1: 'removed', n3: 'removed' })).code,
        'choiceUnknown',
      );
      assert.ok(isOpenAfter(looked, settles('remove-domains', { n1: 'removed' }), 'sync-again'));
      assert.ok(!isOpenAfter(looked, settles('remove-domains', { n1: 'kept' }), 'sync-again'));
    });

    it('removes no domain when the vendor confirms none', () => {
      const at = moveOn(
        'assisted',
        ...moved(),
        ...called().slice(0, -1),
        chooses('count-domains', 'conflict'),
        lists('vendor-domains', { 'contoso.com': 'notVendors' }),
      );
      assert.ok(!applies(at, 'spare-domains') && !applies(at, 'remove-domains'));
    });

    it('asks to stop the bill at Microsoft only after the test call, and only where it was bought there', () => {
      const bought = moveOn(
        'assisted',
        ...moved({ bought: 'marketplace' }),
        lists('leftover-policies', {}),
        does(tom, 'sync-new-calls'),
      );
      assert.ok(!isOpen(bought, 'stop-marketplace'));
      assert.ok(isOpenAfter(bought, ticks(carla, 'test-call', ['out', 'in']), 'stop-marketplace'));
      assert.ok(!isOpenAfter(synced(), ticks(carla, 'test-call', ['out', 'in']), 'stop-marketplace'));
    });
  });

  it('reminds of the end of a trial 14, 7, 3 and 1 days before it', () => {
    const accounts = { 'Fabrikam / Contoso / Trial': 'trial' };
    const at = moveOn(
      'assisted',
      ...mapped({ accounts }),
      does(tom, 'trial-day', { value: { kind: 'day', on: '2026-04-24' } }),
    );
    assert.deepEqual(daysBefore(at, 'leave-trial', '2026-04-24'), [14, 7, 3, 1]);
    assert.ok(!applies(moveOn('assisted', ...mapped()), 'leave-trial'));
  });
});

function isPermission(body: Play['body']): boolean {
  return body.type === 'answer' && body.step.endsWith('-permission');
}
