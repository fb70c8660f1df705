/**
 * Who of a team is one of the partner's own people: a member who is no guest. A guest speaks with the tenant of its host in
 * the envelope and would pass for one of them, and somebody who left keeps its chat with the bot. Asked of the connector
 * and remembered for an hour.
 */
import type { Person } from '../changeover/changeover.ts';
import type { Clock, Reference } from '../loop/ports.ts';
import type { Connector } from './connector.ts';

/** `gone`: the team does not have this person (any more). `unknown`: the connector did not say; nothing is changed on it. */
export type Membership = 'own' | 'guest' | 'gone' | 'unknown';

export interface TeamMember {
  readonly person: Person;
  readonly name: string;
}

export interface Roster {
  /** @param teamId the team whose roster is asked, by its thread id (`19:…`). @param userId as the channel names it, or the Entra object id. */
  membershipOf(
    reference: Reference,
    teamId: string,
    userId: string,
    /** `isFresh`: what is remembered counts only while there is no answer. */
    options?: { readonly isFresh?: boolean },
  ): Promise<Membership>;
  /** The team's own people by name, asked anew each time; undefined when the connector did not say. */
  technicians(reference: Reference, teamId: string): Promise<readonly TeamMember[] | undefined>;
  /** Somebody came or left: whoever of the team is asked about next is asked about anew. */
  forget(teamId: string): void;
}

const REMEMBER_MS = 60 * 60_000;
/** A guest may have become a member since. */
const REMEMBER_NO_MS = 60_000;
/** While Teams is too busy to answer, or down, who was a member this lately still is. */
const GRACE_MS = 24 * 60 * 60_000;
const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly membership: Membership;
  readonly at: number;
}

export function createRoster(connector: Pick<Connector, 'member' | 'members'>, clock: Clock): Roster {
  const known = new Map<string, Remembered>();

  function remember(key: string, membership: Membership): void {
    known.delete(key);
    if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(key, { membership, at: clock.now() });
  }

  return {
    async membershipOf(reference, teamId, userId, { isFresh = false } = {}) {
      const key = keyOf(teamId, userId);
      const before = known.get(key);
      const age = before && clock.now() - before.at;
      if (
        !isFresh &&
        before &&
        age !== undefined &&
        age < (before.membership === 'own' ? REMEMBER_MS : REMEMBER_NO_MS)
      ) {
        return before.membership;
      }
      const found = await connector.member(reference, teamId, userId);
      if (!found.ok && found.kind === 'retry') {
        return before?.membership === 'own' && age !== undefined && age < GRACE_MS ? 'own' : 'unknown';
      }
      const membership = found.ok ? membershipIn(found.body, reference.tenantId) : withoutAnswer(found.status);
      // Who is not there may be added at any moment.
      if (membership === 'own' || membership === 'guest') remember(key, membership);
      else known.delete(key);
      return membership;
    },
    async technicians(reference, teamId) {
      const found = await connector.members(reference, teamId);
      return found
        ?.filter((one) => membershipIn(one, reference.tenantId) === 'own')
        .flatMap((one) => memberOf(one, reference.tenantId) ?? []);
    },
    forget(teamId) {
      for (const key of known.keys()) if (key.startsWith(keyOf(teamId, ''))) known.delete(key);
    },
  };
}

function keyOf(teamId: string, userId: string): string {
  return `${teamId} ${userId}`;
}

/** A 404 says that the person, or the whole team, is not there; anything else that there was no answer for us. */
function withoutAnswer(status: number | undefined): Membership {
  return status === 404 ? 'gone' : 'unknown';
}

/** Only a plain member of the channel's own tenant is one of its people. */
function membershipIn(member: Readonly<Record<string, unknown>>, tenantId: string): Membership {
  const { userRole, tenantId: home } = member;
  if (typeof home === 'string' && home !== '' && home.toLowerCase() !== tenantId) return 'guest';
  if (typeof userRole !== 'string') return 'unknown';
  return ['user', 'owner'].includes(userRole.toLowerCase()) ? 'own' : 'guest';
}

function memberOf(member: Readonly<Record<string, unknown>>, tenantId: string): TeamMember | undefined {
  const { aadObjectId, objectId, name } = member;
  const id = [aadObjectId, objectId].find((one) => typeof one === 'string');
  if (typeof id !== 'string' || typeof name !== 'string') return undefined;
  return { person: { tenantId, objectId: id.toLowerCase() }, name };
}
