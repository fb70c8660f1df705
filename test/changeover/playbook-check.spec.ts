import assert from 'node:assert/strict';
import type { Playbook, Step } from '../../changeover/playbook.ts';
import { check as problemsOf } from '../../changeover/playbook-check.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';

const check = (playbook: Playbook): readonly string[] => problemsOf(playbook).map(({ says }) => says);

function changed(id: string, change: (step: Step) => Step): Playbook {
  const steps = (all: readonly Step[]) => all.map((step) => (step.id === id ? change(step) : step));
  return { ...directToCsp, phases: directToCsp.phases.map((phase) => ({ ...phase, steps: steps(phase.steps) })) };
}

function without(id: string): Playbook {
  const steps = (all: readonly Step[]) => all.filter((step) => step.id !== id);
  return { ...directToCsp, phases: directToCsp.phases.map((phase) => ({ ...phase, steps: steps(phase.steps) })) };
}

const noWaiting = ({ after: _after, ...step }: Step): Step => step;

describe('the check of a playbook', () => {
  for (const playbook of playbooks) {
    it(`finds nothing wrong with ${playbook.id}`, () => assert.deepEqual(check(playbook), []));
  }

  it('refuses an end that does not lie behind the confirmed new licences', () => {
    assert.match(
      check(changed('end-old', noWaiting)).join(),
      /end-old endsOld but does not lie behind confirmed newConfirmed/,
    );
    const either = changed('end-old', (step) => ({
      ...step,
      after: { any: [{ confirmed: 'newConfirmed' }, { always: true }] },
    }));
    assert.equal(check(either).length, 1);
    const negated = changed('end-old', (step) => ({ ...step, after: { not: { confirmed: 'newConfirmed' } } }));
    assert.equal(check(negated).length, 1);
    const inAll = changed('end-old', (step) => ({
      ...step,
      after: { all: [{ confirmed: 'newConfirmed' }, { always: true }] },
    }));
    assert.deepEqual(check(inAll), []);
  });

  it('refuses an end before which one side cannot say that the new licences are there', () => {
    const problems = check(without('confirm-new')).filter((problem) => problem.startsWith('step end-old'));
    assert.deepEqual(problems, ['step end-old endsOld but no step before it lets the customer state newConfirmed']);
  });

  it('refuses an end that comes before the step that confirms', () => {
    const [prepare, approve, licences, old, ...rest] = directToCsp.phases;
    const swapped = { ...directToCsp, phases: [prepare!, approve!, old!, licences!, ...rest] };
    assert.match(check(swapped).join(), /end-old endsOld but no step before it confirmsNew/);
  });

  it('refuses a stopped renewal without a confirmed order, and an undoing without the old confirmed live', () => {
    assert.match(
      check(changed('stop-renewal', noWaiting)).join(),
      /stop-renewal stopsRenewal but does not lie behind confirmed newOrdered/,
    );
    assert.match(
      check(changed('undo-new', noWaiting)).join(),
      /undo-new undoesNew but does not lie behind confirmed oldLive/,
    );
  });

  it('refuses a way around: a report of the end, or an act without its effect', () => {
    assert.match(
      check(changed('see-ended', ({ when: _when, ...step }) => step)).join(),
      /see-ended reports the old ended but does not lie behind/,
    );
    const anyLine = changed('hand-over', ({ when: _when, ...step }) => step);
    assert.match(check(anyLine).join(), /hand-over reports the old ended/);
    const silent = changed('stop-renewal', ({ effect: _effect, ...step }) => step);
    assert.match(check(silent).join(), /stop-renewal states renewalStopped without the effect/);
    const once = changed('end-old', (step) => ({ ...step, per: 'changeover' }));
    assert.match(check(once).join(), /end-old has an effect and must be asked per line/);
    const mute = changed('end-old', ({ states: _states, ...step }) => step);
    assert.match(check(mute).join(), /end-old endsOld and must state oldEnded/);
  });

  it('refuses what points nowhere, goes round or is there twice', () => {
    assert.match(
      check(changed('finish', (step) => ({ ...step, after: { stepDone: 'dance' } }))).join(),
      /waits for step dance/,
    );
    assert.match(
      check(changed('finish', (step) => ({ ...step, facts: ['moonPhase'] }))).join(),
      /shows fact moonPhase/,
    );
    const round = changed('send-request', (step) => ({ ...step, after: { stepDone: 'accept-agreement' } }));
    assert.match(check(round).join(), /wait for each other: .*send-request → accept-agreement → send-request/);
    const twice = changed('finish', (step) => ({ ...step, id: 'tell-support' }));
    assert.match(check(twice).join(), /step tell-support is there twice/);
  });

  it('refuses a fact without its question, because every fact grows old', () => {
    const { question: _question, ...fact } = directToCsp.facts['sevenDays']!;
    const facts = { ...directToCsp.facts, sevenDays: fact };
    assert.deepEqual(check({ ...directToCsp, facts }), ['fact sevenDays has no question to put to Microsoft']);
  });
});
