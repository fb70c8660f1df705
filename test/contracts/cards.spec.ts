import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

import { galleryStates, type GalleryState } from '../gallery/states.ts';

const SCHEMA = join(import.meta.dirname, '..', '..', '..', 'shared', 'contracts', 'adaptive-card.teams.schema.json');
/** Teams takes more, older clients no more than this. */
const MOST_BYTES = 28 * 1024;
const MOST_BUTTONS = 6;

interface Part {
  readonly type?: string;
  readonly [name: string]: unknown;
}

const states = galleryStates();
const cards = states.flatMap(({ id, content }) => ('card' in content ? [{ id, card: content.card as Part }] : []));

describe("cards against Microsoft's schema for Teams", () => {
  let validate: ValidateFunction | undefined;

  before(function () {
    if (!existsSync(SCHEMA)) {
      console.warn(`LEFT OUT: ${SCHEMA} is not there, so no card was held against Microsoft's schema.`);
      this.skip();
    }
    validate = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  });

  for (const { id, card } of cards) {
    it(`${id} is valid`, () => {
      assert.ok(validate);
      assert.equal(validate(card), true, deepest(validate.errors ?? []));
    });
  }

  it('a card with a field of no element is not', () => {
    assert.ok(validate);
    assert.equal(validate({ type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'x', txt: 'y' }] }), false);
  });
});

describe('every card', () => {
  for (const { id, card } of cards) {
    const parts = [...partsOf(card)];

    it(`${id} fits old clients: version 1.5, under 28 KB, six buttons in a row`, () => {
      assert.equal(card['version'], '1.5');
      assert.ok(Buffer.byteLength(JSON.stringify(card)) < MOST_BYTES);
      for (const { actions } of parts) assert.ok(!Array.isArray(actions) || actions.length <= MOST_BUTTONS);
    });

    it(`${id} wraps its text, names its inputs once, and leaves no hole in a sentence`, () => {
      const texts = parts.filter((part) => part.type === 'TextBlock');
      assert.deepEqual(
        texts.filter((part) => part['wrap'] !== true),
        [],
      );
      const ids = parts.flatMap((part) => (part.type?.startsWith('Input.') ? [part['id']] : []));
      assert.equal(new Set(ids).size, ids.length, String(ids));
      const said = texts.map((part) => String(part['text']));
      assert.deepEqual(
        said.filter((text) => text.trim() === '' || /undefined|NaN|\[object|\(none\)|[{}]|\s[.,;:]/u.test(text)),
        [],
      );
    });

    it(`${id} gives each newer element and each Action.Execute a fallback`, () => {
      const newer = parts.filter((part) => ['ProgressBar', 'Badge', 'Action.Execute'].includes(part.type ?? ''));
      assert.deepEqual(
        newer.filter((part) => part['fallback'] === undefined),
        [],
      );
    });
  }

  it('has words for a notification', () => {
    assert.deepEqual(
      states.filter((state) => summaryOf(state).trim() === '').map(({ id }) => id),
      [],
    );
  });
});

function summaryOf({ content }: GalleryState): string {
  return 'text' in content ? content.text : content.summary;
}

/** The card and everything in it. */
function* partsOf(part: unknown): Generator<Part> {
  if (Array.isArray(part)) for (const one of part) yield* partsOf(one);
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return;
  yield part as Part;
  for (const child of Object.values(part)) yield* partsOf(child);
}

/** The schema is a tree of unions; the error furthest down is the one that means something. */
function deepest(errors: readonly ErrorObject[]): string {
  const [worst] = errors.toSorted((one, other) => other.instancePath.length - one.instancePath.length);
  return worst ? `${worst.instancePath} ${worst.message ?? ''} ${JSON.stringify(worst.params)}` : '';
}
