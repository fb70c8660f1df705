/** Being installed and being taken away. Install events come twice and at the same time; a reload of the client installs anew. */
import { greetingCard } from '../cards/greeting-card.ts';
import type { Turn } from '../loop/turn.ts';
import { say } from './speak.ts';

/** The status card is posted for an install at most once in this time, in milliseconds. */
const STATUS_EVERY = 60_000;

/**
 * Greets once per conversation. A later install shows the status card anew, because a reloaded client has forgotten
 * the window. Of two at once the second meets a newer conversation, runs again and finds that all is said.
 */
export function welcome(turn: Turn): void {
  const stored = turn.loaded.conversation;
  if (stored?.greetedAt === undefined) greet(turn);
  else if (stored.state === 'uninstalled' && turn.current() === undefined) say(turn, 'say.back');
  turn.updateConversation({ state: 'reachable' });
  bind(turn);
  showStatusOnce(turn, stored?.statusPostedAt);
}

/** Nothing can be said here any more; questions that were open are forgotten with the conversation. */
export function farewell(turn: Turn): void {
  turn.updateConversation({ state: 'uninstalled' });
  if (turn.source.teamId !== undefined) turn.teams.issue({ type: 'setState', state: 'removed' });
  for (const key of Object.keys(turn.dialogState.doc)) delete turn.dialogState.doc[key];
}

/** Who brings the assistant to a team leads it; coming back it finds who led before. */
function bind(turn: Turn): void {
  const { teamId, teamName: name, isOwn = false } = turn.source;
  if (teamId !== undefined) turn.teams.issue({ type: 'bind', isOwn, ...(name !== undefined && { name }) });
}

function greet(turn: Turn): void {
  const place = turn.source.conversation.kind === 'personal' ? 'personal' : 'channel';
  turn.say(greetingCard({ locale: turn.defaultReader.locale, place }));
  turn.updateConversation({ greetedAt: turn.now });
}

function showStatusOnce(turn: Turn, postedAt: number | undefined): void {
  if (turn.source.conversation.kind !== 'personal') return;
  const mine = turn.current();
  if (mine === undefined || (postedAt !== undefined && turn.now - postedAt < STATUS_EVERY)) return;
  turn.showStatus(mine.id, 'anew');
  turn.updateConversation({ statusPostedAt: turn.now });
}
