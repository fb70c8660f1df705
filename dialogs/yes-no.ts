import { words } from '../cards/text.ts';
import type { Said } from './said.ts';

/** A plain yes or no, typed or pressed (`answer`); undefined for anything else. Words are those of the catalogue. */
export function yesOrNo(said: Said, locale: string): 'yes' | 'no' | undefined {
  if (said.kind === 'press')
    return said.data['answer'] === 'yes' || said.data['answer'] === 'no' ? said.data['answer'] : undefined;
  if (said.kind !== 'text') return undefined;
  const typed = said.text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/u, '');
  const w = words(locale);
  if (w.t('say.words.yes').split('|').includes(typed)) return 'yes';
  return w.t('say.words.no').split('|').includes(typed) ? 'no' : undefined;
}
