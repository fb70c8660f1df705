import assert from 'node:assert/strict';
import type { CommandBody } from '../../changeover/commands.ts';
import type { Event } from '../../changeover/events.ts';
import { remindersDue } from '../../changeover/reminders.ts';
import {
  carla,
  clock,
  colin,
  confirmed,
  CUSTOMER_TENANT,
  DAY,
  given,
  joins,
  OPENED_AT,
  refusalOf,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { withLine } from '../support/reminder-timeline.ts';

const CARLA = { side: 'customer', person: { tenantId: CUSTOMER_TENANT, objectId: 'carla' } } as const;
const UNTIL = OPENED_AT + 3 * DAY;

function says(body: CommandBody, actor = carla): Play {
  return { actor, body };
}

function leaves(before: Given, play: Play): readonly Event[] {
  const { decision } = tryOn(before, play);
  assert.ok(decision.ok, JSON.stringify(decision));
  return decision.events;
}

/** A second admin of the customer. */
const colinJoins: readonly Play[] = [
  says({ type: 'issueJoinCode', codeHash: 'd', expiresAt: OPENED_AT + DAY }, tom),
  says({ type: 'join', codeHash: 'd', zone: 'Europe/Amsterdam', locale: 'en' }, colin),
];

describe('what is held back', () => {
  it('is a kind or all, until an instant, for the one who said it or for the side', () => {
    const before = given(joins());
    const snooze = { type: 'snooze', until: UNTIL } as const;
    assert.deepEqual(leaves(before, says(snooze)), [{ type: 'snoozed', ...CARLA, until: UNTIL }]);
    assert.deepEqual(leaves(before, says({ ...snooze, kind: 'stepDue' }, tom)), [
      { type: 'snoozed', side: 'partner', until: UNTIL, kind: 'stepDue' },
    ]);
    assert.deepEqual(leaves(before, says({ type: 'quiet' })), [{ type: 'quieted', ...CARLA }]);
    assert.deepEqual(leaves(before, says({ type: 'quiet', until: UNTIL })), [
      { type: 'quieted', ...CARLA, until: UNTIL },
    ]);
    assert.deepEqual(leaves(before, says({ type: 'mute', kind: 'stepDue' })), [
      { type: 'muted', ...CARLA, kind: 'stepDue' },
    ]);
  });

  it('ends in the future, sixty days ahead at most', () => {
    const before = withLine({ renewsOn: '2027-03-01', newStartsOn: '2026-05-20' }, joins());
    const now = before.now + 60_000;
    const ends = (until: number): Play => says({ type: 'snooze', until });
    assert.equal(refusalOf(before, ends(now)).code, 'snoozePast');
    assert.equal(tryOn(before, ends(now + 1)).decision.ok, true);
    assert.equal(tryOn(before, ends(now + 60 * DAY)).decision.ok, true);
    assert.deepEqual(refusalOf(before, ends(now + 60 * DAY + 1)), { code: 'snoozeTooFar', params: { days: 60 } });
    assert.deepEqual(refusalOf(before, says({ type: 'snooze', until: now + 1, kind: 'everything' })), {
      code: 'choiceUnknown',
      params: {},
      field: 'kind',
    });
  });

  it('is muted once for each kind, whatever is snoozed, and for each person', () => {
    const mute = (kind: string, actor = carla): Play => says({ type: 'mute', kind }, actor);
    const muted = given(joins(), ...colinJoins, mute('stepLate'));
    assert.equal(refusalOf(muted, mute('stepLate')).code, 'alreadyDone');
    assert.equal(tryOn(muted, mute('stepDue')).decision.ok, true);
    assert.equal(tryOn(muted, mute('stepLate', colin)).decision.ok, true);
    const snoozed = given(joins(), says({ type: 'snooze', until: UNTIL, kind: 'stepLate' }));
    assert.equal(tryOn(snoozed, mute('stepLate')).decision.ok, true);
  });

  it('is unmuted by its kind or all at once, and only by the one who muted it', () => {
    const unmute = (kind?: string, actor = carla): Play =>
      says({ type: 'unmute', ...(kind !== undefined && { kind }) }, actor);
    const muted = given(joins(), ...colinJoins, says({ type: 'mute', kind: 'stepLate' }));
    assert.deepEqual(leaves(muted, unmute('stepLate')), [{ type: 'unmuted', ...CARLA, kind: 'stepLate' }]);
    assert.deepEqual(leaves(muted, unmute()), [{ type: 'unmuted', ...CARLA }]);
    assert.equal(refusalOf(muted, unmute('stepDue')).code, 'alreadyDone');
    assert.equal(refusalOf(muted, unmute(undefined, colin)).code, 'alreadyDone');
    const snoozed = given(joins(), says({ type: 'snooze', until: UNTIL, kind: 'stepLate' }));
    assert.equal(refusalOf(snoozed, unmute('stepLate')).code, 'alreadyDone');
    assert.equal(refusalOf(snoozed, unmute()).code, 'alreadyDone');
  });

  it('is taken back while it holds: a quiet and a snooze, but no mute and nothing that is over', () => {
    const back = says({ type: 'unquiet' });
    for (const held of [
      { type: 'quiet' },
      { type: 'quiet', until: UNTIL },
      { type: 'snooze', until: UNTIL },
    ] as const) {
      assert.deepEqual(leaves(given(joins(), says(held)), back), [{ type: 'unquieted', ...CARLA }]);
    }
    assert.equal(refusalOf(given(joins(), says({ type: 'mute', kind: 'stepLate' })), back).code, 'alreadyDone');
    const over = given(joins(), says({ type: 'snooze', until: UNTIL }));
    assert.equal(refusalOf(over, { ...back, at: UNTIL }).code, 'alreadyDone');
    assert.equal(tryOn(over, { ...back, at: UNTIL - 1 }).decision.ok, true);
    assert.equal(refusalOf(given(joins(), says({ type: 'quiet' }, tom)), back).code, 'alreadyDone');
  });

  it('counts working days by the country of the side that named it', () => {
    const of = (country: string, actor = carla): Play => says({ type: 'setCountry', country }, actor);
    assert.deepEqual(leaves(given(joins()), of('SA', tom)), [{ type: 'countrySet', side: 'partner', country: 'SA' }]);
    const set = given(joins(), of('SA', tom));
    assert.equal(refusalOf(set, of('SA', tom)).code, 'alreadyDone');
    assert.deepEqual(leaves(set, of('SA')), [{ type: 'countrySet', side: 'customer', country: 'SA' }]);
    assert.deepEqual(refusalOf(set, of('XX')), { code: 'choiceUnknown', params: {}, field: 'country' });
  });
});

describe('a reminder that fires', () => {
  /** What is left of every reminder that is due at an instant, without its key. */
  const fired = (before: Given, at: string): readonly unknown[] => {
    const now = Date.parse(at);
    return remindersDue(before.changeover, before.playbook, now).fire.map(({ key }) => {
      const [reminded] = leaves(before, { actor: clock, body: { type: 'remind', key }, at: now });
      assert.equal(reminded?.type === 'reminded' && reminded.key, key);
      const { type: _type, key: _key, ...about } = reminded as Extract<Event, { type: 'reminded' }>;
      return about;
    });
  };

  it('names its step and its line as far as it speaks of any', () => {
    assert.deepEqual(fired(given(), '2026-03-05T09:30Z').slice(-1), [
      { kind: 'noCustomerYet', to: 'partner', form: 'act' },
    ]);
    assert.deepEqual(fired(given(joins()), '2026-03-03T08:00Z'), [
      { kind: 'overlapAhead', to: 'customer', form: 'inform', line: 'l1' },
      { kind: 'overlapAhead', to: 'partner', form: 'act', line: 'l1' },
      { kind: 'stepDue', to: 'partner', form: 'act', step: 'send-request' },
    ]);
    assert.deepEqual(
      fired(given(...confirmed()), '2026-03-09T08:00Z').filter((one) => JSON.stringify(one).includes('bothBilling')),
      [
        { kind: 'bothBilling', to: 'customer', form: 'act', line: 'l1', step: 'end-old' },
        { kind: 'bothBilling', to: 'partner', form: 'inform', line: 'l1', step: 'end-old' },
      ],
    );
  });

  it('is neither sent nor noted as skipped when it is another that was overtaken', () => {
    const before = given(joins());
    const now = Date.parse('2026-03-06T08:00Z');
    assert.notDeepEqual(remindersDue(before.changeover, before.playbook, now).skip, []);
    const other: Play = { actor: clock, body: { type: 'remind', key: 'stepDue/none' }, at: now };
    assert.equal(refusalOf(before, other).code, 'movedOn');
  });
});
