/** `correct`: one field put right, with a reason; both sides see old and new. */
import type { Changeover } from '../changeover/changeover.ts';
import { refuse } from '../changeover/refusals.ts';
import { dateIn as dayIn } from '../changeover/working-time.ts';
import { correctValueCard, correctWhatCard, CORRECT_VALUE_FORM, CORRECT_WHAT_FORM } from '../cards/correct-card.ts';
import { plain, words, type Words } from '../cards/text.ts';
import type { Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { correctables, readCorrection, titleOf, valueOf, type Correctable } from './correct-fields.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { FaultList } from './form-reading.ts';
import { readInputs, type FormPress } from './form.ts';
import { afterRefusal, oneForm, stillOpen, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { otherSideOf } from './other-side.ts';
import { say } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

export const CORRECT_DIALOG = 'correct';

interface CorrectState extends OneFormState {
  /** The key of what is put right, once it was chosen. */
  readonly what?: string;
}

const FIELDS = { value: 400, reason: 1000 };
/** Whatever a refused correction names, its value stands in one field. */
const VALUE = 'value';

export class CorrectDialog extends FormDialog<CorrectState> {
  constructor(turnOf: TurnOf) {
    super(CORRECT_DIALOG, turnOf);
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): CorrectState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    return changeover && oneForm(turn, changeover, {});
  }

  protected override settle(turn: Turn, state: CorrectState): CorrectState | 'end' {
    return stillOpen(turn, state);
  }

  protected override draw(turn: Turn, state: CorrectState): DrawnForm {
    const { locale } = turn.defaultReader;
    const changeover = turn.changeover(state.changeover);
    const chosen = chosenIn(turn, state);
    if (changeover && chosen) return { form: CORRECT_VALUE_FORM, content: drawValue(turn, state, changeover, chosen) };
    const w = words(locale);
    const all = changeover ? correctables(changeover, turn.readerOf(changeover).side) : [];
    const choices = all.map((one) => ({ value: one.key, title: choiceTitle(turn, w, changeover, one) }));
    return { form: CORRECT_WHAT_FORM, content: correctWhatCard(locale, { ...viewOf(state), choices }) };
  }

  protected override take(turn: Turn, state: CorrectState, press: FormPress): CorrectState | 'end' | 'movedOn' {
    const changeover = turn.changeover(state.changeover);
    if (changeover === undefined) return 'movedOn';
    const chosen = chosenIn(turn, state);
    if (chosen === undefined) return takeWhat(turn, state, press);
    if (press.button === 'back') {
      const { what: _what, ...rest } = state;
      return { ...rest, values: { what: chosen.key }, faults: {}, removed: [] };
    }
    return takeValue(turn, state, changeover, chosen, press);
  }
}

function takeWhat(turn: Turn, state: CorrectState, press: FormPress): CorrectState {
  const { inputs } = readInputs(press, { what: 100 });
  const asked: CorrectState = { ...state, what: inputs['what'] ?? '', values: {}, faults: {}, removed: [] };
  if (chosenIn(turn, asked)) return asked;
  return { ...state, values: inputs, faults: { what: refuse('choiceUnknown') } };
}

function takeValue(
  turn: Turn,
  state: CorrectState,
  before: Changeover,
  chosen: Correctable,
  press: FormPress,
): CorrectState | 'end' {
  const typed = typedInto(state, press, FIELDS);
  const { locale, zone } = turn.defaultReader;
  const frame = { today: dayIn(zone, turn.now), locale };
  const faults = new FaultList();
  const reason = typed.values['reason'];
  if (!reason) faults.add('reason', refuse('textEmpty'));
  const keep = (kind: string, text: string) => turn.keepText(before.id, kind, text);
  const change = faults.take(VALUE, readCorrection(chosen, typed.values, frame, keep));
  if (!reason || change === undefined) return { ...typed, faults: faults.result().faults };
  const reasonRef = turn.keepText(before.id, 'reason', reason);
  const issued = turn.issue(before.id, { type: 'correct', changes: [change], reasonRef });
  if (!issued.ok) return afterRefusal(turn, typed, { ...issued.refusal, field: VALUE });
  tellBoth(turn, before, issued.changeover, chosen);
  turn.showStatus(before.id, 'inPlace');
  return 'end';
}

/**
 * Old and new, here and for the other side, each in its own words. A message that waits to be sent holds no text that
 * has to be erasable, and what the partner pays is not the customer's to see: then it names the field alone.
 */
function tellBoth(turn: Turn, before: Changeover, after: Changeover, chosen: Correctable): void {
  const here = changeWords(turn, words(turn.defaultReader.locale), before, after, chosen);
  say(turn, 'correct.done', { ...here, was: plain(here.was), now: plain(here.now) });
  const { side, words: w } = otherSideOf(turn, after);
  const { domain } = after.customer;
  const change = changeWords(turn, w, before, after, chosen);
  const text = noticeOf(chosen, side);
  const params = text === 'notice.corrected' ? { domain, ...change } : { domain, field: change.field };
  turn.notify(after.id, `corrected/${after.id}/${after.version}`, { side }, { kind: 'notice', text, params });
}

function noticeOf({ field }: Correctable, side: 'customer' | 'partner'): string {
  if (field === 'contact' || field === 'support') return 'notice.correctedText';
  return field === 'newPrice' && side === 'customer' ? 'notice.correctedUnseen' : 'notice.corrected';
}

function changeWords(turn: Turn, w: Words, before: Changeover, after: Changeover, chosen: Correctable) {
  return {
    field: titleOf(turn, w, after, chosen),
    was: valueOf(turn, w, before, chosen) ?? w.t('correct.nothing'),
    now: valueOf(turn, w, after, chosen) ?? w.t('correct.nothing'),
  };
}

function drawValue(turn: Turn, state: CorrectState, changeover: Changeover, chosen: Correctable) {
  const { locale } = turn.defaultReader;
  const w = words(locale);
  const was = valueOf(turn, w, changeover, chosen);
  return correctValueCard(locale, {
    ...viewOf(state),
    title: titleOf(turn, w, changeover, chosen),
    input: chosen.input,
    ...(was !== undefined && { was }),
    ...(chosen.line && { currency: chosen.line.price.currency }),
  });
}

function chosenIn(turn: Turn, state: CorrectState): Correctable | undefined {
  const changeover = turn.changeover(state.changeover);
  if (changeover === undefined || state.what === undefined) return undefined;
  return correctables(changeover, turn.readerOf(changeover).side).find((one) => one.key === state.what);
}

function choiceTitle(turn: Turn, w: Words, changeover: Changeover | undefined, one: Correctable): string {
  if (changeover === undefined) return '';
  const value = valueOf(turn, w, changeover, one) ?? w.t('correct.nothing');
  return w.t('correct.choice', { field: titleOf(turn, w, changeover, one), value: plain(value, 60) });
}
