/** The way to the files of a licence move: the list of users with what becomes of each, and the script. */
import type { Content } from './content.ts';
import { card, content, header, openUrl, press, textBlock } from './parts.ts';
import { words } from './text.ts';

export interface LicenceLinks {
  readonly csv: string;
  readonly script: string;
  /** Minutes for which they open. */
  readonly minutes: number;
}

/** The links are this person's own: they end soon, and with the right to read. */
export function licenceFilesCard(changeover: string, links: LicenceLinks, locale: string): Content {
  const w = words(locale);
  const { csv, script, minutes } = links;
  const title = w.t('licences.files.title');
  const actions = [
    openUrl(w.t('licences.files.csv'), csv),
    openUrl(w.t('licences.files.script'), script),
    press('licences', w.t('licences.files.back'), { changeover }),
  ];
  return content(card([header(title), textBlock(w.t('licences.files.means', { minutes }))], actions), title);
}
