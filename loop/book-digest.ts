/** The weekly message about a team's book: queued once a week, to the leads' own chats, or to the channel where there are none. */
import type { Instant } from '../changeover/changeover.ts';
import { nextWeekAt } from '../changeover/team-week.ts';
import { dateIn } from '../changeover/working-time.ts';
import type { BookSending, BookStore, DueBook } from './book-ports.ts';
import type { OutboxItem } from './ports.ts';

const TEAMS_AT_ONCE = 10;

/** Queues all that is due at `now`; returns how many teams that were. */
export async function sendBooks(store: Pick<BookStore, 'sendBooks'>, now: Instant): Promise<number> {
  let sent = 0;
  for (;;) {
    const due = await store.sendBooks(now, TEAMS_AT_ONCE, (one) => sendingOf(one, now));
    sent += due;
    if (due < TEAMS_AT_ONCE) return sent;
  }
}

/** A week that was missed is not made up for: the book is told as it is now, once. */
function sendingOf({ book, page, leadChats }: DueBook, now: Instant): BookSending {
  const { partnerTenantId, teamId, channelId, zone, locale } = book;
  const week = dateIn(zone, book.digestAt);
  const worst = page.rows
    .filter(({ group }) => group !== 'onTrack')
    .map(({ changeover, group }) => ({ domain: changeover.customer.domain, group }));
  const item = (conversationId: string): OutboxItem => ({
    occasion: `book/${partnerTenantId}/${teamId}/${week}`,
    to: { conversationId },
    message: { kind: 'book', locale, total: page.total, groups: page.groups, perDay: page.perDay, worst },
  });
  const outbox = page.total === 0 ? [] : (leadChats.length > 0 ? leadChats : [channelId]).map(item);
  return { nextAt: nextWeekAt(now, zone), outbox };
}
