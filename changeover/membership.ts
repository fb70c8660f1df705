/** Who stands where in a changeover. Being loaded or being named on a card gives no right; this does. */
import type { Actor, Changeover, Person, Role, Side } from './changeover.ts';

export interface Standing {
  readonly side: Side;
  readonly role: Role;
}

/**
 * The one check of who may do and see what; every door asks it. The actor comes from the authenticated activity, never
 * from a card, and its team only after that team's roster named the person a member who is no guest.
 *
 * - Speaking in a team, or for one: the team that the changeover is bound to makes a technician of somebody of the
 *   partner's own tenant, a lead of who leads it. Any other team, and a person of another tenant: nobody.
 * - Without a team: who joined for the customer, as it joined. Having worked on it once gives the partner's people
 *   nothing: who left the team has left.
 *
 * `undefined` for everybody else, and for an actor without a person (the clock, the tenant reader).
 */
export function standingOf(changeover: Changeover, actor: Actor): Standing | undefined {
  const { person, teamId } = actor;
  if (!person) return undefined;
  if (teamId !== undefined) {
    const { partner } = changeover;
    if (teamId !== partner.teamId || person.tenantId !== partner.tenantId) return undefined;
    return { side: 'partner', role: actor.isLead === true ? 'partnerLead' : 'partnerTechnician' };
  }
  const member = changeover.members.find((one) => one.side === 'customer' && isSamePerson(one.person, person));
  return member && { side: member.side, role: member.role };
}

/**
 * Where a changeover may be spoken of, whoever speaks: one to one, and in the channel that it is bound to. A card that was
 * forwarded elsewhere, even to another channel of the same team, tells nothing there.
 */
export function belongsIn(
  { partner }: Changeover,
  place: { readonly kind: 'personal' | 'channel' | 'groupChat'; readonly id: string },
): boolean {
  return place.kind === 'personal' || (place.kind === 'channel' && place.id === partner.channelId);
}

export function isSamePerson(one: Person, other: Person): boolean {
  return one.objectId === other.objectId && one.tenantId === other.tenantId;
}
