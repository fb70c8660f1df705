/** The weekly message to the lead: the sums of the book, and the worst of it by name of its domain. */
import { BOOK_GROUPS } from '../changeover/book.ts';
import { groupTitle } from './board-row.ts';
import type { BookMessage, Content } from './content.ts';
import { bullets, card, content, factSet, header, remark, subheading, type Element } from './parts.ts';
import { plain, words } from './text.ts';

export function bookDigestCard({ locale, total, groups, perDay, worst }: BookMessage): Content {
  const w = words(locale);
  const title = w.t('bookDigest.title', { count: total });
  const money = w.list(perDay.map((one) => w.money(one)));
  const facts = BOOK_GROUPS.map((group) => [groupTitle(locale, group), w.number(groups[group])] as const);
  const cost = [w.t('bookDigest.perDay'), money === '' ? undefined : money] as const;
  const named = worst.map(({ domain, group }) =>
    w.t('bookDigest.worst', { domain: plain(domain, 60), group: groupTitle(locale, group) }),
  );
  const body: readonly Element[] = [
    header(title),
    factSet([...facts, cost]),
    ...(named.length > 0 ? [subheading(w.t('bookDigest.first')), bullets(named)] : []),
    remark(w.t('bookDigest.how'), { spacing: 'medium' }),
  ];
  const summary = groups.overlapping > 0 ? w.t('board.summary', { title, count: groups.overlapping, money }) : title;
  return content(card(body), summary);
}
