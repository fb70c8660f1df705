/** Whose working week and public holidays a reader keeps: in a channel its team's, in a chat the person's company's. */
import { countryOf, readCountry } from '../changeover/country.ts';
import { hasHolidays, nextHoliday } from '../changeover/work-calendar.ts';
import { dateIn } from '../changeover/working-time.ts';
import { countryName } from '../cards/country-name.ts';
import type { Changeover } from '../changeover/changeover.ts';
import type { Turn } from '../loop/turn.ts';
import { isTeam, meant, type Hearing } from './hearing.ts';
import { reply, replyRefusal, wordsOf } from './speak.ts';

/** @param typed what followed "my country is"; empty: says which one it is, and how to change it. */
export function setCountry(hearing: Hearing, typed: string): void {
  const { turn, said } = hearing;
  const one = meant(hearing);
  if (one === undefined) return;
  const w = wordsOf(turn);
  const text = withoutVerb(typed);
  if (text === '') {
    const known = countryOf(one[sideOf(turn, one)]);
    return reply(turn, said, 'country.how', { country: known === undefined ? 'none' : countryName(w, known) });
  }
  const country = readCountry(text);
  if (country === undefined) return reply(turn, said, 'country.unreadable');
  const issued = ofReader(turn, one).map(({ id }) => turn.issue(id, { type: 'setCountry', country }));
  const name = countryName(w, country);
  if (issued.some(({ ok }) => ok)) return sayTaken(hearing, one, country, name);
  const [first] = issued;
  if (first && !first.ok && first.refusal.code !== 'alreadyDone') return replyRefusal(turn, said, first.refusal);
  reply(turn, said, 'country.already', { country: name });
}

function sayTaken({ turn, said }: Hearing, changeover: Changeover, country: string, name: string): void {
  const w = wordsOf(turn);
  const next = nextHoliday(country, dateIn(turn.readerOf(changeover).zone, turn.now));
  reply(turn, said, 'country.taken', {
    country: name,
    hasHolidays: hasHolidays(country) ? 'yes' : 'no',
    next: next?.name ?? 'none',
    nextOn: next === undefined ? '' : w.date(next.date),
  });
}

/** "my country is Germany", "country: Germany". */
function withoutVerb(typed: string): string {
  return typed
    .replace(/^(?:is|=|:)\s+/iu, '')
    .replace(/[.!]+$/u, '')
    .trim();
}

function sideOf(turn: Turn, changeover: Changeover): 'customer' | 'partner' {
  return turn.readerOf(changeover).side === 'customer' ? 'customer' : 'partner';
}

/** All that are open, because a reader has one week. */
function ofReader(turn: Turn, one: Changeover): readonly Changeover[] {
  const open = turn
    .changeovers()
    .filter(
      ({ state, partner }) => state.kind === 'open' && (!isTeam(turn) || partner.channelId === one.partner.channelId),
    );
  return open.length > 0 ? open : [one];
}
