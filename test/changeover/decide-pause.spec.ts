import assert from 'node:assert/strict';
import type { Actor } from '../../changeover/changeover.ts';
import { isPaused } from '../../changeover/paused.ts';
import { planReminders } from '../../changeover/reminders.ts';
import {
  carla,
  clock,
  DAY,
  does,
  given,
  joins,
  OPENED_AT,
  ordered,
  ref,
  refusalOf,
  stranger,
  tina,
  tom,
  tryOn,
  type Play,
} from '../support/changeover-builder.ts';
import { at, timeline } from '../support/reminder-timeline.ts';

const MINUTE = 60_000;

describe('a pause', () => {
  it('holds back every reminder of both sides but last chances, until its end', () => {
    const until = at('2026-03-20T08:00:00Z');
    const rests = given(joins(), pauses(tom, until));
    const { sent } = timeline(rests, at('2026-04-30T12:00:00Z'));
    const during = sent.filter(({ at: when }) => when < until);
    assert.equal(
      during.every(({ isLastChance }) => isLastChance),
      true,
    );
    assert.equal(
      sent.some(({ at: when, to }) => when >= until && to === 'customer'),
      true,
    );
    assert.equal(
      sent.some(({ at: when, to }) => when >= until && to === 'partner'),
      true,
    );
    const without = timeline(given(joins()), until).sent;
    assert.ok(without.length > during.length, 'nothing was held back');
  });

  it('lets a last chance through: the last day before both are billed', () => {
    const rests = given(joins(), pauses(tom));
    const kinds = timeline(rests, at('2026-03-12T12:00:00Z')).sent.map(({ kind, to }) => `${kind} ${to}`);
    assert.deepEqual([...new Set(kinds)].toSorted(), ['overlapAhead customer', 'overlapAhead partner']);
  });

  it('ends by itself on its day, and the clock notes it', () => {
    const until = OPENED_AT + 5 * DAY;
    const rests = given(joins(), pauses(tom, until));
    assert.equal(isPaused(rests.changeover, until - 1), true);
    assert.equal(isPaused(rests.changeover, until), false);
    assert.deepEqual(tryOn(rests, wakes(until)).decision, { ok: true, events: [{ type: 'resumed' }] });
    assert.equal(tryOn(rests, wakes(until)).after.pause, undefined);
    assert.deepEqual(tryOn(rests, wakes(until - 1)).decision, { ok: true, events: [] });
  });

  it('is looked at again at the very instant at which it ends', () => {
    const until = OPENED_AT + 12 * 3_600_000;
    const { changeover, playbook, now } = given(joins(), pauses(tom, until));
    assert.equal(planReminders(changeover, playbook, now).nextDueAt, until);
  });

  it('without an end lasts until somebody of either side goes on', () => {
    const rests = given(joins(), pauses(tom));
    assert.equal(isPaused(rests.changeover, OPENED_AT + 300 * DAY), true);
    assert.equal(rests.changeover.pause?.until, undefined);
    for (const actor of [carla, tina]) {
      const { after, decision } = tryOn(rests, resumes(actor));
      const side = actor === carla ? 'customer' : 'partner';
      assert.deepEqual(decision, { ok: true, events: [{ type: 'resumed', side }] });
      assert.equal(after.pause, undefined);
    }
  });

  it('says since when, by whom and why', () => {
    const { changeover, now } = given(joins(), pauses(tom, OPENED_AT + DAY, true));
    assert.deepEqual(changeover.pause, {
      at: now,
      until: OPENED_AT + DAY,
      side: 'partner',
      by: tom.person,
      reasonRef: ref('why'),
    });
  });

  it('can be made longer or shorter by pausing again', () => {
    const later = OPENED_AT + 40 * DAY;
    const { changeover } = given(joins(), pauses(tom), pauses(carla, later));
    assert.equal(changeover.pause?.until, later);
    assert.equal(changeover.pause?.side, 'customer');
  });

  it('of the customer names its day, at most 60 days away', () => {
    const before = given(joins());
    const now = before.now + MINUTE;
    assert.equal(refusalOf(before, pauses(carla)).code, 'pauseNeedsDay');
    assert.deepEqual(refusalOf(before, pauses(carla, now + 60 * DAY + 1)), {
      code: 'pauseTooFar',
      params: { days: 60 },
      field: 'until',
    });
    assert.equal(tryOn(before, pauses(carla, now + 60 * DAY)).decision.ok, true);
  });

  it('of the partner is at most 365 days, and never in the past', () => {
    const before = given(joins());
    const now = before.now + MINUTE;
    assert.equal(tryOn(before, pauses(tom, now + 365 * DAY)).decision.ok, true);
    assert.equal(refusalOf(before, pauses(tom, now + 365 * DAY + 1)).code, 'pauseTooFar');
    assert.equal(refusalOf(before, pauses(tom, now)).code, 'dateInPast');
    assert.equal(tryOn(before, pauses(tom, now + 1)).decision.ok, true);
    assert.equal(refusalOf(before, pauses(stranger)).code, 'notAMember');
  });

  it('stands in the way of no step, and of no guard', () => {
    const rests = given(...ordered(), pauses(tom));
    assert.equal(tryOn(rests, does(tom, 'assign-new/l1')).decision.ok, true);
    assert.equal(refusalOf(rests, does(carla, 'end-old/l1')).code, 'guardEndNow');
  });

  it('cannot be ended when there is none, or when its day has come', () => {
    assert.equal(refusalOf(given(joins()), resumes(tom)).code, 'notPaused');
    const over = given(joins(), pauses(tom, OPENED_AT + DAY));
    assert.equal(refusalOf(over, { ...resumes(tom), at: OPENED_AT + DAY }).code, 'notPaused');
  });
});

function pauses(actor: Actor, until?: number, hasReason = false): Play {
  return {
    actor,
    body: { type: 'pause', ...(until !== undefined && { until }), ...(hasReason && { reasonRef: ref('why') }) },
  };
}

function resumes(actor: Actor): Play {
  return { actor, body: { type: 'resume' } };
}

function wakes(when: number): Play {
  return { actor: clock, body: { type: 'wake' }, at: when };
}
