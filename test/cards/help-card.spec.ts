import assert from 'node:assert/strict';
import { helpCard, helpWord } from '../../cards/help-card.ts';
import { helpGroups, LEFT_OUT, type HelpFor } from '../../cards/help-words.ts';
import { words } from '../../cards/text.ts';
import { parseWords } from '../../cards/typed-words.ts';
import { mayUse, type Verb, type VerbRow, VERBS, verbNames } from '../../cards/verbs.ts';
import { textOf } from '../../sandbox/card-reader.ts';

const READERS: readonly HelpFor[] = ['stranger', 'customer', 'partner'];
const w = words('en');

const toldTo = (who: HelpFor): readonly Verb[] => helpGroups(who).flatMap(({ rows, also }) => [...rows, ...also]);
const textFor = (who: HelpFor): string => {
  const made = helpCard({ locale: 'en', who, isAsked: false });
  assert.ok('card' in made);
  return textOf(made.card);
};

describe('the help card', () => {
  const typed = verbNames.filter((verb) => (VERBS[verb] satisfies VerbRow).isTyped);

  it('tells every word that can be typed to somebody who may use it, but for those that are left out on purpose', () => {
    const told = new Set(READERS.flatMap(toldTo));
    assert.deepEqual(
      typed.filter((verb) => !told.has(verb) && !LEFT_OUT.has(verb)),
      [],
    );
    for (const verb of LEFT_OUT) assert.ok(!told.has(verb), `${verb} is told and left out`);
  });

  for (const side of ['customer', 'partner'] as const) {
    it(`tells the ${side} nothing that it may not use, and all that is its alone`, () => {
      for (const verb of toldTo(side)) assert.ok(mayUse(verb, side), verb);
      const own = typed.filter((verb) => VERBS[verb].sides !== 'anyone' && mayUse(verb, side) && !LEFT_OUT.has(verb));
      assert.deepEqual(
        own.toSorted(),
        toldTo(side)
          .filter((verb) => own.includes(verb))
          .toSorted(),
      );
    });
  }

  for (const who of READERS) {
    it(`shows a ${who} each word once, as it is understood, in at most 20 rows`, () => {
      const text = textFor(who);
      const verbs = toldTo(who);
      assert.equal(new Set(verbs).size, verbs.length);
      for (const verb of verbs) {
        const word = helpWord(w, verb);
        assert.ok(text.includes(word), word);
        const understood = verb === 'join' ? 'join 7ZQM-8888-8888-8888-8888-8888-88' : word;
        assert.equal(parseWords(understood, 'en')?.verb, verb, word);
      }
      assert.ok(helpGroups(who).flatMap(({ rows }) => rows).length <= 20);
    });
  }
});
