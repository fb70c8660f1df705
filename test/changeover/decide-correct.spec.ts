import assert from 'node:assert/strict';
import type { Correction } from '../../changeover/commands.ts';
import { isConfirmed } from '../../changeover/guards.ts';
import {
  aLine,
  carla,
  confirmed,
  does,
  given,
  joins,
  OPENED_AT,
  opens,
  ordered,
  type Play,
  reads,
  ref,
  refusalOf,
  stranger,
  tom,
  tryOn,
} from '../support/changeover-builder.ts';

function corrects(actor: Play['actor'], ...changes: readonly Correction[]): Play {
  return { actor, body: { type: 'correct', changes, reasonRef: ref('typo') } };
}

const seats = { field: 'seats', line: 'l1', to: 24 } as const;

describe('a correction', () => {
  it('keeps the old value beside the new one, with who and why', () => {
    const { decision, after } = tryOn(given(joins()), corrects(carla, seats));
    assert.deepEqual(decision.ok && decision.events[0], {
      type: 'corrected',
      changes: [{ ...seats, from: 20 }],
      reasonRef: ref('typo'),
      side: 'customer',
    });
    assert.equal(after.lines[0]?.seats, 24);
  });

  it('that changes nothing is refused, also for money written in another order', () => {
    assert.equal(refusalOf(given(joins()), corrects(carla, { ...seats, to: 20 })).code, 'nothingToCorrect');
    const price = { field: 'price', line: 'l1', to: { currency: 'EUR', minor: 1250 } } as const;
    assert.equal(refusalOf(given(joins()), corrects(carla, price)).code, 'nothingToCorrect');
  });

  it('records only what differs', () => {
    const { decision } = tryOn(given(), corrects(tom, seats, { field: 'newSeats', line: 'l1', to: 20 }));
    assert.equal(decision.ok && decision.events[0]?.type === 'corrected' && decision.events[0].changes.length, 1);
  });

  it('of a line into what it cannot be is refused', () => {
    const codeOf = (...changes: Correction[]) => refusalOf(given(joins()), corrects(carla, ...changes)).code;
    assert.equal(codeOf({ field: 'seats', line: 'l1', to: 0 }), 'countOutOfRange');
    assert.equal(codeOf({ field: 'assigned', line: 'l1', to: 100_000 }), 'countOutOfRange');
    assert.equal(codeOf({ field: 'price', line: 'l1', to: { minor: 900, currency: 'USD' } }), 'currenciesDiffer');
    assert.equal(codeOf({ field: 'renewsOn', line: 'l1', to: '2025-06-30' }), 'endBeforeStart');
    assert.equal(codeOf({ field: 'renewsOn', line: 'l1', to: '2024-06-30' }), 'dateInPast');
    assert.equal(codeOf({ field: 'newStartsOn', line: 'l1', to: '2031-01-01' }), 'dateTooFar');
    assert.equal(codeOf({ field: 'seats', line: 'l9', to: 5 }), 'choiceUnknown');
  });

  it('of both prices at once may change the currency', () => {
    const usd = (field: 'price' | 'newPrice') => ({ field, line: 'l1', to: { minor: 1300, currency: 'USD' } }) as const;
    assert.equal(tryOn(given(joins()), corrects(carla, usd('price'), usd('newPrice'))).decision.ok, true);
  });

  it('of a price is not held up by a renewal day that is long past', () => {
    const late = {
      ...corrects(carla, { field: 'price', line: 'l1', to: { minor: 1, currency: 'EUR' } }),
      at: OPENED_AT + 900 * 86_400_000,
    };
    assert.equal(tryOn(given(joins()), late).decision.ok, true);
  });

  it("of the domain is the partner's, and only before the customer is in", () => {
    const domain = { field: 'domain', to: 'Contoso.NL' } as const;
    assert.equal(tryOn(given(), corrects(tom, domain)).after.customer.domain, 'contoso.nl');
    assert.equal(refusalOf(given(joins()), corrects(tom, domain)).code, 'domainFixed');
    assert.equal(refusalOf(given(joins()), corrects(carla, domain)).code, 'notYourSide');
    assert.equal(refusalOf(given(), corrects(tom, { field: 'domain', to: 'fabrikam.com' })).code, 'domainNotCustomers');
    assert.equal(refusalOf(given(), corrects(tom, { field: 'domain', to: '??' })).code, 'domainUnreadable');
  });

  it('of contact and support replaces the text', () => {
    const { after } = tryOn(
      given(),
      corrects(tom, { field: 'support', to: ref('new') }, { field: 'contact', to: ref('c') }),
    );
    assert.deepEqual([after.supportRef, after.customer.contactRef], [ref('new'), ref('c')]);
  });

  it('is nothing for strangers', () => {
    assert.equal(refusalOf(given(joins()), corrects(stranger, seats)).code, 'notAMember');
  });

  it('remembers when a count that decides the way crossed the limit of the portal', () => {
    const unknown = given(opens({ lines: [aLine({ billingAccount: 'unknown' })] }));
    for (const [before, to, isCrossed] of [
      [unknown, 24, false],
      [unknown, 25, true],
      [given(), 25, false],
    ] as const) {
      const { countChangedAt } = tryOn(before, corrects(tom, { field: 'assigned', line: 'l1', to })).after;
      assert.equal(countChangedAt !== undefined, isCrossed);
    }
    assert.notEqual(
      tryOn(given(), corrects(tom, { field: 'seats', line: 'l1', to: 26 })).after.countChangedAt,
      undefined,
    );
  });
});

describe('what a correction takes with it', () => {
  const later = { field: 'newStartsOn', line: 'l1', to: '2026-03-16' } as const;

  it('another start of the new one asks the other side for its word on the order again', () => {
    const { after } = tryOn(given(...ordered()), corrects(tom, later));
    assert.equal(isConfirmed(after, 'newOrdered', 'l1'), false);
    assert.equal(after.steps['see-order/l1']?.doneAt, undefined);
    assert.notEqual(after.steps['order-new/l1']?.doneAt, undefined);
    const byCustomer = tryOn(given(...ordered()), corrects(carla, later)).after;
    assert.equal(byCustomer.steps['order-new/l1']?.doneAt, undefined);
  });

  it('an order that the tenant itself shows stays believed', () => {
    const { after } = tryOn(given(...ordered(), reads({ newThere: true })), corrects(tom, later));
    assert.equal(isConfirmed(after, 'newOrdered', 'l1'), true);
  });

  it('fewer new licences than users end the belief that all users have one', () => {
    const before = given(...confirmed());
    const { after, decision } = tryOn(before, corrects(carla, { field: 'assigned', line: 'l1', to: 21 }));
    assert.equal(decision.ok && decision.events.filter((event) => event.type === 'stepReopened').length, 2);
    assert.equal(isConfirmed(after, 'newConfirmed', 'l1'), false);
    const enough = tryOn(before, corrects(carla, { field: 'assigned', line: 'l1', to: 20 })).after;
    assert.equal(isConfirmed(enough, 'newConfirmed', 'l1'), true);
  });

  it('an old subscription that is gone already takes nothing with it', () => {
    const { after } = tryOn(given(...confirmed(), does(carla, 'end-old/l1')), corrects(tom, later));
    assert.notEqual(after.steps['see-order/l1']?.doneAt, undefined);
  });
});
