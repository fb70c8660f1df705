import assert from 'node:assert/strict';
import type { Changeover } from '../../changeover/changeover.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { nextTurnAt } from '../../changeover/reminder-turns.ts';
import { given, OPENED_AT, type Given } from '../support/changeover-builder.ts';
import { withLine } from '../support/reminder-timeline.ts';
import { onSmall, smallPlaybook } from '../support/small-playbook.ts';

/** Every instant at which time alone turns something, one after the other. */
function turnsOf({ changeover, playbook }: Given, changes: Partial<Changeover> = {}): readonly string[] {
  const turns: string[] = [];
  const looked = { ...changeover, ...changes };
  for (let at = nextTurnAt(looked, playbook, OPENED_AT); at !== undefined; at = nextTurnAt(looked, playbook, at)) {
    turns.push(new Date(at).toISOString().slice(0, 16));
  }
  return turns;
}

describe('the turns of time', () => {
  it('of a line are its days in the customer’s zone, and the rescue week in UTC', () => {
    const line = { newStartsOn: '2026-03-09', termStartedOn: '2026-02-26', renewsOn: '2026-07-01' };
    assert.deepEqual(turnsOf(withLine(line)), [
      // A week after the term began.
      '2026-03-04T23:00',
      // The new one starts, here and in UTC.
      '2026-03-08T23:00',
      '2026-03-09T00:00',
      // Its own week is over.
      '2026-03-16T00:00',
      // The renewal, and a week after it.
      '2026-06-30T22:00',
      '2026-07-07T22:00',
    ]);
  });

  it('of a line whose start is not known are the others', () => {
    const { changeover, playbook } = withLine({ newStartsOn: '2026-03-09', renewsOn: '2026-07-01' });
    const [{ termStartedOn: _started, ...line }] = changeover.lines as [Changeover['lines'][0]];
    assert.equal(nextTurnAt({ ...changeover, lines: [line] }, playbook, OPENED_AT), Date.parse('2026-03-08T23:00Z'));
  });

  it('of a pause is its end, and of one without an end none', () => {
    const by = { tenantId: 't', objectId: 'o' };
    const pause = { at: OPENED_AT, side: 'partner', by } as const;
    const rests = onSmall([]);
    assert.deepEqual(turnsOf(rests, { pause: { ...pause, until: OPENED_AT + 60_000 } }), ['2026-03-02T09:01']);
    assert.deepEqual(turnsOf(rests, { pause }), []);
    assert.deepEqual(turnsOf(rests), []);
  });

  it('of a step are the end of its wait and of its request', () => {
    const steps = [
      { id: 'silent', side: 'source', wait: { days: 5, planB: { words: true } } },
      { id: 'grant', side: 'customer', lapses: { days: 90, again: 'silent' } },
    ] as const;
    assert.deepEqual(turnsOf(onSmall(steps)), ['2026-03-06T23:00', '2026-05-30T22:00']);
    assert.deepEqual(turnsOf({ ...onSmall(steps), playbook: smallPlaybook() }), []);
  });

  it('are the next one after now, not now itself', () => {
    const { changeover } = given();
    const first = nextTurnAt(changeover, directToCsp, OPENED_AT)!;
    assert.ok(nextTurnAt(changeover, directToCsp, first)! > first);
    assert.equal(nextTurnAt(changeover, directToCsp, first - 1), first);
  });
});
