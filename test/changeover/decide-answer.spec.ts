import assert from 'node:assert/strict';
import { isConfirmed } from '../../changeover/guards.ts';
import { openSteps } from '../../changeover/steps.ts';
import {
  approved,
  aLine,
  carla,
  confirmed,
  DAY,
  does,
  given,
  joins,
  OPENED_AT,
  opens,
  ordered,
  reads,
  ref,
  refusalOf,
  tom,
  tryOn,
} from '../support/changeover-builder.ts';

const SAID = { side: 'customer', saidRef: ref('by phone, 10:15') } as const;
const typesOf = (result: ReturnType<typeof tryOn>) =>
  result.decision.ok ? result.decision.events.map((event) => event.type) : result.decision.refusal.code;

describe('an answer', () => {
  it('of "done" does the step and opens what waited for it', () => {
    const result = tryOn(given(joins()), does(tom, 'send-request'));
    assert.deepEqual(typesOf(result), ['stepAnswered', 'stepDone', 'stepOpened', 'stepOpened']);
  });

  it('of "not yet" or "help" is written down and does nothing', () => {
    for (const answer of ['notYet', 'help'] as const) {
      const { after } = tryOn(given(joins()), does(carla, 'check-facts', { answer }));
      assert.equal(after.steps['check-facts']?.doneAt, undefined);
      assert.equal(after.steps['check-facts']?.lastAnswer, answer);
    }
    const helped = given(joins(), does(carla, 'check-facts', { answer: 'help' }));
    assert.notEqual(helped.changeover.steps['check-facts']?.helpAskedAt, undefined);
    const { after } = tryOn(helped, does(carla, 'check-facts'));
    assert.equal(after.steps['check-facts']?.helpAskedAt, undefined);
  });

  it('of a step that is done is a repeat', () => {
    assert.equal(refusalOf(given(...approved()), does(carla, 'check-facts')).code, 'alreadyDone');
  });

  it('of a step that waits, is unknown or names no such line is refused', () => {
    assert.equal(refusalOf(given(joins()), does(carla, 'finish')).code, 'stepNotOpen');
    assert.equal(refusalOf(given(joins()), does(carla, 'dance')).code, 'stepUnknown');
    assert.equal(refusalOf(given(joins()), does(carla, 'confirm-new/l7')).code, 'stepUnknown');
    assert.equal(refusalOf(given(joins()), does(carla, 'confirm-new')).code, 'stepUnknown');
  });

  it('is for the side whose step it is', () => {
    const refusal = refusalOf(given(joins()), does(carla, 'send-request'));
    assert.deepEqual(refusal, { code: 'notYourSide', params: { side: 'partner' } });
    assert.equal(refusalOf(given(joins()), does(tom, 'check-facts')).code, 'notYourSide');
    assert.equal(refusalOf(given(joins()), does(carla, 'check-facts', { onBehalfOf: SAID })).code, 'notYourSide');
  });

  it('that the step does not know is refused', () => {
    assert.equal(
      refusalOf(given(joins()), does(carla, 'check-facts', { answer: 'chargedTwice' })).code,
      'choiceUnknown',
    );
  });

  it('without the number or the text that proves it is refused', () => {
    const bare = { actor: tom, body: { type: 'answer', step: 'order-new', line: 'l1', answer: 'done' } } as const;
    assert.equal(refusalOf(given(...approved()), bare).code, 'referenceNeeded');
    const support = { actor: tom, body: { type: 'answer', step: 'tell-support', answer: 'done' } } as const;
    assert.equal(refusalOf(given(...confirmed()), support).code, 'textEmpty');
    const { after } = tryOn(given(...confirmed()), does(tom, 'tell-support'));
    assert.deepEqual(after.supportRef, ref('Call Fabrikam'));
  });

  it('of a day to come or long past is refused', () => {
    const before = given(...confirmed());
    assert.equal(refusalOf(before, does(carla, 'end-old/l1', { on: '2026-03-03' })).code, 'dateTooFar');
    assert.equal(refusalOf(before, does(carla, 'end-old/l1', { on: '2025-11-01' })).code, 'dateTooFar');
    const { after } = tryOn(before, does(carla, 'end-old/l1', { on: '2026-03-01' }));
    assert.equal(after.lines[0]?.oldEndedOn, '2026-03-01');
  });
});

describe('ending the old subscription', () => {
  it('is an act behind its guard', () => {
    const result = tryOn(given(...confirmed()), does(carla, 'end-old/l1', { referenceRef: ref('C-17') }));
    assert.deepEqual(typesOf(result), ['stepAnswered', 'factStated', 'actTaken', 'stepDone', 'stepOpened']);
    assert.equal(result.after.lines[0]?.oldEndedOn, '2026-03-02');
  });

  it('is refused with what is missing while the guard is shut', () => {
    const refusal = refusalOf(given(...ordered(), does(tom, 'assign-new/l1')), does(carla, 'end-old/l1'));
    assert.equal(refusal.code, 'guardEndNow');
    assert.equal(refusal.params?.['missing'], 'customerWord');
    assert.equal(refusalOf(given(...ordered()), does(carla, 'end-old/l1')).params?.['missing'], 'bothWords');
    assert.equal(refusalOf(given(...ordered()), does(carla, 'end-old/l1', { answer: 'help' })).code, 'stepNotOpen');
  });

  it('that happened all the same is reported, not done, and makes the new licences urgent', () => {
    const before = given(...ordered());
    const report = { actor: carla, body: { type: 'reportOldEnded', line: 'l1', on: '2026-03-01' } } as const;
    const { decision, after } = tryOn(before, report);
    assert.deepEqual(decision.ok && decision.events.map((event) => event.type), [
      'oldReportedEnded',
      'factStated',
      'stepOpened',
    ]);
    assert.equal(after.lines[0]?.oldEndedOn, '2026-03-01');
    const urgent = openSteps(after, before.playbook, before.now + DAY, 'partner').find(
      (view) => view.key === 'assign-new/l1',
    );
    assert.deepEqual([urgent?.dueOn, urgent?.isLate], ['2026-03-01', true]);
    assert.equal(
      openSteps(after, before.playbook, before.now).some((view) => view.key === 'end-old/l1'),
      false,
    );
    const again = given(...ordered(), report);
    assert.equal(refusalOf(again, report).code, 'alreadyDone');
    assert.equal(refusalOf(again, does(carla, 'end-old/l1')).code, 'guardEndNow');
  });
});

describe("the customer's word as a technician wrote it down", () => {
  it('does an ordinary step, and gives way to its own', () => {
    const before = given(joins(), does(tom, 'check-facts', { onBehalfOf: SAID }));
    assert.equal(before.changeover.steps['check-facts']?.doneKind, 'reported');
    const { after } = tryOn(before, does(carla, 'check-facts'));
    assert.equal(after.steps['check-facts']?.doneKind, 'word');
    assert.equal(refusalOf(before, does(tom, 'check-facts', { onBehalfOf: SAID })).code, 'alreadyDone');
  });

  it('never counts where a guard asks: the step stays open for its own', () => {
    const before = given(...ordered(), does(tom, 'assign-new/l1'), does(tom, 'confirm-new/l1', { onBehalfOf: SAID }));
    assert.equal(before.changeover.steps['confirm-new/l1']?.doneAt, undefined);
    assert.equal(isConfirmed(before.changeover, 'newConfirmed', 'l1'), false);
    assert.equal(refusalOf(before, does(carla, 'end-old/l1')).code, 'guardEndNow');
    assert.equal(tryOn(before, does(carla, 'confirm-new/l1')).after.steps['confirm-new/l1']?.doneKind, 'word');
  });
});

describe('the end of the story', () => {
  it('closes the changeover once the last step is done', () => {
    const { changeover } = given(
      ...confirmed(),
      does(carla, 'end-old/l1'),
      does(carla, 'check-bill'),
      does(tom, 'tell-support'),
      does(carla, 'finish'),
    );
    assert.equal(changeover.state.kind === 'closed' && changeover.state.outcome, 'done');
    assert.equal(openSteps(changeover, given().playbook, OPENED_AT).length, 0);
  });

  it('waits, where only the renewal was stopped, for the day on which the term ends', () => {
    const lines = [aLine({ billingAccount: 'mca', termStartedOn: '2025-03-20', renewsOn: '2026-03-20' })];
    const before = given(opens({ lines }), ...confirmed(), does(carla, 'stop-renewal/l1'), does(tom, 'tell-support'));
    assert.equal(
      refusalOf(before, does(carla, 'check-bill', { at: Date.parse('2026-03-19T12:00:00Z') })).code,
      'stepNotOpen',
    );
    const { decision } = tryOn(before, does(carla, 'check-bill', { at: Date.parse('2026-03-20T12:00:00Z') }));
    assert.equal(decision.ok, true);
  });

  it('leaves a closed changeover closed to everything', () => {
    const off = { actor: carla, body: { type: 'callOff', reasonRef: ref('we stay') } } as const;
    const before = given(joins(), off);
    assert.equal(before.changeover.state.kind === 'closed' && before.changeover.state.outcome, 'calledOff');
    for (const play of [does(carla, 'check-facts'), reads({ oldLive: true }), joins(), off]) {
      assert.equal(refusalOf(before, play).code, 'closedAlready');
    }
  });
});

describe('a new subscription that is undone', () => {
  const lines = [aLine({ billingAccount: 'mca', newStartsOn: '2026-03-02' })];
  const bothSee = [does(carla, 'old-live/l1'), does(tom, 'see-old-live/l1')];

  it('is offered only while the old one surely runs for everybody', () => {
    const before = given(opens({ lines }), ...confirmed());
    assert.equal(refusalOf(before, does(tom, 'undo-new/l1')).params?.['missing'], 'bothWords');
    const seen = given(opens({ lines }), ...confirmed(), ...bothSee);
    assert.equal(tryOn(seen, does(tom, 'undo-new/l1')).decision.ok, true);
    assert.equal(
      refusalOf(seen, does(tom, 'undo-new/l1', { at: Date.parse('2026-03-09T00:00:00Z') })).params?.['missing'],
      'windowOver',
    );
    const short = {
      actor: tom,
      body: { type: 'correct', changes: [{ field: 'seats', line: 'l1', to: 17 }], reasonRef: ref('r') },
    } as const;
    assert.equal(
      refusalOf(given(opens({ lines }), ...confirmed(), ...bothSee, short), does(tom, 'undo-new/l1')).params?.[
        'missing'
      ],
      'tooFewSeats',
    );
  });

  it('is believed in no more, and can be ordered again', () => {
    const undone = given(opens({ lines }), ...confirmed(), ...bothSee, does(tom, 'undo-new/l1'));
    assert.equal(isConfirmed(undone.changeover, 'newConfirmed', 'l1'), false);
    const open = openSteps(undone.changeover, undone.playbook, undone.now).map((view) => view.key);
    assert.deepEqual(
      open.filter((key) => key.endsWith('-new/l1')),
      ['order-new/l1'],
    );
    const lagging = tryOn(undone, reads({ newThere: true, newOnAllUsers: true }));
    assert.equal(isConfirmed(lagging.after, 'newConfirmed', 'l1'), false);
    const again = tryOn(undone, does(tom, 'order-new/l1'));
    assert.equal(again.after.lines[0]?.newUndoneAt, undefined);
  });
});
