/** Forgetting a person, or all that a tenant brought: ids and hashes stay, so that the journal still verifies. */
import type { Changeover, Side } from './changeover.ts';
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

function forgetPerson(person: NonNullable<BodyOf<'forget'>['person']>, { changeover, actor }: Asked): Decision {
  const isOwn = actor.person !== undefined && isSamePerson(actor.person, person);
  if (actor.person !== undefined && !isOwn) return refused('notAMember');
  const standing = standingOf(changeover, isOwn ? actor : { ...actor, person });
  if (standing === undefined) return isOwn ? refused('notAMember') : accept();
  return accept({ type: 'forgotten', person, side: standing.side });
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
