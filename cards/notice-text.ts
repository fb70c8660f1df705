import type { OneOff, Reader } from './content.ts';
import { words } from './text.ts';
import { wordedParams } from './worded-params.ts';

/** News of the other side, in one sentence. */
export function noticeText(
  notice: Extract<OneOff, { kind: 'notice' }>,
  reader: Pick<Reader, 'locale' | 'zone'>,
): string {
  const w = words(reader.locale);
  return w.t(notice.text, wordedParams(w, notice.params, reader.zone));
}
