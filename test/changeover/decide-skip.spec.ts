import assert from 'node:assert/strict';
import type { Actor } from '../../changeover/changeover.ts';
import { whyNeeded } from '../../changeover/decide-skip.ts';
import { isConfirmed } from '../../changeover/evidence.ts';
import type { Playbook, Step } from '../../changeover/playbook.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { progress, stepsOf } from '../../changeover/steps.ts';
import {
  aLine,
  approved,
  carla,
  colin,
  confirmed,
  DAY,
  does,
  given,
  givenOn,
  joins,
  opens,
  ordered,
  reads,
  ref,
  refusalOf,
  stranger,
  tina,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';

describe('leaving a step out', () => {
  it('counts as done for what comes after it, says who did it and why, and is asked of nobody', () => {
    const before = given(joins());
    const after = given(joins(), skips(tom, 'send-request'));
    assert.equal(statusOf(before, 'approve-partner'), 'blocked');
    assert.equal(statusOf(after, 'send-request'), 'skipped');
    assert.equal(statusOf(after, 'approve-partner'), 'open');
    const record = after.changeover.steps['send-request'];
    assert.equal(record?.skippedAt, after.now);
    assert.deepEqual(record?.skippedBy, tom.person);
    assert.deepEqual(record?.skipReasonRef, ref('why'));
    assert.equal(record?.doneAt, undefined);
    const { reminders } = planReminders(after.changeover, after.playbook, after.now);
    assert.equal(reminders.filter(({ step }) => step === 'send-request').length, 0);
    assert.equal(reminders.filter(({ step }) => step === 'check-facts').length > 0, true);
  });

  it('takes it out of what is counted', () => {
    const before = given(joins());
    const after = given(joins(), skips(tom, 'expect-mail'));
    const count = ({ changeover, playbook, now }: Given) => progress(changeover, playbook, now);
    assert.equal(count(after).all, count(before).all - 1);
    assert.equal(count(after).done, count(before).done);
  });

  it('is open to every technician of the team, also for what the customer was asked', () => {
    assert.equal(statusOf(given(joins(), skips(tina, 'check-facts')), 'check-facts'), 'skipped');
    assert.equal(statusOf(given(joins(), skips(tom, 'check-bill')), 'check-bill'), 'skipped');
  });

  for (const step of ['order-new', 'see-order', 'assign-new', 'confirm-new', 'end-old']) {
    it(`is refused for ${step}, on which a guard rests or which is an act`, () => {
      const refusal = refusalOf(given(...approved()), skips(tom, `${step}/l1`));
      assert.deepEqual(refusal, { code: 'stepNeeded', params: { why: 'fact' } });
    });
  }

  it('is refused for what states the approval, and for the text that the customer keeps', () => {
    const before = given(joins());
    assert.equal(refusalOf(before, skips(tom, 'approve-partner')).params?.['why'], 'fact');
    assert.equal(refusalOf(before, skips(tom, 'tell-support')).params?.['why'], 'text');
  });

  it('is open to the customer for its own optional steps only', () => {
    const optional = withStep('expect-mail', { isOptional: true });
    assert.equal(statusOf(givenOn(optional, joins(), skips(carla, 'expect-mail')), 'expect-mail'), 'skipped');
    const before = given(joins());
    assert.deepEqual(refusalOf(before, skips(carla, 'expect-mail')), {
      code: 'stepNeeded',
      params: { why: 'needed' },
    });
    assert.deepEqual(refusalOf(before, skips(carla, 'send-request')), {
      code: 'notYourSide',
      params: { side: 'partner' },
    });
  });

  it('is refused for a step that is done, left out, not there, or does not apply, and to strangers', () => {
    const before = given(joins(), does(carla, 'check-facts'), skips(tom, 'expect-mail'));
    assert.equal(refusalOf(before, skips(tom, 'check-facts')).code, 'alreadyDone');
    assert.equal(refusalOf(before, skips(tom, 'expect-mail')).code, 'alreadyDone');
    assert.equal(refusalOf(before, skips(tom, 'check-fax')).code, 'stepUnknown');
    assert.equal(refusalOf(before, skips(tom, 'check-account/l1')).code, 'stepNotOpen');
    assert.equal(refusalOf(before, skips(stranger, 'check-facts')).code, 'notAMember');
    assert.equal(refusalOf(before, skips(colin, 'check-facts')).code, 'notAMember');
  });

  it('is not answered any more', () => {
    const before = given(joins(), skips(tom, 'check-facts'));
    assert.equal(refusalOf(before, does(carla, 'check-facts')).code, 'stepNotOpen');
  });

  it('of the last step ends the changeover', () => {
    const before = given(
      ...confirmed(),
      does(carla, 'end-old/l1'),
      does(tom, 'tell-support'),
      does(carla, 'check-bill'),
    );
    assert.deepEqual(tryOn(before, skips(tom, 'finish')).after.state.kind, 'closed');
  });
});

describe('what nobody may leave out', () => {
  it('is what other steps read the answer of', () => {
    const reader = (after: Step['after'], more: Partial<Step> = {}): Playbook =>
      withStep('expect-mail', { ...more, ...(after && { after }) });
    const facts = directToCsp.phases[0]!.steps[0]!;
    const readings: readonly Playbook[] = [
      reader({ all: [{ chosen: { step: 'check-facts', option: ['a'] } }] }),
      reader({ listed: { step: 'check-facts', outcome: ['a'] } }),
      reader({ not: { timeCome: { step: 'check-facts' } } }),
      reader({ daysSince: { step: 'check-facts', days: 14 } }),
      reader(undefined, { due: { from: { doneOf: 'check-facts' }, days: 1, unit: 'days' } }),
      reader(undefined, { due: { from: { agreedIn: 'check-facts' }, days: 1, unit: 'days' } }),
      reader(undefined, { proof: { kind: 'counts', items: [], atLeastOf: 'check-facts' } }),
    ];
    for (const playbook of readings) assert.equal(whyNeeded(facts, playbook), 'read');
    for (const playbook of [directToCsp, reader({ stepDone: 'check-facts' })]) {
      assert.equal(whyNeeded(facts, playbook), undefined);
    }
  });

  it('is the domain that guards against the wrong tenant', () => {
    const step: Step = { ...directToCsp.phases[0]!.steps[0]!, proof: { kind: 'domain' } };
    assert.equal(whyNeeded(step, directToCsp), 'fact');
  });

  it('is not a text that is kept for nobody', () => {
    const step: Step = { ...directToCsp.phases[0]!.steps[0]!, proof: { kind: 'text' } };
    assert.equal(whyNeeded(step, directToCsp), undefined);
  });
});

describe('opening a step again', () => {
  it('asks for a left-out step as if it had never been left out', () => {
    const after = given(joins(), skips(tom, 'check-facts'), reopens(carla, 'check-facts'));
    assert.equal(statusOf(after, 'check-facts'), 'open');
    const { skippedAt, skippedBy, skipReasonRef, openedAt } = after.changeover.steps['check-facts'] ?? {};
    assert.deepEqual([skippedAt, skippedBy, skipReasonRef], [undefined, undefined, undefined]);
    assert.equal(openedAt, after.now);
  });

  it('counts the due day of a done step from then, and reminds of it again', () => {
    const done = given(joins(), does(carla, 'check-facts'));
    const dueOn = (now: Given) => viewOf(now, 'check-facts')?.dueOn;
    const again = given(joins(), does(carla, 'check-facts'), {
      ...reopens(carla, 'check-facts'),
      at: done.now + 7 * DAY,
    });
    assert.equal(dueOn(given(joins())), '2026-03-04');
    assert.equal(dueOn(again), '2026-03-11');
    const { reminders } = planReminders(again.changeover, again.playbook, again.now);
    assert.equal(
      reminders.some(({ step }) => step === 'check-facts'),
      true,
    );
  });

  it('takes back the word behind it, so that a guard shuts', () => {
    const before = given(...confirmed());
    assert.equal(isConfirmed(before.changeover, 'newConfirmed', 'l1'), true);
    assert.equal(statusOf(before, 'end-old/l1'), 'open');
    for (const [actor, step] of [
      [tom, 'confirm-new/l1'],
      [tom, 'assign-new/l1'],
      [carla, 'confirm-new/l1'],
    ] as const) {
      const after = given(...confirmed(), reopens(actor, step));
      assert.equal(isConfirmed(after.changeover, 'newConfirmed', 'l1'), false);
      assert.equal(statusOf(after, 'end-old/l1'), 'blocked');
      assert.equal(statusOf(after, step), 'open');
    }
  });

  it('of an ended subscription is for the side that said so alone', () => {
    const before = given(...confirmed(), does(carla, 'end-old/l1'));
    assert.deepEqual(refusalOf(before, reopens(tom, 'end-old/l1')), {
      code: 'notYourSide',
      params: { side: 'customer' },
    });
    const { after } = tryOn(before, reopens(carla, 'end-old/l1'));
    assert.equal(after.lines[0]?.oldEndedOn, undefined);
  });

  it('of a stopped renewal is for the side that said so alone', () => {
    const mca = opens({ lines: [aLine({ billingAccount: 'mca' })] });
    const before = given(mca, ...ordered(), does(carla, 'stop-renewal/l1'));
    assert.equal(refusalOf(before, reopens(tina, 'stop-renewal/l1')).code, 'notYourSide');
    assert.equal(tryOn(before, reopens(carla, 'stop-renewal/l1')).after.lines[0]?.renewalStoppedAt, undefined);
  });

  it('of a reported end is for the side whose step it is', () => {
    const azure = opens({ lines: [aLine({ product: 'azure', isPerUser: false })] });
    const before = given(azure, ...approved(), does(tom, 'hand-over/l1'));
    assert.equal(refusalOf(before, reopens(carla, 'hand-over/l1')).code, 'notYourSide');
    assert.equal(tryOn(before, reopens(tom, 'hand-over/l1')).after.lines[0]?.oldEndedOn, undefined);
  });

  it('is refused for what the tenant itself proved', () => {
    const before = given(...ordered(), reads({ newThere: true, newOnAllUsers: true }));
    assert.equal(viewOf(before, 'confirm-new/l1')?.record?.doneKind, 'reading');
    assert.equal(refusalOf(before, reopens(carla, 'confirm-new/l1')).code, 'nothingToObject');
  });

  it('is refused for a step that is open or unknown, and for the partner’s steps to the customer', () => {
    const before = given(joins(), does(tom, 'send-request'));
    assert.equal(refusalOf(before, reopens(tom, 'check-facts')).code, 'nothingToObject');
    assert.equal(refusalOf(before, reopens(tom, 'check-fax')).code, 'stepUnknown');
    assert.equal(refusalOf(before, reopens(carla, 'send-request')).code, 'notYourSide');
  });

  it('keeps the reason in the journal', () => {
    const { journal } = given(joins(), does(carla, 'check-facts'), reopens(tom, 'check-facts'));
    const event = journal.at(-1)?.events.find(({ type }) => type === 'stepReopened');
    assert.deepEqual(event, { type: 'stepReopened', step: 'check-facts', why: 'asked', reasonRef: ref('why') });
  });
});

function skips(actor: Actor, key: string): Play {
  return course(actor, 'skipStep', key);
}

function reopens(actor: Actor, key: string): Play {
  return course(actor, 'reopenStep', key);
}

function course(actor: Actor, type: 'skipStep' | 'reopenStep', key: string): Play {
  const [step = key, line] = key.split('/');
  return { actor, body: { type, step, ...(line !== undefined && { line }), reasonRef: ref('why') } };
}

function viewOf({ changeover, playbook, now }: Given, key: string) {
  return stepsOf(changeover, playbook, now).find((view) => view.key === key);
}

function statusOf(before: Given, key: string) {
  return viewOf(before, key)?.status;
}

function withStep(id: string, change: Partial<Step>): Playbook {
  return {
    ...directToCsp,
    phases: directToCsp.phases.map((phase) => ({
      ...phase,
      steps: phase.steps.map((step) => (step.id === id ? { ...step, ...change } : step)),
    })),
  };
}
