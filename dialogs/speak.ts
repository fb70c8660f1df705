/** How dialogs say a sentence: by key, in the reader's language; an Action.Execute is answered on its card instead. */
import type { Refusal } from '../changeover/refusals.ts';
import { refusalText } from '../cards/refusal-text.ts';
import { words, type Params, type Words } from '../cards/text.ts';
import type { Turn } from '../loop/turn.ts';
import type { Said } from './said.ts';

export function wordsOf(turn: Turn): Words {
  return words(turn.defaultReader.locale);
}

/** Says a message of the catalogue in the conversation. User-given parameters have to be `plain` already. */
export function say(turn: Turn, key: string, params?: Params): void {
  turn.say({ text: wordsOf(turn).t(key, params) });
}

export function sayRefusal(turn: Turn, refusal: Refusal): void {
  turn.say({ text: refusalText(refusal, turn.defaultReader) });
}

/** Answers where the person looks: on the card for an Action.Execute, in the chat for everything else. */
export function reply(turn: Turn, said: Said, key: string, params?: Params): void {
  replyText(turn, said, wordsOf(turn).t(key, params));
}

export function replyRefusal(turn: Turn, said: Said, refusal: Refusal): void {
  replyText(turn, said, refusalText(refusal, turn.defaultReader));
}

export function replyText(turn: Turn, said: Said, text: string): void {
  if (said.kind === 'press' && said.surface === 'execute') turn.answer({ kind: 'message', text });
  else turn.say({ text });
}
