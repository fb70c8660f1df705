import assert from 'node:assert/strict';
import type { CourseFault } from '../../changeover/course-change.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { planReminders } from '../../changeover/reminders.ts';
import {
  aLine,
  approved,
  carla,
  confirmed,
  does,
  given,
  joins,
  opens,
  ordered,
  ref,
  refusalOf,
  tina,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { connects } from '../support/tenant-plays.ts';
import { changed, changeTo, hashOf, keys, switches } from '../support/course-switches.ts';

const NEWER = { ...changed({}), version: 2 };

describe('another playbook in mid-way', () => {
  it('keeps what is done where it has the same step, asks what is new, and drops the rest', () => {
    const before = given(joins(), does(carla, 'check-facts'));
    const other = changed({ 'expect-mail': { id: 'know-the-mail' }, 'find-canceller': undefined });
    const { kept, added, dropped, droppedDone, faults } = changeTo(before, other);
    assert.deepEqual(keys(kept), ['check-facts']);
    assert.deepEqual(keys(added), ['know-the-mail']);
    assert.deepEqual(keys(dropped), ['find-canceller', 'expect-mail']);
    assert.deepEqual(droppedDone, []);
    assert.deepEqual(faults, []);
    const { after, decision } = tryOn(before, switches(tom, other));
    assert.ok(decision.ok);
    assert.equal(after.playbook.hash, hashOf(other));
    assert.notEqual(after.steps['check-facts']?.doneAt, undefined);
    assert.equal(after.steps['find-canceller'], undefined);
    assert.deepEqual(
      decision.events.filter(({ type }) => type === 'stepOpened'),
      [{ type: 'stepOpened', step: 'know-the-mail' }],
    );
  });

  it('replans the reminders', () => {
    const before = given(joins());
    const other = changed({ 'expect-mail': { id: 'know-the-mail' } });
    const { after } = tryOn(before, switches(tom, other));
    const steps = planReminders(after, other, before.now + 60_000).reminders.map(({ step }) => step);
    assert.equal(steps.includes('know-the-mail'), true);
    assert.equal(steps.includes('expect-mail'), false);
  });

  it('may be a newer version of the same one', () => {
    const { decision } = tryOn(given(joins()), switches(tina, NEWER));
    assert.ok(decision.ok);
    const event = decision.events.find(({ type }) => type === 'playbookSwitched');
    assert.deepEqual(event, {
      type: 'playbookSwitched',
      from: given().changeover.playbook,
      to: { id: NEWER.id, version: 2, hash: hashOf(NEWER) },
      dropped: [],
      reasonRef: ref('why'),
    });
  });

  it('is the partner’s alone, and not the one that is followed already', () => {
    const before = given(joins());
    assert.deepEqual(refusalOf(before, switches(carla, NEWER)), { code: 'notYourSide', params: { side: 'partner' } });
    const same = switches(tom, directToCsp, { to: before.changeover.playbook });
    assert.equal(refusalOf(before, same).code, 'switchSame');
  });

  it('drops a done step only when it is named', () => {
    const before = given(joins(), does(carla, 'check-facts'), does(carla, 'expect-mail'));
    const other = changed({ 'check-facts': undefined, 'expect-mail': undefined });
    assert.deepEqual(changeTo(before, other).droppedDone, ['check-facts', 'expect-mail']);
    assert.deepEqual(refusalOf(before, switches(tom, other, { drops: ['check-facts'] })), {
      code: 'switchDropsDone',
      params: { count: 1 },
    });
    const named = switches(tom, other, { drops: ['check-facts', 'expect-mail'] });
    assert.equal(tryOn(before, named).after.steps['check-facts'], undefined);
  });

  it('drops a left-out step only when it is named', () => {
    const left: Play = { actor: tom, body: { type: 'skipStep', step: 'check-facts', reasonRef: ref('why') } };
    const { droppedDone } = changeTo(given(joins(), left), changed({ 'check-facts': undefined }));
    assert.deepEqual(droppedDone, ['check-facts']);
  });

  it('asks a dropped step anew after a switch back', () => {
    const other = changed({ 'check-facts': undefined });
    const before = given(joins(), does(carla, 'check-facts'));
    const { after } = tryOn(before, switches(tom, other, { drops: ['check-facts'] }));
    const there: Given = { ...before, changeover: after, playbook: other };
    const back = tryOn(there, switches(tom, directToCsp));
    assert.equal(back.after.steps['check-facts']?.doneAt, undefined);
    assert.notEqual(back.after.steps['check-facts']?.openedAt, undefined);
  });

  it('takes a step of another side or meaning for another step', () => {
    const before = given(joins(), does(carla, 'check-facts'));
    assert.deepEqual(keys(changeTo(before, changed({ 'check-facts': { side: 'partner' } })).kept), []);
    assert.deepEqual(keys(changeTo(before, changed({ 'check-facts': { states: 'partnerApproved' } })).kept), []);
    assert.deepEqual(keys(changeTo(before, changed({ 'check-facts': { answers: ['done'] } })).kept), ['check-facts']);
  });
});

describe('a switch is refused', () => {
  it('while a word waits for a look at the tenant', () => {
    const held = given(...ordered(), ...connects(), does(tom, 'assign-new/l1'));
    assert.equal(refusalOf(held, switches(tom, NEWER)).code, 'beingChecked');
  });

  const refuses = (before: Given, other: Playbook, faults: readonly CourseFault['kind'][]): void => {
    assert.deepEqual(
      changeTo(before, other).faults.map(({ kind }) => kind),
      faults,
    );
    const drops = changeTo(before, other).droppedDone;
    const { code, params } = refusalOf(before, switches(tom, other, { drops }));
    assert.equal(code, 'switchUnsafe');
    const count = (kind: CourseFault['kind']) => faults.filter((fault) => fault === kind).length;
    assert.deepEqual(params, {
      acts: count('act'),
      evidence: count('evidence'),
      products: count('product'),
      asks: count('asks'),
    });
  };

  it('where it would lose a word that a guard rests on', () => {
    const other = changed({ 'see-order': undefined });
    refuses(given(...ordered()), other, ['evidence']);
    const [fault] = changeTo(given(...ordered()), other).faults;
    assert.deepEqual(fault, { kind: 'evidence', fact: 'newOrdered', side: 'customer', line: 'l1' });
    assert.deepEqual(changeTo(given(...approved()), other).faults, []);
  });

  it('where the word could be said by another side only', () => {
    refuses(given(...ordered()), changed({ 'see-order': { side: 'partner' } }), ['evidence']);
  });

  it('where it lacks a guarded act that was taken', () => {
    const mca = opens({ lines: [aLine({ billingAccount: 'mca' })] });
    const stopped = given(mca, ...ordered(), does(carla, 'stop-renewal/l1'));
    refuses(stopped, changed({ 'stop-renewal': undefined }), ['act']);
    const ended = given(...confirmed(), does(carla, 'end-old/l1'));
    refuses(ended, changed({ 'end-old': undefined }), ['act']);
    refuses(ended, changed({ 'end-old': { id: 'end-it' } }), ['act']);
    assert.deepEqual(changeTo(given(...confirmed()), changed({ 'end-old': undefined })).faults, []);
  });

  it('where it does not know a product; one that was typed is its own', () => {
    refuses(given(joins()), { ...NEWER, products: [] }, ['product']);
    const typed = given(
      opens({ lines: [aLine({ product: 'other', isPerUser: true, labelRef: ref('Visio') })] }),
      joins(),
    );
    assert.deepEqual(changeTo(typed, { ...NEWER, products: [] }).faults, []);
  });

  it('where it needs no subscriptions or no customer', () => {
    refuses(given(joins()), { ...NEWER, asks: { lines: 'none' } }, ['asks']);
    refuses(given(joins()), { ...NEWER, asks: { lines: 'oldAndNew', customer: 'self' } }, ['asks']);
  });

  it('with every fault at once', () => {
    const other = { ...changed({ 'see-order': undefined, 'end-old': undefined }), products: [] };
    refuses(given(...confirmed(), does(carla, 'end-old/l1')), other, ['act', 'evidence', 'product']);
  });
});
