/** What this reader can be asked now: derived from the changeover at every turn, never remembered. */
import type { Changeover, StepKey } from '../changeover/changeover.ts';
import { openSteps, type StepView } from '../changeover/steps.ts';
import type { Reader, Turn } from '../loop/turn.ts';

/** A step that was put off is left alone for this long, in milliseconds, unless the person asks for it. */
const PUT_OFF = 3_600_000;

/** Open steps of the reader's side in the playbook's order, needed ones first; technicians speak for sides that are not in Teams. */
export function openQuestions(turn: Turn, changeover: Changeover): readonly StepView[] {
  const reader = turn.readerOf(changeover);
  const open = openSteps(changeover, turn.playbookOf(changeover), turn.now).filter((view) => speaksFor(reader, view));
  return [
    ...open.filter((view) => view.step.isOptional !== true),
    ...open.filter((view) => view.step.isOptional === true),
  ];
}

/** The one that is asked next: the one that somebody wanted; after an answer those that were just put off are passed over. */
export function nextQuestion(
  turn: Turn,
  changeover: Changeover,
  isAfterAnswer: boolean,
  wanted?: StepKey,
): StepView | undefined {
  const open = openQuestions(turn, changeover);
  const own = open.find((view) => view.key === wanted);
  if (own !== undefined) return own;
  return isAfterAnswer ? open.find((view) => !isPutOff(turn, view)) : open[0];
}

function speaksFor({ side, role }: Reader, { step }: StepView): boolean {
  if (role === 'customerViewer') return false;
  return step.side === side || (side === 'partner' && step.side !== 'customer');
}

function isPutOff(turn: Turn, { record }: StepView): boolean {
  const { lastAnswer, lastAnswerAt } = record ?? {};
  return (
    lastAnswer !== undefined && lastAnswer !== 'done' && lastAnswerAt !== undefined && turn.now - lastAnswerAt < PUT_OFF
  );
}
