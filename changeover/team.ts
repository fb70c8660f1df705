/**
 * A partner's team and who leads it: a record of its own, because it outlives every changeover. Pure as they are: a
 * command becomes events or a refusal. Who is a technician is not kept here; the team's roster says that.
 */
import type { Instant, Person } from './changeover.ts';
import { isSamePerson } from './membership.ts';
import { refuse, type Refusal } from './refusals.ts';

/** `removed`: the bot was taken out of it; `archived` and `deleted` as Teams says. */
export type TeamState = 'active' | 'archived' | 'deleted' | 'removed';

export interface Lead {
  readonly person: Person;
  readonly since: Instant;
}

/** What somebody of the team says to hold at Microsoft: keys of `PARTNER_ROLES`. */
export interface TeamRoles {
  readonly person: Person;
  readonly roles: readonly string[];
}

/** Microsoft's roles of a partner that its own steps may ask for (`step.role`), and those that a technician can say to hold. */
export const PARTNER_ROLES = ['adminAgent', 'salesAgent', 'licenseAdministrator'] as const;

export interface Team {
  readonly tenantId: string;
  /** As the channel names it (`19:…`). */
  readonly teamId: string;
  /** Counts its journal's rows. */
  readonly version: number;
  readonly name?: string;
  readonly state: TeamState;
  readonly boundAt: Instant;
  readonly leads: readonly Lead[];
  readonly roles?: readonly TeamRoles[];
}

export type TeamCommand =
  /** The bot came into the team, or came back. `isOwn`: the roster named who brought it a technician. */
  | { readonly type: 'bind'; readonly name?: string; readonly isOwn: boolean }
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'setState'; readonly state: TeamState }
  /** These people are in the team no more. */
  | { readonly type: 'noteLeft'; readonly people: readonly Person[] }
  | { readonly type: 'takeLead' }
  /** Each says so of itself. */
  | { readonly type: 'stateRoles'; readonly roles: readonly string[] }
  /** `to`: somebody whom the roster names a technician. */
  | { readonly type: 'makeLead'; readonly to: Person }
  | { readonly type: 'removeLead'; readonly from: Person }
  /** The one who hands over leads no more. */
  | { readonly type: 'handOver'; readonly to: Person };

export type TeamEvent =
  | { readonly type: 'bound'; readonly name?: string }
  | { readonly type: 'renamed'; readonly name: string }
  | { readonly type: 'stateSet'; readonly state: TeamState }
  | { readonly type: 'rolesStated'; readonly person: Person; readonly roles: readonly string[] }
  | { readonly type: 'leadMade'; readonly person: Person; readonly why: 'bound' | 'asked' | 'made' | 'handedOver' }
  | { readonly type: 'leadEnded'; readonly person: Person; readonly why: 'left' | 'removed' | 'handedOver' };

export type TeamDecision =
  | { readonly ok: true; readonly events: readonly TeamEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * @param by somebody whom the roster named a technician, except for `bind`, which says so itself, and for what Teams
 * tells of the team. Refuses `leadTaken` while somebody leads, `leadOnly` for what only a lead may, `leadAlready`,
 * `leadNone` for somebody who does not lead, `leadLast` when nobody would be left, `choiceUnknown` for a role that there is not.
 */
export function decideTeam(team: Team | undefined, command: TeamCommand, by: Person): TeamDecision {
  switch (command.type) {
    case 'bind':
      return accept(...bindEvents(team, command, by));
    case 'rename':
      return accept(...(team && team.name !== command.name ? [{ type: 'renamed', name: command.name } as const] : []));
    case 'setState':
      return accept(...(team && team.state !== command.state ? [stateSet(command.state)] : []));
    case 'noteLeft':
      return accept(...leftEvents(team, command.people));
    case 'takeLead':
      return takeLead(team, by);
    case 'stateRoles':
      return stateRoles(team, command.roles, by);
    default:
      return byLead(team, command, by);
  }
}

/** An event is a fact of the past: nothing is refused here. The version stays, because it counts rows. */
export function evolveTeam(
  team: Team | undefined,
  event: TeamEvent,
  at: Instant,
  id: Pick<Team, 'tenantId' | 'teamId'>,
): Team {
  const before: Team = team ?? { ...id, version: 0, state: 'active', boundAt: at, leads: [] };
  switch (event.type) {
    case 'bound':
      return { ...before, state: 'active', ...(event.name !== undefined && { name: event.name }) };
    case 'renamed':
      return { ...before, name: event.name };
    case 'stateSet':
      return { ...before, state: event.state };
    case 'rolesStated':
      return { ...before, roles: withRoles(before.roles, event) };
    case 'leadMade':
      return { ...before, leads: [...before.leads, { person: event.person, since: at }] };
    case 'leadEnded':
      return { ...before, leads: before.leads.filter(({ person }) => !isSamePerson(person, event.person)) };
  }
}

export function leads(team: Team | undefined, person: Person): boolean {
  return team?.leads.some((lead) => isSamePerson(lead.person, person)) ?? false;
}

/** Who brings the bot first leads; bringing it back takes nothing from who leads already. */
function bindEvents(
  team: Team | undefined,
  { name, isOwn }: Extract<TeamCommand, { type: 'bind' }>,
  by: Person,
): readonly TeamEvent[] {
  const isNew = team === undefined || team.state !== 'active';
  const isRenamed = name !== undefined && name !== team?.name;
  const bound: TeamEvent = { type: 'bound', ...(name !== undefined && { name }) };
  const isLed = team !== undefined && team.leads.length > 0;
  return [
    ...(isNew || isRenamed ? [bound] : []),
    ...(isOwn && !isLed ? [{ type: 'leadMade', person: by, why: 'bound' } as const] : []),
  ];
}

function leftEvents(team: Team | undefined, people: readonly Person[]): readonly TeamEvent[] {
  const gone = (team?.leads ?? []).filter(({ person }) => people.some((one) => isSamePerson(one, person)));
  const held = (team?.roles ?? []).filter(({ person }) => people.some((one) => isSamePerson(one, person)));
  return [
    ...gone.map(({ person }) => ({ type: 'leadEnded', person, why: 'left' }) as const),
    ...held.map(({ person }) => ({ type: 'rolesStated', person, roles: [] }) as const),
  ];
}

function stateRoles(team: Team | undefined, roles: readonly string[], person: Person): TeamDecision {
  const known = PARTNER_ROLES.filter((role) => roles.includes(role));
  if (known.length < new Set(roles).size) return refused('choiceUnknown');
  const before = team?.roles?.find((one) => isSamePerson(one.person, person))?.roles ?? [];
  const isSame = before.length === known.length && known.every((role) => before.includes(role));
  return accept(...(isSame ? [] : [{ type: 'rolesStated', person, roles: known } as const]));
}

/** Who holds none is not listed. */
function withRoles(before: readonly TeamRoles[] = [], { person, roles }: TeamRoles): readonly TeamRoles[] {
  const others = before.filter((one) => !isSamePerson(one.person, person));
  return roles.length === 0 ? others : [...others, { person, roles }];
}

function takeLead(team: Team | undefined, by: Person): TeamDecision {
  if (leads(team, by)) return refused('leadAlready');
  if (team && team.leads.length > 0) return refused('leadTaken');
  return accept({ type: 'leadMade', person: by, why: 'asked' });
}

function byLead(
  team: Team | undefined,
  command: Extract<TeamCommand, { type: 'makeLead' | 'removeLead' | 'handOver' }>,
  by: Person,
): TeamDecision {
  if (team === undefined || !leads(team, by)) return refused('leadOnly');
  if (command.type === 'removeLead') {
    if (!leads(team, command.from)) return refused('leadNone');
    if (team.leads.length === 1) return refused('leadLast');
    return accept({ type: 'leadEnded', person: command.from, why: 'removed' });
  }
  const isThere = leads(team, command.to);
  if (command.type === 'makeLead') {
    return isThere ? refused('leadAlready') : accept({ type: 'leadMade', person: command.to, why: 'made' });
  }
  if (isSamePerson(command.to, by)) return refused('leadAlready');
  return accept(...(isThere ? [] : [{ type: 'leadMade', person: command.to, why: 'handedOver' } as const]), {
    type: 'leadEnded',
    person: by,
    why: 'handedOver',
  });
}

function stateSet(state: TeamState): TeamEvent {
  return { type: 'stateSet', state };
}

function accept(...events: readonly TeamEvent[]): TeamDecision {
  return { ok: true, events };
}

function refused(...why: Parameters<typeof refuse>): TeamDecision {
  return { ok: false, refusal: refuse(...why) };
}
