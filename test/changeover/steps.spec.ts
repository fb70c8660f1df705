import assert from 'node:assert/strict';
import type { LineInput } from '../../changeover/commands.ts';
import { nextBillOn } from '../../changeover/due.ts';
import { lineOf } from '../../changeover/evolve-lines.ts';
import { currentPhase, openSteps, progress, stepsOf, waitingOn } from '../../changeover/steps.ts';
import {
  aLine,
  approved,
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
  tom,
  type Given,
} from '../support/changeover-builder.ts';

const statusOf = ({ changeover, playbook, now }: Given, key: string, at = now) =>
  stepsOf(changeover, playbook, at).find((view) => view.key === key)?.status;
const oldSteps = (line: Partial<LineInput>) => {
  const { changeover, playbook, now } = given(opens({ lines: [aLine(line)] }));
  return stepsOf(changeover, playbook, now)
    .filter((view) => view.phase === 'old' && view.status !== 'notApplicable')
    .map((view) => view.step.id);
};

describe('the steps of a line', () => {
  it('follow its route, and there is a way out for every kind of account', () => {
    assert.deepEqual(oldSteps({ billingAccount: 'mosa' }), ['end-old']);
    assert.deepEqual(oldSteps({ billingAccount: 'mosa', seats: 400 }), ['end-old']);
    assert.deepEqual(oldSteps({ billingAccount: 'unknown' }), ['end-old']);
    assert.deepEqual(oldSteps({ billingAccount: 'mca' }), ['stop-renewal']);
    assert.deepEqual(oldSteps({ billingAccount: 'mca', termStartedOn: '2026-02-27' }), ['end-old']);
    assert.deepEqual(oldSteps({ billingAccount: 'volume' }), ['read-agreement', 'ask-licensing-partner']);
    assert.deepEqual(oldSteps({ billingAccount: 'partner' }), ['ask-reseller']);
    assert.deepEqual(oldSteps({ billingAccount: 'partner', termStartedOn: '2026-02-27' }), ['ask-reseller-now']);
  });

  it('that is not per user are a hand-over, never a cancel route', () => {
    for (const billingAccount of ['mosa', 'mca', 'volume', 'partner', 'unknown'] as const) {
      assert.deepEqual(oldSteps({ billingAccount, product: 'azure' }), ['hand-over']);
    }
  });

  it('that nothing hands over are asked about, and seen to have ended', () => {
    for (const product of ['marketplace', 'perpetual', 'domain']) {
      assert.deepEqual(oldSteps({ billingAccount: 'mosa', product }), ['ask-person', 'see-ended']);
    }
  });

  it('ask for the kind of account only where it is unknown', () => {
    assert.equal(statusOf(given(), 'check-account/l1'), 'notApplicable');
    assert.equal(statusOf(given(opens({ lines: [aLine({ billingAccount: 'unknown' })] })), 'check-account/l1'), 'open');
  });

  it('stay done when the route changes after the act', () => {
    const lines = [aLine({ billingAccount: 'mca', termStartedOn: '2026-03-01' })];
    const before = given(opens({ lines }), ...confirmed(), does(carla, 'end-old/l1'));
    const later = OPENED_AT + 30 * DAY;
    assert.equal(statusOf(before, 'end-old/l1', later), 'done');
    assert.equal(statusOf(before, 'stop-renewal/l1', later), 'notApplicable');
  });

  it('offer the end only once the new licences are confirmed', () => {
    assert.equal(statusOf(given(...ordered()), 'end-old/l1'), 'blocked');
    assert.equal(statusOf(given(...confirmed()), 'end-old/l1'), 'open');
  });

  it('offer the rescue only in its window, and only where the old one runs to its end', () => {
    const mca = given(opens({ lines: [aLine({ billingAccount: 'mca', newStartsOn: '2026-03-02' })] }), joins());
    assert.equal(statusOf(mca, 'old-live/l1'), 'open');
    assert.equal(statusOf(mca, 'old-live/l1', OPENED_AT + 7 * DAY), 'notApplicable');
    assert.equal(statusOf(given(joins()), 'old-live/l1', Date.parse('2026-03-10')), 'notApplicable');
  });

  it('let a hand-over end its line by report', () => {
    const lines = [aLine({ product: 'azure' })];
    const before = given(opens({ lines }), ...approved(), does(tom, 'hand-over/l1'));
    assert.equal(before.changeover.lines[0]?.oldEndedOn, '2026-03-02');
    assert.equal(
      before.journal.flatMap((row) => row.events).some((event) => event.type === 'actTaken'),
      false,
    );
    assert.equal(statusOf(before, 'check-bill'), 'open');
  });
});

describe('a step asked once', () => {
  it('waits for every line', () => {
    const lines = [aLine(), aLine({ id: 'l2' })];
    const before = given(opens({ lines }), ...confirmed('l1'), does(carla, 'end-old/l1'));
    assert.equal(statusOf(before, 'check-bill'), 'blocked');
    const read = given(
      opens({ lines }),
      ...confirmed('l1'),
      does(carla, 'end-old/l1'),
      reads({ line: 'l2', oldLive: false }),
    );
    assert.equal(statusOf(read, 'check-bill'), 'open');
  });
});

describe('due days', () => {
  it('count from the opening of the step in the zone of its side, and are late the day after', () => {
    const view = (at: number) =>
      openSteps(given().changeover, given().playbook, at).find((each) => each.key === 'send-request');
    assert.equal(view(OPENED_AT)?.dueOn, '2026-03-03');
    assert.equal(view(Date.parse('2026-03-03T22:30:00Z'))?.isLate, false);
    assert.equal(view(Date.parse('2026-03-03T23:30:00Z'))?.isLate, true);
  });

  it('count working days before the new start', () => {
    const { changeover, playbook, now } = given(...approved());
    assert.equal(
      openSteps(changeover, playbook, now, 'partner').find((view) => view.key === 'order-new/l1')?.dueOn,
      '2026-03-04',
    );
  });

  it('of the bill check follow the next bill', () => {
    const { changeover, playbook, now } = given(...confirmed(), does(carla, 'end-old/l1'));
    const view = openSteps(changeover, playbook, now).find((each) => each.key === 'check-bill');
    assert.equal(view?.dueOn, '2026-04-07', 'the day after Easter Monday');
  });

  it('know the next bill as the monthly day of the renewal, a month away at most', () => {
    const billOf = (renewsOn: string, oldEndedOn: string) => nextBillOn({ ...lineOf(aLine({ renewsOn })), oldEndedOn });
    assert.equal(billOf('2026-07-15', '2026-03-02'), '2026-03-15');
    assert.equal(billOf('2026-07-01', '2026-03-02'), '2026-04-01');
    assert.equal(billOf('2026-07-02', '2026-03-02'), '2026-04-02');
    assert.equal(billOf('2026-07-31', '2026-04-01'), '2026-05-02');
    assert.equal(nextBillOn(lineOf(aLine())), undefined);
  });
});

describe('where things stand', () => {
  it('is counted over what is needed', () => {
    const { changeover, playbook, now } = given(...approved());
    assert.deepEqual(progress(changeover, playbook, now), { done: 6, all: 14 });
    assert.equal(currentPhase(changeover, playbook, now), 'licences');
    assert.deepEqual(waitingOn(changeover, playbook, now), { side: 'partner', since: now });
  });

  it('is the last phase, waiting on nobody, once all is done', () => {
    const { changeover, playbook, now } = given(
      ...confirmed(),
      does(carla, 'end-old/l1'),
      does(carla, 'check-bill'),
      does(tom, 'tell-support'),
      does(carla, 'finish'),
    );
    assert.deepEqual(progress(changeover, playbook, now), { done: 14, all: 14 });
    assert.equal(currentPhase(changeover, playbook, now), 'close');
    assert.deepEqual(waitingOn(changeover, playbook, now), { side: 'nobody' });
  });

  it('waits on nobody while only time can move it', () => {
    const lines = [aLine({ billingAccount: 'mca' })];
    const before = given(opens({ lines }), ...confirmed(), does(carla, 'stop-renewal/l1'), does(tom, 'tell-support'));
    assert.deepEqual(waitingOn(before.changeover, before.playbook, before.now), { side: 'nobody' });
    assert.equal(currentPhase(before.changeover, before.playbook, before.now), 'bill');
  });
});
