/** How people come in: a code that the partner gives away, used once, by a person of the customer's one tenant. */
import { accept, refused, type Asked, type AskedByMember, type BodyOf, type Decision } from './decision.ts';
import type { Changeover, Invite, JoinCode } from './changeover.ts';
import { isCountry } from './country.ts';
import { isSamePerson } from './membership.ts';
import { isZone } from './working-time.ts';

/**
 * Refuses a wrong, used or expired code, the partner's own people and, once somebody of the customer is in, people of
 * another tenant. The first one brings tenant, zone, locale and country.
 */
export function decideJoin(body: BodyOf<'join'>, asked: Asked): Decision {
  const { changeover, actor, now } = asked;
  const { person } = actor;
  if (!person) return refused('notAMember');
  const { join, customer, partner } = changeover;
  const invite = inviteOf(changeover, body.codeHash);
  const code = isCode(join, body.codeHash) ? join : invite;
  if (!code) return refused('joinCodeWrong');
  if (changeover.members.some((member) => isSamePerson(member.person, person))) return refused('alreadyDone');
  if (person.tenantId === partner.tenantId) return refused('joinOwnTenant');
  if (code.usedAt !== undefined) return refused('joinCodeUsed');
  if (now >= code.expiresAt) return refused('joinCodeExpired');
  if (customer.tenantId !== undefined && customer.tenantId !== person.tenantId) return refused('joinOtherTenant');
  return accept({
    type: 'memberJoined',
    person,
    side: 'customer',
    role: invite?.role ?? 'customerAdmin',
    ...(invite ? { usedInvite: invite.hash } : { usedCode: true }),
    ...(invite?.isStandIn && { isStandIn: true as const }),
    locale: body.locale,
    ...(isZone(body.zone) && { zone: body.zone }),
    ...(body.country !== undefined && isCountry(body.country) && { country: body.country }),
    ...(body.nameRef && { nameRef: body.nameRef }),
  });
}

/** The code, its short form or a colleague's code with this hash: what a person is asked about, and what `join` takes. */
export function codeOf(changeover: Changeover, hash: string): JoinCode | undefined {
  return isCode(changeover.join, hash) ? changeover.join : inviteOf(changeover, hash);
}

function inviteOf({ invites }: Changeover, hash: string): Invite | undefined {
  return invites?.find((one) => isCode(one, hash));
}

function isCode(code: JoinCode | undefined, hash: string): boolean {
  return code !== undefined && (code.hash === hash || code.shortHash === hash);
}

/** A new code replaces the old one at once. Only the partner gives codes away; refuses one that has expired already. */
export function decideIssueJoinCode(body: BodyOf<'issueJoinCode'>, asked: AskedByMember): Decision {
  if (asked.standing.side !== 'partner') return refused('notYourSide', { side: 'partner' });
  if (body.expiresAt <= asked.now) return refused('dateInPast');
  const { codeHash: hash, shortHash, expiresAt } = body;
  return accept({ type: 'joinCodeIssued', hash, expiresAt, ...(shortHash !== undefined && { shortHash }) });
}
