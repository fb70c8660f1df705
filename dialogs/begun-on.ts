/** The changeover that a dialog is begun on: the one that a button names, else the one that is meant here. */
import type { Changeover } from '../changeover/changeover.ts';
import { refuse, type RefusalCode } from '../changeover/refusals.ts';
import type { Turn } from '../loop/turn.ts';
import { movedOnText } from './moved-on.ts';
import { sayRefusal } from './speak.ts';

/** An open changeover of this person, or `undefined` after having said why there is none. */
export function openOneOf(turn: Turn, named: unknown): Changeover | undefined {
  const changeover = typeof named === 'string' ? turn.changeover(named) : turn.current();
  if (changeover === undefined) {
    sayRefusal(turn, refuse('unknownChangeover'));
    return undefined;
  }
  if (changeover.state.kind === 'open') return changeover;
  turn.say({ text: movedOnText(turn, changeover, '') ?? '' });
  return undefined;
}

/** Refusals that no other input would mend: the form is left after they are said. */
export function isFinal(code: RefusalCode): boolean {
  return FINAL.has(code);
}

const FINAL: ReadonlySet<RefusalCode> = new Set([
  'unknownChangeover',
  'notAMember',
  'notYourSide',
  'viewerMayNot',
  'closedAlready',
  'alreadyDone',
  'stepUnknown',
  'stepNotOpen',
  'movedOn',
  'noClaimOpen',
  'claimOpenAlready',
  'guardEndNow',
  'guardStopRenewal',
  'guardUndoNew',
  'routeForbids',
  'readingDisagrees',
  'stepNeeded',
  'caseUnknown',
  'casesTooMany',
  'switchSame',
]);
