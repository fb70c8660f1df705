/** Forgetting a person, or all that a tenant brought: ids and hashes stay, so that the journal still verifies. */
import type { Changeover, Person, Side } from './changeover.ts';
import { accept, refused, type Asked, type BodyOf, type Decision } from './decision.ts';
import type { Event } from './events.ts';
import { isSamePerson, standingOf } from './membership.ts';

/**
 * Also of a closed changeover. A person may be forgotten on its own word; a whole tenant on that of a customer's admin or
 * of the partner's lead (`forgetMayNot` for others), which ends what is still open. Without a person it was asked for
 * elsewhere: by an operator, or in another changeover. Nothing happens where nothing is known, or was forgotten already.
 */
export function decideForget(body: BodyOf<'forget'>, asked: Asked): Decision {
  return body.person === undefined ? forgetTenant(body.tenantId, asked) : forgetPerson(body.person, asked);
}

function forgetPerson(person: Person, { changeover, actor }: Asked): Decision {
  const isOwn = actor.person !== undefined && isSamePerson(actor.person, person);
  if (actor.person !== undefined && !isOwn) return refused('notAMember');
  const side = isOwn ? standingOf(changeover, actor)?.side : sideOfPerson(changeover, person);
  if (side === undefined) return isOwn ? refused('notAMember') : accept();
  return accept({ type: 'forgotten', person, side });
}

/** On an operator's word there is no team that vouches for a technician: what is known here of the person counts. */
function sideOfPerson(changeover: Changeover, person: Person): Side | undefined {
  const { members, contacts = {} } = changeover;
  const member = members.find((one) => isSamePerson(one.person, person));
  const hasNoted = Object.values(contacts).some(({ by }) => by !== undefined && isSamePerson(by, person));
  return member?.side ?? (hasNoted ? sideOfTenant(changeover, person.tenantId) : undefined);
}

function forgetTenant(tenantId: string | undefined, { changeover, actor }: Asked): Decision {
  const standing = standingOf(changeover, actor);
  if (actor.person !== undefined && standing === undefined) return refused('notAMember');
  if (standing !== undefined && !['customerAdmin', 'partnerLead'].includes(standing.role))
    return refused('forgetMayNot');
  const id = actor.person?.tenantId ?? tenantId;
  const side = id === undefined ? undefined : sideOfTenant(changeover, id);
  if (id === undefined || side === undefined || changeover.forgottenAt !== undefined) return accept();
  const end: readonly Event[] = changeover.state.kind === 'open' ? [{ type: 'closed', outcome: 'calledOff' }] : [];
  return accept(...end, { type: 'forgotten', tenantId: id, side });
}

function sideOfTenant({ partner, customer }: Changeover, tenantId: string): Side | undefined {
  if (partner.tenantId === tenantId) return 'partner';
  return customer.tenantId === tenantId ? 'customer' : undefined;
}
