/**
 * The one dialog for every phase of every playbook: asks the first step that is open now, takes the answer for the step
 * that it asked, and replaces itself. It keeps no position: what is asked next is worked out anew each time.
 */
import type { TurnContext } from 'botbuilder';
import {
  Dialog,
  DialogReason,
  WaterfallDialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type WaterfallStepContext,
} from './waterfall.ts';
import { z } from 'zod';
import type { Changeover } from '../changeover/changeover.ts';
import { refuse } from '../changeover/refusals.ts';
import type { StepView } from '../changeover/steps.ts';
import { questionCard } from '../cards/question-card.ts';
import type { Typed } from '../cards/value-inputs.ts';
import type { Turn } from '../loop/turn.ts';
import { answerStep } from './answer-step.ts';
import { answerOfPress } from './answer-press.ts';
import { CLAIM_DIALOG } from './claim.ts';
import { movedOnText, titleOf } from './moved-on.ts';
import { sayNothingOpen } from './nothing-open.ts';
import { nextQuestion, openQuestions } from './open-question.ts';
import { readAnswer } from './read-answer.ts';
import type { Said } from './said.ts';
import { say, sayRefusal, replyText, wordsOf } from './speak.ts';
import { stay } from './stay.ts';
import type { GivenAnswer } from './take-answer.ts';
import { saidOf, type TurnOf } from './turn-of.ts';

export const PHASE_DIALOG = 'phase';

const PhaseOptions = z.looseObject({
  changeover: z.string(),
  /** The step that was asked and the version it was asked at. */
  asked: z.object({ key: z.string(), version: z.number() }).optional(),
  /** Begun by the button of an older question: its answer is taken before anything is asked. */
  isPressed: z.boolean().optional(),
  /** An answer came just before: steps that were put off are passed over. */
  isAfterAnswer: z.boolean().optional(),
  /** The key of the step that a button asked for: it comes before others, as long as it is open. */
  wanted: z.string().optional(),
});

export type PhaseOptions = z.infer<typeof PhaseOptions>;

/** The options of an open phase dialog; undefined for any other dialog. Kept state is read like any outside data. */
export function phaseOptionsOf(instance: DialogInstance | undefined): PhaseOptions | undefined {
  if (instance?.id !== PHASE_DIALOG) return undefined;
  const state: unknown = instance.state;
  const read = z.looseObject({ options: PhaseOptions }).safeParse(state);
  return read.success ? read.data.options : undefined;
}

type Step = WaterfallStepContext<PhaseOptions>;

export class PhaseDialog extends WaterfallDialog<PhaseOptions> {
  readonly #turnOf: TurnOf;

  constructor(turnOf: TurnOf) {
    super(PHASE_DIALOG);
    this.#turnOf = turnOf;
    this.addStep((step) => this.#ask(step));
    this.addStep((step) => this.#take(step));
  }

  /** Presses that arrive as invokes are answers too; the base class hears messages alone. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.resumeDialog(dc, DialogReason.continueCalled);
  }

  /** A dialog on top of this one has ended: what is open now is asked, whatever was asked before. */
  override async resumeDialog(dc: DialogContext, reason: DialogReason, result?: unknown): Promise<DialogTurnResult> {
    if (reason !== DialogReason.endCalled) return super.resumeDialog(dc, reason, result);
    const { changeover } = phaseOptionsOf(dc.activeDialog) ?? {};
    return changeover === undefined ? dc.endDialog() : dc.replaceDialog(this.id, { changeover, isAfterAnswer: true });
  }

  /** After an interruption: the open question in one line. */
  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const options = phaseOptionsOf(instance);
    const turn = this.#turnOf(context);
    const changeover = options && turn.changeover(options.changeover);
    const view = changeover && openQuestions(turn, changeover).find((one) => one.key === options.asked?.key);
    if (changeover && view) sayBriefly(turn, changeover, view);
  }

  async #ask(step: Step): Promise<DialogTurnResult> {
    const { options } = step;
    if (options.isPressed) {
      delete options.isPressed;
      return step.next();
    }
    const turn = this.#turnOf(step.context);
    const changeover = turn.changeover(options.changeover);
    if (changeover === undefined) {
      sayRefusal(turn, refuse('unknownChangeover'));
      return step.endDialog();
    }
    const view = nextQuestion(turn, changeover, options.isAfterAnswer === true, options.wanted);
    if (view === undefined) {
      sayNothingOpen(turn, changeover);
      return step.endDialog();
    }
    options.asked = { key: view.key, version: changeover.version };
    const reader = turn.readerOf(changeover);
    turn.say(questionCard(changeover, turn.playbookOf(changeover), view, reader, turn.now, (ref) => turn.text(ref)));
    return Dialog.EndOfTurn;
  }

  async #take(step: Step): Promise<DialogTurnResult> {
    const { options } = step;
    const next: PhaseOptions = { changeover: options.changeover };
    const turn = this.#turnOf(step.context);
    const said = saidOf(step.context);
    const heard = hear(turn, options, said);
    if (heard === 'movedOn') return step.replaceDialog(this.id, next);
    if (heard === 'unclear') return stay(step);
    const taken = answerStep(turn, said, heard.given, heard.isNoteOnly);
    if (taken.kind === 'taken' && heard.given.answer === 'chargedTwice' && !taken.isRepeat) {
      return step.beginDialog(CLAIM_DIALOG, { changeover: options.changeover });
    }
    if (taken.kind === 'refused' && taken.typed) return this.#askAgain(step, turn, taken.typed);
    if (taken.kind === 'refused' || (taken.kind === 'taken' && taken.isRepeat)) return this.#askBriefly(step, turn);
    return step.replaceDialog(this.id, { ...next, isAfterAnswer: true });
  }

  /** A form comes again with what was typed in it, and with its faults beside the fields. */
  async #askAgain(step: Step, turn: Turn, typed: Typed): Promise<DialogTurnResult> {
    const { changeover: id, asked } = step.options;
    const changeover = turn.changeover(id);
    const view = changeover && openQuestions(turn, changeover).find((one) => one.key === asked?.key);
    if (!changeover || !view) return step.replaceDialog(this.id, { changeover: id, isAfterAnswer: true });
    const text: Turn['text'] = (ref) => turn.text(ref);
    const playbook = turn.playbookOf(changeover);
    turn.say(questionCard(changeover, playbook, view, turn.readerOf(changeover), turn.now, text, typed));
    return stay(step);
  }

  /** The question stands in the chat already: one line is enough, unless it is not open any more. */
  async #askBriefly(step: Step, turn: Turn): Promise<DialogTurnResult> {
    const { changeover: id, asked } = step.options;
    const changeover = turn.changeover(id);
    const view = changeover && openQuestions(turn, changeover).find((one) => one.key === asked?.key);
    if (!changeover || !view) return step.replaceDialog(this.id, { changeover: id, isAfterAnswer: true });
    sayBriefly(turn, changeover, view);
    return stay(step);
  }
}

interface HeardAnswer {
  readonly given: GivenAnswer;
  readonly isNoteOnly: boolean;
}

/** The answer in what was said; what cannot be taken for one is answered here. */
function hear(turn: Turn, options: PhaseOptions, said: Said): HeardAnswer | 'movedOn' | 'unclear' {
  if (said.kind === 'press') {
    const given = answerOfPress(turn, said);
    return given === undefined ? 'unclear' : { given, isNoteOnly: false };
  }
  const changeover = turn.changeover(options.changeover);
  const view = changeover && openQuestions(turn, changeover).find((one) => one.key === options.asked?.key);
  if (!changeover || !view) {
    const what = changeover && options.asked && movedOnText(turn, changeover, options.asked.key);
    if (what !== undefined) replyText(turn, said, what);
    return 'movedOn';
  }
  const read = said.kind === 'text' ? readAnswer(said.text, view.step, turn.defaultReader.locale) : undefined;
  if (read === undefined) {
    say(turn, 'ask.unclear', { title: titleOf(turn, changeover, view) });
    return 'unclear';
  }
  const { isNoteOnly = false, ...answer } = read;
  const line = view.line === undefined ? {} : { line: view.line.id };
  return { given: { changeover: changeover.id, step: view.step.id, ...line, ...answer }, isNoteOnly };
}

function sayBriefly(turn: Turn, changeover: Changeover, view: StepView): void {
  turn.say({ text: wordsOf(turn).t(`ask.brief.${view.step.proof.kind}`, { title: titleOf(turn, changeover, view) }) });
}
