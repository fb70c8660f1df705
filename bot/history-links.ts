/** The links to a history that somebody is handed: the page, and the export. */
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { HistoryLinks } from '../cards/history-card.ts';
import type { Bearer } from '../dialogs/bearer.ts';
import { HISTORY_PATH } from './file-routes.ts';
import { PERSON_MINUTES, personToken } from './person-links.ts';
import type { SignedLinks } from './signed-link.ts';

/** @param baseUrl such as `https://bot.example.com`, without a slash at its end. */
export function historyLinks(
  baseUrl: string,
  signed: SignedLinks,
  changeover: ChangeoverId,
  bearer: Bearer,
  now: Instant,
): HistoryLinks {
  const link = (what: 'page' | 'json'): string => {
    const token = personToken(signed, { purpose: 'history', changeover, what }, bearer, now);
    return `${baseUrl}${HISTORY_PATH}?ticket=${token}`;
  };
  return { page: link('page'), json: link('json'), minutes: PERSON_MINUTES };
}
