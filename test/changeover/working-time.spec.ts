import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addWorkingDays,
  dateIn,
  daysBetween,
  instantOf,
  inWorkingHours,
  isDate,
  isZone,
  startOf,
  STANDARD_CALENDAR,
  weekdayOf,
  workingDaysBetween,
} from '../../changeover/working-time.ts';
import { offsetAt } from '../../changeover/zone-offset.ts';

const ZONES = [
  'UTC',
  'Europe/Amsterdam',
  'America/New_York',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
];
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2031-12-31') });
const date = fc.integer({ min: 0, max: 2900 }).map((days) => addDays('2024-01-01', days));
const at = (text: string): number => Date.parse(text);

describe('working-time', () => {
  it('knows the same offsets as Temporal, at any instant of any zone', () => {
    fc.assert(
      fc.property(zone, instant, (name, when) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(when).toZonedDateTimeISO(name).offsetNanoseconds / 1e6;
        assert.equal(offsetAt(name, when), expected);
      }),
    );
  });

  it('finds the same instant as Temporal for any wall clock, also one that is skipped or comes twice', () => {
    const time = fc.constantFrom('00:00', '01:59', '02:00', '02:30', '03:00', '09:00', '23:59');
    fc.assert(
      fc.property(zone, date, time, (name, day, clock) => {
        const expected = Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime(name).epochMilliseconds;
        assert.equal(instantOf(day, clock, name), expected);
      }),
    );
  });

  it('takes a skipped hour as later and the first of an hour that comes twice', () => {
    assert.equal(instantOf('2026-03-29', '02:30', 'Europe/Amsterdam'), at('2026-03-29T01:30:00Z'));
    assert.equal(instantOf('2026-10-25', '02:30', 'Europe/Amsterdam'), at('2026-10-25T00:30:00Z'));
  });

  it('opens at nine by the wall clock on both sides of a clock change', () => {
    assert.equal(instantOf('2026-03-27', '09:00', 'Europe/Amsterdam'), at('2026-03-27T08:00:00Z'));
    assert.equal(instantOf('2026-03-30', '09:00', 'Europe/Amsterdam'), at('2026-03-30T07:00:00Z'));
  });

  it('sees another day in a zone that is ahead or behind', () => {
    const lateEvening = at('2026-12-31T23:30:00Z');
    assert.equal(dateIn('UTC', lateEvening), '2026-12-31');
    assert.equal(dateIn('Europe/Amsterdam', lateEvening), '2027-01-01');
    assert.equal(dateIn('America/New_York', at('2027-01-01T04:30:00Z')), '2026-12-31');
  });

  it('counts days over leap days and year ends', () => {
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
    assert.equal(addDays('2027-02-28', 1), '2027-03-01');
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
    assert.equal(daysBetween('2028-02-28', '2028-03-01'), 2);
    assert.equal(daysBetween('2026-03-08', '2026-03-01'), -7);
  });

  it('keeps adding and counting days in step', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -800, max: 800 }), (day, count) => {
        assert.equal(daysBetween(day, addDays(day, count)), count);
      }),
    );
  });

  it('takes a day that does not exist for no day', () => {
    for (const text of ['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '', 'today']) {
      assert.equal(isDate(text), false, text);
    }
    assert.equal(isDate('2028-02-29'), true);
    assert.throws(() => startOf('soon'), RangeError);
  });

  it('steps over weekends and holidays', () => {
    assert.equal(addWorkingDays('2026-03-06', 1), '2026-03-09');
    assert.equal(addWorkingDays('2026-03-09', -2), '2026-03-05');
    assert.equal(addWorkingDays('2026-03-07', 0), '2026-03-07');
    const easter = { ...STANDARD_CALENDAR, holidays: new Set(['2026-04-03', '2026-04-06']) };
    assert.equal(addWorkingDays('2026-04-02', 1, easter), '2026-04-07');
    assert.throws(
      () => addWorkingDays('2026-03-06', 1, { ...STANDARD_CALENDAR, weekend: [1, 2, 3, 4, 5, 6, 7] }),
      RangeError,
    );
  });

  it('goes back to the latest day that leaves so many working days', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 15 }), (day, count) => {
        const back = addWorkingDays(day, -count);
        assert.equal(workingDaysBetween(back, day), count);
        assert.ok(workingDaysBetween(addDays(back, 1), day) < count);
      }),
    );
  });

  it('leaves an instant in working hours alone and moves any other to the next opening', () => {
    fc.assert(
      fc.property(zone, instant, (name, when) => {
        const moved = inWorkingHours(when, name);
        const wall = Temporal.Instant.fromEpochMilliseconds(moved).toZonedDateTimeISO(name);
        assert.ok(moved >= when && moved - when <= 66 * 3_600_000);
        assert.ok(wall.dayOfWeek <= 5 && wall.hour >= 9 && wall.hour < 17);
        assert.equal(inWorkingHours(moved, name), moved);
        if (moved !== when) assert.equal(wall.toPlainTime().toString(), '09:00:00');
      }),
    );
  });

  it('holds five o’clock on Friday for Monday and five to five for now', () => {
    const friday = at('2026-03-06T16:00:00Z');
    assert.equal(inWorkingHours(friday, 'Europe/Amsterdam'), at('2026-03-09T08:00:00Z'));
    assert.equal(inWorkingHours(friday - 300_000, 'Europe/Amsterdam'), friday - 300_000);
  });

  it('knows a zone from a name that is none', () => {
    assert.equal(isZone('Europe/Amsterdam'), true);
    assert.equal(isZone('Mars/Olympus'), false);
    assert.equal(isZone(''), false);
  });

  it('counts weekdays from Monday', () => {
    assert.deepEqual(['2026-03-02', '2026-03-08'].map(weekdayOf), [1, 7]);
  });
});
