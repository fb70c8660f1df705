/** Why a user is left as is, or could not be moved: with the services or the groups that it is about. */
import { serviceNames } from './licence-names.ts';
import { plain, type Words } from './text.ts';

/** @param code of `licences.conflict.<code>`; @param count of how many users. */
export function whyOf(w: Words, code: string, count: number, about: readonly string[] = []): string {
  const why = w.t(`licences.conflict.${code}`, { count });
  if (about.length === 0) return why;
  if (code === 'byGroup') return w.t('licences.about.groups', { why, things: plain(about.join(', '), 300) });
  return w.t('licences.about.services', { why, things: plain(w.list(serviceNames(about)), 300) });
}
