import assert from 'node:assert/strict';
import { nextWeekAt } from '../../changeover/team-week.ts';

const at = (text: string): number => Date.parse(text);

describe('the beginning of a team’s week', () => {
  it('is Monday at nine in its own zone', () => {
    assert.equal(nextWeekAt(at('2026-03-04T12:00:00Z'), 'Europe/Amsterdam'), at('2026-03-09T08:00:00Z'));
    assert.equal(nextWeekAt(at('2026-03-04T12:00:00Z'), 'Pacific/Auckland'), at('2026-03-08T20:00:00Z'));
  });

  it('is later on a Monday before nine, and a week away from nine on', () => {
    assert.equal(nextWeekAt(at('2026-03-09T07:59:59Z'), 'Europe/Amsterdam'), at('2026-03-09T08:00:00Z'));
    assert.equal(nextWeekAt(at('2026-03-09T08:00:00Z'), 'Europe/Amsterdam'), at('2026-03-16T08:00:00Z'));
  });

  it('keeps to nine o’clock when the clocks change', () => {
    assert.equal(nextWeekAt(at('2026-03-27T12:00:00Z'), 'Europe/Amsterdam'), at('2026-03-30T07:00:00Z'));
  });
});
