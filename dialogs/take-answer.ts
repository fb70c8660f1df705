/** One answer to one step, typed or pressed: checked against what is open now, kept, issued. */
import type {
  Answer,
  AnswerValue,
  Changeover,
  ChangeoverId,
  LineId,
  PlainDate,
  StepId,
  StepKey,
  TextRef,
} from '../changeover/changeover.ts';
import type { Event } from '../changeover/events.ts';
import { refuse, type Refusal, type RefusalCode } from '../changeover/refusals.ts';
import { stepKey, stepsOf, type StepView } from '../changeover/steps.ts';
import type { Typed } from '../cards/value-inputs.ts';
import type { Turn } from '../loop/turn.ts';
import { movedOnText } from './moved-on.ts';
import type { GivenValue } from './read-value.ts';

export interface GivenAnswer {
  readonly changeover: ChangeoverId;
  readonly step: StepId;
  readonly line?: LineId;
  readonly answer: Answer;
  /** Cleaned texts. */
  readonly note?: string;
  readonly reference?: string;
  readonly on?: PlainDate;
  /** What the form within the question said, as far as it can be read. */
  readonly value?: GivenValue;
  /** What stood in that form, to be shown again; with faults nothing is issued. */
  readonly typed?: Typed;
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
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly typed?: Typed };

/** Refuses a changeover that the person is no member of as if there were none, whatever a card claims. */
export function takeAnswer(turn: Turn, given: GivenAnswer): TakenAnswer {
  const changeover = turn.changeover(given.changeover);
  if (changeover === undefined) return { kind: 'refused', refusal: refuse('unknownChangeover') };
  const key = stepKey(given.step, given.line);
  const isRepeat = given.commandId !== undefined && turn.loaded.seenCommandIds.includes(given.commandId);
  const text = movedOnText(turn, changeover, key);
  if (!isRepeat && text !== undefined && !isWorthDeciding(turn, changeover, given)) return { kind: 'movedOn', text };
  const [fault] = Object.values(given.typed?.faults ?? {});
  if (fault !== undefined && !isRepeat) return { kind: 'refused', refusal: fault, ...typedWith(given) };
  const body = bodyOf(turn, changeover, given, isRepeat);
  const issued = turn.issue(changeover.id, body, given.commandId);
  if (issued.ok) return { kind: 'taken', ...issued };
  const isLate = LATE.has(issued.refusal.code) && text !== undefined;
  if (isLate) return { kind: 'movedOn', text };
  const { refusal } = issued;
  if (refusal.code !== 'listIncomplete' || !namesNew(given))
    return { kind: 'refused', refusal, ...typedWith(given, refusal) };
  turn.issue(changeover.id, { ...body, answer: 'notYet' }, given.commandId);
  return { kind: 'refused', refusal, ...typedWith(withoutNames(given), refusal) };
}

/** Things were written down that have no outcome yet: they are kept, so that each is asked for in a field of its own. */
function namesNew({ value }: GivenAnswer): boolean {
  return value?.kind === 'list' && value.items.some(({ label }) => label !== undefined);
}

function withoutNames({ typed, ...given }: GivenAnswer): GivenAnswer {
  return typed === undefined ? given : { ...given, typed: { ...typed, values: { ...typed.values, more: '' } } };
}

/** What was typed with what is wrong with it, field by field: a shortfall or an open thing stands beside its own field. */
function typedWith({ typed }: GivenAnswer, refusal?: Refusal): { readonly typed?: Typed } {
  if (typed === undefined) return {};
  return { typed: { values: typed.values, faults: { ...typed.faults, ...(refusal && faultsOf(refusal)) } } };
}

/** A refusal as the fields of a step's form have it: each thing that it names beside its own field. */
export function faultsOf(refusal: Refusal): Readonly<Record<string, Refusal>> {
  const { code, field = '', items = [] } = refusal;
  const named = items.map(({ id, has, needs }) =>
    needs === undefined
      ? ([code === 'countsMissing' ? `count.${id}` : `item.${id}`, refuse('itemOpen')] as const)
      : ([`count.${id}`, refuse('countTooLow', { has: has ?? 0, needs })] as const),
  );
  return named.length > 0 ? Object.fromEntries(named) : { [field]: refusal };
}

/** Refusals that a sentence about what happened says better. */
const LATE: ReadonlySet<RefusalCode> = new Set([
  'alreadyDone',
  'beingChecked',
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
    ...(given.value && { value: keptValue(given.value, changeover, given, turn, keep) }),
    ...(given.value?.kind === 'domain' && turn.loaded.typedDomain && { book: turn.loaded.typedDomain.book }),
  };
}

/** Texts that were typed into a list are kept beside the journal; one that was not changed keeps its place. */
export function keptValue(
  value: GivenValue,
  changeover: Changeover,
  { step, line }: Pick<GivenAnswer, 'step' | 'line'>,
  turn: Pick<Turn, 'text'>,
  keep: (kind: string, text: string | undefined) => TextRef | undefined,
): AnswerValue {
  if (value.kind !== 'list') return value;
  const before = changeover.steps[stepKey(step, line)]?.value;
  const known = before?.kind === 'list' ? before.items : [];
  const items = value.items.map(({ id, labelRef, outcome, label, note }) => {
    const noteBefore = known.find((item) => item.id === id)?.noteRef;
    const noteRef = note !== undefined && turn.text(noteBefore) === note ? noteBefore : keep('note', note);
    const name = labelRef ?? keep('item', label);
    return { id, ...(name && { labelRef: name }), ...(outcome && { outcome }), ...(noteRef && { noteRef }) };
  });
  return { kind: 'list', items };
}

function viewOf(turn: Turn, changeover: Changeover, key: StepKey): StepView | undefined {
  return stepsOf(changeover, turn.playbookOf(changeover), turn.now).find((view) => view.key === key);
}
