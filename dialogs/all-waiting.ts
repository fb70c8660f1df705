/** `second yes`: everything of a team that waits for the yes of a second person, asked for once more. */
import { isSamePerson } from '../changeover/membership.ts';
import { openingCard } from '../cards/opening-card.ts';
import type { Hearing } from './hearing.ts';
import { sayWaiting } from './import-waiting.ts';
import { reply } from './speak.ts';

/** Of each kind; a channel is no list. */
const MOST = 5;

/** Only what can be agreed to in this channel is shown; the rest is counted. */
export async function showAllWaiting(hearing: Hearing): Promise<void> {
  const { turn, said, office, technicians } = hearing;
  const { conversation, teamId, person } = turn.source;
  if (conversation.kind !== 'channel' || teamId === undefined || office === undefined) {
    return reply(turn, said, 'board.inChannel');
  }
  const team = { partnerTenantId: person.tenantId, teamId };
  const { count, openings, files } = await office.allWaiting(team, turn.now, MOST);
  const isHere = ({ channelId }: { readonly channelId: string }): boolean => channelId === conversation.id;
  const [single, tables] = [openings.filter(isHere), files.filter(isHere)];
  const shown = single.length + tables.reduce((sum, file) => sum + file.count, 0);
  reply(turn, said, 'secondYes.waiting', { count, others: count - shown });
  const roster = single.length > 0 ? await technicians?.(conversation.reference, teamId) : undefined;
  for (const { id, askedBy, asked } of single) {
    const who = roster?.find((one) => isSamePerson(one.person, askedBy))?.name;
    turn.say(openingCard(turn.defaultReader.locale, { opening: id, ...asked, ...(who !== undefined && { who }) }));
  }
  for (const { importId } of tables) await sayWaiting(hearing, office, team, importId);
}
