import assert from 'node:assert/strict';
import type { Step } from '../../changeover/playbook.ts';
import { readAnswer } from '../../dialogs/read-answer.ts';

const base = { id: 'a-step', side: 'customer', per: 'changeover', answers: ['done', 'notYet', 'help'] } as const;
const word: Step = { ...base, proof: { kind: 'word' } };
const reference: Step = { ...base, proof: { kind: 'reference', required: true } };
const text: Step = { ...base, proof: { kind: 'text', keepAs: 'support' } };

describe('a typed answer', () => {
  const same: readonly (readonly [string, string])[] = [
    ['done', 'done'],
    ['Done, thanks!', 'done'],
    ['not yet', 'notYet'],
    ['I need help', 'help'],
    ['we were charged twice', 'chargedTwice'],
  ];
  for (const [typed, answer] of same) {
    it(`"${typed}" is ${answer}`, () => assert.deepEqual(readAnswer(typed, word, 'en'), { answer }));
  }

  for (const typed of ['2603119988', 'case 2603-119988', 'ref: AB-4711', '30 0012 3456']) {
    it(`"${typed}" is a number, where one is asked for`, () => {
      assert.deepEqual(readAnswer(typed, reference, 'en'), { answer: 'done', reference: typed });
      assert.notEqual(readAnswer(typed, word, 'en')?.answer, 'done');
    });
  }

  for (const typed of [
    'tomorrow 10:30',
    '2026-03-03',
    '3/3/2026',
    '3 March 2026',
    '25 licences',
    '500',
    'is 12345 right?',
    'call 8666766546 first',
  ]) {
    it(`"${typed}" is never read as a number that proves it done`, () => {
      assert.notEqual(readAnswer(typed, reference, 'en')?.answer, 'done');
    });
  }

  for (const typed of ['done nothing yet', 'ready next week', 'yes but tomorrow', 'it is not there']) {
    it(`"${typed}" is never read as done`, () => assert.notEqual(readAnswer(typed, word, 'en')?.answer, 'done'));
  }

  it('done is followed by its number', () => {
    assert.deepEqual(readAnswer('done 2603119988', reference, 'en'), { answer: 'done', reference: '2603119988' });
    assert.deepEqual(readAnswer('Done, number 2603-119988', reference, 'en'), {
      answer: 'done',
      reference: 'number 2603-119988',
    });
  });

  it('done is followed by a note after a colon', () => {
    assert.deepEqual(readAnswer('done: Kim accepted it', word, 'en'), { answer: 'done', note: 'Kim accepted it' });
  });

  it('not yet and help are followed by a note', () => {
    assert.deepEqual(readAnswer('not yet, Kim is away', word, 'en'), { answer: 'notYet', note: 'Kim is away' });
    assert.deepEqual(readAnswer('I need help with the portal', word, 'en'), {
      answer: 'help',
      note: 'with the portal',
    });
  });

  it('a sentence is a note, and counts as not done', () => {
    assert.deepEqual(readAnswer('Kim does it on Friday', word, 'en'), {
      answer: 'notYet',
      note: 'Kim does it on Friday',
      isNoteOnly: true,
    });
  });

  it('any text answers a step that asks for one', () => {
    assert.deepEqual(readAnswer('Call Fabrikam', text, 'en'), { answer: 'done', note: 'Call Fabrikam' });
  });

  it('a word that means nothing, and a question, are no answers', () => {
    assert.equal(readAnswer('blub', word, 'en'), undefined);
    assert.equal(readAnswer('where do I find that?', word, 'en'), undefined);
  });
});
