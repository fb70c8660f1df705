import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { countryOf, isCountry, readCountry } from '../../changeover/country.ts';
import { calendarAt, calendarOf, hasHolidays, nextHoliday } from '../../changeover/work-calendar.ts';
import {
  addDays,
  addWorkingDays,
  dateIn,
  HOUR,
  inWorkingHours,
  isWorkingDay,
  workingDaysBetween,
} from '../../changeover/working-time.ts';

describe('the country that somebody works in', () => {
  it('is what they said, else the one of their clock, else that of their language', () => {
    assert.equal(countryOf({ country: 'BE', zone: 'Europe/Amsterdam', locale: 'nl-NL' }), 'BE');
    assert.equal(countryOf({ zone: 'Europe/Amsterdam', locale: 'en-US' }), 'NL', 'a language says little of a place');
    assert.equal(countryOf({ zone: 'Asia/Kolkata', locale: 'en' }), 'IN');
    assert.equal(countryOf({ zone: 'America/New_York', locale: 'en-US' }), 'US');
    assert.equal(countryOf({ zone: 'UTC', locale: 'de-AT' }), 'AT');
  });

  it('is unknown where nothing tells, also with a zone that does not exist', () => {
    assert.equal(countryOf({ zone: 'UTC', locale: 'en' }), undefined);
    assert.equal(countryOf({ zone: 'Mars/Olympus', locale: 'en' }), undefined);
    assert.equal(countryOf({ zone: 'Mars/Olympus', locale: 'not a locale' }), undefined);
  });

  it('is read from its code, its English name and what people call it', () => {
    for (const text of ['NL', 'nl', 'Netherlands', ' the netherlands ']) assert.equal(readCountry(text), 'NL', text);
    assert.equal(readCountry('UK'), 'GB');
    assert.equal(readCountry('USA'), 'US');
    for (const text of ['', 'Atlantis', 'EU', 'ZZ', 'constructor']) assert.equal(readCountry(text), undefined, text);
    assert.ok(isCountry('SA') && !isCountry('XX') && !isCountry('nl'));
  });
});

describe('a working calendar', () => {
  it('leaves out the public holidays of the country', () => {
    const dutch = calendarOf('NL');
    assert.equal(isWorkingDay('2026-04-06', dutch), false, 'Easter Monday');
    assert.equal(isWorkingDay('2026-04-27', dutch), false, 'King’s Day');
    assert.equal(isWorkingDay('2026-04-27', calendarOf('DE')), true);
    assert.equal(addWorkingDays('2026-12-24', 1, dutch), '2026-12-28');
    assert.deepEqual(nextHoliday('NL', '2026-04-07'), { date: '2026-04-27', name: "King's Day" });
  });

  it('knows a holiday that lasts several days and moves with the moon', () => {
    const saudi = calendarOf('SA');
    const eid = ['2026-03-18', '2026-03-19', '2026-03-22', '2026-03-23'].map((day) => isWorkingDay(day, saudi));
    assert.deepEqual(eid, [true, false, false, true]);
  });

  it('has the days off of the country’s own week', () => {
    assert.deepEqual(calendarOf('SA').weekend, [5, 6]);
    assert.deepEqual(calendarOf('AE').weekend, [6, 7]);
    assert.equal(addWorkingDays('2026-03-05', 1, calendarOf('SA')), '2026-03-08', 'from a Thursday to a Sunday');
  });

  it('holds a Thursday evening in Riyadh for Sunday morning', () => {
    const where = { zone: 'Asia/Riyadh', locale: 'ar-SA' };
    const evening = Date.parse('2026-03-05T15:00:00Z');
    const next = inWorkingHours(evening, where.zone, calendarAt(where));
    assert.equal(new Date(next).toISOString(), '2026-03-08T06:00:00.000Z');
  });

  it('keeps the week alone of a country whose holidays are not known', () => {
    assert.equal(hasHolidays('KP'), false);
    assert.equal(nextHoliday('KP', '2026-01-01'), undefined);
    assert.equal(addWorkingDays('2026-01-02', 1, calendarOf('KP')), '2026-01-05');
  });

  it('is Monday to Friday where no country is known', () => {
    assert.deepEqual(calendarOf(undefined).weekend, [6, 7]);
    assert.equal(isWorkingDay('2026-12-25', calendarOf(undefined)), true);
  });

  it('opens at nine on a working day of the reader, over clock changes, year ends and leap days', () => {
    const zones = ['Europe/Amsterdam', 'America/New_York', 'Asia/Riyadh', 'Australia/Lord_Howe', 'Africa/Casablanca'];
    const hours = fc
      .integer({ min: 0, max: 4 * 366 * 24 })
      .map((count) => Date.parse('2026-01-01T00:00:00Z') + count * HOUR);
    fc.assert(
      fc.property(fc.constantFrom(...zones), hours, (zone, at) => {
        const calendar = calendarAt({ zone, locale: 'en' });
        const due = inWorkingHours(at, zone, calendar);
        const day = dateIn(zone, due);
        assert.ok(due >= at && isWorkingDay(day, calendar), day);
        assert.equal(inWorkingHours(due, zone, calendar), due);
        const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(
          due,
        );
        assert.ok(due === at ? clock >= '09:00' && clock < '17:00' : clock === '09:00', `${day} ${clock}`);
        // Nothing lies between but days off and closed hours.
        assert.ok(workingDaysBetween(addDays(dateIn(zone, at), 1), day, calendar) === 0, day);
      }),
      { numRuns: 400 },
    );
  });
});
