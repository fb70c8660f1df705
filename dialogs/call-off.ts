/** Ending a changeover before it is done: asked once more, with a reason, and both sides are told. */
import { refuse } from '../changeover/refusals.ts';
import { callOffCard, CALL_OFF_FORM } from '../cards/call-off-card.ts';
import type { Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import type { FormPress } from './form.ts';
import { afterRefusal, oneForm, stillOpen, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { otherSideOf } from './other-side.ts';
import { say } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

export const CALL_OFF_DIALOG = 'callOff';

const FIELDS = { callOffReason: 1000 };

export class CallOffDialog extends FormDialog<OneFormState> {
  constructor(turnOf: TurnOf) {
    super(CALL_OFF_DIALOG, turnOf);
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): OneFormState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    return changeover && oneForm(turn, changeover, {});
  }

  protected override settle(turn: Turn, state: OneFormState): OneFormState | 'end' {
    return stillOpen(turn, state);
  }

  protected override draw(turn: Turn, state: OneFormState): DrawnForm {
    const domain = turn.changeover(state.changeover)?.customer.domain ?? '';
    return { form: CALL_OFF_FORM, content: callOffCard(turn.defaultReader.locale, { ...viewOf(state), domain }) };
  }

  protected override take(turn: Turn, state: OneFormState, press: FormPress): OneFormState | 'end' {
    const typed = typedInto(state, press, FIELDS);
    const reason = typed.values['callOffReason'];
    if (!reason) return { ...typed, faults: { callOffReason: refuse('textEmpty') } };
    const reasonRef = turn.keepText(state.changeover, 'reason', reason);
    const issued = turn.issue(state.changeover, { type: 'callOff', reasonRef });
    if (!issued.ok) return afterRefusal(turn, typed, issued.refusal);
    const { changeover } = issued;
    say(turn, 'callOff.done', { domain: changeover.customer.domain });
    const { side } = otherSideOf(turn, changeover);
    const params = { domain: changeover.customer.domain };
    turn.notify(
      changeover.id,
      `calledOff/${changeover.id}`,
      { side },
      { kind: 'notice', text: 'notice.calledOff', params },
    );
    turn.showStatus(changeover.id, 'inPlace');
    return 'end';
  }
}
