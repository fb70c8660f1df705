import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseDate, type DateOptions } from '../../changeover/inputs.ts';
import { addDays } from '../../changeover/working-time.ts';

const TODAY = '2026-03-10';

function read(text: string, locale = 'en-GB', options: DateOptions = {}): string {
  const parsed = parseDate(text, TODAY, locale, options);
  return parsed.ok ? parsed.value : parsed.refusal.code;
}

describe('input-dates', () => {
  const DAYS: readonly [text: string, locale: string, expected: string][] = [
    ['2026-03-08', 'en-GB', '2026-03-08'],
    ['2026-3-8', 'en-GB', '2026-03-08'],
    ['2026-03-08T10:00', 'en-GB', '2026-03-08'],
    ['03/04/2026', 'en-GB', '2026-04-03'],
    ['03/04/2026', 'en-US', '2026-03-04'],
    ['25/12/2026', 'en-US', '2026-12-25'],
    ['8.3.26', 'de-DE', '2026-03-08'],
    ['8 March 2026', 'en-GB', '2026-03-08'],
    ['March 8th, 2026', 'en-US', '2026-03-08'],
    ['the 8th of Mar 2026', 'en-GB', '2026-03-08'],
    ['8 maart 2026', 'nl-NL', '2026-03-08'],
    ['8. März 2026', 'de-DE', '2026-03-08'],
    ['1er avril 2026', 'fr-FR', '2026-04-01'],
    ['8 March 2026', 'de-DE', '2026-03-08'],
    ['٨/٣/٢٠٢٦', 'ar-EG', '2026-03-08'],
    ['31/02/2026', 'en-GB', 'dateUnreadable'],
    ['29 February 2027', 'en-GB', 'dateUnreadable'],
    ['next week', 'en-GB', 'dateUnreadable'],
    ['March', 'en-GB', 'dateUnreadable'],
    ['8 9 March 2026', 'en-GB', 'dateUnreadable'],
    ['', 'en-GB', 'dateUnreadable'],
    ['2126-03-08', 'en-GB', 'dateTooFar'],
  ];
  for (const [text, locale, expected] of DAYS) {
    it(`reads "${text}" in ${locale} as ${expected}`, () => {
      assert.equal(read(text, locale), expected);
    });
  }

  it('takes a day without a year for the next one, or the last one where it must be past', () => {
    assert.equal(read('10 March'), TODAY);
    assert.equal(read('9 March'), '2027-03-09');
    assert.equal(read('9 March', 'en-GB', { mustBePast: true }), '2026-03-09');
    assert.equal(read('11 March', 'en-GB', { mustBePast: true }), '2025-03-11');
    assert.equal(read('29 February'), '2028-02-29');
  });

  it('refuses the past and the future where they make no sense, and says the day it read', () => {
    assert.equal(read('2026-03-09', 'en-GB', { mustBeAhead: true }), 'dateInPast');
    assert.equal(read('2026-03-10', 'en-GB', { mustBeAhead: true }), TODAY);
    assert.equal(read('2026-03-11', 'en-GB', { mustBePast: true }), 'dateTooFar');
    const parsed = parseDate('2026-03-09', TODAY, 'en-GB', { mustBeAhead: true, field: 'renewsOn' });
    assert.deepEqual(parsed.ok ? undefined : [parsed.refusal.field, parsed.refusal.params?.['date']], [
      'renewsOn',
      '2026-03-09',
    ]);
  });

  it('reads back any day as a locale writes it', () => {
    const locales = ['en-GB', 'en-US', 'de-DE', 'fr-FR', 'nl-NL', 'es-ES', 'it-IT'];
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: 1500 }),
        fc.constantFrom(...locales),
        fc.constantFrom('long' as const, 'short' as const, 'numeric' as const),
        (away, locale, month) => {
          const day = addDays(TODAY, away);
          const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
          const text = format.format(Date.parse(day));
          assert.equal(read(text, locale), day, text);
        },
      ),
    );
  });
});
