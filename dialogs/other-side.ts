import type { Changeover } from '../changeover/changeover.ts';
import { words, type Words } from '../cards/text.ts';
import type { Turn } from '../loop/turn.ts';

export interface OtherSide {
  readonly side: 'customer' | 'partner';
  readonly words: Words;
}

/** The side that is to be told what this person did, and its words. */
export function otherSideOf(turn: Turn, changeover: Changeover): OtherSide {
  const side = turn.readerOf(changeover).side === 'customer' ? 'partner' : 'customer';
  return { side, words: words(changeover[side].locale) };
}
