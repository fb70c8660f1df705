/**
 * A technician writes down what the customer said: which step, who, how and when. Weaker than the customer's own word:
 * it never opens a guard alone, and the customer is told and can object.
 */
import type { Changeover, PlainDate } from '../changeover/changeover.ts';
import { parseDate } from '../changeover/inputs.ts';
import { refuse, type Refusal } from '../changeover/refusals.ts';
import { openSteps, stepsOf, type StepView } from '../changeover/steps.ts';
import { addDays, dateIn as dayIn } from '../changeover/working-time.ts';
import { productName } from '../cards/names.ts';
import { MEANS, recordWordCard, RECORD_FORM, type Means } from '../cards/record-word-card.ts';
import { stepTitle } from '../cards/step-words.ts';
import { words, type Words } from '../cards/text.ts';
import type { Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { choiceIn, FaultList, textIn } from './form-reading.ts';
import type { FormPress, Inputs } from './form.ts';
import { afterRefusal, oneForm, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { say, sayRefusal } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

export const RECORD_WORD_DIALOG = 'recordWord';

const FIELDS = { recordStep: 200, saidBy: 120, means: 40, saidOn: 40, reference: 100, said: 1000 };
const FIELD_OF = { on: 'saidOn' };

interface Recorded {
  readonly view: StepView;
  readonly saidBy: string;
  readonly means: Means;
  readonly saidOn: PlainDate;
}

export class RecordWordDialog extends FormDialog<OneFormState> {
  constructor(turnOf: TurnOf) {
    super(RECORD_WORD_DIALOG, turnOf);
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): OneFormState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    if (changeover === undefined) return undefined;
    if (turn.readerOf(changeover).side !== 'partner') {
      sayRefusal(turn, refuse('notYourSide', { side: 'customer' }));
      return undefined;
    }
    const named = [options['step'], options['line']].filter((part) => typeof part === 'string').join('/');
    const today = dayIn(turn.defaultReader.zone, turn.now);
    const settled = this.settle(turn, oneForm(turn, changeover, { recordStep: named, saidOn: today }));
    return settled === 'end' ? undefined : settled;
  }

  /** The customer may have done all of it by itself meanwhile. */
  protected override settle(turn: Turn, state: OneFormState): OneFormState | 'end' {
    const changeover = openOneOf(turn, state.changeover);
    if (changeover === undefined) return 'end';
    if (customerSteps(turn, changeover).length > 0) return state;
    say(turn, 'record.nothing');
    return 'end';
  }

  protected override draw(turn: Turn, state: OneFormState): DrawnForm {
    const { locale } = turn.defaultReader;
    const w = words(locale);
    const changeover = turn.changeover(state.changeover);
    const views = changeover === undefined ? [] : customerSteps(turn, changeover);
    const steps = views.map((view) => ({
      value: view.key,
      title: changeover ? titleIn(turn, w, changeover, view) : view.key,
    }));
    return { form: RECORD_FORM, content: recordWordCard(locale, { ...viewOf(state), steps }) };
  }

  protected override take(turn: Turn, state: OneFormState, press: FormPress): OneFormState | 'end' | 'movedOn' {
    const changeover = turn.changeover(state.changeover);
    if (changeover === undefined) return 'movedOn';
    const typed = typedInto(state, press, FIELDS);
    const read = readRecord(turn, changeover, typed.values);
    if (!read.ok) return { ...typed, faults: read.faults };
    const refusal = record(turn, changeover, read.value, typed.values);
    return refusal === undefined ? 'end' : afterRefusal(turn, typed, refusal, FIELD_OF);
  }
}

/** What a customer could be asked now, each step once. */
function customerSteps(turn: Turn, changeover: Changeover): readonly StepView[] {
  return openSteps(changeover, turn.playbookOf(changeover), turn.now, 'customer');
}

function readRecord(turn: Turn, changeover: Changeover, inputs: Inputs) {
  const { locale, zone } = turn.defaultReader;
  const today = dayIn(zone, turn.now);
  const faults = new FaultList();
  const views = customerSteps(turn, changeover);
  const key = faults.take(
    'recordStep',
    choiceIn(
      inputs,
      'recordStep',
      views.map((view) => view.key),
    ),
  );
  const view = views.find((one) => one.key === key);
  const saidBy = faults.take('saidBy', textIn(inputs, 'saidBy'));
  const means = faults.take('means', choiceIn(inputs, 'means', MEANS));
  const saidOn = faults.take(
    'saidOn',
    parseDate(inputs['saidOn'] ?? '', today, locale, { field: 'saidOn', mustBePast: true }),
  );
  if (saidOn !== undefined && saidOn < addDays(today, -BACK_DAYS)) {
    faults.add('saidOn', refuse('dateTooFar', { from: addDays(today, -BACK_DAYS), to: today }));
  }
  if (view === undefined || saidBy === undefined || means === undefined || saidOn === undefined) return faults.result();
  return faults.or<Recorded>({ view, saidBy, means, saidOn });
}

const BACK_DAYS = 90;

function record(
  turn: Turn,
  before: Changeover,
  { view, saidBy, means, saidOn }: Recorded,
  inputs: Inputs,
): Refusal | undefined {
  const w = words(turn.defaultReader.locale);
  const how = { who: saidBy, means: w.t(`choice.means.${means}`), day: w.date(saidOn) };
  const note = inputs['said'];
  const saidText = note ? w.t('record.text.note', { ...how, note }) : w.t('record.text', how);
  const reference = inputs['reference'];
  const issued = turn.issue(before.id, {
    type: 'answer',
    step: view.step.id,
    ...(view.line && { line: view.line.id }),
    answer: 'done',
    on: saidOn,
    ...(reference && { referenceRef: turn.keepText(before.id, 'reference', reference) }),
    onBehalfOf: { side: 'customer', saidRef: turn.keepText(before.id, 'said', saidText) },
  });
  if (!issued.ok) return issued.refusal;
  const { changeover } = issued;
  const became = stepsOf(changeover, turn.playbookOf(changeover), turn.now).find((one) => one.key === view.key)?.status;
  const taken = became === 'done' ? 'record.taken' : became === 'checking' ? 'record.checking' : 'record.takenOpen';
  say(turn, taken, { title: titleIn(turn, w, changeover, view) });
  tellCustomer(turn, changeover, view, means, saidOn);
  turn.showStatus(changeover.id, 'inPlace');
  return undefined;
}

/** Not who is said to have said it: a name lives only where it can be erased. */
function tellCustomer(turn: Turn, changeover: Changeover, view: StepView, means: Means, saidOn: PlainDate): void {
  const w = words(changeover.customer.locale);
  const params = {
    title: titleIn(turn, w, changeover, view),
    means: w.t(`choice.means.${means}`),
    day: w.date(saidOn),
  };
  const occasion = `recorded/${changeover.id}/${view.key}/${changeover.version}`;
  turn.notify(changeover.id, occasion, { side: 'customer' }, { kind: 'notice', text: 'notice.wordRecorded', params });
}

function titleIn(turn: Turn, w: Words, changeover: Changeover, { step, line }: StepView): string {
  const product = line && productName(line, turn.playbookOf(changeover), (ref) => turn.text(ref), w.locale);
  return stepTitle(w, { id: step.id, ...(product !== undefined && { product }) });
}
