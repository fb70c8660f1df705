/** Parameters as events and refusals carry them, put into a reader's words. */
import type { Zone } from '../changeover/changeover.ts';
import { type Params, plain, type Words } from './text.ts';

/**
 * A day (`YYYY-MM-DD`) is written out; `…At` is an instant in the reader's zone; `…Minor` is money of the `currency`
 * beside it, under the name without `Minor`; any other text is made harmless; counts stay numbers.
 */
export function wordedParams(w: Words, params: Params, zone: Zone): Record<string, string | number> {
  const worded: Record<string, string | number> = {};
  const { currency } = params;
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string') worded[name] = DAY.test(value) ? w.date(value) : plain(value);
    else if (INSTANT.test(name)) worded[name] = w.dateTime(value, zone);
    else if (name.endsWith('Minor') && typeof currency === 'string') {
      worded[name.slice(0, -'Minor'.length)] = w.money({ minor: value, currency });
    } else worded[name] = value;
  }
  return worded;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const INSTANT = /At$|^until$/u;
