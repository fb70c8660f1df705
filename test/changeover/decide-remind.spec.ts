import assert from 'node:assert/strict';
import { remindersDue } from '../../changeover/reminders.ts';
import {
  aLine,
  carla,
  clock,
  confirmed,
  DAY,
  does,
  given,
  joins,
  opens,
  OPENED_AT,
  ordered,
  refusalOf,
  tom,
  tryOn,
  type Given,
} from '../support/changeover-builder.ts';

function firstDue(before: Given): { readonly at: number; readonly key: string } {
  for (let at = before.now; at < before.now + 30 * DAY; at += DAY / 4) {
    const [first] = remindersDue(before.changeover, before.playbook, at).fire;
    if (first) return { at, key: first.key };
  }
  throw new Error('nothing comes due within 30 days');
}

describe('a reminder', () => {
  it('that is due fires once', () => {
    const before = given(joins());
    const { at, key } = firstDue(before);
    const remind = { actor: clock, body: { type: 'remind', key }, at } as const;
    const after = given(joins(), remind);
    assert.equal(after.journal.at(-1)?.events[0]?.type, 'reminded');
    assert.equal(after.changeover.reminded[key], at);
    assert.equal(refusalOf(after, remind).code, 'alreadyDone');
  });

  it('whose reason is gone is refused', () => {
    assert.equal(refusalOf(given(joins()), { actor: clock, body: { type: 'remind', key: 'no/such' } }).code, 'movedOn');
  });
});

describe('a snooze', () => {
  const snoozes = (until: number) => ({ actor: carla, body: { type: 'snooze', until } }) as const;

  it('holds back the reminders of its side', () => {
    const { after } = tryOn(given(joins()), snoozes(OPENED_AT + 2 * DAY));
    assert.deepEqual(
      after.snoozes.map(({ side, until }) => [side, until]),
      [['customer', OPENED_AT + 2 * DAY]],
    );
  });

  it('takes the place of the one before it', () => {
    const { after } = tryOn(given(joins(), snoozes(OPENED_AT + DAY)), snoozes(OPENED_AT + 3 * DAY));
    assert.equal(after.snoozes.length, 1);
  });

  it('into the past, for too long, or past a last chance is refused', () => {
    assert.equal(refusalOf(given(joins()), snoozes(OPENED_AT)).code, 'snoozePast');
    assert.equal(refusalOf(given(joins()), snoozes(Number.NaN)).code, 'snoozePast');
    assert.equal(refusalOf(given(joins()), snoozes(OPENED_AT + 61 * DAY)).code, 'snoozeTooFar');
    const soon = given(opens({ lines: [aLine({ renewsOn: '2026-03-20' })] }), joins());
    const refusal = refusalOf(soon, snoozes(OPENED_AT + 30 * DAY));
    assert.deepEqual(refusal, { code: 'snoozeLastChance', params: { until: Date.parse('2026-03-20T00:00:00Z') } });
    assert.equal(tryOn(soon, snoozes(Date.parse('2026-03-20T00:00:00Z'))).decision.ok, true);
  });
});

describe('waking', () => {
  const wake = (at: number) => ({ actor: clock, body: { type: 'wake' }, at }) as const;

  it('notes what time alone has opened', () => {
    const lines = [aLine({ billingAccount: 'mca', renewsOn: '2026-03-20' })];
    const before = given(opens({ lines }), ...ordered(), does(carla, 'stop-renewal/l1'));
    const { decision } = tryOn(before, wake(Date.parse('2026-03-20T08:00:00Z')));
    assert.deepEqual(decision.ok && decision.events, [{ type: 'stepOpened', step: 'check-bill' }]);
  });

  it('changes nothing when nothing has opened', () => {
    assert.deepEqual(tryOn(given(...confirmed()), wake(OPENED_AT + DAY)).decision, { ok: true, events: [] });
  });

  it('is for the clock alone', () => {
    assert.equal(refusalOf(given(joins()), { actor: tom, body: { type: 'wake' } }).code, 'notAMember');
  });
});
