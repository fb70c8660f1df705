/** The language of a page for somebody whom nobody knows yet. */
import { languages } from './text.ts';

/**
 * The best of what a browser asks for that there are words in; English where there is none.
 *
 * @param asked an `Accept-Language` header, such as `nl-BE,nl;q=0.9,en;q=0.8`
 */
export function pageLanguage(asked: string, known: readonly string[] = languages()): string {
  const wishes = asked.split(',', MOST_WISHES).map((one) => {
    const [tag = '', ...more] = one.trim().toLowerCase().split(';');
    const weight = Number(/^\s*q=([\d.]+)\s*$/u.exec(more[0] ?? '')?.[1] ?? 1);
    return { language: tag.split('-')[0] ?? '', weight };
  });
  const found = wishes
    .toSorted((one, other) => other.weight - one.weight)
    .find(({ language, weight }) => weight > 0 && known.includes(language));
  return found?.language ?? 'en';
}

/** A browser names a few; more are looked at by nobody. */
const MOST_WISHES = 20;
