/** A draft as the partner's channel is shown it: what its customer would read, from the newest state. */
import type { Content, OneOff, Reader } from '../cards/content.ts';
import { draftCard } from '../cards/draft-card.ts';
import { customerName, partnerName, type TextOf } from '../cards/names.ts';
import { noticeText } from '../cards/notice-text.ts';
import { reminderParts, type Reminder } from '../cards/reminder-parts.ts';
import { plain, words } from '../cards/text.ts';
import { unreachableCard } from '../cards/unreachable-card.ts';
import type { Changeover, Instant } from '../changeover/changeover.ts';
import type { Playbook } from '../changeover/playbook.ts';

const LONGEST_OWN = 1_000;

export interface DraftOf {
  readonly message: Extract<OneOff, { kind: 'draft' }>;
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  /** Who is shown it. */
  readonly reader: Reader;
  readonly text: TextOf;
  readonly now: Instant;
  /** The reminder with the days and sums of now; undefined when its reason is gone. */
  readonly newest: (reminder: Reminder) => Reminder | undefined;
}

/** Undefined once somebody said what becomes of it, and when its reason is gone. */
export function draftContent(of: DraftOf): Content | undefined {
  const { message, changeover, reader, text } = of;
  const { occasion, inner } = message;
  const lines = changeover.drafts?.[occasion] === undefined ? linesOf(inner, of) : [];
  if (lines.length === 0) return undefined;
  const customer = customerName(changeover, text);
  return draftCard({ locale: reader.locale, changeover: changeover.id, occasion, customer, lines });
}

/** A technician's own words, said to be theirs. */
export function ownContent(
  changeover: Changeover,
  textId: string,
  { locale }: Reader,
  text: TextOf,
): Content | undefined {
  const own = text({ id: textId, hash: '' });
  if (own === undefined) return undefined;
  const partner = partnerName(changeover, text);
  return { text: words(locale).t('draft.ownText', { partner, text: plain(own, LONGEST_OWN) }) };
}

function linesOf(inner: OneOff, { changeover, playbook, text, now, newest }: DraftOf): readonly string[] {
  const { zone, locale } = changeover.customer;
  const customer: Reader = { side: 'customer', role: 'customerAdmin', zone, locale };
  if (inner.kind === 'notice') return [noticeText(inner, customer)];
  if (inner.kind === 'unreachable') {
    const card = unreachableCard(inner, changeover, customer, text);
    return card && 'summary' in card ? [card.summary] : [];
  }
  const reminder = inner.kind === 'reminder' ? newest(inner) : undefined;
  if (reminder === undefined) return [];
  const { title, said, todo, lastChance } = reminderParts({ reminder, changeover, playbook, text }, customer, now);
  return [title, said, ...todo, ...lastChance];
}
