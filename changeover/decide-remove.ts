/** A colleague of the customer's who takes part no more: an admin of it says so, or the partner's lead. */
import type { Changeover, Member } from './changeover.ts';
import { accept, refused, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import type { Event } from './events.ts';
import { isSamePerson } from './membership.ts';

/**
 * Refuses who is neither (`adminOnly`, `leadOnly`), somebody who is no member of the customer's, and the last admin who does
 * not only stand in (`adminLast`): somebody has to be left to act.
 */
export function decideRemoveMember(
  { person }: BodyOf<'removeMember'>,
  { changeover, actor, standing }: AskedByMember,
): Decision {
  if (standing.role === 'partnerTechnician') return refused('leadOnly');
  if (standing.role !== 'customerAdmin' && standing.role !== 'partnerLead') return refused('adminOnly');
  const found = changeover.members.find((one) => one.side === 'customer' && isSamePerson(one.person, person));
  if (found === undefined || !actor.person) return refused('choiceUnknown');
  if (found.role === 'customerAdmin' && !changeover.members.some((one) => one !== found && isFullAdmin(one))) {
    return refused('adminLast');
  }
  return accept({ type: 'memberRemoved', person: found.person, by: actor.person });
}

/** Who may take somebody out finds a list of these. */
export function removableMembers({ members }: Changeover): readonly Member[] {
  return members.filter(
    (found) =>
      found.side === 'customer' &&
      (found.role !== 'customerAdmin' || members.some((one) => one !== found && isFullAdmin(one))),
  );
}

/** Holds nothing back any more; codes that the person gave to others and that nobody used yet are worth nothing. */
export function withoutMember(
  changeover: Changeover,
  { person }: Extract<Event, { type: 'memberRemoved' }>,
): Changeover {
  const { members, snoozes, reach, invites } = changeover;
  return {
    ...changeover,
    members: members.filter((one) => !isSamePerson(one.person, person)),
    snoozes: snoozes.filter((one) => one.person === undefined || !isSamePerson(one.person, person)),
    ...(reach && { reach: reach.filter((one) => one.person === undefined || !isSamePerson(one.person, person)) }),
    ...(invites && { invites: invites.filter((one) => one.usedAt !== undefined || !isSamePerson(one.by, person)) }),
  };
}

function isFullAdmin({ side, role, isStandIn }: Member): boolean {
  return side === 'customer' && role === 'customerAdmin' && isStandIn !== true;
}
