import assert from 'node:assert/strict';
import type { Line } from '../../changeover/changeover.ts';
import { lineOverlap, overlapOf, type Cost, type LastChance, type Overlap } from '../../changeover/overlap.ts';
import { startOf } from '../../changeover/working-time.ts';
import { aLine } from '../support/changeover-builder.ts';

/** One licence at 3,650.00 a month, the new one at 7,300.00: 120.00 and 240.00 a day. */
function line(overrides: Partial<Line> = {}): Line {
  return {
    ...aLine({ seats: 1, newSeats: 1 }),
    price: { minor: 365_000, currency: 'EUR' },
    newPrice: { minor: 730_000, currency: 'EUR' },
    isPerUser: true,
    newStartsOn: '2026-03-03',
    ...overrides,
  };
}

function both(days: number): readonly Cost[] {
  return [
    { payer: 'customer', money: { minor: 12_000 * days, currency: 'EUR' } },
    { payer: 'partner', money: { minor: 24_000 * days, currency: 'EUR' } },
  ];
}

function chance(kind: LastChance['kind'], on: string, at: string): LastChance {
  return { kind, on, at: startOf(at) };
}

/** All but what each line says of itself. */
function together(lines: readonly Line[], today: string): Omit<Overlap, 'lines'> {
  const { lines: _lines, ...found } = overlapOf({ lines }, today);
  return found;
}

describe('overlap of a line', () => {
  it('that is open-ended has no end and no days ahead to tell of', () => {
    assert.deepEqual(lineOverlap(line(), '2026-03-05'), {
      line: 'l1',
      state: 'running',
      startsOn: '2026-03-03',
      startsInDays: 0,
      daysSoFar: 2,
      perDay: both(1),
      soFar: both(2),
      lastChance: chance('renewal', '2026-06-30', '2026-07-01'),
    });
  });

  it('runs from the day on which the new one starts to the day before the old one ends', () => {
    const states = ['2026-03-02', '2026-03-03', '2026-03-09', '2026-03-10'].map(
      (day) => lineOverlap(line({ oldEndedOn: '2026-03-10' }), day).state,
    );
    assert.deepEqual(states, ['ahead', 'running', 'running', 'over']);
  });

  it('that moves as it is has none, whatever its days', () => {
    const found = lineOverlap(line({ isMoved: true, oldEndedOn: '2026-03-10' }), '2026-03-05');
    assert.deepEqual(
      [found.state, found.daysSoFar, found.daysAhead, found.lastChance],
      ['none', 0, undefined, undefined],
    );
    assert.equal(lineOverlap(line({ isMoved: true }), '2026-03-05').lastChance, undefined);
  });

  it('ends with whatever ends first, the old one or the new one that was undone', () => {
    const newUndoneAt = Date.parse('2026-03-07T10:00:00Z');
    assert.equal(lineOverlap(line({ newUndoneAt, oldEndedOn: '2026-03-06' }), '2026-03-20').endsOn, '2026-03-06');
    assert.equal(lineOverlap(line({ newUndoneAt, oldEndedOn: '2026-03-10' }), '2026-03-20').endsOn, '2026-03-07');
  });

  it('has no last chance once it is over or cannot be, although the old one goes on', () => {
    const undone = line({ newUndoneAt: Date.parse('2026-03-07T10:00:00Z') });
    assert.equal(lineOverlap(undone, '2026-03-20').lastChance, undefined);
    const undoneAhead = line({ newUndoneAt: Date.parse('2026-03-02T10:00:00Z') });
    assert.deepEqual(
      [lineOverlap(undoneAhead, '2026-03-02').state, lineOverlap(undoneAhead, '2026-03-02').lastChance],
      ['none', undefined],
    );
  });

  it('cannot be missed on the last day of its last chance', () => {
    const chances = ['2026-06-30', '2026-07-01'].map(
      (day) => lineOverlap(line({ billingAccount: 'volume' }), day).lastChance,
    );
    assert.deepEqual(chances, [chance('renewal', '2026-06-30', '2026-07-01'), undefined]);
  });

  it('has no renewal to prevent once that was stopped', () => {
    const stopped = line({ renewalStoppedAt: 1, renewsOn: '2026-03-20' });
    assert.equal(lineOverlap(stopped, '2026-03-05').lastChance, undefined);
  });

  it('of an old one that only its seller can cancel has that week, then the rescue week of the new one', () => {
    const sold = line({ billingAccount: 'partner', termStartedOn: '2026-03-01', newStartsOn: '2026-03-04' });
    assert.deepEqual(
      ['2026-03-05', '2026-03-08'].map((day) => lineOverlap(sold, day).lastChance),
      [chance('refundWindow', '2026-03-07', '2026-03-08'), chance('rescueWindow', '2026-03-10', '2026-03-11')],
    );
    const volume = line({ billingAccount: 'volume', newStartsOn: '2026-03-04' });
    assert.equal(lineOverlap(volume, '2026-03-05').lastChance?.kind, 'rescueWindow');
    assert.equal(lineOverlap(volume, '2026-03-03').lastChance?.kind, 'renewal');
  });
});

describe('overlaps of all lines', () => {
  it('that lie ahead begin with the earliest, and cost a day what they will', () => {
    const later = line({ id: 'l2', newStartsOn: '2026-03-08' });
    assert.deepEqual(together([later, line()], '2026-03-01'), {
      state: 'ahead',
      startsOn: '2026-03-03',
      startsInDays: 2,
      isOpenEnded: true,
      perDay: both(2),
      soFar: [],
      ahead: [],
      lastChance: { ...chance('renewal', '2026-06-30', '2026-07-01'), line: 'l2' },
    });
  });

  it('that are over end with the latest, and cost nothing a day any more', () => {
    const lines = [line({ oldEndedOn: '2026-03-05' }), line({ id: 'l2', oldEndedOn: '2026-03-07' })];
    const none = line({ id: 'l3', newStartsOn: '2026-02-01', oldEndedOn: '2026-02-01' });
    assert.deepEqual(together([...lines, none], '2026-03-20'), {
      state: 'over',
      startsOn: '2026-03-03',
      startsInDays: 0,
      endsOn: '2026-03-07',
      isOpenEnded: false,
      perDay: [],
      soFar: both(6),
      ahead: [],
    });
  });

  it('with a known end each are told with the latest end and what is ahead', () => {
    const lines = [line({ oldEndedOn: '2026-03-10' }), line({ id: 'l2', oldEndedOn: '2026-03-08' })];
    const over = line({ id: 'l3', newStartsOn: '2026-02-01', oldEndedOn: '2026-02-02' });
    assert.deepEqual(together([...lines, over], '2026-03-05'), {
      state: 'running',
      startsOn: '2026-03-03',
      startsInDays: 0,
      endsOn: '2026-03-10',
      isOpenEnded: false,
      perDay: both(2),
      soFar: both(5),
      ahead: both(8),
    });
  });

  it('that cannot be are told by nothing but that', () => {
    assert.deepEqual(together([line({ oldEndedOn: '2026-03-01' })], '2026-03-05'), {
      state: 'none',
      startsInDays: 0,
      isOpenEnded: false,
      perDay: [],
      soFar: [],
      ahead: [],
    });
  });

  it('have the last chance of the first line that has the earliest', () => {
    const soon = line({ id: 'l2', renewsOn: '2026-03-20' });
    const none = line({ id: 'l3', oldEndedOn: '2026-03-10' });
    const named = (...lines: Line[]): string | undefined => together(lines, '2026-03-05').lastChance?.line;
    assert.equal(named(none, soon, line()), 'l2');
    assert.equal(named(line(), none, soon), 'l2');
    assert.equal(named(line(), line({ id: 'l4' }), none), 'l1');
  });
});
