import type { Refusal } from '../changeover/refusals.ts';
import type { Reader } from './content.ts';
import { words } from './text.ts';
import { wordedParams } from './worded-params.ts';

/** Why something was not done, and what to do instead, in the reader's words. */
export function refusalText(refusal: Refusal, reader: Pick<Reader, 'locale' | 'zone'>): string {
  const w = words(reader.locale);
  return w.t(`refusal.${refusal.code}`, { ...OPTIONAL, ...wordedParams(w, refusal.params ?? {}, reader.zone) });
}

/** Parameters that a refusal may come without; its words have a case for it. */
const OPTIONAL = { outcome: 'none', missing: 'none', route: 'none', max: 'none', expiredAt: 'none' } as const;
