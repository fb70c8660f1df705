import assert from 'node:assert/strict';
import type { Changeover, Instant } from '../../changeover/changeover.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { openPlaybookShelf } from '../../loop/playbook-shelf.ts';
import type { DueRow, Unit } from '../../loop/ports.ts';
import { tick } from '../../loop/tick.ts';
import { aLine, given, joins, opens, ordered, type Play } from '../support/changeover-builder.ts';
import { at } from '../support/reminder-timeline.ts';
import { silent } from '../support/silent-log.ts';
import { connects, disconnects, fails } from '../support/tenant-plays.ts';

const MINUTE = 60_000;
/** Thursday morning: two of the customer's steps are due. */
const NINE = at('2026-03-05T08:00Z');

async function played(plays: readonly Play[]): Promise<Changeover> {
  const shelf = await openPlaybookShelf([directToCsp], async (all) => all);
  const { changeover } = given(...plays);
  const { hash } = shelf.standing(directToCsp.id);
  return { ...changeover, playbook: { ...changeover.playbook, hash } };
}

/** What the tick makes of one due changeover whose tenant was looked at so many minutes before. */
async function tickAt(
  plays: readonly Play[],
  now: Instant,
  lookedMinutesAgo?: number,
  begunAt: Instant = NINE,
): Promise<Unit | undefined> {
  const changeover = await played(plays);
  const shelf = await openPlaybookShelf([directToCsp], async (all) => all);
  const units: Unit[] = [];
  const looked = lookedMinutesAgo === undefined ? {} : { lookedAt: now - lookedMinutesAgo * MINUTE };
  const row: DueRow = { changeover, nextDueAt: NINE, ...looked };
  const store = {
    tick: async (_now: Instant, _limit: number, decide: (rows: readonly DueRow[]) => readonly Unit[]) => {
      units.push(...decide([row]));
      return 1;
    },
  };
  const meter = { count: () => {}, late: () => {} };
  await tick({ store, shelf, log: silent, meter, begunAt }, now);
  return units[0];
}

const kindsOf = (unit: Unit | undefined): readonly string[] =>
  (unit?.outbox ?? []).flatMap(({ message }) => (message.kind === 'reminder' ? [message.reminder] : []));

describe('a reminder of a connected changeover', () => {
  const READ = [joins(), ...connects()] as const;

  it('goes once the tenant was looked at, whatever came of it', async () => {
    assert.ok(kindsOf(await tickAt(READ, NINE, 1)).includes('stepDue'));
  });

  it('waits for a look that is fresh enough, and is tried again soon', async () => {
    for (const minutes of [undefined, 16]) {
      const unit = await tickAt(READ, NINE, minutes);
      assert.deepEqual(kindsOf(unit), []);
      assert.equal(unit?.changeovers[0]?.nextDueAt, NINE + 30_000);
    }
  });

  it('does not wait for longer than ten minutes', async () => {
    assert.deepEqual(kindsOf(await tickAt(READ, NINE + 9 * MINUTE)), []);
    assert.ok(kindsOf(await tickAt(READ, NINE + 10 * MINUTE)).includes('stepDue'));
  });

  it('does not wait where nobody can look', async () => {
    for (const plays of [[joins()], [...READ, fails('consentMissing')], [...READ, disconnects()]]) {
      assert.ok(kindsOf(await tickAt(plays, NINE)).includes('stepDue'));
    }
  });

  it('that is a last chance waits for nobody', async () => {
    const line = aLine({ billingAccount: 'mca', renewsOn: '2026-03-20' });
    const plays = [opens({ lines: [line] }), ...ordered(), ...connects()];
    const now = at('2026-03-19T08:00Z');
    const unit = await tickAt(plays, now, undefined, now);
    const last = (unit?.outbox ?? []).filter(({ message }) => message.kind === 'reminder' && message.isLastChance);
    assert.ok(last.length > 0);
    assert.equal(last.length, unit?.outbox.length);
  });

  it('is not the only thing that a tick says: whose word waited in vain is told that it counts', async () => {
    const [join, ...others] = ordered();
    const approval = others.findIndex(({ body }) => body.type === 'answer' && body.step === 'approve-partner');
    const plays = [join!, ...connects(), ...others.slice(0, approval + 1)];
    const { changeover } = given(...plays);
    const heldAt = changeover.checking?.[0]?.at ?? 0;
    const unit = await tickAt(plays, heldAt + 5 * MINUTE);
    const texts = (unit?.outbox ?? []).flatMap(({ message }) => (message.kind === 'notice' ? [message.text] : []));
    assert.deepEqual(texts, ['notice.tenant.word.unread']);
    assert.equal(unit?.changeovers[0]?.next.steps['approve-partner']?.doneKind, 'word');
  });
});
