import assert from 'node:assert/strict';
import type { Event } from '../../changeover/events.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { stepsOf } from '../../changeover/steps.ts';
import {
  aLine,
  approved,
  carla,
  clock,
  confirmed,
  does,
  given,
  type Given,
  opens,
  ordered,
  ref,
  tom,
  tryOn,
  type Play,
} from '../support/changeover-builder.ts';
import { connects, disconnects, fails, looks } from '../support/tenant-plays.ts';

const MINUTE = 60_000;
const ALL_THERE = { newThere: true, newOnAllUsers: true } as const;
const PHONED = { onBehalfOf: { side: 'customer', saidRef: ref('by phone') } } as const;

/** The events of the last command, without steps that opened by it. */
function last({ journal }: Given): readonly Event[] {
  return (journal.at(-1)?.events ?? []).filter(({ type }) => type !== 'stepOpened');
}

function statusOf({ changeover, playbook, now }: Given, key: string): string | undefined {
  return stepsOf(changeover, playbook, now).find((view) => view.key === key)?.status;
}

describe('a word that waits for a look', () => {
  const END = [...confirmed(), ...connects()] as const;
  const ended = (more: Partial<Parameters<typeof does>[2]> = {}): readonly Play[] => [
    ...END,
    does(carla, 'end-old/l1', more),
  ];
  const where = { step: 'end-old', line: 'l1' } as const;

  it('is kept with all that follows from it: whose it is, its day and its number', () => {
    const said = given(...ended({ on: '2026-03-01', referenceRef: ref('C-1') }));
    const more = { kind: 'reference', on: '2026-03-01', saidOn: '2026-03-01', referenceRef: ref('C-1') } as const;
    assert.deepEqual(last(said).slice(1), [{ type: 'wordHeld', ...where, ...more, by: carla.person }]);
    assert.deepEqual(said.changeover.checking, [{ ...where, ...more, by: carla.person, at: said.now }]);
    const plain = given(...ended());
    const { kind, saidOn, referenceRef, on } = plain.changeover.checking![0]!;
    assert.deepEqual([kind, saidOn, referenceRef, on], ['word', undefined, undefined, '2026-03-02']);
  });

  it('follows as it was said once it is believed', () => {
    const believed = given(
      ...ended({ on: '2026-03-01', referenceRef: ref('C-1') }),
      looks({ ...ALL_THERE, oldLive: true }),
    );
    const by = { by: carla.person };
    const events = last(believed).filter(({ type }) => type !== 'readingMade');
    assert.deepEqual(events.slice(0, 4), [
      { type: 'wordSettled', ...where, how: 'unsaid' },
      {
        type: 'factStated',
        fact: 'oldEnded',
        line: 'l1',
        holds: true,
        kind: 'reference',
        side: 'customer',
        referenceRef: ref('C-1'),
        ...by,
      },
      { type: 'actTaken', act: 'endNow', line: 'l1', on: '2026-03-01', referenceRef: ref('C-1') },
      { type: 'stepDone', ...where, kind: 'reference', on: '2026-03-01', ...by },
    ]);
    assert.equal(believed.changeover.steps['end-old/l1']?.doneOn, '2026-03-01');
    assert.deepEqual(believed.changeover.evidence.find(({ fact }) => fact === 'oldEnded')?.by, carla.person);
  });

  it('is shown, denied, not told or not looked for, and says why it was not', () => {
    const outcomes: readonly [Play, object][] = [
      [looks({ ...ALL_THERE, oldLive: false }), { how: 'shown' }],
      [looks(ALL_THERE), { how: 'unsaid' }],
      [fails('throttled'), { how: 'unread', why: 'throttled' }],
      [disconnects(), { how: 'unread', why: 'disconnected' }],
      [
        { actor: clock, body: { type: 'wake' }, at: given(...ended()).now + 5 * MINUTE },
        { how: 'unread', why: 'late' },
      ],
    ];
    for (const [play, expected] of outcomes) {
      const settled = last(given(...ended(), play)).find(({ type }) => type === 'wordSettled');
      assert.deepEqual(settled, { type: 'wordSettled', ...where, ...expected });
    }
    const denied = given(...ordered(), ...connects(), does(tom, 'assign-new/l1'), looks({ newOnAllUsers: false }));
    assert.deepEqual(
      last(denied).filter(({ type }) => type === 'wordSettled'),
      [{ type: 'wordSettled', step: 'assign-new', line: 'l1', how: 'denied' }],
    );
    assert.equal(denied.changeover.steps['assign-new/l1']?.deniedAt, denied.now);
    assert.equal(given(...ended(), fails()).changeover.steps['end-old/l1']?.deniedAt, undefined);
  });

  it('that a technician wrote down leaves a step that a guard rests on open, until the tenant shows it', () => {
    const reported = [
      ...ordered(),
      does(tom, 'assign-new/l1'),
      ...connects(),
      does(tom, 'confirm-new/l1', PHONED),
    ] as const;
    assert.equal(given(...reported).changeover.checking?.[0]?.kind, 'reported');
    const unread = given(...reported, fails());
    assert.equal(statusOf(unread, 'confirm-new/l1'), 'open');
    assert.equal(
      unread.changeover.evidence.some(({ kind, fact }) => kind === 'reported' && fact === 'newConfirmed'),
      true,
    );
    const shown = given(...reported, looks(ALL_THERE));
    assert.equal(shown.changeover.steps['confirm-new/l1']?.doneKind, 'reading');
  });

  it('that a technician wrote down is enough where no guard rests on it', () => {
    const [join, ...others] = approved();
    const plays = [join!, ...connects(), ...others.slice(0, -2), does(tom, 'approve-partner', PHONED), looks()];
    assert.equal(given(...plays).changeover.steps['approve-partner']?.doneKind, 'reported');
  });

  it('is one of several, each settled by itself, on its own line', () => {
    const lines = [aLine(), aLine({ id: 'l2', product: 'o365-e3' })];
    const both = [...approved(), does(tom, 'order-new/l1'), does(tom, 'order-new/l2'), ...connects()] as const;
    const first = given(opens({ lines }), ...both, does(tom, 'assign-new/l1'));
    const held = given(opens({ lines }), ...both, does(tom, 'assign-new/l1'), does(tom, 'assign-new/l2'));
    assert.deepEqual([statusOf(held, 'assign-new/l1'), statusOf(held, 'assign-new/l2')], ['checking', 'checking']);
    assert.deepEqual([statusOf(first, 'assign-new/l1'), statusOf(first, 'assign-new/l2')], ['checking', 'open']);
    const { nextDueAt } = planReminders(held.changeover, held.playbook, held.now);
    assert.equal(nextDueAt, first.now + 5 * MINUTE);
    const began = { type: 'recordReading', findings: [], begunAt: first.now } as const;
    const { after } = tryOn(held, { actor: looks().actor, body: began });
    assert.deepEqual(
      [after.checking?.map(({ line }) => line), after.steps['assign-new/l1']?.doneKind],
      [['l2'], 'word'],
    );
  });

  it('is not held for a done that only replaces what was written down', () => {
    const [join, ...others] = approved();
    const reported = [join!, ...others.slice(0, -2), does(tom, 'approve-partner', PHONED), ...connects()] as const;
    const own = given(...reported, does(carla, 'approve-partner'));
    assert.equal(own.changeover.checking, undefined);
    assert.equal(own.changeover.steps['approve-partner']?.doneKind, 'word');
  });

  it('on an order that should have been there for days is denied by the look that it waits for', () => {
    const late = Date.parse('2026-03-12T09:00:00Z');
    const said = [...approved(), ...connects(late), does(tom, 'order-new/l1')] as const;
    assert.equal(statusOf(given(...said, looks({ newThere: false })), 'order-new/l1'), 'open');
    assert.equal(statusOf(given(...said, looks({ newThere: true })), 'order-new/l1'), 'done');
  });

  it('is not held before the customer let the tenant be read', () => {
    assert.equal(given(...ordered()).changeover.checking, undefined);
  });
});
