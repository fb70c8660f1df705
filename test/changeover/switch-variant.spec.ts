import assert from 'node:assert/strict';
import type { Condition, Playbook } from '../../changeover/playbook.ts';
import {
  carla,
  does,
  givenOn,
  joins,
  opens,
  tom,
  tryOn,
  refusalOf,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { changed, changeTo, keys, pinOf, switches } from '../support/course-switches.ts';

const NEWER: Playbook = { ...changed({}), version: 2 };

/** Direct to CSP in three ways. */
const TWO_WAYS: Playbook = {
  ...changed({
    'find-canceller': { when: { variant: ['fast'] } },
    'expect-mail': { when: { variant: ['slow', 'moved'] } },
  }),
  id: 'two-ways',
  variants: [{ id: 'slow' }, { id: 'fast' }, { id: 'moved', asks: { lines: 'old' } }],
};

describe('another variant in mid-way', () => {
  const before = (variant: string, ...plays: readonly Play[]): Given =>
    givenOn(TWO_WAYS, opens({ playbook: pinOf(TWO_WAYS), variant }), ...plays);

  it('keeps what both ways have, and drops what only the one has', () => {
    const { kept, added, dropped } = changeTo(before('slow', joins(), does(carla, 'check-facts')), TWO_WAYS, 'fast');
    assert.deepEqual(keys(kept), ['check-facts']);
    assert.deepEqual(keys(dropped), ['expect-mail']);
    assert.deepEqual(keys(added), ['find-canceller']);
  });

  it('drops a done step of the other way, which a record alone would keep', () => {
    const { droppedDone } = changeTo(before('slow', joins(), does(carla, 'expect-mail')), TWO_WAYS, 'fast');
    assert.deepEqual(droppedDone, ['expect-mail']);
  });

  it('is followed from then on', () => {
    const { after } = tryOn(before('slow', joins()), switches(tom, TWO_WAYS, { variant: 'fast' }));
    assert.equal(after.variant, 'fast');
  });

  it('is none in a playbook with one way', () => {
    const { after } = tryOn(before('slow', joins()), switches(tom, NEWER));
    assert.equal(after.variant, undefined);
    assert.equal('variant' in after, false);
  });

  it('is refused when there is no such variant, or one is missing or too many', () => {
    for (const [playbook, variant] of [
      [TWO_WAYS, 'other'],
      [TWO_WAYS, undefined],
      [NEWER, 'fast'],
    ] as const) {
      const more = variant === undefined ? {} : { variant };
      assert.equal(refusalOf(before('slow', joins()), switches(tom, playbook, more)).code, 'choiceUnknown');
    }
    assert.equal(refusalOf(before('slow', joins()), switches(tom, TWO_WAYS, { variant: 'slow' })).code, 'switchSame');
  });

  it('that replaces lines plans the cheapest safe start; one that moves them takes the old terms', () => {
    const moved = before('moved', joins());
    const { lines } = changeTo(moved, TWO_WAYS, 'slow');
    assert.deepEqual(lines, [{ line: 'l1', newStartsOn: '2026-06-29' }]);
    const replaced = tryOn(moved, switches(tom, TWO_WAYS, { variant: 'slow' })).after.lines[0];
    assert.equal(replaced?.isMoved, undefined);
    assert.equal(replaced?.newStartsOn, '2026-06-29');
    const line = tryOn(before('slow', joins()), switches(tom, TWO_WAYS, { variant: 'moved' })).after.lines[0];
    assert.equal(line?.isMoved, true);
    assert.deepEqual(line?.newPrice, line?.price);
    assert.equal(line?.newStartsOn, line?.renewsOn);
    assert.equal(line?.newSeats, line?.seats);
  });

  it('leaves lines as they are where both ways ask for the same', () => {
    assert.equal(changeTo(before('slow', joins()), TWO_WAYS, 'fast').lines, undefined);
  });
});

describe('what a variant rules out', () => {
  const isThere = (when: Condition): boolean => {
    const playbook = { ...TWO_WAYS, phases: changed({ 'check-facts': { when } }).phases };
    const now = givenOn(
      playbook,
      opens({ playbook: pinOf(TWO_WAYS), variant: 'slow' }),
      joins(),
      does(carla, 'check-facts'),
    );
    return keys(changeTo(now, playbook, 'fast').kept).includes('check-facts');
  };

  it('is told from the variant alone, whatever else the condition asks', () => {
    const slow: Condition = { variant: ['slow'] };
    const both: Condition = { variant: ['slow', 'fast'] };
    assert.equal(isThere(slow), false);
    assert.equal(isThere(both), true);
    assert.equal(isThere({ not: { variant: ['fast'] } }), false);
    assert.equal(isThere({ not: { variant: ['moved'] } }), true);
    assert.equal(isThere({ all: [{ always: true }, slow] }), false);
    assert.equal(isThere({ any: [{ not: { always: true } }, slow] }), true);
    assert.equal(isThere({ any: [slow, slow] }), false);
    assert.equal(isThere({ all: [both, { always: true }] }), true);
  });
});
