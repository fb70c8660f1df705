/** Who of the customer takes part: colleagues asked in by an admin, who stands in, and who holds which of Microsoft's roles. */
import { accept, refused, type Asked, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import { isSamePerson, standingOf } from './membership.ts';

/** Microsoft's roles that a playbook's steps may ask for (`step.role`), and those that a person can say to hold. */
export const MICROSOFT_ROLES = [
  'globalAdministrator',
  'billingAdministrator',
  'billingAccountOwner',
  'teamsAdministrator',
] as const;

/** Who can do what a step with that role asks for; a role that is not named here only by its own name. */
const ALSO_DONE_BY: Readonly<Record<string, readonly string[]>> = {
  canceller: ['billingAdministrator', 'billingAccountOwner'],
  teamsAdministrator: ['globalAdministrator'],
  orderingAgent: ['adminAgent', 'salesAgent'],
};

/** True when somebody who holds these roles can do a step that asks for `role`. */
export function canDo(role: string, held: readonly string[] | undefined): boolean {
  return [role, ...(ALSO_DONE_BY[role] ?? [])].some((one) => held?.includes(one));
}

/** Codes of colleagues that are neither used nor expired. */
const OPEN_INVITES_AT_MOST = 5;

/** Only a customer's admin asks colleagues in. Refuses a sixth code while five are open, and one that has expired already. */
export function decideInvite(body: BodyOf<'invite'>, asked: AskedByMember): Decision {
  const { changeover, actor, standing, now } = asked;
  if (standing.role !== 'customerAdmin' || !actor.person) return refused('adminOnly');
  if (body.expiresAt <= now) return refused('dateInPast');
  const open = (changeover.invites ?? []).filter((one) => one.usedAt === undefined && one.expiresAt > now);
  if (open.length >= OPEN_INVITES_AT_MOST) return refused('invitesTooMany', { max: OPEN_INVITES_AT_MOST });
  return accept({
    type: 'invited',
    hash: body.codeHash,
    shortHash: body.shortHash,
    expiresAt: body.expiresAt,
    role: body.role,
    by: actor.person,
    ...(body.isStandIn && body.role === 'customerAdmin' && { isStandIn: true as const }),
  });
}

/** By an admin, of an admin: a viewer can't act for anybody. Somebody has to be left who is no stand-in. */
export function decideSetStandIn(body: BodyOf<'setStandIn'>, { changeover, standing }: AskedByMember): Decision {
  if (standing.role !== 'customerAdmin') return refused('adminOnly');
  const admins = changeover.members.filter(({ side, role }) => side === 'customer' && role === 'customerAdmin');
  const found = admins.find(({ person }) => isSamePerson(person, body.person));
  if (!found) return refused('choiceUnknown');
  if ((found.isStandIn === true) === body.isStandIn) return refused('alreadyDone');
  const isLast = admins.every((one) => one === found || one.isStandIn === true);
  if (body.isStandIn && isLast) return refused('choiceNotEnough');
  return accept({ type: 'standInSet', person: found.person, isStandIn: body.isStandIn });
}

/** Each says so of itself, a viewer too: it may be the one who holds the billing role. Refuses a role that there is not. */
export function decideStateRoles({ roles }: BodyOf<'stateRoles'>, asked: Asked): Decision {
  const { person } = asked.actor;
  if (!person || standingOf(asked.changeover, asked.actor)?.side !== 'customer') {
    return refused('notYourSide', { side: 'customer' });
  }
  const known = MICROSOFT_ROLES.filter((role) => roles.includes(role));
  if (known.length < new Set(roles).size) return refused('choiceUnknown');
  return accept({ type: 'rolesStated', person, roles: known });
}
