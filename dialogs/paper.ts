/** A drafted text for somebody outside, and the record that it was sent: a support case, a notice to the users. */
import { dateIn as dayIn } from '../changeover/working-time.ts';
import type { PlainDate } from '../changeover/changeover.ts';
import type { CommandBody } from '../changeover/commands.ts';
import { parseDate } from '../changeover/inputs.ts';
import { draftOf, type Paper } from '../cards/drafts.ts';
import { paperCard, PAPER_FORM } from '../cards/paper-card.ts';
import type { Verb } from '../cards/verbs.ts';
import type { Issued, Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { FaultList, textIn } from './form-reading.ts';
import type { FormPress } from './form.ts';
import { afterRefusal, oneForm, stillOpen, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { otherSideOf } from './other-side.ts';
import { say, wordsOf } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

/** The dialog of each text is called as its verb. */
export const PAPERS = {
  supportCase: 'case',
  tellUsers: 'users',
} as const satisfies Partial<Record<Verb, Paper>>;

const FIELDS = { caseNumber: 100, paperOn: 40 };
const FIELD_OF = { on: 'paperOn' };

export class PaperDialog extends FormDialog<OneFormState> {
  readonly #paper: (typeof PAPERS)[keyof typeof PAPERS];

  constructor(verb: keyof typeof PAPERS, turnOf: TurnOf) {
    super(verb, turnOf);
    this.#paper = PAPERS[verb];
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): OneFormState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    return changeover && oneForm(turn, changeover, { paperOn: dayIn(turn.readerOf(changeover).zone, turn.now) });
  }

  protected override settle(turn: Turn, state: OneFormState): OneFormState | 'end' {
    return stillOpen(turn, state);
  }

  /** Drafted anew each time, from what is known now. */
  protected override draw(turn: Turn, state: OneFormState): DrawnForm {
    const { locale } = turn.defaultReader;
    const changeover = turn.changeover(state.changeover);
    const text = changeover === undefined ? '' : this.#draft(turn, state.changeover);
    const domain = changeover?.customer.domain ?? '';
    const content = paperCard(locale, { ...viewOf(state), paper: this.#paper, domain, text });
    return { form: PAPER_FORM, content };
  }

  protected override take(turn: Turn, state: OneFormState, press: FormPress): OneFormState | 'end' {
    const typed = typedInto(state, press, FIELDS);
    const { zone, locale } = turn.defaultReader;
    const faults = new FaultList();
    const on = faults.take(
      'paperOn',
      parseDate(typed.values['paperOn'] ?? '', dayIn(zone, turn.now), locale, { field: 'paperOn', mustBePast: true }),
    );
    const number = this.#paper === 'case' ? faults.take('caseNumber', textIn(typed.values, 'caseNumber')) : '';
    if (on === undefined || number === undefined) return { ...typed, faults: faults.result().faults };
    const issued = turn.issue(state.changeover, this.#command(turn, state, on, number));
    if (!issued.ok) return afterRefusal(turn, typed, issued.refusal, FIELD_OF);
    this.#sayTaken(turn, issued, on);
    return 'end';
  }

  #draft(turn: Turn, id: string): string {
    const changeover = turn.changeover(id);
    if (changeover === undefined) return '';
    const { locale, zone } = turn.readerOf(changeover);
    return draftOf(this.#paper, {
      changeover,
      playbook: turn.playbookOf(changeover),
      locale,
      zone,
      now: turn.now,
      text: (ref) => turn.text(ref),
    });
  }

  #command(turn: Turn, { changeover }: OneFormState, on: PlainDate, number: string): CommandBody {
    if (this.#paper !== 'case') return { type: 'recordLetter', to: this.#paper, on };
    return { type: 'recordCase', referenceRef: turn.keepText(changeover, 'reference', number), on };
  }

  /** The other side hears of both. */
  #sayTaken(turn: Turn, { changeover }: Extract<Issued, { ok: true }>, on: PlainDate): void {
    const paper = this.#paper;
    say(turn, `paper.${paper}.taken`, { on: wordsOf(turn).date(on) });
    turn.showStatus(changeover.id, 'inPlace');
    const { side } = otherSideOf(turn, changeover);
    const occasion = `paper/${paper}/${changeover.id}/${changeover.version}`;
    const params = { domain: changeover.customer.domain, on };
    turn.notify(changeover.id, occasion, { side }, { kind: 'notice', text: `notice.paper.${paper}`, params });
  }
}
