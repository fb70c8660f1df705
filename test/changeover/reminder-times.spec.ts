import assert from 'node:assert/strict';
import type { Occasion } from '../../changeover/reminder-kinds.ts';
import { dueAt, naturalAt, type ReaderHours } from '../../changeover/reminder-times.ts';
import { STANDARD_CALENDAR } from '../../changeover/working-time.ts';

const at = (text: string): number => Date.parse(`2026-03-${text}Z`);

/** Somebody in London, Monday to Friday from nine to five, for whom a changeover was opened on Monday 2 March at noon. */
function reader(held: number | ((isLastChance: boolean) => number) = 0): ReaderHours {
  return {
    to: 'customer',
    zone: 'Europe/London',
    calendar: STANDARD_CALENDAR,
    firstMorning: at('03T09:00'),
    openedAt: at('02T12:00'),
    heldUntil: (_kind, isLastChance) => (typeof held === 'number' ? held : held(isLastChance)),
  };
}

function occasion(more: Partial<Occasion>): Occasion {
  return {
    kind: 'stepDue',
    name: 'one',
    when: { on: '2026-03-05' },
    tells: 'customer',
    actor: 'customer',
    isFinal: false,
    series: 'one',
    params: () => ({}),
    ...more,
  };
}

const NOW = at('02T12:30');

describe('the time of a reminder', () => {
  it('is the opening of its day, or its own instant', () => {
    assert.equal(naturalAt(occasion({}), reader()), at('05T09:00'));
    assert.equal(naturalAt(occasion({ when: { at: at('05T03:00') } }), reader()), at('05T03:00'));
  });

  it('is in working hours: what comes at night waits for the morning, what comes on Saturday for Monday', () => {
    assert.equal(dueAt(occasion({ when: { at: at('05T03:00') } }), reader(), NOW), at('05T09:00'));
    assert.equal(dueAt(occasion({ when: { at: at('05T10:00') } }), reader(), NOW), at('05T10:00'));
    assert.equal(dueAt(occasion({ when: { on: '2026-03-07' } }), reader(), NOW), at('09T09:00'));
  });

  it('of days that have passed at the opening is the morning after, of an instant its own', () => {
    assert.equal(dueAt(occasion({ when: { on: '2026-02-20' } }), reader(), NOW), at('03T09:00'));
    assert.equal(dueAt(occasion({ when: { at: at('02T11:00') } }), reader(), NOW), at('02T11:00'));
  });

  it('stays what it was while somebody works, and is the next opening when it is noticed after hours', () => {
    const before = occasion({ when: { on: '2026-03-04' } });
    assert.equal(dueAt(before, reader(), at('04T09:00')), at('04T09:00'));
    assert.equal(dueAt(before, reader(), at('04T15:00')), at('04T09:00'));
    assert.equal(dueAt(before, reader(), at('04T17:00')), at('05T09:00'));
    assert.equal(dueAt(before, reader(), at('05T03:00')), at('05T09:00'));
  });

  it('is none once it is too late', () => {
    const until = occasion({ endsAt: at('06T00:00') });
    assert.equal(dueAt(until, reader(), at('06T00:00')), undefined);
    assert.equal(dueAt(until, reader(), at('06T00:00') - 1), undefined);
    assert.equal(dueAt(until, reader(), at('05T16:00')), at('05T09:00'));
    assert.equal(dueAt(occasion({ endsAt: at('05T09:00') }), reader(), NOW), undefined);
    assert.equal(dueAt(occasion({ endsAt: at('05T09:00') + 1 }), reader(), NOW), at('05T09:00'));
  });

  it('of what is held back is the first working hour after it, and none while that has no end', () => {
    assert.equal(dueAt(occasion({}), reader(at('05T20:00')), NOW), at('06T09:00'));
    assert.equal(dueAt(occasion({}), reader(at('05T12:00')), NOW), at('05T12:00'));
    assert.equal(dueAt(occasion({}), reader(at('04T12:00')), NOW), at('05T09:00'));
    assert.equal(dueAt(occasion({}), reader(Infinity), NOW), undefined);
    assert.equal(dueAt(occasion({ endsAt: at('06T00:00') }), reader(at('05T20:00')), NOW), undefined);
  });

  it('of a last chance is out of hours rather than too late', () => {
    const last = (more: Partial<Occasion>): Occasion => occasion({ isFinal: true, ...more });
    assert.equal(dueAt(last({ endsAt: at('06T00:00') }), reader(), NOW), at('05T09:00'));
    // A Saturday, of use until Sunday.
    assert.equal(dueAt(last({ when: { on: '2026-03-07' }, endsAt: at('08T00:00') }), reader(), NOW), at('07T09:00'));
    // Its opening would be the end: an hour before that.
    assert.equal(dueAt(last({ endsAt: at('05T09:00') }), reader(), NOW), at('05T08:00'));
    assert.equal(dueAt(last({ when: { on: '2026-03-02' }, endsAt: at('02T20:00') }), reader(), NOW), at('02T12:00'));
  });

  it('of a last chance that was held back twice over is the end of that, or none', () => {
    const last = occasion({ isFinal: true, endsAt: at('06T00:00') });
    const sure = (until: number): ReaderHours => reader((isLastChance) => (isLastChance ? until : 0));
    assert.equal(dueAt(last, sure(at('05T20:00')), NOW), at('05T20:00'));
    assert.equal(dueAt(last, sure(at('06T00:00')), NOW), undefined);
    assert.equal(dueAt(last, sure(at('05T01:00')), NOW), at('05T09:00'));
  });

  it('of an alarm is its instant, at night, through what holds it back', () => {
    const alarm = occasion({ isUrgent: true, when: { at: at('05T03:00') } });
    assert.equal(dueAt(alarm, reader(Infinity), NOW), at('05T03:00'));
    assert.equal(dueAt({ ...alarm, endsAt: NOW }, reader(), NOW), undefined);
  });
});
