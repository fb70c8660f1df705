import type { Words } from './text.ts';

/** As the reader's language calls it: `NL` is the Netherlands. */
export function countryName({ locale }: Words, country: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
}
