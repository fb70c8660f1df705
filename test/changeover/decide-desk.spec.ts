import assert from 'node:assert/strict';
import type { Actor } from '../../changeover/changeover.ts';
import type { CommandBody } from '../../changeover/commands.ts';
import { canDo } from '../../changeover/decide-people.ts';
import {
  carla,
  colin,
  DAY,
  does,
  given,
  joins,
  OPENED_AT,
  ref,
  refusalOf,
  tina,
  tom,
  type Play,
} from '../support/changeover-builder.ts';

const HOUR = 3_600_000;
const by = (actor: Actor, body: CommandBody, at?: number): Play => ({ actor, body, ...(at !== undefined && { at }) });
const take = (actor: Actor, from?: string): Play =>
  by(actor, { type: 'assign', nameRef: ref('name'), ...(from !== undefined && { from }) });
const invite = (role: 'customerAdmin' | 'customerViewer', isStandIn = false, n = 1): Play =>
  by(carla, {
    type: 'invite',
    codeHash: `code ${n}`,
    shortHash: `short ${n}`,
    expiresAt: OPENED_AT + 10 * DAY,
    role,
    isStandIn,
  });
const enters = (codeHash: string): Play => by(colin, { type: 'join', codeHash, zone: 'UTC', locale: 'en' });

describe('the technicians’ desk', () => {
  it('gives a changeover to who takes it first, and to a second only who saw whose it was', () => {
    const taken = given(take(tina));
    assert.equal(taken.changeover.assignee?.objectId, tina.person?.objectId);
    assert.equal(refusalOf(taken, take(tom)).code, 'assignedMeanwhile');
    assert.equal(refusalOf(taken, take(tina)).code, 'alreadyDone');
    const over = given(take(tina), take(tom, tina.person?.objectId));
    assert.equal(over.changeover.assignee?.objectId, tom.person?.objectId);
    assert.equal(given(take(tina), by(tom, { type: 'unassign' })).changeover.assignee, undefined);
    assert.equal(refusalOf(given(), by(tom, { type: 'unassign' })).code, 'notAssigned');
  });

  it('names who takes it, without giving a right that the team does not', () => {
    const { members } = given(take(tina)).changeover;
    assert.deepEqual(members.at(-1)?.nameRef, ref('name'));
  });

  it('is closed to the customer', () => {
    const bodies: readonly CommandBody[] = [
      { type: 'note', noteRef: ref('note') },
      { type: 'setTicket', ticketRef: ref('4711') },
      { type: 'unassign' },
      { type: 'askCustomer', step: 'check-facts' },
    ];
    for (const body of bodies) assert.equal(refusalOf(given(joins()), by(carla, body)).code, 'notYourSide');
  });

  it('keeps the latest twenty notes, and one ticket that can be taken away', () => {
    const notes = Array.from({ length: 22 }, (_, i) => by(tom, { type: 'note', noteRef: ref(`note ${i}`) }));
    const { changeover } = given(...notes, by(tom, { type: 'setTicket', ticketRef: ref('4711') }));
    assert.equal(changeover.notes?.length, 20);
    assert.deepEqual(changeover.notes.at(-1)?.noteRef, ref('note 21'));
    assert.deepEqual(changeover.ticketRef, ref('4711'));
    assert.equal(
      given(by(tom, { type: 'setTicket', ticketRef: ref('1') }), by(tom, { type: 'setTicket' })).changeover.ticketRef,
      undefined,
    );
  });

  it('asks a customer that is there, for a step that is its turn, at most every four hours', () => {
    const ask = (step: string, at?: number): Play => by(tom, { type: 'askCustomer', step }, at);
    assert.equal(refusalOf(given(), ask('check-facts')).code, 'customerNotThere');
    assert.equal(refusalOf(given(joins()), ask('send-request')).code, 'stepNotOpen');
    assert.equal(refusalOf(given(joins()), ask('no-such-step')).code, 'stepUnknown');
    assert.equal(refusalOf(given(joins(), does(carla, 'check-facts')), ask('check-facts')).code, 'stepNotOpen');
    const asked = given(joins(), ask('check-facts'));
    assert.deepEqual(asked.changeover.steps['check-facts']?.askedAt, [asked.now]);
    assert.equal(refusalOf(asked, ask('check-facts', asked.now + 4 * HOUR - 1)).code, 'askedAlready');
    assert.doesNotThrow(() => given(joins(), ask('check-facts'), ask('check-facts', asked.now + 5 * HOUR)));
  });
});

describe('a customer’s people', () => {
  it('come in by a colleague’s code as what it says, once, in either of its forms', () => {
    const inside = given(joins(), invite('customerViewer'), enters('short 1'));
    assert.equal(inside.changeover.members.at(-1)?.role, 'customerViewer');
    assert.notEqual(inside.changeover.invites?.[0]?.usedAt, undefined);
    assert.equal(
      inside.changeover.join?.usedAt,
      given(joins()).changeover.join?.usedAt,
      'the partner’s code is another one',
    );
    const dina = { person: { ...colin.person!, objectId: 'dina' }, door: 'message' } as const;
    assert.equal(refusalOf(inside, { ...enters('code 1'), actor: dina }).code, 'joinCodeUsed');
    assert.equal(
      refusalOf(given(joins(), invite('customerAdmin')), { ...enters('code 1'), at: OPENED_AT + 10 * DAY }).code,
      'joinCodeExpired',
    );
  });

  it('are asked in by an admin alone, five codes at a time', () => {
    assert.equal(refusalOf(given(joins()), { ...invite('customerAdmin'), actor: tom }).code, 'adminOnly');
    const viewer = given(joins(), invite('customerViewer'), enters('code 1'));
    assert.equal(refusalOf(viewer, { ...invite('customerAdmin', false, 2), actor: colin }).code, 'viewerMayNot');
    const full = given(joins(), ...[1, 2, 3, 4, 5].map((n) => invite('customerAdmin', false, n)));
    assert.equal(refusalOf(full, invite('customerAdmin', false, 6)).code, 'invitesTooMany');
  });

  it('leave somebody who does not only stand in', () => {
    const two = given(joins(), invite('customerAdmin', true), enters('code 1'));
    assert.equal(two.changeover.members.at(-1)?.isStandIn, true);
    const set = (person: Actor['person'], isStandIn: boolean): Play =>
      by(carla, { type: 'setStandIn', person: person!, isStandIn });
    assert.equal(refusalOf(two, set(carla.person, true)).code, 'choiceNotEnough');
    assert.equal(refusalOf(two, set(colin.person, true)).code, 'alreadyDone');
    assert.equal(refusalOf(two, set(tom.person, true)).code, 'choiceUnknown');
    assert.equal(
      given(joins(), invite('customerAdmin', true), enters('code 1'), set(colin.person, false)).changeover.members.at(
        -1,
      )?.isStandIn,
      undefined,
    );
  });

  it('say their own roles, a reader too, and never one that there is not', () => {
    const viewer = given(
      joins(),
      invite('customerViewer'),
      enters('code 1'),
      by(colin, { type: 'stateRoles', roles: ['billingAdministrator'] }),
    );
    assert.deepEqual(viewer.changeover.members.at(-1)?.microsoftRoles, ['billingAdministrator']);
    assert.equal(refusalOf(given(joins()), by(carla, { type: 'stateRoles', roles: ['owner'] })).code, 'choiceUnknown');
    assert.equal(refusalOf(given(joins()), by(tom, { type: 'stateRoles', roles: [] })).code, 'notYourSide');
  });

  it('can cancel with either of the roles that may, and with no other', () => {
    assert.equal(canDo('canceller', ['billingAccountOwner']), true);
    assert.equal(canDo('canceller', ['teamsAdministrator']), false);
    assert.equal(canDo('globalAdministrator', ['globalAdministrator']), true);
    assert.equal(canDo('globalAdministrator', undefined), false);
  });
});
