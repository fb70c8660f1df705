/** Who of the other side can't be reached in Teams, or can again: the words for cards. Names are harmless already. */
import type { Changeover, Instant, Reach } from '../changeover/changeover.ts';
import { unreachedOf, type Unreached } from '../changeover/reachability.ts';
import { dateIn, DAY } from '../changeover/working-time.ts';
import type { Reader } from './content.ts';
import { partnerName, personName, type TextOf } from './names.ts';
import { plain, words, type Words } from './text.ts';

export interface ReachLines {
  /** Nothing arrives there now: who, since when, why, and whom to call. */
  readonly unreached: readonly string[];
  /** Said for a week, quietly. */
  readonly back: readonly string[];
}

/** How long it is worth a line that somebody can be reached again. */
const BACK_FOR_MS = 7 * DAY;
const LONGEST_CONTACT = 120;

/** What a reader is told of the other side; of its own nobody needs to be told. */
export function reachLines(changeover: Changeover, reader: Reader, now: Instant, text: TextOf): ReachLines {
  const w = words(reader.locale);
  const side = reader.side === 'customer' ? 'partner' : 'customer';
  const back = (changeover.reach ?? []).filter(
    (one) => one.side === side && one.why === undefined && now - one.since < BACK_FOR_MS,
  );
  return {
    unreached: unreachedOf(changeover, side).map((one) => unreachedLine(w, one, changeover, reader, text)),
    back: back.map((one) => w.t('reach.back', whoAndSince(w, one, changeover, reader, text))),
  };
}

/** One of them, in one or two sentences. */
export function unreachedLine(
  w: Words,
  unreached: Unreached,
  changeover: Changeover,
  reader: Reader,
  text: TextOf,
): string {
  const params = whoAndSince(w, unreached, changeover, reader, text);
  const said = w.t('reach.unreached', { ...params, why: w.t(`reach.why.${unreached.why}`) });
  const contact = text(unreached.side === 'customer' ? changeover.customer.contactRef : changeover.supportRef);
  if (contact === undefined) return said;
  return `${said} ${w.t('reach.contact', { contact: plain(contact, LONGEST_CONTACT) })}`;
}

/** The person, or the partner's channel. */
export function reachName(w: Words, { person }: Pick<Reach, 'person'>, changeover: Changeover, text: TextOf): string {
  return person
    ? personName(changeover, person, text, w.locale)
    : w.t('reach.channel', { partner: partnerName(changeover, text) });
}

function whoAndSince(
  w: Words,
  one: Reach,
  changeover: Changeover,
  reader: Reader,
  text: TextOf,
): { who: string; since: string } {
  return { who: reachName(w, one, changeover, text), since: w.date(dateIn(reader.zone, one.since)) };
}
