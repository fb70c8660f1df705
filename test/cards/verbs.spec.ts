import assert from 'node:assert/strict';

import { isVerb, mayUse, readPress, verbNames } from '../../cards/verbs.ts';

describe('the table of verbs', () => {
  it('lets anybody ask for help, join, and ask whether it is real', () => {
    for (const verb of ['help', 'join', 'real', 'mail'] as const) assert.equal(mayUse(verb, undefined), true, verb);
  });

  it('keeps what belongs to a changeover for its sides', () => {
    for (const verb of ['status', 'answer', 'correct', 'callOff'] as const) {
      assert.equal(mayUse(verb, undefined), false, verb);
      assert.equal(mayUse(verb, 'customer'), true, verb);
      assert.equal(mayUse(verb, 'partner'), true, verb);
    }
  });

  it('keeps the order sheet, the join code and the customer’s word for the partner', () => {
    for (const verb of ['orderSheet', 'joinCode', 'recordWord'] as const) {
      assert.equal(mayUse(verb, 'partner'), true, verb);
      assert.equal(mayUse(verb, 'customer'), false, verb);
    }
  });

  it('knows its own names only', () => {
    assert.equal(isVerb('status'), true);
    assert.equal(isVerb('constructor'), false);
    assert.equal(isVerb('Status'), false);
  });
});

describe('the data of a press', () => {
  const answer = { changeover: 'c1', step: 'end-old', line: 'l1', answer: 'done', seen: 7 };

  it('is read with its inputs, empty ones left out', () => {
    const read = readPress('answer', { ...answer, verb: 'answer', reference: 'CN-1', note: '  ' });
    assert.equal(read?.['reference'], 'CN-1');
    assert.equal(read?.['note'], undefined);
    assert.equal(read?.seen, 7);
  });

  it('finds the input of one form among several of a card', () => {
    const read = readPress('answer', { ...answer, 'reference:end-old/l1': 'CN-1' });
    assert.equal(read?.['reference'], 'CN-1');
  });

  const wrong: readonly unknown[] = [
    undefined,
    null,
    'x',
    [],
    7,
    {},
    { ...answer, seen: '7' },
    { ...answer, answer: 'maybe' },
    { ...answer, changeover: { $gt: '' } },
  ];
  for (const data of wrong) {
    it(`is refused when it is ${JSON.stringify(data)}`, () => assert.equal(readPress('answer', data), undefined));
  }

  it('of any verb survives anything that a client may send', () => {
    for (const verb of verbNames) {
      for (const data of [...wrong, { changeover: 'x'.repeat(10_000) }])
        assert.doesNotThrow(() => readPress(verb, data));
    }
  });
});
