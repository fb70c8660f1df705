/**
 * Who of a channel is a guest there: a guest speaks with the tenant of its host in the envelope, and would pass for one of
 * the partner's own people. Asked of the connector, remembered for an hour.
 */
import type { Clock, Reference } from '../loop/ports.ts';
import type { Connector } from './connector.ts';

/** `unknown`: the connector did not say; what would change something is refused. */
export type Membership = 'own' | 'guest' | 'unknown';

export interface Roster {
  /** @param teamId the team whose roster is asked, by its thread id (`19:…`). @param userId as the channel names it. */
  membershipOf(reference: Reference, teamId: string, userId: string): Promise<Membership>;
}

const REMEMBER_MS = 60 * 60_000;
const MOST_REMEMBERED = 10_000;

export function createRoster(connector: Pick<Connector, 'member'>, clock: Clock): Roster {
  const known = new Map<string, { readonly membership: Membership; readonly until: number }>();

  return {
    async membershipOf(reference, teamId, userId) {
      const key = `${teamId} ${userId}`;
      const remembered = known.get(key);
      if (remembered !== undefined && remembered.until > clock.now()) return remembered.membership;
      const found = await connector.member(reference, teamId, userId);
      const membership = found.ok ? membershipIn(found.body, reference.tenantId) : 'unknown';
      known.delete(key);
      if (membership === 'unknown') return membership;
      if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value ?? '');
      known.set(key, { membership, until: clock.now() + REMEMBER_MS });
      return membership;
    },
  };
}

/** Only a plain member of the channel's own tenant is one of its people. */
function membershipIn(member: Readonly<Record<string, unknown>>, tenantId: string): Membership {
  const { userRole, tenantId: home } = member;
  if (typeof home === 'string' && home !== '' && home.toLowerCase() !== tenantId) return 'guest';
  if (typeof userRole !== 'string') return 'unknown';
  return ['user', 'owner'].includes(userRole.toLowerCase()) ? 'own' : 'guest';
}
