import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';

import { verbNames, VERBS, type VerbRow } from '../cards/verbs.ts';
import { ROUTE_TABLE } from '../changeover/cancel-route.ts';
import { playbooks } from '../changeover/playbooks/index.ts';
import { REFUSAL_CODES } from '../changeover/refusals.ts';
import { REMINDER_KINDS } from '../changeover/reminders.ts';
import { isProse, literalsIn, literalsOf } from './support/prose.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'cards', 'messages');
/** Rooms in which a sentence for people may appear only by its key. */
const ROOMS = ['cards', 'dialogs', 'loop', 'bot'];

/** Words of the edge for whoever runs it: settings, start-up, what a connection or the doorman refused. Never shown in Teams. */
const FOR_OPERATORS =
  /^bot\/(?:config|config-errors|graph-config|tenant-config|start-up|connector|connector-call|doorman|forget|history|playbook|playbook-files|playbook-outline|metrics|gauges)\.ts$/u;

const catalogues = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, messages: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string> }));
const english = catalogues.find(({ name }) => name === 'en.json')?.messages ?? {};
const has = (key: string): boolean => Object.hasOwn(english, key);
/** Every string of the code, keys among them; those put together from parts are checked by what they are made of. */
const literals = literalsOf(root, [...ROOMS, 'sandbox', 'changeover']).map(({ text }) => text);

describe('the catalogue of words', () => {
  it('is the only place with sentences for people', () => {
    const prose = literalsOf(root, ROOMS).filter(({ file, text }) => !FOR_OPERATORS.test(file) && isProse(text));
    const places = prose.map(({ file, line, text }) => `${file}:${line} "${text.slice(0, 60)}"`);
    assert.deepEqual(places, [], `\nPut these under a key in cards/messages/en.json:\n${places.join('\n')}\n`);
  });

  it('would find a sentence in a literal, and lets errors and log lines be', () => {
    const source =
      "say('Please call your partner'); throw new Error('this is for developers'); log.info({}, 'the queue is full');";
    const found = literalsIn('x.ts', source).filter(({ text }) => isProse(text));
    assert.deepEqual(
      found.map(({ text }) => text),
      ['Please call your partner'],
    );
  });

  for (const { name, messages } of catalogues) {
    it(`${name} compiles as ICU MessageFormat and is sorted by key`, () => {
      for (const [key, message] of Object.entries(messages)) {
        assert.doesNotThrow(
          () => new IntlMessageFormat(message, name.slice(0, -5), undefined, { ignoreTag: true }),
          key,
        );
        assert.notEqual(message.trim(), '', key);
      }
      assert.deepEqual(Object.keys(messages), Object.keys(messages).toSorted());
    });
  }

  it('has every key that the code names in full', () => {
    const groups = new Set(Object.keys(english).map((key) => key.split('.')[0]));
    const named = literals.filter(
      (text) => /^[a-z][a-zA-Z]*(?:\.[a-zA-Z0-9-]+)+$/u.test(text) && groups.has(text.split('.')[0]),
    );
    const missing = [...new Set(named)].filter((text) => !has(text) && !isPartOfKeys(text));
    assert.deepEqual(missing, []);
  });

  it('has no key that nothing uses', () => {
    const pieces = new Set(literals);
    const unused = Object.keys(english).filter((key) => !pieces.has(key) && !isDerived(key, literals));
    assert.deepEqual(unused, []);
  });
});

describe('words for what the rules name', () => {
  it('each refusal has some', () => assertKeys(REFUSAL_CODES.map((code) => `refusal.${code}`)));

  it('each kind of reminder has a title, a name, what it says and why it comes', () =>
    assertKeys(
      REMINDER_KINDS.flatMap((kind) => ['title', 'name', 'body', 'why'].map((part) => `reminder.${kind}.${part}`)),
    ));

  it('each typed verb has some', () =>
    assertKeys(
      verbNames.filter((verb) => (VERBS[verb] satisfies VerbRow).isTyped).map((verb) => `verb.${verb}.words`),
    ));

  for (const playbook of playbooks) {
    const steps = playbook.phases.flatMap((phase) => phase.steps);
    it(`each phase and step of ${playbook.id} has its title, question and reason`, () => {
      assertKeys([`playbook.${playbook.id}.name`]);
      assertKeys(playbook.phases.flatMap(({ id }) => [`phase.${id}.title`, `phase.${id}.short`]));
      assertKeys(steps.flatMap(({ id }) => ['title', 'ask', 'why'].map((part) => `step.${id}.${part}`)));
      assertKeys(steps.flatMap(({ role }) => (role === undefined ? [] : [`role.${role}`])));
    });

    it(`each fact of ${playbook.id} has a sentence and the question to put to Microsoft`, () => {
      assertKeys(Object.keys(playbook.facts).map((id) => `fact.${id}`));
      assertKeys(Object.values(playbook.facts).flatMap(({ question }) => (question === undefined ? [] : [question])));
      const unknown = steps.flatMap(({ facts }) => facts ?? []).filter((id) => playbook.facts[id] === undefined);
      assert.deepEqual(unknown, []);
    });
  }

  it('each route by which something is ended has its steps, who may take them, and what never to click', () => {
    const ending = ['portal', 'reduceThenPortal', 'support', 'portalWithRefund', 'partnerWithinWindow'];
    const known = new Set(ROUTE_TABLE.map((row): string => row.route));
    assert.deepEqual(
      ending.filter((route) => !known.has(route)),
      [],
    );
    assertKeys(
      ending.flatMap((route) => ['title', 'who', 'how.1', 'never.1'].map((part) => `route.end.${route}.${part}`)),
    );
    assertKeys(
      ['portal', 'partner', 'licensing'].flatMap((one) =>
        ['title', 'who', 'how.1'].map((part) => `route.stop.${one}.${part}`),
      ),
    );
  });
});

/** Keys that begin with a verb's own name: `objectCard` draws both `object.title` and `undo.title`. */
const BEGUN_BY_VERB = /^(?:object|undo)\./u;

function isPartOfKeys(text: string): boolean {
  return Object.keys(english).some((key) => key.startsWith(`${text}.`));
}

/**
 * A key put together in the code: it begins with a literal that ends in a dot (`status.health.`) or is numbered
 * (`….how.2`), which is how template literals are cut.
 */
function isDerived(key: string, pieces: readonly string[]): boolean {
  return (
    pieces.some((piece) => piece.endsWith('.') && piece.length > 3 && key.startsWith(piece)) ||
    (OF_A_KIND.test(key) && pieces.includes(key.replace(OF_A_KIND, ''))) ||
    /^(?:step|route)\./u.test(key) ||
    BEGUN_BY_VERB.test(key)
  );
}

/** The words of one kind of changeover, or of one way through it, stand before those of the key without it. */
const OF_A_KIND = new RegExp(String.raw`\.(?:${playbooks.map(({ id }) => id).join('|')})(?:\.[a-z-]+)?$`, 'u');

function assertKeys(keys: readonly string[]): void {
  assert.deepEqual(
    keys.filter((key) => !has(key)),
    [],
  );
}
