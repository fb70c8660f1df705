/** The reader's own open steps with their buttons, on the card itself. */
import { zoneOf } from '../changeover/due.ts';
import { isOutside } from '../changeover/outside.ts';
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
import { letterButtons } from './letter-section.ts';
import { writeButton } from './outside-section.ts';
import { stepParams } from './step-params.ts';
import { stepTitle } from './step-words.ts';
import type { Words } from './text.ts';
import { valueInputs } from './value-inputs.ts';
import type { StatusView, StepItem } from './view.ts';

/** One block per shown step: title, day, Done / Not yet / I need help, and how it is done. `Done` unfolds a field where a number is asked for. */
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
        [
          ...item.answers.map((answer) => answerButton(w, view, item, answer)),
          how(w, view, item),
          ...texts(w, view, item),
        ],
        { spacing: 'small' },
      ),
    ],
    { spacing: index > 0 ? 'large' : 'small', hasSeparator: index > 0 },
  );
}

/** What to do and what never to do would bury the card: the question in full is a press away. */
function how(w: Words, view: StatusView, { id, line }: StepItem): Action {
  return press('continue', w.t('button.how'), { changeover: view.id, step: id, line, seen: view.version });
}

/** Texts of the step that are ready to copy; to a side that is not in Teams the letter itself, which is noted as sent. */
function texts(w: Words, view: StatusView, item: StepItem): readonly Action[] {
  const { changeover, playbook, text } = view.source;
  const { step } = item.view;
  if (isOutside(step.side)) return [writeButton(w, view.source, item)];
  if (step.letters === undefined) return [];
  const params = stepParams(changeover, playbook, item.view, view.reader, text);
  return letterButtons({ w, changeover, step, reader: view.reader, text, params });
}

function answerButton(w: Words, view: StatusView, item: StepItem, answer: StepItem['answers'][number]): Action {
  const title = answerTitle(w, answer, item.proof);
  const data = { changeover: view.id, step: item.id, line: item.line, answer, seen: view.version };
  if (answer !== 'done' || item.proof.kind === 'word') return press('answer', title, data);
  const save = press('answer', w.t('button.saveDone'), data, { style: 'positive' });
  return showCard(title, formOf(w, view, item), [save, ...keepButton(w, view, item)]);
}

/** The same fields as in a question, told apart from those of the card's other steps. */
function formOf(w: Words, view: StatusView, item: StepItem): readonly Element[] {
  const { changeover, playbook, text } = view.source;
  const zone = zoneOf(item.side, changeover);
  const params = stepParams(changeover, playbook, item.view, view.reader, text);
  return [
    ...valueInputs({ w, changeover, playbook, view: item.view, zone, text, params, suffix: item.key }),
    ...proofInputs(w, item.proof, { step: item.id, side: item.side, suffix: item.key, isChecked: true }),
  ];
}

/** A list can be kept as far as it is. */
function keepButton(w: Words, view: StatusView, { id, line, proof, answers }: StepItem): readonly Action[] {
  if (proof.kind !== 'list' || !answers.includes('notYet')) return [];
  const data = { changeover: view.id, step: id, line, answer: 'notYet', seen: view.version };
  return [press('answer', answerTitle(w, 'notYet', proof), data)];
}
