import { waysOf } from '../../changeover/asks.ts';
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { refusalText } from '../../cards/refusal-text.ts';
import { actOf } from '../../changeover/guard-of.ts';
import { stepsOpenedIn } from '../../changeover/playbook-ways.ts';
import { fold, type JournalRow } from '../../changeover/evolve.ts';
import type { Playbook, Step } from '../../changeover/playbook.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { allPlaybooks } from '../support/all-playbooks.ts';
import { carla, does, given, ID, joins, OPENED_AT, ordered, tom } from '../support/changeover-builder.ts';
import { courseOf } from '../support/random-courses.ts';
import { randomCourses, randomIntents, randomLines, steadyIntents } from '../support/random-plays.ts';
import { play } from '../support/random-runs.ts';
import { breachesOf } from '../support/safety-checker.ts';

const courses = allPlaybooks.flatMap((playbook) =>
  waysOf(playbook).map((variant) => ({
    playbook,
    variant,
    name: variant === undefined ? playbook.id : `${playbook.id} (${variant})`,
  })),
);

describe('safety of every playbook', () => {
  for (const { playbook, variant, name } of courses) {
    it(`nobody loses access, whatever people do in ${name}`, () => {
      fc.assert(
        fc.property(randomLines, randomCourses, (lines, intents) => {
          const { rows, changeover } = play(playbook, lines, intents, variant);
          assert.deepEqual(breachesOf(ID, playbook, rows, courseOf), []);
          assert.deepEqual(fold(ID, rows), changeover);
          assert.equal(changeover.version, rows.length);
        }),
        { numRuns: playbook === directToCsp ? 200 : 60, seed: 20260302 },
      );
    });

    it(`random people take each act that there is in ${name}, so the property is not empty`, () => {
      const opened = stepsOpenedIn(playbook, variant);
      const steps = playbook.phases.flatMap((phase) => phase.steps).filter(({ id }) => opened.has(id));
      const left = new Set(steps.flatMap((step) => actOf(step.effect) ?? []));
      for (const [lines, intents] of fc.sample(fc.tuple(randomLines, steadyIntents), { numRuns: 300, seed: 7 })) {
        if (left.size === 0) return;
        const { rows } = play(playbook, lines, intents, variant);
        for (const event of rows.flatMap((row) => row.events)) if (event.type === 'actTaken') left.delete(event.act);
      }
      assert.deepEqual([...left], []);
    });
  }

  it('random people reach the end, so that is looked at too', () => {
    const samples = fc.sample(fc.tuple(randomLines, steadyIntents), { numRuns: 200, seed: 7 });
    const isDone = ([lines, intents]: (typeof samples)[number]): boolean => {
      const { state } = play(directToCsp, lines, intents).changeover;
      return state.kind === 'closed' && state.outcome === 'done';
    };
    assert.ok(samples.some(isDone));
  });

  it('random people change course in every way, so the property knows all of them', () => {
    const ways = ['stepSkipped', 'stepReopened', 'paused', 'resumed', 'playbookSwitched', 'caseOpened', 'letterSent'];
    const seen = new Set<string>();
    for (const [lines, intents] of fc.sample(fc.tuple(randomLines, randomCourses), { numRuns: 500, seed: 3 })) {
      if (ways.every((way) => seen.has(way))) return;
      for (const event of play(directToCsp, lines, intents).rows.flatMap((row) => row.events)) seen.add(event.type);
    }
    assert.deepEqual(
      ways.filter((way) => !seen.has(way)),
      [],
    );
  });

  it('whatever is refused can be said in words', () => {
    const codes = new Set<string>();
    for (const [lines, intents] of fc.sample(fc.tuple(randomLines, randomCourses), { numRuns: 60, seed: 5 })) {
      for (const refusal of play(directToCsp, lines, intents).refusals) {
        codes.add(refusal.code);
        assert.notEqual(refusalText(refusal, { locale: 'en', zone: 'Europe/Amsterdam' }), '');
      }
    }
    assert.ok(codes.size > 15, `only ${[...codes].join(', ')} were refused`);
  });

  it('a playbook that forgot to wait still cannot open a guard', () => {
    const careless = withSteps(directToCsp, ({ after: _after, when: _when, ...step }) => step);
    fc.assert(
      fc.property(randomLines, randomIntents, (lines, intents) => {
        assert.deepEqual(breachesOf(ID, careless, play(careless, lines, intents).rows), []);
      }),
      { numRuns: 80, seed: 11 },
    );
  });
});

describe('the checker of safety', () => {
  it('finds an end that nobody had confirmed', () => {
    const { journal } = given(joins());
    const bad = [...journal, rowAfter(journal, [{ type: 'actTaken', act: 'endNow', line: 'l1', on: '2026-03-09' }])];
    assert.deepEqual(breachesOf(ID, directToCsp, bad), ['endNow without newConfirmed in row 3']);
  });

  it("finds an end that rests on the customer's word as a technician wrote it down", () => {
    const before = given(...ordered(), does(tom, 'assign-new/l1'));
    const said = { side: 'customer', saidRef: { id: 't', hash: 'h' } } as const;
    const { journal } = given(
      ...ordered(),
      does(tom, 'assign-new/l1'),
      does(tom, 'confirm-new/l1', { onBehalfOf: said }),
    );
    assert.equal(journal.length, before.journal.length + 1);
    const bad = [...journal, rowAfter(journal, [{ type: 'stepDone', step: 'end-old', line: 'l1', kind: 'word' }])];
    assert.deepEqual(breachesOf(ID, directToCsp, bad), [`end-old is done without newConfirmed in row ${bad.length}`]);
  });

  it('finds a word of the customer that a technician put into its mouth', () => {
    const { journal } = given(...ordered(), does(tom, 'assign-new/l1'));
    const bad = [
      ...journal,
      rowAfter(journal, [
        { type: 'factStated', fact: 'newConfirmed', line: 'l1', holds: true, kind: 'word', side: 'customer' },
        { type: 'actTaken', act: 'endNow', line: 'l1', on: '2026-03-09' },
      ]),
    ];
    assert.equal(breachesOf(ID, directToCsp, bad).length, 1);
  });

  it('finds a stopped renewal whose new order starts too late', () => {
    const { journal } = given(...ordered());
    const late = { field: 'newStartsOn', line: 'l1', to: '2026-08-01' } as const;
    const bad = [
      ...journal,
      rowAfter(journal, [
        { type: 'corrected', changes: [late], reasonRef: { id: 'r', hash: 'h' }, side: 'partner' },
        { type: 'actTaken', act: 'stopRenewal', line: 'l1', on: '2026-03-09' },
      ]),
    ];
    assert.equal(breachesOf(ID, directToCsp, bad).length, 1);
  });

  it('finds an undone order while nobody knows that the old one runs', () => {
    const { journal } = given(...ordered());
    const bad = [...journal, rowAfter(journal, [{ type: 'actTaken', act: 'undoNew', line: 'l1', on: '2026-03-09' }])];
    assert.match(breachesOf(ID, directToCsp, bad).join('; '), /without oldLive.*outside the rescue window/);
  });

  it('finds a step that was left out although a guard rests on it', () => {
    const { journal } = given(joins());
    const left = { type: 'stepSkipped', step: 'confirm-new', line: 'l1', side: 'partner' } as const;
    const bad = [...journal, rowAfter(journal, [{ ...left, reasonRef: { id: 'r', hash: 'h' } }])];
    assert.deepEqual(breachesOf(ID, directToCsp, bad), ['confirm-new was left out, on which a guard rests, in row 3']);
  });

  it('finds a switch that loses a word on which a guard rests', () => {
    const { journal, changeover } = given(...ordered());
    const without = withSteps(directToCsp, (step) => ({ ...step, side: 'partner' }));
    const to = { ...changeover.playbook, hash: 'other' };
    const reasonRef = { id: 'r', hash: 'h' };
    const bad = [
      ...journal,
      rowAfter(journal, [{ type: 'playbookSwitched', from: changeover.playbook, to, dropped: [], reasonRef }]),
    ];
    assert.deepEqual(
      breachesOf(ID, directToCsp, bad, () => without),
      [`newOrdered l1 customer is lost by the switch in row ${bad.length}`],
    );
  });

  it('finds a stranger', () => {
    const { journal } = given(joins());
    const actor = { person: { tenantId: 'x', objectId: 'y' }, door: 'card' } as const;
    const bad = [...journal, { ...rowAfter(journal, [{ type: 'stepOpened', step: 'finish' }]), actor }];
    assert.deepEqual(breachesOf(ID, directToCsp, bad), ['a stranger changed something in row 3']);
  });

  it('has nothing to say about the whole story told rightly', () => {
    const { journal } = given(
      ...ordered(),
      does(tom, 'assign-new/l1'),
      does(carla, 'confirm-new/l1'),
      does(carla, 'end-old/l1'),
    );
    assert.deepEqual(breachesOf(ID, directToCsp, journal), []);
  });
});

function rowAfter(journal: readonly JournalRow[], events: JournalRow['events']): JournalRow {
  return { version: journal.length + 1, at: OPENED_AT + 3_600_000, actor: tom, events };
}

function withSteps(playbook: Playbook, change: (step: Step) => Step): Playbook {
  return {
    ...playbook,
    phases: playbook.phases.map((phase) => ({ ...phase, steps: phase.steps.map(change) })),
  };
}
