/** Taking back a word: what a technician wrote down as the customer's, or what one said oneself by mistake. */
import type { Changeover } from '../changeover/changeover.ts';
import { cleanText } from '../changeover/free-text.ts';
import { stepsOf, type StepView } from '../changeover/steps.ts';
import { objectCard, type ReportedStep } from '../cards/object-card.ts';
import type { Turn } from '../loop/turn.ts';
import { titleOf } from './moved-on.ts';
import { pressCommandId } from './press-id.ts';
import type { Said } from './said.ts';
import { reply, replyRefusal, say } from './speak.ts';

/** `object`: what a technician recorded in the customer's name; `undo`: what one's own side said last. */
export type Takeback = 'object' | 'undo';

/** What can be taken back, to choose from, newest first. */
export function offerObjections(turn: Turn, changeover: Changeover, what: Takeback): void {
  const steps = what === 'object' ? reportedSteps(turn, changeover) : ownSteps(turn, changeover);
  if (steps.length === 0) {
    say(turn, `${what}.nothing`);
    return;
  }
  const { locale, zone } = turn.readerOf(changeover);
  turn.say(objectCard({ locale, zone, what, changeover: changeover.id, seen: changeover.version, steps }));
}

export interface Objection {
  readonly step: string;
  readonly line?: string | undefined;
  readonly seen?: number | undefined;
  readonly reason?: unknown;
}

/** Issues the objection; what is refused is said. The partner is told, because the step is open again. */
export function objectTo(
  turn: Turn,
  said: Said,
  changeover: Changeover,
  { step, line, seen, reason }: Objection,
): void {
  const lineOf = line === undefined ? {} : { line };
  const commandId = pressCommandId(
    { changeover: changeover.id, step, ...lineOf, verb: 'object', seen: seen ?? changeover.version },
    turn.source.person,
  );
  const { text } = cleanText(typeof reason === 'string' ? reason : '', 500);
  const reasonRef = text === '' ? undefined : turn.keepText(changeover.id, 'reason', text);
  const issued = turn.issue(
    changeover.id,
    { type: 'object', step, ...lineOf, ...(reasonRef && { reasonRef }) },
    commandId,
  );
  if (!issued.ok) {
    replyRefusal(turn, said, issued.refusal);
    return;
  }
  const view = stepsOf(issued.changeover, turn.playbookOf(issued.changeover), turn.now).find(
    (one) => one.step.id === step && one.line?.id === line,
  );
  const title = view === undefined ? step : titleOf(turn, issued.changeover, view);
  reply(turn, said, 'object.taken', { title });
  if (issued.isRepeat) return;
  if (turn.readerOf(issued.changeover).side !== 'customer') return;
  const params = { domain: changeover.customer.domain, title };
  const occasion = `objected/${changeover.id}/${step}/${line ?? '-'}/${issued.changeover.version}`;
  turn.notify(changeover.id, occasion, { side: 'partner' }, { kind: 'notice', text: 'notice.objected', params });
}

const MOST_OWN = 3;

/** Steps of the reader's side that stand on a reported word: done by it, or believed in part. */
function reportedSteps(turn: Turn, changeover: Changeover): readonly ReportedStep[] {
  return mySteps(turn, changeover).flatMap((view) => {
    const { doneKind, lastKind, lastAnswer, objectedAt } = view.record ?? {};
    const isHalf =
      view.status !== 'done' && lastKind === 'reported' && lastAnswer === 'done' && objectedAt === undefined;
    return doneKind === 'reported' || isHalf ? [listed(turn, changeover, view)] : [];
  });
}

/** The last few steps that the reader's side has marked done. */
function ownSteps(turn: Turn, changeover: Changeover): readonly ReportedStep[] {
  return mySteps(turn, changeover)
    .filter(
      ({ status, record, step }) => status === 'done' && record?.doneKind !== 'reading' && step.effect !== 'undoesNew',
    )
    .toSorted((one, other) => (other.record?.doneAt ?? 0) - (one.record?.doneAt ?? 0))
    .slice(0, MOST_OWN)
    .map((view) => listed(turn, changeover, view));
}

function mySteps(turn: Turn, changeover: Changeover): readonly StepView[] {
  if (changeover.state.kind === 'closed') return [];
  const { side } = turn.readerOf(changeover);
  return stepsOf(changeover, turn.playbookOf(changeover), turn.now).filter((view) => view.step.side === side);
}

function listed(turn: Turn, changeover: Changeover, view: StepView): ReportedStep {
  const { step, line, record } = view;
  const at = record?.doneAt ?? record?.lastAnswerAt;
  return {
    step: step.id,
    title: titleOf(turn, changeover, view),
    ...(line && { line: line.id }),
    ...(at !== undefined && { at }),
  };
}
