/** What a kind of changeover has to know from the start: steps whose proof is asked for before it is opened. */
import type { Actor, Changeover } from '../changeover/changeover.ts';
import type { OpenInput } from '../changeover/commands.ts';
import { decide } from '../changeover/decide.ts';
import { evolve } from '../changeover/evolve.ts';
import type { Refusal } from '../changeover/refusals.ts';
import { stepsOf, type StepView } from '../changeover/steps.ts';
import { newStartCard, START_FORM } from '../cards/new-start-card.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import type { Turn } from '../loop/turn.ts';
import type { DrawnForm } from './form-dialog.ts';
import { readInputs, type Faults, type FormPress, type Inputs } from './form.ts';
import { numberedParts, type ReadingFrame } from './new-changeover-course.ts';
import { passing, type NewDraft } from './new-changeover-draft.ts';
import { readValue, type GivenValue } from './read-value.ts';
import { faultsOf, takeAnswer } from './take-answer.ts';

const TEXTS = { note: 500, reference: 200 };
const ERASED = { id: '', hash: '' };

export function drawStart(turn: Turn, draft: NewDraft, frame: ReadingFrame, input: OpenInput): DrawnForm {
  const { zone } = turn.defaultReader;
  const { playbook } = frame;
  const changeover = pretended(turn, draft, frame, input);
  const parts = numberedParts(frame);
  const view = {
    run: draft.run,
    values: draft.start ?? {},
    faults: draft.faults,
    number: parts.indexOf('start') + 1,
    count: parts.length,
    views: startViews(changeover, frame),
  };
  const w = playbookWords(frame.locale, playbook);
  const text: Turn['text'] = () => undefined;
  return { form: START_FORM, content: newStartCard(view, { w, changeover, playbook, zone, text }) };
}

/** Passed once every step could be answered with what was typed; the fields are named `<field>:<step>`. */
export function takeStart(
  turn: Turn,
  draft: NewDraft,
  press: FormPress,
  frame: ReadingFrame,
  input: OpenInput,
): NewDraft {
  const changeover = pretended(turn, draft, frame, input);
  const read = startViews(changeover, frame).map((view) => readStep(turn, changeover, view, press.data));
  const start = Object.assign({}, ...read.map(({ values }) => values)) as Inputs;
  const faults = Object.assign({}, ...read.map((one) => refusedBy(turn, changeover, frame, one))) as Faults;
  const typed = { ...draft, start, faults, removed: [...new Set(read.flatMap(({ removed }) => removed))] };
  return Object.keys(faults).length === 0 ? passing(typed, 'start') : typed;
}

/** Once it is open the steps are answered like any others. */
export function answerStart(turn: Turn, changeover: Changeover, draft: NewDraft, frame: ReadingFrame): void {
  for (const view of startViews(changeover, frame)) {
    const { value, note, reference } = readStep(turn, changeover, view, draft.start ?? {});
    takeAnswer(turn, {
      changeover: changeover.id,
      step: view.step.id,
      answer: 'done',
      commandId: `${changeover.id}/start/${view.key}`,
      ...(value && { value }),
      ...(note && { note }),
      ...(reference && { reference }),
    });
  }
}

interface ReadStep {
  readonly view: StepView;
  readonly values: Inputs;
  readonly faults: Faults;
  readonly removed: readonly string[];
  readonly value?: GivenValue;
  readonly note?: string;
  readonly reference?: string;
}

function startViews(changeover: Changeover, { playbook, asks, now }: ReadingFrame): readonly StepView[] {
  const { steps = [] } = asks;
  return stepsOf(changeover, playbook, now).filter(
    (view) => steps.includes(view.step.id) && (view.status === 'open' || view.status === 'done'),
  );
}

/** The changeover as it would be opened, for the rules to judge the answers by; nothing of it is kept. */
function pretended(turn: Turn, draft: NewDraft, frame: ReadingFrame, input: OpenInput): Changeover {
  const command = { id: '', changeover: draft.run, actor: actorOf(turn), body: { type: 'open' as const, ...input } };
  const opened = decide(undefined, frame.playbook, command, turn.now);
  const events = opened.ok ? opened.events : [{ type: 'opened' as const, ...input }];
  let changeover: Changeover | undefined;
  for (const event of events) changeover = evolve(changeover, event, turn.now, command.actor, draft.run);
  if (changeover === undefined) throw new Error('Nothing was opened.');
  return changeover;
}

function actorOf({ source: { person, door, teamId } }: Turn): Actor {
  return { person, door, ...(teamId !== undefined && { teamId }) };
}

function readStep(
  turn: Turn,
  changeover: Changeover,
  view: StepView,
  data: Readonly<Record<string, unknown>>,
): ReadStep {
  const suffix = `:${view.key}`;
  const own = Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) =>
      name.endsWith(suffix) ? [[name.slice(0, -suffix.length), value]] : [],
    ),
  );
  const { value, typed, removed } = readValue(turn, changeover, view, own);
  const texts = readInputs({ form: '', run: '', button: '', data: own }, TEXTS);
  const { note, reference } = texts.inputs;
  return {
    view,
    values: named({ ...typed.values, ...texts.inputs }, suffix),
    faults: named(typed.faults, suffix),
    removed: [...removed, ...texts.removed],
    ...(value && { value }),
    ...(note && { note }),
    ...(reference && { reference }),
  };
}

/** What is wrong with one answer: what could not be read, else what the rules say to it. */
function refusedBy(turn: Turn, changeover: Changeover, { playbook }: ReadingFrame, read: ReadStep): Faults {
  if (Object.keys(read.faults).length > 0) return read.faults;
  const { view, value, note, reference } = read;
  const items = value?.kind === 'list' ? value.items.map((item) => ({ ...item, labelRef: ERASED })) : [];
  const body = {
    type: 'answer' as const,
    step: view.step.id,
    answer: 'done' as const,
    ...(value && { value: value.kind === 'list' ? { kind: 'list' as const, items } : value }),
    ...(note && { noteRef: ERASED }),
    ...(reference && { referenceRef: ERASED }),
  };
  const decision = decide(
    changeover,
    playbook,
    { id: '', changeover: changeover.id, actor: actorOf(turn), body },
    turn.now,
  );
  return decision.ok ? {} : named(faultsOf(decision.refusal), `:${view.key}`);
}

function named<Value extends string | Refusal>(
  all: Readonly<Record<string, Value>>,
  suffix: string,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`${name}${suffix}`, value]));
}
