/** Who leads a partner's team: asked, taken, given, taken away. Whoever is named is looked up in the team's roster first. */
import type { Person } from '../changeover/changeover.ts';
import { isSamePerson } from '../changeover/membership.ts';
import { refuse } from '../changeover/refusals.ts';
import { leads, type TeamCommand, type TeamEvent } from '../changeover/team.ts';
import type { Content } from '../cards/content.ts';
import { teamCard } from '../cards/team-card.ts';
import { plain } from '../cards/text.ts';
import type { Reference } from '../loop/ports.ts';
import type { Turn } from '../loop/turn.ts';
import { isTeam, type Hearing } from './hearing.ts';
import { reply, replyRefusal, replyText, say, wordsOf } from './speak.ts';

/** One of a team's own people, as its roster names it. */
export interface Technician {
  readonly person: Person;
  readonly name: string;
}

/** Asks a team's roster; undefined when there was no answer. */
export type Technicians = (reference: Reference, teamId: string) => Promise<readonly Technician[] | undefined>;

export const TEAM_VERBS = ['team', 'takeLead', 'makeLead', 'removeLead', 'handOver', 'teamRoles'] as const;
export type TeamVerb = (typeof TEAM_VERBS)[number];

/** Only in a channel of the team: everybody there sees who leads. */
export async function hearTeam(hearing: Hearing, verb: TeamVerb): Promise<void> {
  const { turn, said, technicians } = hearing;
  const { teamId, conversation } = turn.source;
  if (!isTeam(turn) || teamId === undefined || technicians === undefined) return reply(turn, said, 'team.inChannel');
  const roster = await technicians(conversation.reference, teamId);
  if (roster !== undefined) noteWhoIsGone(turn, roster);
  if (verb === 'team') return turn.say(cardOf(turn, roster));
  const command = commandOf(hearing, verb, roster);
  if (command === undefined) {
    return replyRefusal(turn, said, refuse(roster === undefined ? 'memberUnknown' : 'choiceUnknown'));
  }
  const issued = turn.teams.issue(command);
  if (!issued.ok && issued.refusal.code === 'leadTaken') {
    return replyText(turn, said, wordsOf(turn).t('refusal.leadTaken', { who: namesOf(turn, roster) }));
  }
  if (!issued.ok) return replyRefusal(turn, said, issued.refusal);
  for (const event of issued.events) sayEvent(turn, event, roster);
  const isPress = said.kind === 'press' && said.surface === 'execute';
  if (isPress) turn.answer({ kind: 'card', content: cardOf(turn, roster) });
  else turn.say(cardOf(turn, roster));
}

/** The roster has a lead no more of whom Teams never said so: it leads no longer. */
function noteWhoIsGone(turn: Turn, roster: readonly Technician[]): void {
  const { leads: led = [], roles = [] } = turn.teams.team ?? {};
  const gone = [...led, ...roles].filter((one) => !roster.some(({ person }) => isSamePerson(person, one.person)));
  if (gone.length === 0) return;
  const people = gone.map(({ person }) => person);
  const noted = turn.teams.issue({ type: 'noteLeft', people });
  turn.teams.noteGone(people);
  if (noted.ok) for (const event of noted.events) sayEvent(turn, event, roster);
}

/** Undefined for somebody who is not in the roster, and while that can't be asked. */
function commandOf(
  { turn, said }: Hearing,
  verb: Exclude<TeamVerb, 'team'>,
  roster: readonly Technician[] | undefined,
): TeamCommand | undefined {
  if (verb === 'takeLead') return { type: 'takeLead' };
  const data = said.kind === 'press' ? said.data : {};
  if (verb === 'teamRoles') {
    const ticked = typeof data['roles'] === 'string' ? data['roles'].split(',') : [];
    return { type: 'stateRoles', roles: ticked.map((role) => role.trim()).filter((role) => role !== '') };
  }
  if (verb === 'removeLead') {
    const found = turn.teams.team?.leads.find(({ person }) => person.objectId === data['formerLead']);
    return found && { type: 'removeLead', from: found.person };
  }
  const found = roster?.find(({ person }) => person.objectId === data['technician']);
  return found && { type: verb, to: found.person };
}

/** What changed is said to the whole channel, whoever pressed. */
function sayEvent(turn: Turn, event: TeamEvent, roster: readonly Technician[] | undefined): void {
  if (event.type !== 'leadMade' && event.type !== 'leadEnded') return;
  const named = roster?.find(({ person }) => isSamePerson(person, event.person))?.name;
  const who = named === undefined ? wordsOf(turn).t('team.unnamed') : plain(named, 60);
  say(turn, `team.said.${event.type}.${event.why}`, { who });
}

function cardOf(turn: Turn, roster: readonly Technician[] | undefined): Content {
  const { team } = turn.teams;
  const nameOf = (person: Person): string | undefined => roster?.find((one) => isSamePerson(one.person, person))?.name;
  const item = (person: Person) => {
    const name = nameOf(person);
    const roles = team?.roles?.find((one) => isSamePerson(one.person, person))?.roles;
    return { id: person.objectId, ...(name !== undefined && { name }), ...(roles && { roles }) };
  };
  const others = roster?.filter(({ person }) => !leads(team, person)).map(({ person }) => item(person));
  return teamCard({
    locale: turn.defaultReader.locale,
    leads: (team?.leads ?? []).map(({ person }) => item(person)),
    isLead: leads(team, turn.source.person),
    holders: (team?.roles ?? []).map(({ person }) => item(person)),
    ...(team?.name !== undefined && { name: team.name }),
    ...(others && { others }),
  });
}

function namesOf(turn: Turn, roster: readonly Technician[] | undefined): string {
  const w = wordsOf(turn);
  const names = (turn.teams.team?.leads ?? []).map((lead) => {
    const name = roster?.find(({ person }) => isSamePerson(person, lead.person))?.name;
    return name === undefined ? w.t('team.unnamed') : plain(name, 60);
  });
  return w.list(names);
}
