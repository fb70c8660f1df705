/** The reader's own open steps with their buttons, on the card itself. */
import {
  type Action,
  actionSet,
  container,
  type Element,
  press,
  remark,
  showCard,
  subheading,
  textBlock,
} from './parts.ts';
import { answerTitle, proofInputs } from './answer-parts.ts';
import { stepTitle } from './step-words.ts';
import type { Words } from './text.ts';
import type { StatusView, StepItem } from './view.ts';

/** One block per shown step: title, day, and Done / Not yet / I need help. `Done` unfolds a field where a number is asked for. */
export function ownStepsSection(w: Words, view: StatusView, shown: readonly StepItem[]): readonly Element[] {
  if (shown.length === 0) return [];
  const hidden = view.mine.length - shown.length;
  const isNext = shown.some((item) => item.key === view.next?.key);
  return [
    subheading(w.t(isNext ? 'status.yourTurn' : 'status.mine')),
    ...shown.map((item, index) => stepBlock(w, view, item, index)),
    ...(hidden > 0 ? [remark(w.t('status.mine.more', { count: hidden }))] : []),
  ];
}

function stepBlock(w: Words, view: StatusView, item: StepItem, index: number): Element {
  const due =
    item.dueOn === undefined
      ? []
      : [
          textBlock(w.t(item.isLate ? 'status.wasDue' : 'status.due', { date: w.date(item.dueOn) }), {
            size: 'small',
            spacing: 'none',
            ...(item.isLate ? { tone: 'attention' as const } : { isSubtle: true }),
          }),
        ];
  return container(
    [
      textBlock(stepTitle(w, item)),
      ...due,
      actionSet(
        item.answers.map((answer) => answerButton(w, view, item, answer)),
        { spacing: 'small' },
      ),
    ],
    { spacing: index > 0 ? 'large' : 'small', hasSeparator: index > 0 },
  );
}

function answerButton(w: Words, view: StatusView, item: StepItem, answer: StepItem['answers'][number]): Action {
  const title = answerTitle(w, answer);
  const data = { changeover: view.id, step: item.id, line: item.line, answer, seen: view.version };
  if (answer !== 'done' || item.proof.kind === 'word') return press('answer', title, data);
  return showCard(title, proofInputs(w, item.proof, { side: item.side, suffix: item.key, isChecked: true }), [
    press('answer', w.t('button.saveDone'), data, { style: 'positive' }),
  ]);
}
