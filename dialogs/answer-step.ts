/** Takes an answer and says what became of it: the same for typed words, a question's button and a reminder's. */
import type { Changeover } from '../changeover/changeover.ts';
import { stepKey, stepsOf, type StepView } from '../changeover/steps.ts';
import { partnerName } from '../cards/names.ts';
import type { Turn } from '../loop/turn.ts';
import { titleOf } from './moved-on.ts';
import { nextWordText } from './next-word.ts';
import type { Said } from './said.ts';
import { reply, replyRefusal, replyText } from './speak.ts';
import { takeAnswer, type GivenAnswer, type TakenAnswer } from './take-answer.ts';

/** @param isNoteOnly the person wrote a note and no answer: it is said that the step counts as not done. */
export function answerStep(turn: Turn, said: Said, given: GivenAnswer, isNoteOnly = false): TakenAnswer {
  const taken = takeAnswer(turn, given);
  if (taken.kind === 'movedOn') replyText(turn, said, taken.text);
  if (taken.kind === 'refused') replyRefusal(turn, said, taken.refusal);
  if (taken.kind === 'taken') confirm(turn, said, given, taken, isNoteOnly);
  return taken;
}

type Taken = Extract<TakenAnswer, { kind: 'taken' }>;

function confirm(
  turn: Turn,
  said: Said,
  given: GivenAnswer,
  { changeover, isRepeat }: Taken,
  isNoteOnly: boolean,
): void {
  const view = stepsOf(changeover, turn.playbookOf(changeover), turn.now).find(
    (one) => one.key === stepKey(given.step, given.line),
  );
  if (view === undefined) return;
  const title = titleOf(turn, changeover, view);
  if (isRepeat) {
    reply(turn, said, 'ask.taken.repeat', { title });
    return;
  }
  const params = {
    title,
    partner: partnerName(changeover, (ref) => turn.text(ref)),
    nextWord: nextWordText(turn, changeover),
  };
  reply(turn, said, isNoteOnly ? 'ask.taken.note' : `ask.taken.${stillOpen(given, view) ?? given.answer}`, params);
  if (given.answer === 'help') tellPartner(turn, changeover, view, title);
}

/** A customer's "done" that needs the partner's word or a reading beside it leaves nothing open for the customer. */
function stillOpen(given: GivenAnswer, view: StepView): 'doneButOpen' | undefined {
  return given.answer === 'done' && view.status !== 'done' ? 'doneButOpen' : undefined;
}

/** A call for help is news for the partner: a message of its own, because an edited card notifies nobody. */
function tellPartner(turn: Turn, changeover: Changeover, view: StepView, title: string): void {
  if (turn.readerOf(changeover).side !== 'customer') return;
  const occasion = `help/${changeover.id}/${view.key}/${changeover.version}`;
  const params = { domain: changeover.customer.domain, title };
  turn.notify(changeover.id, occasion, { side: 'partner' }, { kind: 'notice', text: 'notice.helpAsked', params });
}
