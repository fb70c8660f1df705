/** Wrong join codes are counted per person and conversation, so that codes cannot be tried one by one. */
import type { Instant } from '../changeover/changeover.ts';
import type { Turn } from '../loop/turn.ts';

const MOST = 5;
/** Milliseconds for which a wrong code counts. */
const WINDOW = 3_600_000;

/** The instant from which a code is looked at again, or undefined while it may be tried now. */
export function closedUntil(turn: Turn): Instant | undefined {
  const wrong = wrongOnes(turn);
  return wrong.length < MOST ? undefined : wrong[wrong.length - MOST]! + WINDOW;
}

export function noteWrong(turn: Turn): void {
  turn.dialogState.doc['wrongCodesAt'] = [...wrongOnes(turn), turn.now];
}

export function forgetWrong(turn: Turn): void {
  delete turn.dialogState.doc['wrongCodesAt'];
}

function wrongOnes(turn: Turn): readonly Instant[] {
  const kept = turn.dialogState.doc['wrongCodesAt'];
  if (!Array.isArray(kept)) return [];
  return kept.filter((at): at is Instant => typeof at === 'number' && turn.now - at < WINDOW);
}
