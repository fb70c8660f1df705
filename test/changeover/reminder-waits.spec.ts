import assert from 'node:assert/strict';
import { planReminders } from '../../changeover/reminders.ts';
import { does, OPENED_AT, tom, type Given, type Play } from '../support/changeover-builder.ts';
import { at, sentOf, shown } from '../support/reminder-timeline.ts';
import { onSmall, type SmallStep } from '../support/small-playbook.ts';

const WAIT = { days: 5, unit: 'workingDays', planB: { words: true } } as const;
const SILENT: SmallStep = { id: 'silent', side: 'source', wait: WAIT };
const UNTIL = '2026-04-30T00:00Z';
const OVER = '2026-03-09T09:00Z';

const writes = (on?: string, more: { at?: string } = {}): Play => ({
  actor: tom,
  body: { type: 'recordLetter', to: 'source', step: 'silent', ...(on !== undefined && { on }) },
  ...(more.at !== undefined && { at: at(more.at) }),
});
const planB = (when: string): Play => ({ actor: tom, body: { type: 'choosePlanB', step: 'silent' }, at: at(when) });

describe('an answer that does not come', () => {
  const late = (before: Given): readonly string[] => sentOf(before, UNTIL, 'waitOver').map(shown);

  it('is told to the partner, to act, and once to the customer, who is only informed', () => {
    assert.deepEqual(late(onSmall([SILENT], writes())), [
      '2026-03-09 08:00 customer inform waitOver',
      '2026-03-09 08:00 partner act waitOver',
    ]);
  });

  it('is told to the partner alone where no letter was noted', () => {
    assert.deepEqual(late(onSmall([SILENT])), ['2026-03-09 08:00 partner act waitOver']);
  });

  it('is told again after another letter, and never twice of the same', () => {
    const before = onSmall([SILENT], writes());
    const [first] = sentOf(before, UNTIL, 'waitOver');
    assert.equal(sentOf(before, UNTIL, 'waitOver').length, 2);
    const again = onSmall([SILENT], writes(), writes(undefined, { at: '2026-03-10T10:00Z' }));
    const keys = sentOf(again, UNTIL, 'waitOver').map(({ key }) => key);
    assert.equal(keys.length, 2);
    assert.ok(!keys.includes(first!.key));
  });

  it('says when they were written to, when the answer was due, and when the partner says how it goes on', () => {
    const [told] = sentOf(onSmall([SILENT], writes()), UNTIL, 'waitOver');
    const { sentOn, waitOn, nextOn, wrote } = told?.params ?? {};
    assert.deepEqual([wrote, sentOn, waitOn, nextOn], ['partner', '2026-03-02', '2026-03-06', '2026-03-11']);
  });

  it('is not told once they answered, and not while the changeover rests', () => {
    assert.deepEqual(late(onSmall([SILENT], writes(), does(tom, 'silent'))), []);
    assert.deepEqual(late(onSmall([SILENT], writes(), { actor: tom, body: { type: 'pause' } })), []);
  });

  it('is waited for without nagging that the step is late, until its day has passed', () => {
    const due = { ...SILENT, due: { from: 'readyAt', days: 1, unit: 'workingDays' } } as const;
    const kinds = (before: Given) => sentOf(before, '2026-03-12T00:00Z', 'stepDue', 'stepLate').map(shown);
    assert.deepEqual(kinds(onSmall([due])), [
      '2026-03-03 08:00 partner act stepDue',
      '2026-03-06 08:00 partner act stepLate',
      '2026-03-11 08:00 partner act stepLate',
    ]);
    assert.deepEqual(kinds(onSmall([due], writes())), ['2026-03-11 08:00 partner act stepLate']);
  });

  it('is not told any more once plan B was chosen', () => {
    const chosen = onSmall([SILENT], writes(), planB(OVER));
    assert.deepEqual(sentOf(chosen, UNTIL, 'waitOver'), []);
  });

  it('is waited for again when they are written to after plan B', () => {
    const again = writes(undefined, { at: '2026-03-10T10:00Z' });
    const twice = onSmall([SILENT], writes(), planB(OVER), again);
    assert.deepEqual(sentOf(twice, UNTIL, 'waitOver').map(shown), [
      '2026-03-17 08:00 customer inform waitOver',
      '2026-03-17 08:00 partner act waitOver',
    ]);
    assert.deepEqual(
      sentOf(onSmall([SILENT], writes(), planB(OVER), again, planB('2026-03-17T10:00Z')), UNTIL, 'waitOver'),
      [],
    );
  });

  it('is planned like everything else: the same plan twice', () => {
    const { changeover, playbook, now } = onSmall([SILENT], writes());
    assert.deepEqual(planReminders(changeover, playbook, now), planReminders(changeover, playbook, now));
    assert.ok(planReminders(changeover, playbook, OPENED_AT).nextDueAt !== undefined);
  });
});
