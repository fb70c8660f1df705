import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Changeover, Instant } from '../../changeover/changeover.ts';
import type { Act } from '../../changeover/commands.ts';
import { decide } from '../../changeover/decide.ts';
import { evolve } from '../../changeover/evolve.ts';
import { actOf, guardOf } from '../../changeover/guard-of.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import { planReminders, remindersDue, type PlannedReminder } from '../../changeover/reminders.ts';
import { calendarAt } from '../../changeover/work-calendar.ts';
import { inWorkingHours } from '../../changeover/working-time.ts';
import { waysOf } from '../../changeover/asks.ts';
import { commandOf, DAY, HOUR, ID, OPENED_AT } from '../support/changeover-builder.ts';
import { opensAs } from '../support/opens-as.ts';
import { randomIntents, randomLines } from '../support/random-plays.ts';

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
  readonly playbook: Playbook;
  readonly now: Instant;
}

/** Every playbook in each of its variants; the main one as often as all others together. */
const way = fc.oneof(
  fc.constant({ playbook: directToCsp, variant: directToCsp.variants?.[0]?.id }),
  fc.constantFrom(...playbooks.flatMap((playbook) => waysOf(playbook).map((variant) => ({ playbook, variant })))),
);

/** Watches on something that is going on: they come at their hour, whatever the hour is. */
const URGENT: ReadonlySet<string> = new Set(['stepCheck', 'stepAlarm']);

/** A changeover after random people did random things, looked at some time later, from anywhere. */
const moments: fc.Arbitrary<Moment> = fc
  .record({
    way,
    lines: randomLines,
    intents: randomIntents,
    // Some look on in the middle of the way, before random people have let months go by.
    seen: fc.nat(80),
    later: fc.oneof(fc.nat(2 * 24), fc.nat(120 * 24)),
    here: zone,
    there: zone,
  })
  .map(({ way: { playbook, variant }, lines, intents, seen, later, here, there }) => {
    const opening = opensAs(playbook, variant, lines);
    let now = OPENED_AT;
    let changeover = told(playbook, undefined, opening.actor, opening.body, now);
    for (const { intent, after } of intents.slice(0, seen)) {
      now += after;
      if (!changeover) break;
      const { actor, body } = intent(changeover, playbook, now);
      changeover = told(playbook, changeover, actor, body, now) ?? changeover;
    }
    assert.ok(changeover);
    const { customer, partner } = changeover;
    const moved = { ...changeover, customer: { ...customer, zone: here }, partner: { ...partner, zone: there } };
    return { changeover: moved, playbook, now: now + later * HOUR };
  });

function told(
  playbook: Playbook,
  changeover: Changeover | undefined,
  actor: Parameters<typeof evolve>[3],
  body: Parameters<typeof commandOf>[0]['body'],
  now: Instant,
): Changeover | undefined {
  const decision = decide(changeover, playbook, commandOf({ actor, body }, 0), now);
  if (!decision.ok) return changeover;
  return decision.events.reduce<Changeover | undefined>(
    (known, event) => evolve(known, event, now, actor, ID),
    changeover,
  );
}

function plan({ changeover, playbook, now }: Moment): readonly PlannedReminder[] {
  return planReminders(changeover, playbook, now).reminders;
}

function isAtWork(instant: Instant, where: Parameters<typeof calendarAt>[0]): boolean {
  return inWorkingHours(instant, where.zone, calendarAt(where)) === instant;
}

/** The acts that a reminder asks for or whose step it speaks of. */
function actsOf({ params, step }: PlannedReminder, playbook: Playbook): readonly Act[] {
  const steps = playbook.phases.flatMap((phase) => phase.steps);
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
        const { changeover, playbook, now } = moment;
        for (const reminder of plan(moment)) {
          const line = changeover.lines.find(({ id }) => id === reminder.line);
          for (const act of actsOf(reminder, playbook)) {
            asked.add(act);
            assert.ok(line, reminder.key);
            assert.equal(guardOf(act, changeover, playbook, line, now), undefined, `${reminder.key} asks for ${act}`);
          }
        }
      }),
      { numRuns: 220, seed: 20260302 },
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
        for (const { key, kind, dueAt, to, isLastChance, validUntil } of plan(moment)) {
          const isOpen = isAtWork(dueAt, moment.changeover[to]);
          assert.ok(isLastChance || URGENT.has(kind) || isOpen, key);
          if (validUntil !== undefined) assert.ok(dueAt < validUntil && moment.now < validUntil, key);
        }
      }),
      FEW,
    );
  });

  it('sends nothing out of hours, however late it is noticed, save for a last chance', () => {
    fc.assert(
      fc.property(moments, ({ changeover, playbook, now }) => {
        for (const { key, kind, to, isLastChance } of remindersDue(changeover, playbook, now).fire) {
          assert.ok(isLastChance || URGENT.has(kind) || isAtWork(now, changeover[to]), key);
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
        const after = {
          ...moment,
          changeover: { ...changeover, reminded: { ...changeover.reminded, [sent.key]: now } },
          now,
        };
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
      fc.property(moments, ({ changeover, playbook, now }) => {
        const { fire, skip } = remindersDue(changeover, playbook, now);
        assert.equal(new Set(fire.map(({ series }) => series)).size, fire.length);
        const firing = new Set(fire.map(({ key }) => key));
        for (const { key } of skip) assert.ok(!firing.has(key) && changeover.reminded[key] === undefined);
      }),
      FEW,
    );
  });

  it('says when to look again, and is not due again once all that was due was sent', () => {
    fc.assert(
      fc.property(moments, ({ changeover, playbook, now }) => {
        const { fire, skip } = remindersDue(changeover, playbook, now);
        const done = Object.fromEntries([...fire, ...skip].map(({ key }) => [key, now]));
        const after = { ...changeover, reminded: { ...changeover.reminded, ...done } };
        const { nextDueAt } = planReminders(after, playbook, now);
        assert.ok(nextDueAt === undefined || nextDueAt > now);
      }),
      FEW,
    );
  });

  it('sends nothing twice and nothing new while the clock is behind what was decided already', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 40 * 24 }), ({ changeover, playbook, now }, back) => {
        const { fire, skip } = remindersDue(changeover, playbook, now);
        const done = Object.fromEntries([...fire, ...skip].map(({ key }) => [key, now]));
        fc.pre(Object.keys(done).length > 0);
        const after = { ...changeover, reminded: { ...changeover.reminded, ...done } };
        assert.deepEqual(remindersDue(after, playbook, now - back * HOUR), { fire: [], skip: [] });
      }),
      FEW,
    );
  });

  it('tells a side that snoozes nothing but last chances and alarms', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 30 }), ({ changeover, playbook, now }, days) => {
        const until = now + days * DAY;
        const snooze = { side: 'customer', until, by: { tenantId: 't', objectId: 'o' } } as const;
        const held = { ...changeover, snoozes: [snooze] };
        for (const { key, kind, to, dueAt, isLastChance } of planReminders(held, playbook, now).reminders) {
          assert.ok(to === 'partner' || isLastChance || URGENT.has(kind) || dueAt >= until, key);
        }
      }),
      FEW,
    );
  });

  it('says nothing but last chances and alarms while the changeover rests, to neither side', () => {
    fc.assert(
      fc.property(moments, fc.option(fc.integer({ min: 1, max: 30 })), ({ changeover, playbook, now }, days) => {
        const until = days === null ? {} : { until: now + days * DAY };
        const pause = { at: now, side: 'partner', by: { tenantId: 't', objectId: 'o' }, ...until } as const;
        const resting = { ...changeover, pause };
        const { reminders, nextDueAt } = planReminders(resting, playbook, now);
        assert.ok(reminders.every(({ isLastChance, kind }) => isLastChance || URGENT.has(kind)));
        if (changeover.state.kind === 'open' && days !== null) assert.ok((nextDueAt ?? 0) <= now + days * DAY);
      }),
      FEW,
    );
  });
});
