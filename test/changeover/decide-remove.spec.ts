import assert from 'node:assert/strict';
import type { Actor } from '../../changeover/changeover.ts';
import { removableMembers } from '../../changeover/decide-remove.ts';
import {
  carla,
  colin,
  DAY,
  given,
  joins,
  OPENED_AT,
  refusalOf,
  tom,
  tryOn,
  type Play,
} from '../support/changeover-builder.ts';

const lead: Actor = { ...tom, isLead: true };
const COLIN = colin.person!;
const CARLA = carla.person!;

const invite = (role: 'customerAdmin' | 'customerViewer', isStandIn = false, by = carla, n = 1): Play => ({
  actor: by,
  body: {
    type: 'invite',
    codeHash: `code ${n}`,
    shortHash: `short ${n}`,
    expiresAt: OPENED_AT + 9 * DAY,
    role,
    isStandIn,
  },
});
const enters: Play = { actor: colin, body: { type: 'join', codeHash: 'code 1', zone: 'UTC', locale: 'en' } };
const removes = (person: typeof COLIN, actor = carla): Play => ({ actor, body: { type: 'removeMember', person } });
const two = (role: 'customerAdmin' | 'customerViewer' = 'customerAdmin', isStandIn = false) =>
  given(joins(), invite(role, isStandIn), enters);

describe('taking somebody of the customer’s out', () => {
  it('is an admin’s word, or that of the partner’s lead', () => {
    for (const actor of [carla, lead]) {
      const { decision, after } = tryOn(two(), removes(COLIN, actor));
      assert.deepEqual(decision, { ok: true, events: [{ type: 'memberRemoved', person: COLIN, by: actor.person }] });
      assert.ok(!after.members.some(({ person }) => person.objectId === COLIN.objectId));
    }
    assert.equal(refusalOf(two(), removes(COLIN, tom)).code, 'leadOnly');
    assert.equal(refusalOf(two('customerViewer'), removes(CARLA, colin)).code, 'viewerMayNot');
  });

  it('is refused of the last admin who does not only stand in, whoever says so', () => {
    for (const actor of [carla, lead]) {
      assert.equal(refusalOf(given(joins()), removes(CARLA, actor)).code, 'adminLast');
      assert.equal(refusalOf(two('customerAdmin', true), removes(CARLA, actor)).code, 'adminLast');
      assert.equal(refusalOf(two('customerViewer'), removes(CARLA, actor)).code, 'adminLast');
    }
    assert.ok(tryOn(two(), removes(CARLA)).decision.ok);
    assert.ok(tryOn(two('customerAdmin', true), removes(COLIN)).decision.ok);
  });

  it('is refused of somebody who is no member, of the partner’s people, and of one who is out already', () => {
    assert.equal(refusalOf(given(joins()), removes(COLIN)).code, 'choiceUnknown');
    assert.equal(refusalOf(two(), removes(tom.person!)).code, 'choiceUnknown');
    const out = given(joins(), invite('customerAdmin'), enters, removes(COLIN));
    assert.equal(refusalOf(out, removes(COLIN)).code, 'choiceUnknown');
    assert.equal(refusalOf(out, { actor: colin, body: { type: 'unquiet' } }).code, 'notAMember');
  });

  it('ends the person’s own quiet and the codes that it gave away and nobody used', () => {
    const quiet: Play = { actor: colin, body: { type: 'quiet' } };
    const before = given(
      joins(),
      invite('customerAdmin'),
      enters,
      quiet,
      invite('customerViewer', false, colin, 2),
      invite('customerViewer', false, carla, 3),
    );
    const { after } = tryOn(before, removes(COLIN));
    assert.deepEqual(after.snoozes, []);
    assert.deepEqual(
      after.invites?.map(({ hash }) => hash),
      ['code 1', 'code 3'],
    );
  });

  it('is offered of exactly those of whom it is not refused', () => {
    const ids = (before: ReturnType<typeof two>) => removableMembers(before.changeover).map(({ person }) => person);
    assert.deepEqual(ids(given(joins())), []);
    assert.deepEqual(ids(two()), [CARLA, COLIN]);
    assert.deepEqual(ids(two('customerViewer')), [COLIN]);
    assert.deepEqual(ids(two('customerAdmin', true)), [COLIN]);
  });

  it('lets the person in again by a new code alone', () => {
    const out = given(joins(), invite('customerAdmin'), enters, removes(COLIN));
    assert.equal(refusalOf(out, enters).code, 'joinCodeUsed');
    assert.equal(refusalOf(out, joins(colin)).code, 'joinCodeUsed');
    const again: Play = { ...enters, body: { ...enters.body, codeHash: 'code 2' } as typeof enters.body };
    assert.ok(
      tryOn(
        given(joins(), invite('customerAdmin'), enters, removes(COLIN), invite('customerViewer', false, carla, 2)),
        again,
      ).decision.ok,
    );
  });
});
