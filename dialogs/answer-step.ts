/** Takes an answer and says what became of it: the same for typed words, a question's button and a reminder's. */
import type { Changeover } from '../changeover/changeover.ts';
import type { Refusal } from '../changeover/refusals.ts';
import { stepKey, stepsOf, type StepView } from '../changeover/steps.ts';
import { partnerName, sideName } from '../cards/names.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import { refusalText } from '../cards/refusal-text.ts';
import { stepTitle } from '../cards/step-words.ts';
import { stepItem } from '../cards/view.ts';
import type { Words } from '../cards/text.ts';
import type { Turn } from '../loop/turn.ts';
import { titleOf } from './moved-on.ts';
import { nextWordText } from './next-word.ts';
import type { Said } from './said.ts';
import { reply, replyText } from './speak.ts';
import { takeAnswer, type GivenAnswer, type TakenAnswer } from './take-answer.ts';

/** @param isNoteOnly the person wrote a note and no answer: it is said that the step counts as not done. */
export function answerStep(turn: Turn, said: Said, given: GivenAnswer, isNoteOnly = false): TakenAnswer {
  const taken = takeAnswer(turn, given);
  if (taken.kind === 'movedOn') replyText(turn, said, taken.text);
  if (taken.kind === 'refused') replyText(turn, said, refusalWords(turn, given, taken));
  if (taken.kind === 'taken') confirm(turn, said, given, taken, isNoteOnly);
  return taken;
}

/** Where a form was refused on a status card, every field at fault is named: nothing else can stand beside it there. */
function refusalWords(turn: Turn, given: GivenAnswer, { refusal }: Extract<TakenAnswer, { kind: 'refused' }>): string {
  const changeover = turn.changeover(given.changeover);
  const { locale, zone } = turn.defaultReader;
  if (changeover === undefined) return refusalText(refusal, { locale, zone });
  const w = playbookWords(locale, turn.playbookOf(changeover));
  const said = refusalText(refusal, { locale, zone });
  const { step = '', option = '' } = refusal.params ?? {};
  if (refusal.code === 'choiceNotEnough') return w.t(`step.${step}.option.${option}.why`);
  const names = (refusal.items ?? []).map((item) => itemWords(w, given, item)).filter((name) => name !== '');
  return names.length === 0 ? said : `${said} ${w.list(names)}.`;
}

function itemWords(w: Words, { step }: GivenAnswer, item: NonNullable<Refusal['items']>[number]): string {
  const key = `step.${step}.item.${item.id}`;
  const name = w.has(key) ? w.t(key) : '';
  if (item.needs === undefined) return name;
  return w.t('value.short', { item: name, has: item.has ?? 0, needs: item.needs });
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
  const isKept = given.answer === 'notYet' && given.value !== undefined;
  const became = isNoteOnly ? 'note' : isKept ? 'kept' : (stillOpen(given, view) ?? given.answer);
  reply(turn, said, `ask.taken.${became}`, params);
  if (given.answer === 'help') tellPartner(turn, changeover, view, title);
  if (given.answer === 'done') tellOfAbsent(turn, changeover, view);
}

/**
 * A "done" that waits for a look says so; a customer's that needs the partner's word or a reading beside it leaves nothing
 * open for the customer.
 */
function stillOpen(given: GivenAnswer, view: StepView): 'checking' | 'doneButOpen' | undefined {
  if (given.answer === 'done' && view.status === 'checking') return 'checking';
  return given.answer === 'done' && view.status !== 'done' ? 'doneButOpen' : undefined;
}

/** What the partner records for a side that is not in Teams is news for the customer. */
function tellOfAbsent(turn: Turn, changeover: Changeover, view: StepView): void {
  const { side } = view.step;
  const hasCustomer = changeover.members.some((member) => member.side === 'customer');
  if ((side !== 'source' && side !== 'provider') || !hasCustomer || view.status !== 'done') return;
  const playbook = turn.playbookOf(changeover);
  const w = playbookWords(changeover.customer.locale, playbook);
  const text: Turn['text'] = (ref) => turn.text(ref);
  const params = {
    partner: partnerName(changeover, text),
    who: sideName(w, changeover, playbook, side, text),
    title: stepTitle(w, stepItem(view, changeover, playbook, changeover.customer, text)),
  };
  const occasion = `absent/${changeover.id}/${view.key}/${changeover.version}`;
  turn.notify(changeover.id, occasion, { side: 'customer' }, { kind: 'notice', text: 'notice.absentSide', params });
}

/** A call for help is news for the partner: a message of its own, because an edited card notifies nobody. */
function tellPartner(turn: Turn, changeover: Changeover, view: StepView, title: string): void {
  if (turn.readerOf(changeover).side !== 'customer') return;
  const occasion = `help/${changeover.id}/${view.key}/${changeover.version}`;
  const params = { domain: changeover.customer.domain, title };
  turn.notify(changeover.id, occasion, { side: 'partner' }, { kind: 'notice', text: 'notice.helpAsked', params });
}
