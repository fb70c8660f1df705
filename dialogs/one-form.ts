/** What the dialogs of one form about one changeover keep and share. */
import type { Changeover, ChangeoverId } from '../changeover/changeover.ts';
import type { Refusal } from '../changeover/refusals.ts';
import type { FormView } from '../cards/form-fields.ts';
import type { Turn } from '../loop/turn.ts';
import { isFinal, openOneOf } from './begun-on.ts';
import type { FormState } from './form-dialog.ts';
import { readInputs, type Faults, type FormPress, type Inputs } from './form.ts';
import { sayRefusal } from './speak.ts';

export interface OneFormState extends FormState {
  readonly changeover: ChangeoverId;
  readonly values: Inputs;
  readonly faults: Faults;
  readonly removed: readonly string[];
}

export function oneForm(turn: Turn, changeover: Changeover, values: Inputs): OneFormState {
  return { run: turn.random.id(), isQuiet: false, changeover: changeover.id, values, faults: {}, removed: [] };
}

export function viewOf({ run, values, faults, removed }: OneFormState): FormView {
  return { run, values, faults, removed };
}

/** The state with what was typed, before it is judged. */
export function typedInto<State extends OneFormState>(
  state: State,
  press: FormPress,
  fields: Readonly<Record<string, number>>,
): State {
  const { inputs, removed } = readInputs(press, fields);
  return { ...state, values: inputs, removed, faults: {} };
}

/** `end` after having said why it ended, when somebody closed the changeover meanwhile. */
export function stillOpen<State extends OneFormState>(turn: Turn, state: State): State | 'end' {
  return openOneOf(turn, state.changeover) === undefined ? 'end' : state;
}

/** What a refused command makes of the form: it is left, or it comes again with the fault beside its field. */
export function afterRefusal<State extends OneFormState>(
  turn: Turn,
  state: State,
  refusal: Refusal,
  fieldOf: Readonly<Record<string, string>> = {},
): State | 'end' {
  if (isFinal(refusal.code)) {
    sayRefusal(turn, refusal);
    turn.showStatus(state.changeover, 'inPlace');
    return 'end';
  }
  const { field = '' } = refusal;
  return { ...state, faults: { [fieldOf[field] ?? (field in state.values ? field : '')]: refusal } };
}
