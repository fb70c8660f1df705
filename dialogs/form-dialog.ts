/**
 * A dialog that asks by card forms: a waterfall of two steps that replaces itself. What was typed so far is its options;
 * which form is open is worked out from them anew every time, so that nothing kept can go stale.
 */
import type { TurnContext } from 'botbuilder';
import { Dialog, WaterfallDialog, type DialogTurnResult, type WaterfallStepContext } from './waterfall.ts';
import type { Content } from '../cards/content.ts';
import { parseWords } from '../cards/typed-words.ts';
import type { Turn } from '../loop/turn.ts';
import { formPressOf, sayMovedOn, type FormPress } from './form.ts';
import { say } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

export interface FormState {
  /** Which run of the dialog it is: cards of an earlier run are not taken for answers. */
  readonly run: string;
  /** Nothing is to be asked anew: the form that stands is still the one to answer. */
  readonly isQuiet: boolean;
}

/** The form that is open now. */
export interface DrawnForm {
  readonly form: string;
  readonly content: Content;
}

/** What the dialog was begun with, until there is a state. */
interface Kept<State> {
  readonly state?: State;
  readonly [option: string]: unknown;
}

type Taken<State> = State | 'end' | 'movedOn';

type Step<State extends FormState> = WaterfallStepContext<Kept<State>>;

export abstract class FormDialog<State extends FormState> extends WaterfallDialog<Kept<State>> {
  readonly #turnOf: TurnOf;

  constructor(dialogId: string, turnOf: TurnOf) {
    super(dialogId);
    this.#turnOf = turnOf;
    this.addStep((step) => this.#ask(step));
    this.addStep((step) => this.#take(step));
  }

  /** What to begin with, or `undefined` after having said why it can't begin. */
  protected abstract start(turn: Turn, options: Readonly<Record<string, unknown>>): State | undefined;

  /** The same object while nothing changed around the form; else what has to be asked now. `end` after having said why. */
  protected abstract settle(turn: Turn, state: State): State | 'end';

  protected abstract draw(turn: Turn, state: State): DrawnForm;

  /** Takes a press of the open form; `end` once all is done and said, `movedOn` for a press that is out of date. */
  protected abstract take(turn: Turn, state: State, press: FormPress): Taken<State> | Promise<Taken<State>>;

  /** Said when help or status came in between. */
  override async repromptDialog(context: TurnContext): Promise<void> {
    say(this.#turnOf(context), 'form.stillOpen');
  }

  async #ask(step: Step<State>): Promise<DialogTurnResult> {
    const turn = this.#turnOf(step.context);
    const { state } = step.options;
    if (state === undefined) {
      const started = this.start(turn, step.options);
      return started === undefined ? step.endDialog() : step.replaceDialog(this.id, { state: started });
    }
    if (!state.isQuiet) turn.say(this.draw(turn, state).content);
    return Dialog.EndOfTurn;
  }

  async #take(step: Step<State>): Promise<DialogTurnResult> {
    const turn = this.#turnOf(step.context);
    const { state } = step.options;
    if (state === undefined) return step.endDialog();
    const settled = this.settle(turn, state);
    if (settled === 'end') return step.endDialog();
    if (settled !== state) return this.#goOn(step, settled);
    const press = formPressOf(step.context);
    if (press === undefined) return this.#hear(step, turn, state);
    const isOpen = press.run === state.run && press.form === this.draw(turn, state).form;
    if (!isOpen) return this.#moveOn(step, turn, state, press);
    if (press.button === 'cancel') return this.#leave(step, turn);
    const taken = await this.take(turn, state, press);
    if (taken === 'end') return step.endDialog();
    return taken === 'movedOn' ? this.#moveOn(step, turn, state, press) : this.#goOn(step, taken);
  }

  /** A typed text is no answer to a form; the form comes again, since the text may have pushed it out of sight. */
  #hear(step: Step<State>, turn: Turn, state: State): Promise<DialogTurnResult> {
    const text = step.context.activity.text ?? '';
    if (parseWords(text, turn.defaultReader.locale)?.verb === 'cancel') return this.#leave(step, turn);
    say(turn, 'form.open');
    return this.#goOn(step, state);
  }

  #moveOn(step: Step<State>, turn: Turn, state: State, press: FormPress): Promise<DialogTurnResult> {
    sayMovedOn(turn, press.run);
    return step.replaceDialog(this.id, { state: { ...state, isQuiet: true } });
  }

  #leave(step: Step<State>, turn: Turn): Promise<DialogTurnResult> {
    say(turn, 'form.left');
    return step.endDialog();
  }

  #goOn(step: Step<State>, state: State): Promise<DialogTurnResult> {
    return step.replaceDialog(this.id, { state: { ...state, isQuiet: false } });
  }
}
