import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Changeover, Instant } from '../../changeover/changeover.ts';
import type { Act } from '../../changeover/commands.ts';
import { decide } from '../../changeover/decide.ts';
import { evolve } from '../../changeover/evolve.ts';
import { actOf, guardOf } from '../../changeover/guard-of.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { planReminders, REMINDER_KINDS, remindersDue, type PlannedReminder } from '../../changeover/reminders.ts';
import { calendarAt } from '../../changeover/work-calendar.ts';
import { inWorkingHours } from '../../changeover/working-time.ts';
import { commandOf, DAY, given, HOUR, ID, joins, OPENED_AT, opens } from '../support/changeover-builder.ts';
import { randomIntents, randomLines } from '../support/random-plays.ts';
import { timeline } from '../support/reminder-timeline.ts';

const ZONES = [
  'Europe/Amsterdam',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Asia/Riyadh',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];
const zone = fc.constantFrom(...ZONES);

/** Each run plays some fifty commands first. */
const FEW = { numRuns: 40 };

interface Moment {
  readonly changeover: Changeover;
  readonly now: Instant;
}

/** A changeover after random people did random things, looked at some time later, from anywhere. */
const moments: fc.Arbitrary<Moment> = fc
  .record({
    lines: randomLines,
    intents: randomIntents,
    later: fc.integer({ min: 0, max: 120 * 24 }),
    here: zone,
    there: zone,
  })
  .map(({ lines, intents, later, here, there }) => {
    const opening = opens({ lines });
    let now = OPENED_AT;
    let changeover = told(undefined, opening.actor, opening.body, now);
    for (const { intent, after } of intents) {
      now += after;
      if (!changeover) break;
      const { actor, body } = intent(changeover, directToCsp, now);
      changeover = told(changeover, actor, body, now) ?? changeover;
    }
    assert.ok(changeover);
    const { customer, partner } = changeover;
    const moved = { ...changeover, customer: { ...customer, zone: here }, partner: { ...partner, zone: there } };
    return { changeover: moved, now: now + later * HOUR };
  });

function told(
  changeover: Changeover | undefined,
  actor: Parameters<typeof evolve>[3],
  body: Parameters<typeof commandOf>[0]['body'],
  now: Instant,
): Changeover | undefined {
  const decision = decide(changeover, directToCsp, commandOf({ actor, body }, 0), now);
  if (!decision.ok) return changeover;
  return decision.events.reduce<Changeover | undefined>(
    (known, event) => evolve(known, event, now, actor, ID),
    changeover,
  );
}

function plan({ changeover, now }: Moment): readonly PlannedReminder[] {
  return planReminders(changeover, directToCsp, now).reminders;
}

function isAtWork(instant: Instant, where: Parameters<typeof calendarAt>[0]): boolean {
  return inWorkingHours(instant, where.zone, calendarAt(where)) === instant;
}

/** The acts that a reminder asks for or whose step it speaks of. */
function actsOf({ params, step }: PlannedReminder): readonly Act[] {
  const steps = directToCsp.phases.flatMap((phase) => phase.steps);
  const acts: (Act | undefined)[] = [actOf(steps.find(({ id }) => id === step)?.effect)];
  const { todo } = params;
  if (todo === 'endNow' || todo === 'stopRenewal' || todo === 'undoNew') acts.push(todo);
  return acts.filter((act) => act !== undefined);
}

describe('every plan of reminders', () => {
  it('asks for an act only while its guard is open', () => {
    const asked = new Set<Act>();
    fc.assert(
      fc.property(moments, (moment) => {
        const { changeover, now } = moment;
        for (const reminder of plan(moment)) {
          const line = changeover.lines.find(({ id }) => id === reminder.line);
          for (const act of actsOf(reminder)) {
            asked.add(act);
            assert.ok(line, reminder.key);
            assert.equal(
              guardOf(act, changeover, directToCsp, line, now),
              undefined,
              `${reminder.key} asks for ${act}`,
            );
          }
        }
      }),
      { numRuns: 150, seed: 20260302 },
    );
    assert.ok(asked.has('endNow') && asked.has('stopRenewal'), 'no plan asked for anything');
  });

  it('has a key for each reminder that no other has', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const keys = plan(moment).map(({ key }) => key);
        assert.equal(new Set(keys).size, keys.length);
      }),
      FEW,
    );
  });

  it('comes in working hours, save for a last chance, and never after it is too late', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        for (const { key, dueAt, to, isLastChance, validUntil } of plan(moment)) {
          const isOpen = isAtWork(dueAt, moment.changeover[to]);
          assert.ok(isLastChance || isOpen, key);
          if (validUntil !== undefined) assert.ok(dueAt < validUntil && moment.now < validUntil, key);
        }
      }),
      FEW,
    );
  });

  it('sends nothing out of hours, however late it is noticed, save for a last chance', () => {
    fc.assert(
      fc.property(moments, ({ changeover, now }) => {
        for (const { key, to, isLastChance } of remindersDue(changeover, directToCsp, now).fire) {
          assert.ok(isLastChance || isAtWork(now, changeover[to]), key);
        }
      }),
      FEW,
    );
  });

  it('is the same when made twice, and without exactly the one that was sent', () => {
    fc.assert(
      fc.property(moments, fc.nat(), (moment, pick) => {
        const reminders = plan(moment);
        assert.deepEqual(plan(moment), reminders);
        const sent = reminders[pick % Math.max(1, reminders.length)];
        if (!sent) return;
        const { changeover, now } = moment;
        const after = { changeover: { ...changeover, reminded: { ...changeover.reminded, [sent.key]: now } }, now };
        assert.deepEqual(
          plan(after),
          reminders.filter((reminder) => reminder !== sent),
        );
      }),
      FEW,
    );
  });

  it('sends at most one of a series to a reader at a time, and skips only what that one overtakes', () => {
    fc.assert(
      fc.property(moments, ({ changeover, now }) => {
        const { fire, skip } = remindersDue(changeover, directToCsp, now);
        assert.equal(new Set(fire.map(({ series }) => series)).size, fire.length);
        const firing = new Set(fire.map(({ key }) => key));
        for (const { key } of skip) assert.ok(!firing.has(key) && changeover.reminded[key] === undefined);
      }),
      FEW,
    );
  });

  it('says when to look again, and is not due again once all that was due was sent', () => {
    fc.assert(
      fc.property(moments, ({ changeover, now }) => {
        const { fire, skip } = remindersDue(changeover, directToCsp, now);
        const done = Object.fromEntries([...fire, ...skip].map(({ key }) => [key, now]));
        const after = { ...changeover, reminded: { ...changeover.reminded, ...done } };
        const { nextDueAt } = planReminders(after, directToCsp, now);
        assert.ok(nextDueAt === undefined || nextDueAt > now);
      }),
      FEW,
    );
  });

  it('sends nothing twice and nothing new while the clock is behind what was decided already', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 40 * 24 }), ({ changeover, now }, back) => {
        const { fire, skip } = remindersDue(changeover, directToCsp, now);
        const done = Object.fromEntries([...fire, ...skip].map(({ key }) => [key, now]));
        fc.pre(Object.keys(done).length > 0);
        const after = { ...changeover, reminded: { ...changeover.reminded, ...done } };
        assert.deepEqual(remindersDue(after, directToCsp, now - back * HOUR), { fire: [], skip: [] });
      }),
      FEW,
    );
  });

  it('tells a side that snoozes nothing but last chances', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 30 }), ({ changeover, now }, days) => {
        const until = now + days * DAY;
        const snooze = { side: 'customer', until, by: { tenantId: 't', objectId: 'o' } } as const;
        const held = { ...changeover, snoozes: [snooze] };
        for (const { key, to, dueAt, isLastChance } of planReminders(held, directToCsp, now).reminders) {
          assert.ok(to === 'partner' || isLastChance || dueAt >= until, key);
        }
      }),
      FEW,
    );
  });

  it('has every kind of reminder some time', () => {
    const missing = new Set<string>(REMINDER_KINDS);
    // Only who was asked before can leave it unanswered.
    for (const { kind } of timeline(given(joins()), Date.parse('2026-03-20T00:00Z')).sent) missing.delete(kind);
    for (let seed = 1; missing.size > 0 && seed <= 40; seed += 1) {
      const samples = fc.sample(moments, { numRuns: 25, seed });
      for (const moment of samples) for (const { kind } of plan(moment)) missing.delete(kind);
    }
    assert.deepEqual([...missing], []);
  }).timeout(60_000);
});
