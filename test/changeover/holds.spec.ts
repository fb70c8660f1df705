import assert from 'node:assert/strict';
import type { CommandBody } from '../../changeover/commands.ts';
import { heldUntil, sideHeldUntil } from '../../changeover/holds.ts';
import {
  carla,
  colin,
  CUSTOMER_TENANT,
  DAY,
  given,
  joins,
  OPENED_AT,
  opens,
  ordered,
  refusalOf,
  stranger,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { at, sentOf, shown, timeline, withLine } from '../support/reminder-timeline.ts';

const CARLA = { tenantId: CUSTOMER_TENANT, objectId: 'carla' };
const LATE = { kind: 'stepLate', isLastChance: false } as const;

function says(body: CommandBody, actor = carla, when?: string): Play {
  return { actor, body, ...(when !== undefined && { at: at(when) }) };
}

/** A second admin of the customer, with a code of his own. */
function colinJoins(): readonly Play[] {
  const codeHash = 'd'.repeat(64);
  const made = says({ type: 'issueJoinCode', codeHash, expiresAt: OPENED_AT + 14 * DAY }, tom);
  const joined = says({ type: 'join', codeHash, zone: 'Europe/Amsterdam', locale: 'en' }, colin);
  return [made, joined];
}

describe('what holds reminders back', () => {
  it('is one’s own when said in a chat, and the side’s when said in its channel', () => {
    const mine = tryOn(given(joins()), says({ type: 'quiet' })).after;
    assert.deepEqual(
      mine.snoozes.map(({ side, person }) => [side, person]),
      [['customer', CARLA]],
    );
    const ours = tryOn(given(joins()), says({ type: 'quiet' }, tom)).after;
    assert.deepEqual(
      ours.snoozes.map(({ side, person }) => [side, person]),
      [['partner', undefined]],
    );
  });

  it('holds a side back only once all of its readers want quiet', () => {
    const one = given(joins(), ...colinJoins(), says({ type: 'quiet' }));
    assert.equal(sideHeldUntil(one.changeover, 'customer', LATE), 0);
    assert.equal(heldUntil(one.changeover, { side: 'customer', person: CARLA }, LATE), Infinity);
    const both = given(joins(), ...colinJoins(), says({ type: 'quiet' }), says({ type: 'quiet' }, colin));
    assert.equal(sideHeldUntil(both.changeover, 'customer', LATE), Infinity);
  });

  it('is read by the planner: a quiet side is told last chances alone', () => {
    const quiet = withLine({ newStartsOn: '2026-03-30' }, ...ordered(), says({ type: 'quiet' }));
    const sent = timeline(quiet, at('2026-03-31T00:00Z')).sent.filter(({ to }) => to === 'customer');
    assert.deepEqual(sent.map(shown), ['2026-03-29 07:00 customer inform overlapAhead!']);
  });

  it('takes a muted kind away and lets the others come', () => {
    const before = given(joins(), says({ type: 'mute', kind: 'stepLate' }));
    const kinds = timeline(before, at('2026-03-13T00:00Z')).sent.flatMap(({ kind, to }) =>
      to === 'customer' ? [kind] : [],
    );
    assert.ok(!kinds.includes('stepLate') && kinds.includes('stepDue'));
    const again = given(joins(), says({ type: 'mute', kind: 'stepLate' }), says({ type: 'unmute' }));
    assert.ok(sentOf(again, '2026-03-13T00:00Z', 'stepLate').some(({ to }) => to === 'customer'));
  });

  it('ends when it is taken back, while what was muted stays so', () => {
    const held = [says({ type: 'mute', kind: 'stepLate' }), says({ type: 'snooze', until: OPENED_AT + 3 * DAY })];
    const { after } = tryOn(given(joins(), ...held, says({ type: 'quiet' })), says({ type: 'unquiet' }));
    assert.deepEqual(
      after.snoozes.map(({ kind, until }) => [kind, until]),
      [['stepLate', undefined]],
    );
  });

  it('comes back by itself at its end', () => {
    const until = at('2026-03-06T08:00Z');
    const sent = timeline(given(joins(), says({ type: 'quiet', until })), at('2026-03-07T00:00Z')).sent;
    const first = sent.find(({ to }) => to === 'customer');
    assert.equal(first?.at, until);
  });

  it('is refused for a kind that there is not, twice over, and to a stranger', () => {
    assert.equal(refusalOf(given(joins()), says({ type: 'mute', kind: 'everything' })).code, 'choiceUnknown');
    const muted = given(joins(), says({ type: 'mute', kind: 'stepLate' }));
    assert.equal(refusalOf(muted, says({ type: 'mute', kind: 'stepLate' })).code, 'alreadyDone');
    assert.equal(refusalOf(given(joins()), says({ type: 'unmute' })).code, 'alreadyDone');
    assert.equal(refusalOf(given(joins()), says({ type: 'unquiet' })).code, 'alreadyDone');
    assert.equal(refusalOf(given(joins()), says({ type: 'quiet' }, stranger)).code, 'notAMember');
    assert.equal(refusalOf(given(joins()), says({ type: 'quiet', until: OPENED_AT })).code, 'snoozePast');
    assert.equal(refusalOf(given(joins()), says({ type: 'quiet', until: OPENED_AT + 61 * DAY })).code, 'snoozeTooFar');
  });
});

describe('a snooze past a last chance', () => {
  const line = { renewsOn: '2026-03-20' };
  const before = (): Given => withLine(line, ...ordered());
  const until = at('2026-03-23T08:00Z');

  it('wants a second yes, and names the last chance', () => {
    const refusal = refusalOf(before(), says({ type: 'snooze', until }));
    assert.deepEqual(refusal, { code: 'snoozeLastChance', params: { until: at('2026-03-20T00:00Z') } });
  });

  it('said twice holds back even that, for the one who said it', () => {
    const sure = withLine(line, ...ordered(), says({ type: 'snooze', until, isSure: true }));
    const last = sentOf(sure, '2026-03-21T00:00Z', 'renewal').filter(({ isLastChance }) => isLastChance);
    assert.deepEqual(
      last.map(({ to }) => to),
      ['partner'],
    );
  });

  it('is an ordinary snooze when no last chance lies before its end', () => {
    const { after } = tryOn(before(), says({ type: 'snooze', until: OPENED_AT + DAY, isSure: true }));
    assert.deepEqual(
      after.snoozes.map(({ isSure }) => isSure),
      [undefined],
    );
  });
});

describe('the country of a side', () => {
  it('is set by its own word and moves its working days', () => {
    const before = given(opens(), joins(), says({ type: 'setCountry', country: 'SA' }));
    const { sent } = timeline(before, at('2026-03-16T00:00Z'));
    const days = (side: string): readonly number[] =>
      sent.filter(({ to, isLastChance }) => to === side && !isLastChance).map((one) => new Date(one.at).getUTCDay());
    assert.ok(days('customer').includes(0) && !days('customer').some((day) => day === 5 || day === 6));
    assert.ok(days('partner').includes(5) && !days('partner').includes(0));
    assert.equal(before.changeover.partner.country, undefined);
  });

  it('is refused when it is none or the same', () => {
    assert.equal(refusalOf(given(joins()), says({ type: 'setCountry', country: 'XX' })).code, 'choiceUnknown');
    const set = given(joins(), says({ type: 'setCountry', country: 'SA' }));
    assert.equal(refusalOf(set, says({ type: 'setCountry', country: 'SA' })).code, 'alreadyDone');
  });

  it('is that of whoever joins, not of the partner who opened', () => {
    const customer = { ...opens().body, country: 'GB' };
    assert.ok(customer);
    const join = { type: 'join', codeHash: 'c'.repeat(64), zone: 'Europe/Amsterdam', locale: 'en' } as const;
    const joined = tryOn(given(), says({ ...join, country: 'NL' })).after;
    assert.equal(joined.customer.country, 'NL');
    assert.equal(tryOn(given(), says({ ...join, country: 'nowhere' })).after.customer.country, undefined);
  });
});
