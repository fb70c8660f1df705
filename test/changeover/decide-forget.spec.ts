import assert from 'node:assert/strict';
import type { Actor } from '../../changeover/changeover.ts';
import { decide } from '../../changeover/decide.ts';
import { evolve } from '../../changeover/evolve.ts';
import { carla, given, joins, OPENED_AT, ref, tina, tom, type Given } from '../support/changeover-builder.ts';

const CLERK: Actor = { door: 'delivery' };
const STRANGER: Actor = { door: 'message', person: { tenantId: 'elsewhere', objectId: 'nobody' } };

function asked(
  { changeover, playbook }: Given,
  actor: Actor,
  body: { person?: Actor['person']; tenantId?: string } = {},
) {
  const command = { id: 'c', changeover: changeover.id, actor, body: { type: 'forget' as const, ...body } };
  return decide(changeover, playbook, command, OPENED_AT);
}

/** The types of the events, or the code of the refusal. */
function outcome(decision: ReturnType<typeof decide>): string | readonly string[] {
  return decision.ok ? decision.events.map((event) => event.type) : decision.refusal.code;
}

describe('a person who asks to be forgotten', () => {
  it('leaves, and the changeover goes on', () => {
    const at = given(joins(carla));
    const decision = asked(at, carla, { person: carla.person! });
    assert.deepEqual(outcome(decision), ['forgotten']);
    const [event] = decision.ok ? decision.events : [];
    const after = evolve(at.changeover, event!, OPENED_AT, carla, at.changeover.id);
    assert.equal(after.state.kind, 'open');
    assert.ok(!after.members.some((member) => member.person.objectId === carla.person!.objectId));
    assert.equal(after.members.length, at.changeover.members.length - 1);
  });

  it('asks for nobody else, and for nothing that is not theirs', () => {
    const at = given(joins(carla));
    assert.equal(outcome(asked(at, tom, { person: carla.person! })), 'notAMember');
    assert.equal(outcome(asked(at, STRANGER, { person: STRANGER.person! })), 'notAMember');
  });

  it('may ask after the changeover has closed', () => {
    const closed = given(joins(carla), { actor: tom, body: { type: 'callOff', reasonRef: ref('They stay.') } });
    assert.deepEqual(outcome(asked(closed, carla, { person: carla.person! })), ['forgotten']);
  });

  it('is forgotten on an operator’s word too, and where nobody knows them nothing happens', () => {
    const at = given(joins(carla));
    assert.deepEqual(outcome(asked(at, CLERK, { person: carla.person! })), ['forgotten']);
    assert.deepEqual(outcome(asked(at, CLERK, { person: STRANGER.person! })), []);
  });

  it('may be a technician, for whom no team vouches there: opened it, or only noted a contact', () => {
    const refs = { nameRef: ref('Ana'), emailRef: ref('ana@reseller.example') };
    const at = given(joins(carla), { actor: tina, body: { type: 'setContact', of: 'source', ...refs } });
    assert.deepEqual(outcome(asked(at, CLERK, { person: tom.person! })), ['forgotten']);
    const decision = asked(at, CLERK, { person: tina.person! });
    assert.deepEqual(decision.ok && decision.events, [{ type: 'forgotten', person: tina.person, side: 'partner' }]);
    assert.deepEqual(outcome(asked(given(joins(carla)), CLERK, { person: tina.person! })), []);
  });
});

describe('a tenant that asks for its data to be deleted', () => {
  it('ends what is open, on the word of a customer’s admin', () => {
    const at = given(joins(carla));
    const decision = asked(at, carla);
    assert.deepEqual(outcome(decision), ['closed', 'forgotten']);
    const events = decision.ok ? decision.events : [];
    const after = events.reduce((state, event) => evolve(state, event, OPENED_AT, carla, state.id), at.changeover);
    assert.deepEqual(after.state, { kind: 'closed', outcome: 'calledOff', at: OPENED_AT });
    assert.equal(after.forgottenAt, OPENED_AT);
    assert.ok(after.members.every((member) => member.side === 'partner'));
  });

  it('is not one for a technician, a stranger, or a tenant of neither side', () => {
    const at = given(joins(carla));
    assert.equal(outcome(asked(at, tom)), 'forgetMayNot');
    assert.equal(outcome(asked(at, STRANGER)), 'notAMember');
    assert.deepEqual(outcome(asked(at, CLERK, { tenantId: 'elsewhere' })), []);
    assert.deepEqual(outcome(asked(at, CLERK)), []);
  });

  it('is heard of the partner’s lead', () => {
    const at = given(joins(carla));
    assert.deepEqual(outcome(asked(at, { ...tom, isLead: true })), ['closed', 'forgotten']);
  });

  it('is done once', () => {
    const at = given(joins(carla));
    const body = { tenantId: carla.person!.tenantId };
    assert.deepEqual(outcome(asked(at, CLERK, body)), ['closed', 'forgotten']);
    const after = { ...at, changeover: { ...at.changeover, forgottenAt: OPENED_AT } };
    assert.deepEqual(outcome(asked(after, CLERK, body)), []);
  });
});
