import assert from 'node:assert/strict';
import type { AnswerValue } from '../../changeover/changeover.ts';
import { isSettled, needsValue } from '../../changeover/decide-value.ts';
import type { Proof } from '../../changeover/playbook.ts';
import type { Refusal } from '../../changeover/refusals.ts';
import { aLine, carla, does, ref, refusalOf, tom, tryOn, type Given } from '../support/changeover-builder.ts';
import { onSmall, onSmallWith, type SmallStep } from '../support/small-playbook.ts';

const COLOURS: Proof = { kind: 'choice', options: [{ id: 'red' }, { id: 'none', isNotEnough: true }] };
const TICKS: Proof = { kind: 'list', items: [{ id: 'mail' }, { id: 'sites' }, { id: 'calls', isOptional: true }] };
const TYPED: Proof = { kind: 'list', items: 'typed', outcomes: ['kept', 'removed'] };
const OLD_COUNTS: Proof = { kind: 'counts', items: [{ id: 'pbx' }, { id: 'trunk', isOptional: true }] };

/** One step of the partner's with that proof. */
function asking(proof: Proof): Given {
  return onSmall([{ id: 'ask', proof }]);
}

function saying(value: AnswerValue | undefined, answer: 'done' | 'notYet' = 'done') {
  return does(tom, 'ask', { answer, ...(value && { value }) });
}

/** What is kept of the value; throws when it is refused. */
function kept(before: Given, value: AnswerValue | undefined, answer: 'done' | 'notYet' = 'done'): unknown {
  const { decision, after } = tryOn(before, saying(value, answer));
  assert.ok(decision.ok, JSON.stringify(decision));
  assert.equal(after.steps['ask']?.doneAt !== undefined, answer === 'done');
  return after.steps['ask']?.value;
}

function refusal(before: Given, value: AnswerValue | undefined, answer: 'done' | 'notYet' = 'done'): Refusal {
  return refusalOf(before, saying(value, answer));
}

describe('the value of an answer', () => {
  it('is asked for where a button alone proves nothing', () => {
    const kinds: readonly Proof[] = [
      ...([{ kind: 'word' }, { kind: 'reference', required: true }, { kind: 'text' }] as const),
      { kind: 'statement', fact: 'newTerms' },
    ];
    assert.deepEqual(kinds.map(needsValue), [false, false, false, false]);
    for (const proof of [COLOURS, TICKS, OLD_COUNTS, { kind: 'domain' }, { kind: 'when', of: 'day' }] as const) {
      assert.deepEqual(refusal(asking(proof), undefined), { code: 'proofMissing', params: {}, field: proof.kind });
      assert.equal(kept(asking(proof), undefined, 'notYet'), undefined);
    }
  });

  it('is of the kind that the step asks for', () => {
    const day: AnswerValue = { kind: 'day', on: '2026-03-03' };
    assert.deepEqual(refusal(asking(COLOURS), day), { code: 'choiceUnknown', params: {}, field: 'choice' });
    assert.deepEqual(refusal(asking({ kind: 'when', of: 'window' }), day), {
      code: 'choiceUnknown',
      params: {},
      field: 'when',
    });
    assert.equal(refusal(asking({ kind: 'word' }), day, 'notYet').code, 'choiceUnknown');
    const statement: AnswerValue = { kind: 'statement', fact: 'newTerms', asOf: '2020-01-01' };
    assert.equal(refusal(asking({ kind: 'word' }), statement).field, 'word');
  });

  it('of a statement is made here: the fact and the day it is as of, once it is acknowledged', () => {
    const at = asking({ kind: 'statement', fact: 'newTerms' });
    assert.deepEqual(kept(at, undefined), { kind: 'statement', fact: 'newTerms', asOf: '2026-01-15' });
    assert.equal(kept(at, undefined, 'notYet'), undefined);
    assert.deepEqual(refusal(asking({ kind: 'statement', fact: 'moonPhase' }), undefined), {
      code: 'choiceUnknown',
      params: {},
      field: 'statement',
    });
  });

  describe('of a choice', () => {
    it('is one of the options', () => {
      assert.deepEqual(kept(asking(COLOURS), { kind: 'choice', option: 'red' }), { kind: 'choice', option: 'red' });
      assert.deepEqual(refusal(asking(COLOURS), { kind: 'choice', option: 'blue' }), {
        code: 'choiceUnknown',
        params: {},
        field: 'choice',
      });
    });

    it('that is not enough is kept, but does not do the step', () => {
      const none: AnswerValue = { kind: 'choice', option: 'none' };
      assert.deepEqual(refusal(asking(COLOURS), none), {
        code: 'choiceNotEnough',
        params: { step: 'ask', option: 'none' },
        field: 'choice',
      });
      assert.deepEqual(kept(asking(COLOURS), none, 'notYet'), none);
    });
  });

  describe('of a list', () => {
    const list = (...items: readonly [id: string, outcome?: string][]): AnswerValue => ({
      kind: 'list',
      items: items.map(([id, outcome]) => ({ id, ...(outcome !== undefined && { outcome }) })),
    });
    const typed = (...items: readonly [id: string, outcome?: string][]): AnswerValue => ({
      kind: 'list',
      items: items.map(([id, outcome]) => ({ id, labelRef: ref(id), ...(outcome !== undefined && { outcome }) })),
    });

    it('is done once everything on it is settled but what may be left out', () => {
      const done = list(['mail', 'ticked'], ['sites', 'ticked']);
      assert.deepEqual(kept(asking(TICKS), done), done);
      assert.deepEqual(refusal(asking(TICKS), list(['sites', 'ticked'], ['calls', 'ticked'])), {
        code: 'listIncomplete',
        params: { step: 'ask', count: 1 },
        field: 'list',
        items: [{ id: 'mail' }],
      });
      assert.deepEqual(refusal(asking(TICKS), list(['mail'])).items, [{ id: 'mail' }, { id: 'sites' }]);
      assert.deepEqual([isSettled({ outcome: 'ticked' }), isSettled({}), isSettled(undefined)], [true, false, false]);
    });

    it('is kept part by part', () => {
      const part = list(['mail', 'ticked'], ['sites']);
      assert.deepEqual(kept(asking(TICKS), part, 'notYet'), part);
    });

    it('has nothing twice, nothing that nobody asked for and no other outcome', () => {
      const unknown = { code: 'choiceUnknown', params: {}, field: 'list' };
      for (const bad of [list(['mail'], ['mail']), list(['mail'], ['moon', 'ticked']), list(['mail', 'kept'])]) {
        assert.deepEqual(refusal(asking(TICKS), bad, 'notYet'), unknown);
      }
    });

    it('that is typed names each thing, and settles each in one of the ways', () => {
      assert.deepEqual(refusal(asking(TYPED), list(['n1', 'kept']), 'notYet').code, 'choiceUnknown');
      assert.deepEqual(refusal(asking(TYPED), typed(['n1', 'kept'], ['n2'])).items, [{ id: 'n2' }]);
      const done = typed(['n1', 'kept'], ['n2', 'removed']);
      assert.deepEqual(kept(asking(TYPED), done), done);
      assert.equal(refusal(asking(TYPED), typed(['n1', 'ticked'])).code, 'choiceUnknown');
    });

    it('has thirty things at most', () => {
      const many = (count: number): AnswerValue =>
        typed(...Array.from({ length: count }, (_, nth): [string, string] => [`n${nth}`, 'kept']));
      assert.deepEqual(kept(asking(TYPED), many(30)), many(30));
      assert.deepEqual(refusal(asking(TYPED), many(31), 'notYet'), {
        code: 'listTooLong',
        params: { max: 30 },
        field: 'list',
      });
    });

    it('of what another list settled has that and no more', () => {
      const steps: readonly SmallStep[] = [
        { id: 'names', proof: TYPED },
        { id: 'ask', proof: { kind: 'list', items: { of: 'names', outcome: ['kept'] } } },
      ];
      const names = does(tom, 'names', { value: typed(['n1', 'kept'], ['n2', 'removed'], ['n3', 'kept']) });
      const at = onSmall(steps, names);
      assert.deepEqual(refusal(at, list(['n1', 'ticked'])).items, [{ id: 'n3' }]);
      assert.equal(refusal(at, list(['n2', 'ticked'])).code, 'choiceUnknown');
      const all = list(['n1', 'ticked'], ['n3', 'ticked']);
      assert.deepEqual(kept(at, all), all);
    });
  });

  describe('of counts', () => {
    const counts = (of: Readonly<Record<string, number>>): AnswerValue => ({ kind: 'counts', counts: of });

    it('is a whole number of each thing, nothing being one', () => {
      assert.deepEqual(kept(asking(OLD_COUNTS), counts({ pbx: 0 })), counts({ pbx: 0 }));
      assert.deepEqual(kept(asking(OLD_COUNTS), counts({ pbx: 99_999, trunk: 1 })), counts({ pbx: 99_999, trunk: 1 }));
      for (const pbx of [-1, 1.5, 100_000, Number.NaN]) {
        assert.deepEqual(refusal(asking(OLD_COUNTS), counts({ pbx }), 'notYet'), {
          code: 'countOutOfRange',
          params: { min: 0, max: 99_999 },
          field: 'count.pbx',
        });
      }
      assert.deepEqual(refusal(asking(OLD_COUNTS), counts({ pbx: 1, moon: 1 }), 'notYet'), {
        code: 'choiceUnknown',
        params: {},
        field: 'counts',
      });
    });

    it('is wanted of each that may not be left out', () => {
      assert.deepEqual(refusal(asking(OLD_COUNTS), counts({ trunk: 3 })), {
        code: 'countsMissing',
        params: { step: 'ask', count: 1 },
        field: 'counts',
        items: [{ id: 'pbx' }],
      });
      assert.deepEqual(kept(asking(OLD_COUNTS), counts({ trunk: 3 }), 'notYet'), counts({ trunk: 3 }));
    });

    it('reaches that of the step it is compared with, every shortfall named', () => {
      const items = [{ id: 'pbx' }, { id: 'trunk' }, { id: 'fax', isOptional: true as const }];
      const steps: readonly SmallStep[] = [
        { id: 'old', proof: { kind: 'counts', items } },
        { id: 'ask', proof: { kind: 'counts', items, atLeastOf: 'old' } },
      ];
      const old = (answer: 'done' | 'notYet') =>
        does(tom, 'old', { answer, value: counts({ pbx: 12, trunk: 3, fax: 2 }) });
      assert.deepEqual(refusal(onSmall(steps, old('done')), counts({ pbx: 11, trunk: 3 })), {
        code: 'countsShort',
        params: { step: 'ask', count: 2 },
        field: 'counts',
        items: [
          { id: 'pbx', has: 11, needs: 12 },
          { id: 'fax', has: 0, needs: 2 },
        ],
      });
      const enough = counts({ pbx: 12, trunk: 4, fax: 2 });
      assert.deepEqual(kept(onSmall(steps, old('done')), enough), enough);
      const less = counts({ pbx: 1, trunk: 1 });
      assert.deepEqual(kept(onSmall(steps, old('notYet')), less), less);
      assert.deepEqual(kept(onSmall(steps), less), less);
    });

    it('is compared line by line', () => {
      const items = [{ id: 'pbx' }];
      const steps: readonly SmallStep[] = [
        { id: 'old', per: 'line', proof: { kind: 'counts', items } },
        { id: 'ask', per: 'line', proof: { kind: 'counts', items, atLeastOf: 'old' } },
      ];
      const lines = [aLine(), aLine({ id: 'l2' })];
      const has = (key: string, pbx: number) => does(tom, key, { value: counts({ pbx }) });
      const at = onSmallWith(lines, steps, has('old/l1', 5), has('old/l2', 9));
      assert.equal(tryOn(at, has('ask/l1', 5)).decision.ok, true);
      assert.deepEqual(refusalOf(at, has('ask/l2', 5)).items, [{ id: 'pbx', has: 5, needs: 9 }]);
    });
  });

  it('is refused of a customer’s step as of a partner’s', () => {
    const at = onSmall([{ id: 'ask', side: 'customer', proof: COLOURS }]);
    assert.equal(refusalOf(at, does(carla, 'ask')).code, 'proofMissing');
    assert.equal(refusalOf(at, saying({ kind: 'choice', option: 'red' })).code, 'notYourSide');
  });
});
