import assert from 'node:assert/strict';
import { availableActs, isConfirmed } from '../../changeover/guards.ts';
import { openSteps } from '../../changeover/steps.ts';
import {
  approved,
  carla,
  confirmed,
  DAY,
  does,
  given,
  HOUR,
  joins,
  ordered,
  reads,
  ref,
  refusalOf,
  tom,
  tryOn,
} from '../support/changeover-builder.ts';

const ALL_THERE = { newThere: true, newOnAllUsers: true };

describe('a reading of the tenant', () => {
  it('that finds what is known changes nothing, not even a row', () => {
    const before = given(...confirmed(), reads({ ...ALL_THERE, assigned: 18 }));
    const { decision } = tryOn(before, reads({ ...ALL_THERE, assigned: 18, seats: 20 }));
    assert.deepEqual(decision, { ok: true, events: [] });
  });

  it('of lines that the changeover does not have is passed over', () => {
    const { decision } = tryOn(given(joins()), reads({ line: 'l9', oldLive: false }));
    assert.deepEqual(decision, { ok: true, events: [] });
  });

  it('moves the counts', () => {
    const { after } = tryOn(given(joins()), reads({ assigned: 25, seats: 30 }));
    assert.deepEqual([after.lines[0]?.assigned, after.lines[0]?.seats], [25, 30]);
    assert.notEqual(after.countChangedAt, undefined);
    assert.notEqual(after.lastReadingAt, undefined);
  });

  it('proves the new licences for both sides at once', () => {
    const { after } = tryOn(given(...ordered()), reads(ALL_THERE));
    assert.equal(isConfirmed(after, 'newConfirmed', 'l1'), true);
    assert.deepEqual(
      ['assign-new/l1', 'confirm-new/l1'].map((key) => after.steps[key]?.doneKind),
      ['reading', 'reading'],
    );
    assert.equal(
      openSteps(after, given().playbook, after.lastReadingAt ?? 0).some((view) => view.key === 'end-old/l1'),
      true,
    );
  });

  it('proves the order although nobody has noted it yet', () => {
    const { after } = tryOn(given(...approved()), reads({ newThere: true }));
    assert.equal(after.steps['order-new/l1']?.doneKind, 'reading');
    assert.equal(isConfirmed(after, 'newConfirmed', 'l1'), false);
  });

  it('disproves what both sides had said, and no later word outweighs it', () => {
    const before = given(...confirmed(), reads({ newThere: true, newOnAllUsers: false }));
    const { changeover, playbook, now } = before;
    assert.equal(isConfirmed(changeover, 'newConfirmed', 'l1'), false);
    assert.deepEqual(availableActs(changeover, playbook, now), []);
    assert.equal(changeover.steps['confirm-new/l1']?.doneAt, undefined);
    assert.equal(refusalOf(before, does(tom, 'assign-new/l1')).code, 'readingDisagrees');
    assert.equal(refusalOf(before, does(carla, 'end-old/l1')).params?.['missing'], 'readingNo');
    assert.equal(isConfirmed(tryOn(before, reads(ALL_THERE)).after, 'newConfirmed', 'l1'), true);
  });

  it('that the new is not there yet does not deny the order', () => {
    const { after } = tryOn(given(...ordered()), reads({ newThere: false }));
    assert.equal(isConfirmed(after, 'newOrdered', 'l1'), true);
  });

  it('that the old is gone ends it, without an act and without a tick on the step', () => {
    const { after, decision } = tryOn(given(...ordered()), reads({ oldLive: false }));
    assert.equal(after.lines[0]?.oldEndedOn, '2026-03-02');
    assert.equal(
      decision.ok && decision.events.some((event) => event.type === 'actTaken' || event.type === 'stepDone'),
      false,
    );
    assert.equal(after.steps['end-old/l1'], undefined);
  });
});

describe('a reading that still shows the old subscription', () => {
  const live = reads({ oldLive: true });

  it('opens its end again when nobody has a number for it', () => {
    const before = given(...confirmed(), does(carla, 'end-old/l1'));
    const { after } = tryOn(before, reads({ oldLive: true }, before.now + HOUR));
    assert.equal(after.lines[0]?.oldEndedOn, undefined);
    assert.equal(after.steps['end-old/l1']?.doneAt, undefined);
    assert.equal(
      openSteps(after, before.playbook, before.now).some((view) => view.key === 'end-old/l1'),
      true,
    );
  });

  it('is no doubt of a word that was given within the hour', () => {
    const before = given(...confirmed(), does(carla, 'end-old/l1'));
    assert.equal(tryOn(before, live).after.lines[0]?.oldEndedOn, '2026-03-02');
  });

  it('is taken for the lag of the portal for 90 days when there is a confirmation number', () => {
    const ended = given(...confirmed(), does(carla, 'end-old/l1', { referenceRef: ref('C-17') }), live);
    assert.equal(ended.changeover.lines[0]?.oldEndedOn, '2026-03-02');
    const soon = tryOn(ended, reads({ oldLive: true }, ended.now + 80 * DAY));
    assert.deepEqual(soon.decision, { ok: true, events: [] });
    const late = tryOn(ended, reads({ oldLive: true }, ended.now + 91 * DAY));
    assert.equal(late.after.lines[0]?.oldEndedOn, undefined);
  });

  it('contradicts an earlier reading', () => {
    const { after } = tryOn(given(...ordered(), reads({ oldLive: false })), live);
    assert.equal(after.lines[0]?.oldEndedOn, undefined);
  });
});
