/** `limit 500 EUR`: above which overlap a new changeover of the team waits for a second person's yes. Its lead's word. */
import { parseMoney } from '../changeover/inputs.ts';
import { words } from '../cards/text.ts';
import type { TeamBook } from '../loop/book-ports.ts';
import type { Hearing } from './hearing.ts';
import { reply, replyRefusal } from './speak.ts';

/** Of an overlap, in minor units; sums stay exact far beyond it. */
const MOST_MINOR = 100_000_000_000;
const CURRENCY = /(?:^|\s|\d)([A-Za-z]{3})$/u;

/** @param rest an amount with its currency, or `off`; anything else is answered with how it is. */
export async function setLimit({ turn, said, office }: Hearing, rest: string): Promise<void> {
  const { conversation, teamId, person } = turn.source;
  if (conversation.kind !== 'channel' || teamId === undefined || office === undefined) {
    return reply(turn, said, 'board.inChannel');
  }
  const { locale, zone } = turn.defaultReader;
  const w = words(locale);
  const typed = rest.trim();
  const team = { partnerTenantId: person.tenantId, teamId };
  const kept = await office.teamBook(team);
  if (typed === '') {
    if (kept?.limit === undefined) return reply(turn, said, 'limit.isOff');
    return reply(turn, said, 'limit.isOn', { amount: w.money(kept.limit) });
  }
  if (turn.teams.actorFor(undefined).isLead !== true) return reply(turn, said, 'refusal.leadOnly');
  const { limit: _before, ...book }: TeamBook = kept ?? { ...team, channelId: conversation.id, zone, locale };
  if (typed.toLowerCase() === w.t('limit.typed.off')) {
    await office.keepTeamBook(book);
    return reply(turn, said, 'limit.off');
  }
  const code = CURRENCY.exec(typed)?.[1];
  if (code === undefined) return reply(turn, said, 'limit.how');
  const read = parseMoney(typed, code, { allowZero: true, maxMinor: MOST_MINOR });
  if (!read.ok) return replyRefusal(turn, said, read.refusal);
  await office.keepTeamBook({ ...book, limit: read.value });
  return reply(turn, said, 'limit.on', { amount: w.money(read.value) });
}
