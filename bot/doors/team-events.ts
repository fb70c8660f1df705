/** What Teams tells of a team itself: renamed, archived, deleted, back again, or people gone from it. */
import type { Said } from '../../dialogs/said.ts';
import type { Activity } from './activity.ts';

type TeamSaid = Extract<Said, { kind: 'teamChanged' | 'membersLeft' }>;

const CHANGES: Readonly<Record<string, Extract<TeamSaid, { kind: 'teamChanged' }>['what']>> = {
  teamRenamed: 'renamed',
  teamArchived: 'archived',
  teamUnarchived: 'active',
  teamRestored: 'active',
  teamDeleted: 'deleted',
  teamHardDeleted: 'deleted',
};

/** Undefined for what is no event of a team, and for one that changes nothing for us. */
export function teamEvent({ channelData, membersRemoved }: Activity): TeamSaid | undefined {
  if (!channelData?.team?.id) return undefined;
  const { eventType } = channelData;
  const what = typeof eventType === 'string' ? CHANGES[eventType] : undefined;
  const name = teamNameOf(channelData.team);
  if (what !== undefined) return { kind: 'teamChanged', what, ...(name !== undefined && { name }) };
  const people = (membersRemoved ?? []).map(({ id, aadObjectId }) => ({
    userId: id,
    ...(typeof aadObjectId === 'string' && { objectId: aadObjectId.toLowerCase() }),
  }));
  return people.length > 0 ? { kind: 'membersLeft', people } : undefined;
}

export function teamNameOf(team: Readonly<Record<string, unknown>> | null | undefined): string | undefined {
  const name = team?.['name'];
  return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 256) : undefined;
}
