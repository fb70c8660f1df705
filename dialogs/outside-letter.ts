/** A letter to a side that is not in Teams, about its open step where it has one, and the record that it was sent. */
import type { Changeover, PlainDate } from '../changeover/changeover.ts';
import { parseDate } from '../changeover/inputs.ts';
import type { OutsideSide } from '../changeover/outside.ts';
import { openSteps, stepKey, type StepView } from '../changeover/steps.ts';
import { waitUntilOn } from '../changeover/waits.ts';
import { dateIn as dayIn } from '../changeover/working-time.ts';
import { draftOf } from '../cards/drafts.ts';
import { letterText } from '../cards/letter-section.ts';
import { sideName } from '../cards/names.ts';
import { contactFor, contactName } from '../cards/outside.ts';
import { OUTSIDE_LETTER_FORM, outsideLetterCard } from '../cards/outside-letter-card.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import { stepParams } from '../cards/step-params.ts';
import { words } from '../cards/text.ts';
import type { Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { FaultList } from './form-reading.ts';
import type { FormPress } from './form.ts';
import { titleOf } from './moved-on.ts';
import { afterRefusal, oneForm, stillOpen, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { say, wordsOf } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

/** The dialog of each side is called as its verb. */
export const OUTSIDE_LETTERS = { letterSource: 'source', letterProvider: 'provider' } as const;

interface LetterState extends OneFormState {
  /** The key of the step that it is about. */
  readonly step?: string;
}

export class OutsideLetterDialog extends FormDialog<LetterState> {
  readonly #to: OutsideSide;

  constructor(verb: keyof typeof OUTSIDE_LETTERS, turnOf: TurnOf) {
    super(verb, turnOf);
    this.#to = OUTSIDE_LETTERS[verb];
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): LetterState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    if (changeover === undefined) return undefined;
    const { step, line } = options;
    const named = typeof step === 'string' ? stepKey(step, typeof line === 'string' ? line : undefined) : undefined;
    const views = this.#steps(turn, changeover);
    const about = views.find(({ key }) => key === named) ?? views[0];
    const { side } = turn.readerOf(changeover);
    if (about === undefined && side === 'customer') {
      say(turn, 'letter.nothingToAsk');
      return undefined;
    }
    const form = oneForm(turn, changeover, { paperOn: dayIn(turn.readerOf(changeover).zone, turn.now) });
    return about ? { ...form, step: about.key } : form;
  }

  protected override settle(turn: Turn, state: LetterState): LetterState | 'end' {
    return stillOpen(turn, state);
  }

  /** Drafted anew each time, from what is known now. */
  protected override draw(turn: Turn, state: LetterState): DrawnForm {
    const changeover = turn.changeover(state.changeover)!;
    const reader = turn.readerOf(changeover);
    const playbook = turn.playbookOf(changeover);
    const text: Turn['text'] = (ref) => turn.text(ref);
    const about = this.#about(turn, changeover, state);
    const wait = about?.step.wait;
    const waitOn = wait && wordsOf(turn).weekday(waitUntilOn(wait, dayIn(reader.zone, turn.now), changeover));
    const contact = contactFor(changeover, this.#to, reader, text);
    const content = outsideLetterCard(reader.locale, {
      ...viewOf(state),
      paper: this.#to,
      changeover,
      who: sideName(wordsOf(turn), changeover, playbook, this.#to, text),
      ...(contact && { contact }),
      text: this.#draft(turn, changeover, about),
      ...(about && { step: { title: titleOf(turn, changeover, about), ...(waitOn !== undefined && { waitOn }) } }),
    });
    return { form: OUTSIDE_LETTER_FORM, content };
  }

  protected override take(turn: Turn, state: LetterState, press: FormPress): LetterState | 'end' {
    const typed = typedInto(state, press, { paperOn: 40 });
    const { zone, locale } = turn.defaultReader;
    const faults = new FaultList();
    const today = dayIn(zone, turn.now);
    const day = parseDate(typed.values['paperOn'] ?? '', today, locale, { field: 'paperOn', mustBePast: true });
    const on = faults.take('paperOn', day);
    if (on === undefined) return { ...typed, faults: faults.result().faults };
    const about = this.#about(turn, turn.changeover(state.changeover)!, state);
    const issued = turn.issue(state.changeover, {
      type: 'recordLetter',
      to: this.#to,
      on,
      ...(about && { step: about.step.id, ...(about.line && { line: about.line.id }) }),
    });
    if (!issued.ok) return afterRefusal(turn, typed, issued.refusal, { on: 'paperOn' });
    this.#sayTaken(turn, issued.changeover, about, on);
    return 'end';
  }

  #steps(turn: Turn, changeover: Changeover): readonly StepView[] {
    return openSteps(changeover, turn.playbookOf(changeover), turn.now, this.#to);
  }

  /** One that was answered since the letter was begun is asked nothing any more: the letter is noted by itself. */
  #about(turn: Turn, changeover: Changeover, { step }: LetterState): StepView | undefined {
    return this.#steps(turn, changeover).find(({ key }) => key === step);
  }

  /** The step's own letter, else the general one; the customer asks for the answer to its partner in its own words. */
  #draft(turn: Turn, changeover: Changeover, about: StepView | undefined): string {
    const playbook = turn.playbookOf(changeover);
    const reader = turn.readerOf(changeover);
    const text: Turn['text'] = (ref) => turn.text(ref);
    const isCustomers = reader.side === 'customer';
    const [letter] = isCustomers ? ['customerAsks'] : (about?.step.letters ?? []);
    if (about === undefined || letter === undefined) {
      const { locale, zone } = reader;
      return draftOf(this.#to, { changeover, playbook, locale, zone, now: turn.now, text });
    }
    const w = playbookWords(reader.locale, playbook);
    const params = {
      ...stepParams(changeover, playbook, about, reader, text),
      title: titleOf(turn, changeover, about),
    };
    return letterText({ w, changeover, step: about.step, reader, text, params }, letter);
  }

  #sayTaken(turn: Turn, changeover: Changeover, about: StepView | undefined, on: PlainDate): void {
    const w = wordsOf(turn);
    const contact = contactFor(changeover, this.#to, turn.readerOf(changeover), (ref) => turn.text(ref));
    const waitUntil = about && changeover.steps[about.key]?.written?.waitUntil;
    say(turn, 'letter.taken', {
      on: w.weekday(on),
      contact: contact === undefined ? 'none' : contactName(w, contact),
      waitOn: waitUntil === undefined ? 'none' : w.weekday(waitUntil),
    });
    turn.showStatus(changeover.id, 'inPlace');
    if (turn.readerOf(changeover).side === 'customer') tellPartner(turn, changeover, this.#to);
  }
}

/** Without the name: what waits to be sent holds no text that has to be erasable. */
function tellPartner(turn: Turn, changeover: Changeover, to: OutsideSide): void {
  const w = words(changeover.partner.locale);
  const who = sideName(w, changeover, turn.playbookOf(changeover), to, (ref) => turn.text(ref));
  const params = { domain: changeover.customer.domain, who };
  const occasion = `wrote/${changeover.id}/${to}/${changeover.version}`;
  turn.notify(changeover.id, occasion, { side: 'partner' }, { kind: 'notice', text: 'notice.customerWrote', params });
}
