import assert from 'node:assert/strict';
import { summarise } from '../../changeover/summarise.ts';
import {
  aLine,
  approved,
  carla,
  confirmed,
  does,
  given,
  opens,
  PARTNER_TENANT,
  TEAM,
  tom,
  type Given,
} from '../support/changeover-builder.ts';

const of = ({ changeover, playbook, now }: Given, at = now) => summarise(changeover, playbook, at);

describe('the columns of lists', () => {
  it('say where a changeover stands and what a day of overlap costs the customer', () => {
    const before = given(...approved());
    const { outlook: _spans, ...columns } = of(before);
    assert.deepEqual(columns, {
      state: 'open',
      playbookId: 'direct-to-csp',
      phase: 'licences',
      domain: 'contoso.com',
      partnerTenantId: PARTNER_TENANT,
      teamId: TEAM,
      waitingOn: 'partner',
      waitingSince: before.now,
      overlapFrom: '2026-03-09',
      overlapPerDayMinor: 822,
      currency: 'EUR',
      lastChanceAt: Date.parse('2026-07-01T00:00:00Z'),
      doneSteps: 6,
      allSteps: 14,
      nameId: before.changeover.customer.nameRef.id,
    });
  });

  it('name of several currencies the dearest', () => {
    const usd = { minor: 9900, currency: 'USD' };
    const lines = [aLine(), aLine({ id: 'l2', price: usd, newPrice: usd })];
    assert.equal(of(given(opens({ lines }))).currency, 'USD');
  });

  it('have no overlap once the old ended before the new began, and none when closed', () => {
    const ended = of(given(...confirmed(), does(carla, 'end-old/l1')));
    assert.deepEqual(
      [ended.overlapFrom, ended.overlapPerDayMinor, ended.lastChanceAt],
      [undefined, undefined, undefined],
    );
    const off = { actor: tom, body: { type: 'callOff', reasonRef: { id: 'r', hash: 'h' } } } as const;
    const closed = of(given(...approved(), off));
    assert.deepEqual([closed.state, closed.waitingOn, closed.overlapFrom], ['calledOff', 'nobody', undefined]);
  });
});
