/** Who stands where in a changeover. Being loaded or being named on a card gives no right; this does. */
import type { Actor, Changeover, Person, Role, Side } from './changeover.ts';

export interface Standing {
  readonly side: Side;
  readonly role: Role;
}

/**
 * A member stands as it joined; somebody of the partner's tenant who speaks in the changeover's team stands as a
 * technician. `undefined` for everybody else, and for an actor without a person (the clock, the tenant reader).
 */
export function standingOf(changeover: Changeover, actor: Actor): Standing | undefined {
  const { person } = actor;
  if (!person) return undefined;
  const member = changeover.members.find((candidate) => isSamePerson(candidate.person, person));
  if (member) return { side: member.side, role: member.role };
  const { partner } = changeover;
  const isOfTeam = actor.teamId !== undefined && actor.teamId === partner.teamId;
  return isOfTeam && person.tenantId === partner.tenantId ? { side: 'partner', role: 'partnerTechnician' } : undefined;
}

export function isSamePerson(one: Person, other: Person): boolean {
  return one.objectId === other.objectId && one.tenantId === other.tenantId;
}
