/** A rest: until when and why is asked; going on needs one press. Both sides are told. */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import { parseDate } from '../changeover/inputs.ts';
import { todayOf } from '../changeover/old-over.ts';
import { overlapOf } from '../changeover/overlap.ts';
import { dateIn, instantOf, STANDARD_CALENDAR } from '../changeover/working-time.ts';
import { pauseCard, PAUSE_FORM } from '../cards/pause-card.ts';
import type { Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { FaultList } from './form-reading.ts';
import type { FormPress, Inputs } from './form.ts';
import { afterRefusal, oneForm, stillOpen, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { otherSideOf } from './other-side.ts';
import { say, wordsOf } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

export const PAUSE_DIALOG = 'pause';

const FIELDS = { pauseUntil: 40, pauseReason: 1000 };
const FIELD_OF = { until: 'pauseUntil' };

export class PauseDialog extends FormDialog<OneFormState> {
  constructor(turnOf: TurnOf) {
    super(PAUSE_DIALOG, turnOf);
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): OneFormState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    return changeover && oneForm(turn, changeover, {});
  }

  protected override settle(turn: Turn, state: OneFormState): OneFormState | 'end' {
    return stillOpen(turn, state);
  }

  protected override draw(turn: Turn, state: OneFormState): DrawnForm {
    const changeover = turn.changeover(state.changeover);
    const reader = changeover && turn.readerOf(changeover);
    const lastChance = changeover && overlapOf(changeover, todayOf(changeover, turn.now)).lastChance;
    const content = pauseCard(turn.defaultReader.locale, {
      ...viewOf(state),
      domain: changeover?.customer.domain ?? '',
      mayStayOpen: reader?.side === 'partner',
      ...(lastChance && reader && { lastChance: { at: lastChance.at, zone: reader.zone } }),
    });
    return { form: PAUSE_FORM, content };
  }

  protected override take(turn: Turn, state: OneFormState, press: FormPress): OneFormState | 'end' | 'movedOn' {
    const before = turn.changeover(state.changeover);
    if (before === undefined) return 'movedOn';
    const typed = typedInto(state, press, FIELDS);
    const faults = new FaultList();
    const until = untilIn(turn, before, typed.values, faults);
    const read = faults.or(until);
    if (!read.ok) return { ...typed, faults: read.faults };
    const reason = typed.values['pauseReason'];
    const issued = turn.issue(before.id, {
      type: 'pause',
      ...(until !== undefined && { until }),
      ...(reason && { reasonRef: turn.keepText(before.id, 'reason', reason) }),
    });
    if (!issued.ok) return afterRefusal(turn, typed, issued.refusal, FIELD_OF);
    sayPaused(turn, issued.changeover, until);
    return 'end';
  }
}

/** Ends the pause. Returns false when there is none, so that the word can mean "go on". */
export function resume(turn: Turn, changeover: Changeover): boolean {
  const issued = turn.issue(changeover.id, { type: 'resume' });
  if (!issued.ok) return false;
  say(turn, 'pause.resumed');
  const { side } = otherSideOf(turn, changeover);
  const occasion = `resumed/${changeover.id}/${issued.changeover.version}`;
  const params = { domain: changeover.customer.domain };
  turn.notify(changeover.id, occasion, { side }, { kind: 'notice', text: 'notice.resumed', params });
  turn.showStatus(changeover.id, 'inPlace');
  return true;
}

/** The opening hour of the day, where the person is. */
function untilIn(turn: Turn, changeover: Changeover, inputs: Inputs, faults: FaultList): Instant | undefined {
  const typed = inputs['pauseUntil'];
  if (!typed) return undefined;
  const { zone, locale } = turn.readerOf(changeover);
  const day = faults.take('pauseUntil', parseDate(typed, dateIn(zone, turn.now), locale, { field: 'pauseUntil' }));
  return day === undefined ? undefined : instantOf(day, STANDARD_CALENDAR.opensAt, zone);
}

function sayPaused(turn: Turn, changeover: Changeover, until: Instant | undefined): void {
  const { zone } = turn.readerOf(changeover);
  if (until === undefined) say(turn, 'pause.taken');
  else say(turn, 'pause.takenUntil', { until: wordsOf(turn).dateTime(until, zone) });
  const { side } = otherSideOf(turn, changeover);
  const occasion = `paused/${changeover.id}/${changeover.version}`;
  const params = { domain: changeover.customer.domain, ...(until !== undefined && { until }) };
  const text = until === undefined ? 'notice.paused' : 'notice.pausedUntil';
  turn.notify(changeover.id, occasion, { side }, { kind: 'notice', text, params });
  turn.showStatus(changeover.id, 'inPlace');
}
