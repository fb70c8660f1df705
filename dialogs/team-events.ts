/** What Teams tells of a team: renamed, archived, deleted, back; people gone from it. Nobody is asked, it has happened. */
import type { Person } from '../changeover/changeover.ts';
import type { Turn } from '../loop/turn.ts';
import type { Said } from './said.ts';

export function hearTeamChange(turn: Turn, { what, name }: Extract<Said, { kind: 'teamChanged' }>): void {
  if (turn.source.teamId === undefined || turn.teams.team === undefined) return;
  if (what !== 'renamed') turn.teams.issue({ type: 'setState', state: what });
  else if (name !== undefined) turn.teams.issue({ type: 'rename', name });
}

/** A lead who leaves leads no more; where it was the last one, the channels are told that somebody else may take over. */
export function hearMembersLeft(turn: Turn, { people }: Extract<Said, { kind: 'membersLeft' }>): void {
  const { person, teamId } = turn.source;
  if (teamId === undefined) return;
  const named = people.flatMap(({ objectId }) => (objectId === undefined ? [] : [{ ...person, objectId }]));
  const known = turn.teams.peopleOf(people.map(({ userId }) => userId));
  const gone: readonly Person[] = [...named, ...known];
  turn.teams.noteGone(gone);
  const noted = turn.teams.issue({ type: 'noteLeft', people: gone });
  if (!noted.ok || noted.events.length === 0) return;
  const text = noted.team.leads.length === 0 ? 'notice.lastLeadLeft' : 'notice.leadLeft';
  const occasion = `leadLeft/${teamId}/${noted.team.version}`;
  for (const conversationId of channelsOf(turn, teamId)) {
    turn.notify(undefined, occasion, { conversationId }, { kind: 'notice', text, params: {} });
  }
}

/** Where the team's changeovers live; without one where Teams told of it. */
function channelsOf(turn: Turn, teamId: string): ReadonlySet<string> {
  const ours = turn.loaded.changeovers.filter(({ partner }) => partner.teamId === teamId);
  const ids = ours.map(({ partner }) => partner.channelId);
  return new Set(ids.length > 0 ? ids : [turn.source.conversation.id]);
}
