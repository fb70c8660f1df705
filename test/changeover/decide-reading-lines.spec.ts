import assert from 'node:assert/strict';
import type { LineFindings } from '../../changeover/commands.ts';
import type { Event } from '../../changeover/events.ts';
import {
  aLine,
  carla,
  confirmed,
  DAY,
  HOUR,
  does,
  given,
  joins,
  opens,
  ordered,
  reader,
  ref,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { onSmallWith } from '../support/small-playbook.ts';

function read(...findings: readonly LineFindings[]): Play {
  return { actor: reader, body: { type: 'recordReading', findings } };
}

function leaves(before: Given, play: Play): readonly Event[] {
  const { decision } = tryOn(before, play);
  assert.ok(decision.ok, JSON.stringify(decision));
  return decision.events.filter(({ type }) => type !== 'stepOpened');
}

function stated(fact: 'newOrdered' | 'newConfirmed' | 'oldLive' | 'oldEnded', holds: boolean, line = 'l1'): Event {
  return { type: 'factStated', fact, line, holds, kind: 'reading' };
}

describe('a reading of several lines', () => {
  const twoLines = [aLine(), aLine({ id: 'l2' })];
  const steps = [{ id: 'see', per: 'line', side: 'customer', states: 'newOrdered' }] as const;

  it('is kept of the lines that there are', () => {
    const before = given(joins());
    const known: LineFindings = { line: 'l1', seats: 21 };
    assert.deepEqual(leaves(before, read(known, { line: 'l9', seats: 3, newThere: true })), [
      { type: 'readingMade', findings: [known] },
    ]);
    assert.deepEqual(leaves(before, read({ line: 'l9', newThere: true })), []);
  });

  it('proves the steps of its own line', () => {
    const at = onSmallWith(twoLines, steps);
    assert.deepEqual(leaves(at, read({ line: 'l2', newThere: true })).slice(1), [
      stated('newOrdered', true, 'l2'),
      { type: 'stepDone', step: 'see', line: 'l2', kind: 'reading' },
    ]);
  });

  it('opens again what it disproves, and nothing that was never done', () => {
    const confirms = [{ id: 'works', per: 'line', side: 'customer', states: 'newConfirmed' }] as const;
    const at = onSmallWith(twoLines, confirms, does(carla, 'works/l1'));
    const denied = leaves(at, read({ line: 'l1', newOnAllUsers: false }, { line: 'l2', newOnAllUsers: false }));
    assert.deepEqual(denied.slice(1), [
      stated('newConfirmed', false),
      stated('newConfirmed', false, 'l2'),
      { type: 'stepReopened', step: 'works', line: 'l1', why: 'disproved' },
    ]);
  });

  it('changes something when either count is another, and nothing when both are known', () => {
    const before = given(joins());
    for (const finding of [{ seats: 21 }, { assigned: 17 }, { seats: 20, assigned: 17 }, { seats: 21, assigned: 18 }]) {
      assert.equal(leaves(before, read({ line: 'l1', ...finding })).length, 1, JSON.stringify(finding));
    }
    assert.deepEqual(leaves(before, read({ line: 'l1', seats: 20, assigned: 18 })), []);
    assert.deepEqual(leaves(before, read({ line: 'l1' })), []);
  });
});

describe('what a reading says of the new subscription', () => {
  const facts = (finding: Omit<LineFindings, 'line'>): readonly Event[] =>
    leaves(given(joins()), read({ line: 'l1', ...finding })).filter(({ type }) => type === 'factStated');

  it('is that it is ordered once it is there, and confirmed once it is on all users too', () => {
    assert.deepEqual(facts({ newThere: true }), [stated('newOrdered', true)]);
    assert.deepEqual(facts({ newThere: true, newOnAllUsers: true }), [
      stated('newOrdered', true),
      stated('newConfirmed', true),
    ]);
    assert.deepEqual(facts({ newOnAllUsers: true }), []);
  });

  it('is that it is not confirmed while it is not there, or not on all users', () => {
    assert.deepEqual(facts({ newThere: false }), [stated('newConfirmed', false)]);
    assert.deepEqual(facts({ newOnAllUsers: false }), [stated('newConfirmed', false)]);
    assert.deepEqual(facts({ newThere: true, newOnAllUsers: false }), [
      stated('newOrdered', true),
      stated('newConfirmed', false),
    ]);
  });
});

describe('what a reading says of the old subscription', () => {
  const live = { line: 'l1', oldLive: true } as const;
  const gone = { line: 'l1', oldLive: false } as const;
  const ends = (more: object = {}): Play => does(carla, 'end-old/l1', more);

  it('is that it lives or ended, each once', () => {
    const before = given(...ordered());
    assert.deepEqual(leaves(before, read(live)).slice(1), [stated('oldLive', true)]);
    assert.deepEqual(leaves(given(...ordered(), read(live)), read(live)), []);
    assert.deepEqual(leaves(before, read(gone)).slice(1), [stated('oldLive', false), stated('oldEnded', true)]);
    assert.deepEqual(leaves(given(...ordered(), read(gone)), read(gone)), []);
  });

  it('is that it did not end after all, but for ninety days after one with a number, when the portal may lag', () => {
    const said = given(...confirmed(), ends());
    assert.ok(
      leaves(said, { ...read(live), at: said.now + 2 * HOUR }).some(
        (event) => JSON.stringify(event) === JSON.stringify(stated('oldEnded', false)),
      ),
    );
    const numbered = given(...confirmed(), ends({ referenceRef: ref('C-17') }));
    const later = (days: number): Play => ({ ...read(live), at: numbered.now + days * DAY });
    const isDisproved = (play: Play): boolean =>
      leaves(numbered, play).some((event) => event.type === 'factStated' && event.fact === 'oldEnded');
    assert.deepEqual([isDisproved(later(1)), isDisproved(later(89)), isDisproved(later(90))], [false, false, true]);
  });

  it('goes by the number of its own line', () => {
    const lines = [aLine(), aLine({ id: 'l2' })];
    const plays = [
      ...confirmed('l1'),
      ...['order-new/l2', 'assign-new/l2'].map((key) => does(tom, key)),
      ...['see-order/l2', 'confirm-new/l2'].map((key) => does(carla, key)),
      ends(),
      does(carla, 'end-old/l2', { referenceRef: ref('C-18') }),
    ];
    const before = given(opens({ lines }), ...plays);
    const ended = leaves(before, { ...read(live, { line: 'l2', oldLive: true }), at: before.now + 2 * HOUR }).filter(
      (event) => event.type === 'factStated' && event.fact === 'oldEnded',
    );
    assert.deepEqual(ended, [stated('oldEnded', false)]);
  });
});
