import assert from 'node:assert/strict';
import { snoozeUntil } from '../../dialogs/snooze-until.ts';

/** Monday 2 March 2026, noon in Amsterdam. */
const NOW = Date.parse('2026-03-02T11:00:00Z');
const reader = { now: NOW, zone: 'Europe/Amsterdam', locale: 'en-GB' };

describe('until when to be quiet', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['2 days', '2026-03-04T09:00+01:00'],
    ['for 2 days', '2026-03-04T09:00+01:00'],
    ['2d', '2026-03-04T09:00+01:00'],
    ['P2D', '2026-03-04T09:00+01:00'],
    ['a week', '2026-03-09T09:00+01:00'],
    ['5 weeks', '2026-04-06T09:00+02:00'],
    ['tomorrow', '2026-03-03T09:00+01:00'],
    ['until tomorrow.', '2026-03-03T09:00+01:00'],
    ['next week', '2026-03-09T09:00+01:00'],
    ['until Friday', '2026-03-06T09:00+01:00'],
    ['fri', '2026-03-06T09:00+01:00'],
    ['monday', '2026-03-09T09:00+01:00'],
    ['until 3 April', '2026-04-03T09:00+02:00'],
    ['2026-03-20', '2026-03-20T09:00+01:00'],
    ['3 hours', '2026-03-02T15:00+01:00'],
    ['an hour', '2026-03-02T13:00+01:00'],
  ];
  for (const [typed, until] of cases) {
    it(`"${typed}" is ${until}`, () => assert.equal(snoozeUntil(typed, reader), Date.parse(until)));
  }

  for (const typed of ['', 'a bit', 'forever', '2 moons', '99999 days', 'x'.repeat(30_000)]) {
    it(`"${typed.slice(0, 20)}" names none`, () => assert.equal(snoozeUntil(typed, reader), undefined));
  }
});
