import assert from 'node:assert/strict';
import { isConfirmed } from '../../changeover/guards.ts';
import {
  aLine,
  carla,
  confirmed,
  does,
  given,
  joins,
  opens,
  ordered,
  reads,
  ref,
  refusalOf,
  tom,
  tryOn,
  type Play,
} from '../support/changeover-builder.ts';

const SAID = { side: 'customer', saidRef: ref('by phone') } as const;

function objects(actor: Play['actor'], key: string): Play {
  const [step = key, line] = key.split('/');
  return { actor, body: { type: 'object', step, ...(line !== undefined && { line }), reasonRef: ref('I did not') } };
}

describe('an objection', () => {
  it('of the customer opens a step again that was written down for it', () => {
    const { after, decision } = tryOn(
      given(joins(), does(tom, 'check-facts', { onBehalfOf: SAID })),
      objects(carla, 'check-facts'),
    );
    assert.deepEqual(decision.ok && decision.events.map((event) => event.type), [
      'wordObjected',
      'stepReopened',
      'stepOpened',
    ]);
    assert.equal(after.steps['check-facts']?.doneAt, undefined);
    assert.notEqual(after.steps['check-facts']?.objectedAt, undefined);
  });

  it('takes a reported word on a guard away, though its step was never done', () => {
    const before = given(...ordered(), does(tom, 'assign-new/l1'), does(tom, 'confirm-new/l1', { onBehalfOf: SAID }));
    const { after } = tryOn(before, objects(carla, 'confirm-new/l1'));
    const reported = after.evidence.find((piece) => piece.kind === 'reported');
    assert.equal(reported?.holds, false);
    assert.equal(refusalOf({ ...before, changeover: after }, objects(carla, 'confirm-new/l1')).code, 'nothingToObject');
  });

  it("to one's own word takes it back and shuts the guard that rested on it", () => {
    for (const [actor, key] of [
      [carla, 'confirm-new/l1'],
      [tom, 'assign-new/l1'],
    ] as const) {
      const { after } = tryOn(given(...confirmed()), objects(actor, key));
      assert.equal(isConfirmed(after, 'newConfirmed', 'l1'), false);
    }
  });

  it('to an end or a stopped renewal makes the old subscription live again', () => {
    const ended = tryOn(given(...confirmed(), does(carla, 'end-old/l1')), objects(carla, 'end-old/l1'));
    assert.equal(ended.after.lines[0]?.oldEndedOn, undefined);
    const lines = [aLine({ billingAccount: 'mca' })];
    const stopped = given(opens({ lines }), ...ordered(), does(carla, 'stop-renewal/l1'));
    assert.notEqual(stopped.changeover.lines[0]?.renewalStoppedAt, undefined);
    assert.equal(tryOn(stopped, objects(carla, 'stop-renewal/l1')).after.lines[0]?.renewalStoppedAt, undefined);
  });

  it('reaches an end that a technician only reported', () => {
    const report = { actor: tom, body: { type: 'reportOldEnded', line: 'l1', on: '2026-03-02' } } as const;
    const { after } = tryOn(given(...ordered(), report), objects(carla, 'end-old/l1'));
    assert.equal(after.lines[0]?.oldEndedOn, undefined);
    const read = tryOn(given(...ordered(), report, reads({ oldLive: false })), objects(carla, 'end-old/l1'));
    assert.equal(read.after.lines[0]?.oldEndedOn, '2026-03-02');
  });

  it('is refused to the other side, to a reading, and where nobody said anything', () => {
    const before = given(...confirmed());
    assert.equal(refusalOf(before, objects(tom, 'confirm-new/l1')).code, 'notYourSide');
    assert.equal(refusalOf(before, objects(carla, 'finish')).code, 'nothingToObject');
    assert.equal(refusalOf(before, objects(carla, 'dance')).code, 'stepUnknown');
    const read = given(...ordered(), reads({ newThere: true, newOnAllUsers: true }));
    assert.equal(refusalOf(read, objects(carla, 'confirm-new/l1')).code, 'nothingToObject');
  });
});
