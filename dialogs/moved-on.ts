/** What happened to a step in the meantime, in words: said when an answer comes too late for it. */
import type { Changeover } from '../changeover/changeover.ts';
import { isSamePerson } from '../changeover/membership.ts';
import { stepsOf, type StepView } from '../changeover/steps.ts';
import { personName } from '../cards/names.ts';
import { stepTitle } from '../cards/step-words.ts';
import { stepItem } from '../cards/view.ts';
import type { Turn } from '../loop/turn.ts';
import { wordsOf } from './speak.ts';

/** A sentence that names what became of the step, or undefined while it is open. */
export function movedOnText(turn: Turn, changeover: Changeover, key: string): string | undefined {
  const w = wordsOf(turn);
  if (changeover.state.kind === 'closed')
    return w.t(`moved.closed.${changeover.state.outcome}`, { when: whenOf(turn, changeover, changeover.state.at) });
  const view = stepsOf(changeover, turn.playbookOf(changeover), turn.now).find((one) => one.key === key);
  if (view === undefined) return w.t('moved.unknown');
  const title = titleOf(turn, changeover, view);
  switch (view.status) {
    case 'open':
      return undefined;
    case 'done':
      return doneText(turn, changeover, view, title);
    case 'checking':
      return w.t('moved.checking', { title });
    case 'blocked':
      return w.t('moved.blocked', { title });
    case 'skipped':
      return w.t('moved.skipped', { title });
    case 'notApplicable':
      return w.t('moved.notNeeded', { title });
  }
}

/** The step's name as this reader sees it. */
export function titleOf(turn: Turn, changeover: Changeover, view: StepView): string {
  const text: Turn['text'] = (ref) => turn.text(ref);
  return stepTitle(
    wordsOf(turn),
    stepItem(view, changeover, turn.playbookOf(changeover), turn.readerOf(changeover), text),
  );
}

function doneText(turn: Turn, changeover: Changeover, { record }: StepView, title: string): string {
  const w = wordsOf(turn);
  const when = whenOf(turn, changeover, record?.doneAt ?? turn.now);
  const by = record?.doneBy;
  if (record?.doneKind === 'reported' && by === undefined) return w.t('moved.doneOnPage', { title, when });
  if (record?.doneKind === 'reading' || by === undefined) return w.t('moved.doneByReading', { title, when });
  if (isSamePerson(by, turn.source.person)) return w.t('moved.doneByYou', { title, when });
  const who = personName(changeover, by, (ref) => turn.text(ref), turn.defaultReader.locale);
  return w.t(record?.doneKind === 'reported' ? 'moved.doneReported' : 'moved.doneBy', { title, when, who });
}

function whenOf(turn: Turn, changeover: Changeover, at: number): string {
  return wordsOf(turn).dateTime(at, turn.readerOf(changeover).zone);
}
