/** The end of a claim: credited, or given up with a reason. */
import { refuse } from '../changeover/refusals.ts';
import { settleClaimCard, SETTLE_FORM } from '../cards/claim-card.ts';
import type { Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { openClaimOf } from './claim.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { choiceIn, FaultList } from './form-reading.ts';
import type { FormPress } from './form.ts';
import { afterRefusal, oneForm, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { otherSideOf } from './other-side.ts';
import { say, sayRefusal } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

export const SETTLE_DIALOG = 'settleClaim';

const FIELDS = { outcome: 40, settleReason: 1000 };
const OUTCOMES = ['credited', 'givenUp'] as const;

export class SettleClaimDialog extends FormDialog<OneFormState> {
  constructor(turnOf: TurnOf) {
    super(SETTLE_DIALOG, turnOf);
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): OneFormState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    if (changeover === undefined) return undefined;
    const settled = this.settle(turn, oneForm(turn, changeover, {}));
    return settled === 'end' ? undefined : settled;
  }

  /** Somebody may have settled it, or closed the changeover, while the form was open. */
  protected override settle(turn: Turn, state: OneFormState): OneFormState | 'end' {
    const changeover = openOneOf(turn, state.changeover);
    if (changeover === undefined) return 'end';
    if (openClaimOf(changeover) !== undefined) return state;
    sayRefusal(turn, refuse('noClaimOpen'));
    return 'end';
  }

  protected override draw(turn: Turn, state: OneFormState): DrawnForm {
    const changeover = turn.changeover(state.changeover);
    const amount = (changeover && openClaimOf(changeover)?.amount) ?? { minor: 0, currency: 'EUR' };
    return { form: SETTLE_FORM, content: settleClaimCard(turn.defaultReader.locale, { ...viewOf(state), amount }) };
  }

  protected override take(turn: Turn, state: OneFormState, press: FormPress): OneFormState | 'end' {
    const typed = typedInto(state, press, FIELDS);
    const faults = new FaultList();
    const outcome = faults.take('outcome', choiceIn(typed.values, 'outcome', OUTCOMES));
    const reason = typed.values['settleReason'];
    if (outcome === 'givenUp' && !reason) faults.add('settleReason', refuse('textEmpty'));
    const read = outcome === undefined ? faults.result() : faults.or(outcome);
    if (!read.ok) return { ...typed, faults: read.faults };
    const reasonRef = reason ? turn.keepText(state.changeover, 'reason', reason) : undefined;
    const issued = turn.issue(state.changeover, {
      type: 'settleClaim',
      outcome: read.value,
      ...(reasonRef && { reasonRef }),
    });
    if (!issued.ok) return afterRefusal(turn, typed, issued.refusal, { reason: 'settleReason' });
    const { changeover } = issued;
    say(turn, `settle.done.${read.value}`);
    const params = { domain: changeover.customer.domain };
    const occasion = `settled/${changeover.id}/${changeover.version}`;
    const { side } = otherSideOf(turn, changeover);
    turn.notify(changeover.id, occasion, { side }, { kind: 'notice', text: `notice.settled.${read.value}`, params });
    turn.showStatus(changeover.id, 'inPlace');
    return 'end';
  }
}
