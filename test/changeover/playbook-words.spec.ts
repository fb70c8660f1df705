import assert from 'node:assert/strict';
import { keysOf, languages, words } from '../../cards/text.ts';
import { guardOf } from '../../changeover/guard-of.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import { REFUSAL_CODES } from '../../changeover/refusals.ts';
import { given } from '../support/changeover-builder.ts';

describe('the words of the catalogue', () => {
  for (const language of languages()) {
    const keys = new Set(keysOf(language));
    const missing = (wanted: readonly string[]) => wanted.filter((key) => !keys.has(key));

    it(`in ${language} has a sentence for every refusal`, () => {
      assert.deepEqual(missing(REFUSAL_CODES.map((code) => `refusal.${code}`)), []);
    });

    for (const playbook of playbooks) {
      const steps = playbook.phases.flatMap((phase) => phase.steps);

      it(`in ${language} has title, question and reason for every step of ${playbook.id}`, () => {
        assert.deepEqual(
          missing(steps.flatMap(({ id }) => ['title', 'ask', 'why'].map((part) => `step.${id}.${part}`))),
          [],
        );
      });

      it(`in ${language} tells how for every step of ${playbook.id} that is no act`, () => {
        const plain = steps.filter((step) => !['stopsRenewal', 'endsOld', 'undoesNew'].includes(step.effect ?? ''));
        assert.deepEqual(missing(plain.map(({ id }) => `step.${id}.how.1`)), []);
      });

      it(`in ${language} names every phase, role and fact of ${playbook.id}`, () => {
        const roles = steps.flatMap((step) => (step.role === undefined ? [] : [`role.${step.role}`]));
        const phases = playbook.phases.flatMap(({ id }) => [`phase.${id}.title`, `phase.${id}.short`]);
        const facts = Object.entries(playbook.facts).flatMap(([id, fact]) => [`fact.${id}`, fact.question ?? '']);
        assert.deepEqual(missing([...roles, ...phases, ...facts]), []);
      });
    }
  }

  it('says of a shut guard what is missing', () => {
    const { changeover, playbook, now } = given();
    const refusal = guardOf('endNow', changeover, playbook, changeover.lines[0]!, now);
    const text = words('en').t(`refusal.${refusal?.code}`, refusal?.params);
    assert.match(text, /Both sides still have to confirm the new licences/);
  });

  it('has words for everything that a guard can miss', () => {
    const line = { product: 'X', newStartsOn: '2026-03-09', renewsOn: '2026-07-01', seats: 20, assigned: 21 };
    const missing = {
      guardEndNow: ['readingNo', 'customerWord', 'partnerWord', 'bothWords', 'ended', 'undone'],
      guardStopRenewal: [
        'readingNo',
        'customerWord',
        'partnerWord',
        'bothWords',
        'startsLate',
        'renewed',
        'stopped',
        'undone',
        'ended',
      ],
      guardUndoNew: [
        'readingNo',
        'customerWord',
        'partnerWord',
        'bothWords',
        'notStarted',
        'windowOver',
        'stopped',
        'undone',
        'ended',
        'countUnknown',
        'tooFewSeats',
      ],
    };
    for (const [code, reasons] of Object.entries(missing)) {
      const said = reasons.map((reason) => words('en').t(`refusal.${code}`, { ...line, missing: reason }));
      assert.equal(new Set(said).size, reasons.length, `two reasons of ${code} read the same`);
    }
  });
});
