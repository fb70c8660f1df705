/** One answer to one step, typed or pressed: checked against what is open now, kept, issued. */
import type { Answer, Changeover, ChangeoverId, LineId, PlainDate, StepId, StepKey } from '../changeover/changeover.ts';
import type { Event } from '../changeover/commands.ts';
import { refuse, type Refusal, type RefusalCode } from '../changeover/refusals.ts';
import { stepKey, stepsOf, type StepView } from '../changeover/steps.ts';
import type { Turn } from '../loop/turn.ts';
import { movedOnText } from './moved-on.ts';

export interface GivenAnswer {
  readonly changeover: ChangeoverId;
  readonly step: StepId;
  readonly line?: LineId;
  readonly answer: Answer;
  /** Cleaned texts. */
  readonly note?: string;
  readonly reference?: string;
  readonly on?: PlainDate;
  /** A press brings its own id, so that a repeat is found; a message is known by its activity. */
  readonly commandId?: string;
}

export type TakenAnswer =
  | {
      readonly kind: 'taken';
      readonly changeover: Changeover;
      readonly events: readonly Event[];
      readonly isRepeat: boolean;
    }
  /** The step is not open any more; `text` says what happened to it. */
  | { readonly kind: 'movedOn'; readonly text: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Refuses a changeover that the person is no member of as if there were none, whatever a card claims. */
export function takeAnswer(turn: Turn, given: GivenAnswer): TakenAnswer {
  const changeover = turn.changeover(given.changeover);
  if (changeover === undefined) return { kind: 'refused', refusal: refuse('unknownChangeover') };
  const key = stepKey(given.step, given.line);
  const isRepeat = given.commandId !== undefined && turn.loaded.seenCommandIds.includes(given.commandId);
  const text = movedOnText(turn, changeover, key);
  if (!isRepeat && text !== undefined && !isWorthDeciding(turn, changeover, given)) return { kind: 'movedOn', text };
  const issued = turn.issue(changeover.id, bodyOf(turn, changeover, given, isRepeat), given.commandId);
  if (issued.ok) return { kind: 'taken', ...issued };
  const isLate = LATE.has(issued.refusal.code) && text !== undefined;
  return isLate ? { kind: 'movedOn', text } : { kind: 'refused', refusal: issued.refusal };
}

/** Refusals that a sentence about what happened says better. */
const LATE: ReadonlySet<RefusalCode> = new Set([
  'alreadyDone',
  'stepNotOpen',
  'stepUnknown',
  'closedAlready',
  'movedOn',
]);

/** A step that waits may be refused by a guard with its reason, and one's own word replaces a reported one. */
function isWorthDeciding(turn: Turn, changeover: Changeover, { step, line, answer }: GivenAnswer): boolean {
  const view = viewOf(turn, changeover, stepKey(step, line));
  return view?.status === 'blocked' || (view?.record?.doneKind === 'reported' && answer === 'done');
}

function bodyOf(turn: Turn, changeover: Changeover, given: GivenAnswer, isRepeat: boolean) {
  const { step, line, answer, on } = given;
  const isText = viewOf(turn, changeover, stepKey(step, line))?.step.proof.kind === 'text';
  // A question that asks for a text has one field, whatever a card calls it.
  const note = isText ? (given.note ?? given.reference) : given.note;
  const reference = isText ? undefined : given.reference;
  const keep = (kind: string, text: string | undefined) =>
    text === undefined || isRepeat ? undefined : turn.keepText(changeover.id, kind, text);
  const noteRef = keep(isText ? 'support' : 'note', note);
  const referenceRef = keep('reference', reference);
  return {
    type: 'answer' as const,
    step,
    answer,
    ...(line !== undefined && { line }),
    ...(noteRef && { noteRef }),
    ...(referenceRef && { referenceRef }),
    ...(on !== undefined && { on }),
  };
}

function viewOf(turn: Turn, changeover: Changeover, key: StepKey): StepView | undefined {
  return stepsOf(changeover, turn.playbookOf(changeover), turn.now).find((view) => view.key === key);
}
