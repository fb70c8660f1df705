/** What one turn knows and changes of the partner's teams: who leads, who was heard, and for which team a person speaks. */
import type { Actor, Changeover, Instant, Person } from '../changeover/changeover.ts';
import {
  decideTeam,
  evolveTeam,
  leads,
  type Team,
  type TeamCommand,
  type TeamEvent,
  type TeamRoles,
} from '../changeover/team.ts';
import type { Refusal } from '../changeover/refusals.ts';
import type { Loaded, TeamHere, TeamPersonSave, TeamSave, Unit } from './ports.ts';
import type { TurnSource } from './turn.ts';

export type TeamIssued =
  | { readonly ok: true; readonly team: Team; readonly events: readonly TeamEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

export class TeamDesk {
  readonly #source: TurnSource;
  readonly #now: Instant;
  readonly #here: readonly TeamHere[];
  readonly #admitted = new Set<string>();
  readonly #entries: TeamSave['entries'][number][] = [];
  readonly #people: TeamPersonSave[] = [];
  #team: Team | undefined;

  constructor(source: TurnSource, loaded: Loaded, now: Instant) {
    this.#source = source;
    this.#now = now;
    this.#here = loaded.teams ?? [];
    this.#team = this.#here.find((one) => one.team.teamId === source.teamId)?.team;
    if (source.isOwn !== true) return;
    this.#noteSeen();
    // A team of a release that kept none, or one whose first event got lost.
    if (this.#team === undefined) this.issue({ type: 'bind', isOwn: false });
  }

  /** Teams of the person's tenant, for a one-to-one chat. */
  get here(): readonly TeamHere[] {
    return this.#here;
  }

  /** Those for which the person speaks in a one-to-one chat. */
  get admitted(): readonly string[] {
    return [...this.#admitted];
  }

  get team(): Team | undefined {
    return this.#team;
  }

  /** The team's roster named the person a member who is no guest: in a one-to-one chat it speaks for that team too. */
  admit(teamId: string): void {
    this.#admitted.add(teamId);
  }

  /** What the technicians of a changeover's team say to hold at Microsoft. */
  rolesFor(changeover: Changeover): readonly TeamRoles[] {
    return this.#teamOf(changeover.partner.teamId)?.roles ?? [];
  }

  /** Who acts on a changeover, or without one on what there is in the place spoken in. */
  actorFor(changeover: Changeover | undefined): Actor {
    const { person, door, teamId = this.#admittedFor(changeover) } = this.#source;
    const team = teamId === undefined ? undefined : this.#teamOf(teamId);
    return {
      person,
      door,
      ...(teamId !== undefined && { teamId }),
      ...(leads(team, person) && { isLead: true }),
    };
  }

  issue(command: TeamCommand): TeamIssued {
    const { person, teamId } = this.#source;
    if (teamId === undefined) throw new Error('A team is led in its own channels.');
    const decided = decideTeam(this.#team, command, person);
    if (!decided.ok) return decided;
    const { events } = decided;
    const id = { tenantId: person.tenantId, teamId };
    const before = this.#team;
    const next = events.reduce<Team | undefined>((team, event) => evolveTeam(team, event, this.#now, id), before);
    if (events.length > 0 && next) {
      this.#team = { ...next, version: (before?.version ?? 0) + 1 };
      const commandId = `team/${this.#source.conversationId}/${this.#source.activityId}/${this.#entries.length}`;
      this.#entries.push({ commandId, at: this.#now, actor: this.actorFor(undefined), events });
    }
    return {
      ok: true,
      team: this.#team ?? { ...id, version: 0, state: 'active', boundAt: this.#now, leads: [] },
      events,
    };
  }

  /** The object ids of those whom the channel names so; of somebody never heard here nothing is known. */
  peopleOf(userIds: readonly string[]): readonly Person[] {
    const { tenantId } = this.#source.person;
    const known = this.#here.find((one) => one.team.teamId === this.#source.teamId)?.people ?? [];
    return known.filter(({ userId }) => userIds.includes(userId)).map(({ objectId }) => ({ tenantId, objectId }));
  }

  noteGone(people: readonly Person[], teamId = this.#source.teamId): void {
    const known = this.#here.find((one) => one.team.teamId === teamId)?.people ?? [];
    for (const { tenantId, objectId } of people) {
      const userId = known.find((one) => one.objectId === objectId)?.userId;
      if (userId === undefined || teamId === undefined) continue;
      this.#people.push({ tenantId, teamId, objectId, userId, leftAt: this.#now });
    }
  }

  /** What of the unit is about teams; empty when nothing changed. */
  parts(): Pick<Unit, 'team' | 'teamPeople'> {
    const expected = this.#here.find((one) => one.team.teamId === this.#source.teamId)?.team.version ?? 0;
    return {
      ...(this.#team && this.#entries.length > 0 && { team: { expected, next: this.#team, entries: this.#entries } }),
      ...(this.#people.length > 0 && { teamPeople: this.#people }),
    };
  }

  #teamOf(teamId: string): Team | undefined {
    return teamId === this.#source.teamId ? this.#team : this.#here.find((one) => one.team.teamId === teamId)?.team;
  }

  #admittedFor(changeover: Changeover | undefined): string | undefined {
    const { teamId } = changeover?.partner ?? {};
    return teamId !== undefined && this.#admitted.has(teamId) ? teamId : undefined;
  }

  #noteSeen(): void {
    const { person, teamId, userId } = this.#source;
    const known = this.#here.find((one) => one.team.teamId === teamId)?.people ?? [];
    const isKnown = known.some((one) => one.objectId === person.objectId && one.userId === userId);
    if (teamId === undefined || userId === undefined || isKnown) return;
    this.#people.push({ ...person, teamId, userId });
  }
}
