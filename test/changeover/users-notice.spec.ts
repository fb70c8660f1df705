import assert from 'node:assert/strict';
import type { Actor } from '../../changeover/changeover.ts';
import type { Playbook, Step } from '../../changeover/playbook.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { daysOfChange } from '../../changeover/users-notice.ts';
import {
  aLine,
  approved,
  carla,
  does,
  given,
  givenOn,
  joins,
  opens,
  ordered,
  tom,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { at, story } from '../support/reminder-timeline.ts';

const OTHER_PRODUCT = opens({ lines: [aLine({ isSameProduct: false, newStartsOn: '2026-03-12' })] });

describe('the notice to the users', () => {
  it('is asked for three days before another product begins, and on the day, of whoever tells them', () => {
    assert.deepEqual(story(given(OTHER_PRODUCT, ...ordered()), '2026-04-01T00:00:00Z', 'usersNotice'), [
      '2026-03-09 08:00 customer act usersNotice',
      '2026-03-12 08:00 customer act usersNotice',
    ]);
  });

  it('is not asked for when the product stays the same, or nothing is ordered yet', () => {
    assert.deepEqual(story(given(...ordered()), '2026-04-01T00:00:00Z', 'usersNotice'), []);
    assert.deepEqual(story(given(OTHER_PRODUCT, ...approved()), '2026-04-01T00:00:00Z', 'usersNotice'), []);
  });

  it('is not asked for again on a day for which they were told', () => {
    const told = given(OTHER_PRODUCT, ...ordered(), tells(carla, '2026-03-09T07:00:00Z'));
    assert.deepEqual(story(told, '2026-04-01T00:00:00Z', 'usersNotice'), ['2026-03-12 08:00 customer act usersNotice']);
    const both = given(OTHER_PRODUCT, ...ordered(), tells(carla, '2026-03-12T06:00:00Z'));
    assert.deepEqual(story(both, '2026-04-01T00:00:00Z', 'usersNotice'), []);
  });

  it('waits for no letter to anybody else', () => {
    const body = { type: 'recordLetter', to: 'provider' } as const;
    const sent = given(OTHER_PRODUCT, ...ordered(), { actor: tom, body, at: at('2026-03-09T06:00:00Z') });
    assert.equal(story(sent, '2026-04-01T00:00:00Z', 'usersNotice').length, 2);
  });

  it('comes not at all once the day is over', () => {
    const late = given(OTHER_PRODUCT, ...ordered(), { ...does(tom, 'assign-new/l1'), at: at('2026-03-12T23:00:00Z') });
    assert.deepEqual(story(late, '2026-04-01T00:00:00Z', 'usersNotice'), []);
  });

  it('goes to the partner while nobody of the customer has joined', () => {
    const planned = givenOn(withWindow(), agrees());
    assert.deepEqual(story(planned, '2026-03-20T00:00:00Z', 'usersNotice'), [
      '2026-03-13 08:00 partner act usersNotice',
      '2026-03-16 08:00 partner act usersNotice',
    ]);
  });
});

describe('a day on which something changes for users', () => {
  it('is each start of another product, once, in order', () => {
    const lines = [
      aLine({ isSameProduct: false, newStartsOn: '2026-03-20' }),
      aLine({ id: 'l2', isSameProduct: false, newStartsOn: '2026-03-12' }),
      aLine({ id: 'l3', isSameProduct: false, newStartsOn: '2026-03-20' }),
    ];
    const orders = ['l1', 'l2', 'l3'].map((line) => does(tom, `order-new/${line}`));
    assert.deepEqual(days(given(opens({ lines }), ...approved(), ...orders)), ['2026-03-12', '2026-03-20']);
  });

  it('is not the start of a line that is not per user', () => {
    const azure = aLine({ product: 'azure', isPerUser: false, isSameProduct: false });
    assert.deepEqual(days(given(opens({ lines: [azure] }), ...approved())), []);
  });

  it('is the day on which an agreed window opens, in the customer’s zone', () => {
    assert.deepEqual(days(givenOn(withWindow(), joins(), agrees())), ['2026-03-16']);
    assert.deepEqual(days(givenOn(withWindow(), joins())), []);
  });
});

function tells(actor: Actor, when: string): Play {
  return { actor, body: { type: 'recordLetter', to: 'users' }, at: at(when) };
}

/** A window from Sunday 23:30 UTC, which is Monday in Amsterdam. */
function agrees(): Play {
  const value = { kind: 'window', from: at('2026-03-15T23:30:00Z'), to: at('2026-03-16T03:00:00Z') } as const;
  return does(tom, 'agree-window', { value });
}

function withWindow(): Playbook {
  const step: Step = {
    id: 'agree-window',
    side: 'partner',
    per: 'changeover',
    answers: ['done'],
    proof: { kind: 'when', of: 'window' },
  };
  const [first, ...rest] = directToCsp.phases;
  return { ...directToCsp, phases: [{ ...first!, steps: [...first!.steps, step] }, ...rest] };
}

function days({ changeover, playbook }: Given): readonly string[] {
  return daysOfChange(changeover, playbook);
}
