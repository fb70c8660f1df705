/** What somebody at a browser is told where there is no page to show: what it is, and what to do. */
import { htmlDocument, section } from './customer-page.ts';
import { escapeHtml } from './page-elements.ts';
import { pageLanguage } from './page-language.ts';
import { words } from './text.ts';

/** `closed` is said of a link that is wrong, over, replaced or withdrawn alike; `form` of what no page of ours sends. */
export type PageTrouble = 'closed' | 'busy' | 'starting' | 'fault' | 'form';

/** @param languages as the browser asks for them. */
export function troublePage(trouble: PageTrouble, languages: string): string {
  const w = words(pageLanguage(languages));
  const title = w.t(`webPage.${trouble}.title`);
  return htmlDocument(
    w,
    title,
    section(`<h1>${escapeHtml(title)}</h1><p>${escapeHtml(w.t(`webPage.${trouble}.text`))}</p>`),
  );
}
