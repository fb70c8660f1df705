/** The partner's book: all its changeovers that go on, in groups, the worst first. */
import type { Changeover, Instant } from './changeover.ts';
import type { Playbook } from './playbook.ts';
import { unansweredAsks } from './reminder-unanswered.ts';
import { openSteps } from './steps.ts';
import { DAY } from './working-time.ts';

/** In the order in which they need somebody. */
export const BOOK_GROUPS = ['overlapping', 'lastChance', 'waiting', 'silent', 'onTrack'] as const;
export type BookGroup = (typeof BOOK_GROUPS)[number];

/** What a book can be narrowed down to. A further one is a name here, its condition in store/book.ts and its words. */
export const BOOK_FILTERS = ['customer', 'technician', 'ticket', 'playbook', 'waiting', 'group'] as const;
export type BookFilter = (typeof BOOK_FILTERS)[number];
export type BookFilters = Partial<Readonly<Record<BookFilter, string>>>;

/** In place of a technician: those that nobody has taken. */
export const NOBODYS = 'nobody';

/** A last chance is near this long before it is gone. */
export const CHANCE_NEAR_MS = 7 * DAY;
/** Whoever is waited for has had this long. */
export const WAITS_LONG_MS = 3 * DAY;

/** Asked so often without an answer, a customer counts as silent. */
const ASKS = 2;

/** Since when a customer says nothing: the first of at least two questions that stayed unanswered. */
export function silentSince(changeover: Changeover, playbook: Playbook, now: Instant): Instant | undefined {
  const asks = openSteps(changeover, playbook, now, 'customer').map(({ record }) => unansweredAsks(changeover, record));
  const ignored = asks.filter((times) => times.length >= ASKS).flatMap(([first]) => first ?? []);
  return ignored.length === 0 ? undefined : Math.min(...ignored);
}
