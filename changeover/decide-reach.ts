/** What delivery found out about who can be reached: a change is an event, the same failure again is none. */
import { accept, type Asked, type BodyOf, type Decision } from './decision.ts';
import { isSamePerson } from './membership.ts';
import { reachOf } from './reachability.ts';

/**
 * Speaks of an admin of the customer, or without a person of the partner's channel; about anybody else there is nothing to
 * note, because nothing is sent to them.
 */
export function decideNoteReach({ person, why }: BodyOf<'noteReach'>, { changeover }: Asked): Decision {
  const isReader =
    person === undefined ||
    changeover.members.some(
      (one) => one.side === 'customer' && one.role === 'customerAdmin' && isSamePerson(one.person, person),
    );
  if (!isReader || reachOf(changeover, person)?.why === why) return accept();
  const who = { side: person ? ('customer' as const) : ('partner' as const), ...(person && { person }) };
  return accept(why === undefined ? { type: 'memberReachable', ...who } : { type: 'memberUnreachable', ...who, why });
}
