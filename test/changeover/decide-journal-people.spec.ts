import assert from 'node:assert/strict';
import type { CommandBody } from '../../changeover/commands.ts';
import { decide } from '../../changeover/decide.ts';
import type { Event } from '../../changeover/events.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import {
  aLine,
  approved,
  carla,
  CODE_HASH,
  commandOf,
  CUSTOMER_TENANT,
  DAY,
  does,
  given,
  joins,
  OPENED_AT,
  opens,
  PARTNER_TENANT,
  ref,
  refusalOf,
  tom,
  tryOn,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { onSmall, onSmallWith } from '../support/small-playbook.ts';

const CARLA = { tenantId: CUSTOMER_TENANT, objectId: 'carla' };
const TOM = { tenantId: PARTNER_TENANT, objectId: 'tom' };
const SAID = { side: 'customer', saidRef: ref('by phone, 10:15') } as const;

/** What the command itself leaves behind, without the steps that open after it. */
function leaves(before: Given, play: Play): readonly Event[] {
  const { decision } = tryOn(before, play);
  assert.ok(decision.ok, JSON.stringify(decision));
  return decision.events.filter(({ type }) => type !== 'stepOpened');
}

function says(body: CommandBody, actor = carla): Play {
  return { actor, body };
}

describe('the journal of who comes in', () => {
  it('has the first technician with the name that was given', () => {
    const first = (nameRef?: typeof SAID.saidRef) => {
      const { body } = opens(nameRef ? { nameRef } : {});
      const decision = decide(undefined, directToCsp, commandOf({ actor: tom, body }, 0), OPENED_AT);
      return decision.ok && decision.events[1];
    };
    const joined = { type: 'memberJoined', person: TOM, side: 'partner', role: 'partnerTechnician' };
    assert.deepEqual(first(), joined);
    assert.deepEqual(first(ref('Tom')), { ...joined, nameRef: ref('Tom') });
  });

  it('has the customer’s admin with zone, country and name as far as they are any', () => {
    const join = { type: 'join', codeHash: CODE_HASH, locale: 'nl' } as const;
    const joined = {
      type: 'memberJoined',
      person: CARLA,
      side: 'customer',
      role: 'customerAdmin',
      usedCode: true,
      locale: 'nl',
    };
    assert.deepEqual(leaves(given(), says({ ...join, zone: 'Nowhere/Else' })), [joined]);
    assert.deepEqual(leaves(given(), says({ ...join, zone: 'UTC', country: 'NL', nameRef: ref('Carla') })), [
      { ...joined, zone: 'UTC', country: 'NL', nameRef: ref('Carla') },
    ]);
    assert.deepEqual(leaves(given(), says({ ...join, zone: 'UTC', country: 'Atlantis' })), [
      { ...joined, zone: 'UTC' },
    ]);
  });

  it('has a new code, which must still be good a moment later', () => {
    const issue = (expiresAt: number): Play => says({ type: 'issueJoinCode', codeHash: 'd', expiresAt }, tom);
    const before = given();
    const now = before.now + 60_000;
    assert.deepEqual(leaves(before, issue(now + 1)), [{ type: 'joinCodeIssued', hash: 'd', expiresAt: now + 1 }]);
    assert.equal(refusalOf(before, issue(now)).code, 'dateInPast');
    assert.deepEqual(refusalOf(given(joins()), { ...issue(now + DAY), actor: carla }), {
      code: 'notYourSide',
      params: { side: 'partner' },
    });
  });

  it('has nobody who is no person, and knows no changeover that was never opened', () => {
    const join = { type: 'join', codeHash: CODE_HASH, zone: 'UTC', locale: 'en' } as const;
    assert.equal(refusalOf(given(), { actor: { door: 'tick' }, body: join }).code, 'notAMember');
    assert.deepEqual(decide(undefined, directToCsp, commandOf(says(join), 0), OPENED_AT), {
      ok: false,
      refusal: { code: 'unknownChangeover' },
    });
    const off = given(joins(), says({ type: 'callOff', reasonRef: ref('we stay') }));
    assert.deepEqual(refusalOf(off, says(join)), { code: 'closedAlready', params: { outcome: 'calledOff' } });
  });
});

describe('the journal of a word taken back', () => {
  it('has the step, the line and the reason as far as they are any', () => {
    const done = given(joins(), does(carla, 'check-facts'));
    assert.deepEqual(leaves(done, says({ type: 'object', step: 'check-facts' })), [
      { type: 'wordObjected', step: 'check-facts' },
      { type: 'stepReopened', step: 'check-facts', why: 'objected' },
    ]);
    const seen = given(...approved(), does(tom, 'order-new/l1'));
    assert.deepEqual(
      leaves(seen, says({ type: 'object', step: 'order-new', line: 'l1', reasonRef: ref('oops') }, tom)),
      [
        { type: 'wordObjected', step: 'order-new', line: 'l1', reasonRef: ref('oops') },
        { type: 'factStated', fact: 'newOrdered', line: 'l1', holds: false, kind: 'reference', side: 'partner' },
        { type: 'stepReopened', step: 'order-new', line: 'l1', why: 'objected' },
      ],
    );
  });

  it('has the one line of several that it was said of, and the one fact', () => {
    const at = onSmallWith(
      [aLine(), aLine({ id: 'l2' })],
      [
        { id: 'order', per: 'line', side: 'customer', states: 'newOrdered' },
        { id: 'works', per: 'line', side: 'customer', states: 'newConfirmed' },
      ],
      ...['order/l1', 'order/l2', 'works/l1', 'works/l2'].map((key) => does(tom, key, { onBehalfOf: SAID })),
    );
    assert.deepEqual(leaves(at, says({ type: 'object', step: 'works', line: 'l2' })), [
      { type: 'wordObjected', step: 'works', line: 'l2' },
      { type: 'factStated', fact: 'newConfirmed', line: 'l2', holds: false, kind: 'reported', side: 'customer' },
    ]);
  });

  it('has the fact of a step that is asked once without a line', () => {
    const steps = [{ id: 'grant', side: 'customer', states: 'accessGranted' }] as const;
    const at = onSmall(steps, does(carla, 'grant'));
    assert.deepEqual(leaves(at, says({ type: 'object', step: 'grant' }))[1], {
      type: 'factStated',
      fact: 'accessGranted',
      holds: false,
      kind: 'word',
      side: 'customer',
    });
    assert.deepEqual(refusalOf(at, says({ type: 'object', step: 'grant' }, tom)), {
      code: 'notYourSide',
      params: { side: 'customer' },
    });
  });
});
