import assert from 'node:assert/strict';
import type { Person } from '../../changeover/changeover.ts';
import { standingOf, belongsIn } from '../../changeover/membership.ts';
import { decideTeam, evolveTeam, leads, type Team, type TeamCommand } from '../../changeover/team.ts';
import { carla, given, joins, paul, stranger, TEAM, tina, tom } from '../support/changeover-builder.ts';

const ID = { tenantId: 'fabrikam', teamId: '19:team' };
const tess: Person = { tenantId: 'fabrikam', objectId: 'tess' };
const theo: Person = { tenantId: 'fabrikam', objectId: 'theo' };
const bind: TeamCommand = { type: 'bind', isOwn: true };

function after(...commands: readonly (readonly [Person, TeamCommand])[]): Team {
  let team: Team | undefined;
  for (const [by, command] of commands) {
    const decided = decideTeam(team, command, by);
    if (!decided.ok) throw new Error(decided.refusal.code);
    for (const event of decided.events) team = evolveTeam(team, event, 1, ID);
  }
  return team!;
}

function refusal(team: Team | undefined, by: Person, command: TeamCommand): string | undefined {
  const decided = decideTeam(team, command, by);
  return decided.ok ? undefined : decided.refusal.code;
}

const led = (team: Team): readonly string[] => team.leads.map(({ person }) => person.objectId);

describe('a partner’s team', () => {
  it('is led by who brings the assistant, unless that is a guest or somebody leads', () => {
    assert.deepEqual(led(after([tess, bind])), ['tess']);
    assert.deepEqual(led(after([tess, { type: 'bind', isOwn: false }])), []);
    assert.deepEqual(led(after([tess, bind], [theo, { type: 'setState', state: 'removed' }], [theo, bind])), ['tess']);
  });

  it('keeps what each says to hold at Microsoft, for as long as that person is there', () => {
    const states = (...roles: readonly string[]): TeamCommand => ({ type: 'stateRoles', roles });
    const team = after([tess, bind], [theo, states('salesAgent')], [tess, states('adminAgent', 'salesAgent')]);
    assert.deepEqual(team.roles, [
      { person: theo, roles: ['salesAgent'] },
      { person: tess, roles: ['adminAgent', 'salesAgent'] },
    ]);
    assert.deepEqual(decideTeam(team, states('salesAgent'), theo), { ok: true, events: [] });
    assert.equal(refusal(team, theo, states('salesAgent', 'globalAdministrator')), 'choiceUnknown');
    const left = decideTeam(team, { type: 'noteLeft', people: [theo] }, tess);
    assert.deepEqual(left.ok && left.events, [{ type: 'rolesStated', person: theo, roles: [] }]);
    const [gone] = left.ok ? left.events : [];
    assert.deepEqual(evolveTeam(team, gone!, 1, ID).roles, [{ person: tess, roles: ['adminAgent', 'salesAgent'] }]);
  });

  it('changes nothing when the same is told twice', () => {
    const team = after([tess, bind]);
    assert.deepEqual(decideTeam(team, bind, tess), { ok: true, events: [] });
    assert.deepEqual(decideTeam(team, { type: 'setState', state: 'active' }, tess), { ok: true, events: [] });
    assert.deepEqual(decideTeam(team, { type: 'noteLeft', people: [theo] }, tess), { ok: true, events: [] });
  });

  it('is taken over only while nobody leads it', () => {
    const team = after([tess, bind]);
    assert.equal(refusal(team, theo, { type: 'takeLead' }), 'leadTaken');
    assert.equal(refusal(team, tess, { type: 'takeLead' }), 'leadAlready');
    const left = after([tess, bind], [theo, { type: 'noteLeft', people: [tess] }], [theo, { type: 'takeLead' }]);
    assert.deepEqual(led(left), ['theo']);
  });

  it('lets only leads make, end and hand over, and never ends the last one', () => {
    const team = after([tess, bind]);
    assert.equal(refusal(team, theo, { type: 'makeLead', to: theo }), 'leadOnly');
    assert.equal(refusal(undefined, theo, { type: 'handOver', to: theo }), 'leadOnly');
    assert.equal(refusal(team, tess, { type: 'removeLead', from: tess }), 'leadLast');
    assert.equal(refusal(team, tess, { type: 'removeLead', from: theo }), 'leadNone');
    assert.equal(refusal(team, tess, { type: 'makeLead', to: tess }), 'leadAlready');
    assert.equal(refusal(team, tess, { type: 'handOver', to: tess }), 'leadAlready');
    const two = after([tess, bind], [tess, { type: 'makeLead', to: theo }]);
    assert.deepEqual(led(two), ['tess', 'theo']);
    const handed = after([tess, bind], [tess, { type: 'makeLead', to: theo }], [tess, { type: 'handOver', to: theo }]);
    assert.deepEqual(led(handed), ['theo']);
    assert.equal(leads(handed, tess), false);
  });
});

describe('who stands where', () => {
  const { changeover } = given(joins());

  it('is a technician for the bound team alone, a lead for who leads it', () => {
    assert.deepEqual(standingOf(changeover, tina), { side: 'partner', role: 'partnerTechnician' });
    assert.deepEqual(standingOf(changeover, { ...tina, isLead: true }), { side: 'partner', role: 'partnerLead' });
    assert.equal(standingOf(changeover, paul), undefined);
    assert.equal(standingOf(changeover, { ...stranger, teamId: TEAM, isLead: true }), undefined);
  });

  it('is nobody for the technician who opened it, once no team’s roster vouches', () => {
    const { teamId: _team, ...alone } = tom;
    assert.equal(standingOf(changeover, alone), undefined);
  });

  it('is nobody for a customer’s admin who speaks in a team', () => {
    assert.deepEqual(standingOf(changeover, carla), { side: 'customer', role: 'customerAdmin' });
    assert.equal(standingOf(changeover, { ...carla, teamId: TEAM }), undefined);
  });

  it('is spoken of one to one and in its own channel, nowhere else', () => {
    const { channelId } = changeover.partner;
    assert.equal(belongsIn(changeover, { kind: 'personal', id: 'a' }), true);
    assert.equal(belongsIn(changeover, { kind: 'channel', id: channelId }), true);
    assert.equal(belongsIn(changeover, { kind: 'channel', id: `${channelId}2` }), false);
    assert.equal(belongsIn(changeover, { kind: 'groupChat', id: channelId }), false);
  });
});
