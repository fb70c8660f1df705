/** "I have cancelled already": what was ended, on which day, with which number. A report of a fact, never an act. */
import type { Changeover, Line, PlainDate } from '../changeover/changeover.ts';
import { isConfirmed } from '../changeover/guards.ts';
import { parseDate, type Parsed } from '../changeover/inputs.ts';
import { refuse, type Refusal } from '../changeover/refusals.ts';
import { dateIn } from '../changeover/working-time.ts';
import { productName } from '../cards/names.ts';
import { OLD_ENDED_FORM, oldEndedCard } from '../cards/old-ended-card.ts';
import type { Turn } from '../loop/turn.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { FaultList } from './form-reading.ts';
import type { FormPress, Inputs } from './form.ts';
import { afterRefusal, oneForm, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { say, wordsOf } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

export const OLD_ENDED_DIALOG = 'old-ended';

const FIELDS = { line: 100, on: 40, reference: 200 };

export class OldEndedDialog extends FormDialog<OneFormState> {
  constructor(turnOf: TurnOf) {
    super(OLD_ENDED_DIALOG, turnOf);
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): OneFormState | undefined {
    const { changeover: id, line } = options;
    const changeover = typeof id === 'string' ? turn.changeover(id) : undefined;
    if (changeover === undefined || liveLines(changeover).length === 0) {
      say(turn, 'oldEnded.none');
      return undefined;
    }
    return oneForm(turn, changeover, typeof line === 'string' ? { line } : {});
  }

  protected override settle(turn: Turn, state: OneFormState): OneFormState | 'end' {
    const changeover = turn.changeover(state.changeover);
    if (changeover !== undefined && liveLines(changeover).length > 0) return state;
    say(turn, 'oldEnded.none');
    return 'end';
  }

  protected override draw(turn: Turn, state: OneFormState): DrawnForm {
    const changeover = turn.changeover(state.changeover);
    const lines = changeover === undefined ? [] : liveLines(changeover);
    const content = oldEndedCard({
      locale: turn.defaultReader.locale,
      form: viewOf(state),
      lines: lines.map((line) => ({ id: line.id, name: changeover ? nameOf(turn, changeover, line) : line.id })),
      isCovered: changeover !== undefined && lines.every((line) => isConfirmed(changeover, 'newConfirmed', line.id)),
    });
    return { form: OLD_ENDED_FORM, content };
  }

  protected override take(turn: Turn, state: OneFormState, press: FormPress): OneFormState | 'end' | 'movedOn' {
    const changeover = turn.changeover(state.changeover);
    if (changeover === undefined) return 'movedOn';
    const typed = typedInto(state, press, FIELDS);
    const faults = new FaultList();
    const line = faults.take('line', lineIn(changeover, typed.values));
    const on = faults.take('on', dayIn(turn, changeover, typed.values));
    if (line === undefined || on === undefined) return { ...typed, faults: faults.result().faults };
    const refusal = report(turn, changeover, line, on, typed.values['reference']);
    return refusal === undefined ? 'end' : afterRefusal(turn, typed, refusal);
  }
}

/** Records it and says what follows; returns the refusal, if there is one. */
function report(
  turn: Turn,
  changeover: Changeover,
  line: Line,
  on: PlainDate,
  reference: string | undefined,
): Refusal | undefined {
  const referenceRef = reference ? turn.keepText(changeover.id, 'reference', reference) : undefined;
  const issued = turn.issue(changeover.id, {
    type: 'reportOldEnded',
    line: line.id,
    on,
    ...(referenceRef && { referenceRef }),
  });
  if (!issued.ok) return issued.refusal;
  const product = nameOf(turn, changeover, line);
  say(turn, 'oldEnded.taken', { product, date: wordsOf(turn).date(on) });
  if (!isConfirmed(issued.changeover, 'newConfirmed', line.id)) say(turn, 'oldEnded.urgent', { product });
  if (!reference) say(turn, 'oldEnded.noReference');
  tellPartner(turn, issued.changeover, product, on);
  return undefined;
}

function tellPartner(turn: Turn, changeover: Changeover, product: string, on: PlainDate): void {
  if (turn.readerOf(changeover).side !== 'customer') return;
  const params = { domain: changeover.customer.domain, product, date: on };
  turn.notify(
    changeover.id,
    `oldEnded/${changeover.id}/${changeover.version}`,
    { side: 'partner' },
    { kind: 'notice', text: 'notice.oldEnded', params },
  );
}

function liveLines(changeover: Changeover): readonly Line[] {
  return changeover.state.kind === 'closed' ? [] : changeover.lines.filter((line) => line.oldEndedOn === undefined);
}

/** The only line needs no choice. */
function lineIn(changeover: Changeover, inputs: Inputs): Parsed<Line> {
  const lines = liveLines(changeover);
  const found = lines.length === 1 ? lines[0] : lines.find((line) => line.id === inputs['line']);
  return found === undefined ? { ok: false, refusal: refuse('choiceUnknown', {}, 'line') } : { ok: true, value: found };
}

function dayIn(turn: Turn, changeover: Changeover, inputs: Inputs): Parsed<PlainDate> {
  const typed = inputs['on'];
  if (!typed) return { ok: false, refusal: refuse('textEmpty', {}, 'on') };
  const { zone, locale } = turn.readerOf(changeover);
  return parseDate(typed, dateIn(zone, turn.now), locale, { field: 'on', mustBePast: true });
}

function nameOf(turn: Turn, changeover: Changeover, line: Line): string {
  return productName(line, turn.playbookOf(changeover), (ref) => turn.text(ref), turn.defaultReader.locale);
}
