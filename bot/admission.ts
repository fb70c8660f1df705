/** Who is let in as one of a team's own people, before anything is looked at and, in a one-to-one chat, once it was loaded. */
import type { RefusalCode } from '../changeover/refusals.ts';
import type { Desk } from '../loop/desk.ts';
import type { Heard } from './doors/teams.ts';
import type { Membership, Roster } from './roster.ts';

type HeardTurn = Extract<Heard, { kind: 'turn' }>;

/** The turn with what the roster said of the speaker, or why it is refused. */
export type Admitted =
  | { readonly ok: true; readonly heard: HeardTurn }
  | { readonly ok: false; readonly code: RefusalCode };

/**
 * In a channel whoever writes or presses has to be one of the team's own. Who brings the bot is only noted: a team that
 * a guest brought it to is led by nobody.
 */
export async function admit(roster: Roster, heard: HeardTurn): Promise<Admitted> {
  const { said, source, userId } = heard;
  if (source.conversation.kind !== 'channel') return { ok: true, heard };
  const { teamId } = source;
  if (said.kind === 'membersLeft' && teamId !== undefined) roster.forget(teamId);
  const isAsked = said.kind === 'text' || said.kind === 'press' || said.kind === 'task' || said.kind === 'installed';
  if (!isAsked) return { ok: true, heard };
  if (teamId === undefined) return said.kind === 'installed' ? { ok: true, heard } : refused('unknown');
  const membership = await roster.membershipOf(source.conversation.reference, teamId, userId);
  if (membership === 'own') return { ok: true, heard: { ...heard, source: { ...source, isOwn: true } } };
  return said.kind === 'installed' ? { ok: true, heard } : refused(membership);
}

/**
 * In a one-to-one chat the partner's people speak for the teams whose rosters have them now: having been in one once, or
 * having opened a changeover, gives nothing. A customer's tenant has no team, and nothing is asked.
 */
export async function admitToTeams(roster: Roster, desk: Desk): Promise<void> {
  const { conversation, person } = desk.source;
  if (conversation.kind !== 'personal') return;
  const checks = desk.teams.here.map(async ({ team: { teamId, state }, reference }) => {
    if (reference === undefined || state !== 'active') return;
    const membership = await roster.membershipOf(reference, teamId, person.objectId);
    if (membership === 'own') desk.teams.admit(teamId);
    if (membership === 'gone' || membership === 'guest') desk.teams.noteGone([person], teamId);
  });
  await Promise.all(checks);
}

function refused(membership: Exclude<Membership, 'own'>): Admitted {
  const codes = { guest: 'guestMayNot', gone: 'leftTeam', unknown: 'memberUnknown' } as const;
  return { ok: false, code: codes[membership] };
}
