/** Said when this reader has nothing to do: who is being waited on, since when, and when we speak again. */
import type { Changeover } from '../changeover/changeover.ts';
import { waitingOn } from '../changeover/steps.ts';
import { closingCard } from '../cards/closing-card.ts';
import { sideName } from '../cards/names.ts';
import type { Turn } from '../loop/turn.ts';
import { nextWordText } from './next-word.ts';
import { openQuestions } from './open-question.ts';
import { say, wordsOf } from './speak.ts';

export function sayNothingOpen(turn: Turn, changeover: Changeover): void {
  const reader = turn.readerOf(changeover);
  const playbook = turn.playbookOf(changeover);
  const text = (ref: Parameters<Turn['text']>[0]) => turn.text(ref);
  if (changeover.state.kind === 'closed') {
    turn.say(closingCard(changeover, playbook, reader, turn.now, text));
    return;
  }
  const nextWord = nextWordText(turn, changeover);
  // What was put off a moment ago stays open; it is not asked twice in a row.
  if (openQuestions(turn, changeover).length > 0) {
    say(turn, 'nothing.putOff');
    return;
  }
  if (changeover.checking !== undefined) {
    say(turn, 'nothing.checking');
    return;
  }
  const { side, since } = waitingOn(changeover, playbook, turn.now);
  if (side === 'nobody') {
    say(turn, 'nothing.timeOnly', { nextWord });
    return;
  }
  const who = sideName(wordsOf(turn), changeover, playbook, side, text);
  const params = { who, nextWord, since: since === undefined ? '' : wordsOf(turn).dateTime(since, reader.zone) };
  say(turn, since === undefined ? 'nothing.waiting' : 'nothing.waitingSince', params);
}
