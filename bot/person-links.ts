/**
 * Links for one person and a few minutes. A browser does not say who asks, so the link does: it is signed with the database's
 * own key, and opening it looks the person up again, so that it ends with the right to read.
 */
import { z } from 'zod';
import type { Changeover, ChangeoverId, Instant, Person } from '../changeover/changeover.ts';
import { standingOf } from '../changeover/membership.ts';
import { leads } from '../changeover/team.ts';
import type { Reader } from '../cards/content.ts';
import type { Bearer } from '../dialogs/bearer.ts';
import type { Clock, Store, TeamHere } from '../loop/ports.ts';
import type { Roster } from './roster.ts';
import { signedLinksOf, type SignedLinks } from './signed-link.ts';

/** How long a link opens what it is for. */
export const PERSON_MINUTES = 10;

const Ticket = z.object({
  changeover: z.string(),
  tenant: z.string(),
  object: z.string(),
  team: z.string().optional(),
  zone: z.string().optional(),
  locale: z.string().optional(),
  /** In the words of the purpose. */
  what: z.string(),
});
type Ticket = z.infer<typeof Ticket>;

export interface PersonLink {
  /** A token for one purpose opens nothing else. */
  readonly purpose: 'history' | 'licences';
  readonly changeover: ChangeoverId;
  readonly what: string;
}

export interface PersonLinkPorts {
  readonly store: Pick<Store, 'load' | 'linkKey'>;
  readonly roster: Pick<Roster, 'membershipOf'>;
  readonly clock: Clock;
}

export interface Opened {
  readonly changeover: Changeover;
  readonly reader: Reader;
  readonly what: string;
}

export function personToken(
  signed: SignedLinks,
  { purpose, changeover, what }: PersonLink,
  { person, teamId, zone, locale }: Bearer,
  now: Instant,
): string {
  const ticket: Ticket = {
    changeover,
    what,
    tenant: person.tenantId,
    object: person.objectId,
    ...(teamId !== undefined && { team: teamId }),
    ...(zone !== undefined && { zone }),
    ...(locale !== undefined && { locale }),
  };
  return signed.sign({ purpose, subject: JSON.stringify(ticket), expiresAt: now + PERSON_MINUTES * 60_000 });
}

/** Undefined for a link that nobody signed or that has ended, and once its person has no right to take anything away. */
export async function openPersonLink(
  ports: PersonLinkPorts,
  token: string,
  purpose: PersonLink['purpose'],
): Promise<Opened | undefined> {
  const { store, clock } = ports;
  const subject = (await signedLinksOf(store)).open(token, purpose, clock.now());
  if (subject === undefined) return undefined;
  const ticket = Ticket.parse(JSON.parse(subject));
  const { changeover: id, tenant, object, team, what } = ticket;
  const person = { tenantId: tenant, objectId: object };
  const loaded = await store.load({
    conversationId: '',
    changeoverId: id,
    person,
    ...(team !== undefined && { teamId: team }),
  });
  const changeover = loaded.changeovers.find((one) => one.id === id);
  const here = loaded.teams?.find((one) => one.team.teamId === team);
  const isOfTeam = here !== undefined && (await isOwn(ports, here, object));
  const standing =
    changeover &&
    standingOf(changeover, {
      person,
      door: 'message',
      ...(isOfTeam && { teamId: here.team.teamId }),
      ...(isOfTeam && leads(here.team, person) && { isLead: true }),
    });
  // Whoever only reads along takes nothing away.
  if (changeover === undefined || standing === undefined || standing.role === 'customerViewer') return undefined;
  const home = standing.side === 'customer' ? changeover.customer : changeover.partner;
  const { zone = home.zone, locale = home.locale } = ticket;
  return { changeover, reader: { ...standing, zone, locale }, what };
}

/** Whether the team's roster has this person among the partner's own people now. */
export async function isInTeam(
  ports: Omit<PersonLinkPorts, 'clock'>,
  person: Person,
  teamId: string,
): Promise<boolean> {
  const { teams } = await ports.store.load({ conversationId: '', person, teamId });
  const here = teams?.find((one) => one.team.teamId === teamId);
  return here !== undefined && (await isOwn(ports, here, person.objectId));
}

/** Asked anew: who left a moment ago may still hold a link. */
async function isOwn(
  { roster }: Pick<PersonLinkPorts, 'roster'>,
  { team, reference }: TeamHere,
  objectId: string,
): Promise<boolean> {
  if (reference === undefined || team.state !== 'active') return false;
  return (await roster.membershipOf(reference, team.teamId, objectId, { isFresh: true })) === 'own';
}
