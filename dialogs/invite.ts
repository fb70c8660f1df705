/** A customer's admin asks a colleague in: as an admin, as somebody who stands in, or to read along. */
import { refuse } from '../changeover/refusals.ts';
import { colleagueCodeCard, INVITE_AS, INVITE_FORM, inviteCard } from '../cards/invite-card.ts';
import type { Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { choiceIn, FaultList } from './form-reading.ts';
import type { FormPress } from './form.ts';
import { newCode } from './new-code.ts';
import { afterRefusal, oneForm, stillOpen, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { sayRefusal } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

export const INVITE_DIALOG = 'inviteColleague';

const FIELDS = { inviteAs: 20 };

export class InviteDialog extends FormDialog<OneFormState> {
  constructor(turnOf: TurnOf) {
    super(INVITE_DIALOG, turnOf);
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): OneFormState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    if (changeover === undefined) return undefined;
    if (turn.readerOf(changeover).role === 'customerAdmin') return oneForm(turn, changeover, { inviteAs: 'admin' });
    sayRefusal(turn, refuse('adminOnly'));
    return undefined;
  }

  protected override settle(turn: Turn, state: OneFormState): OneFormState | 'end' {
    return stillOpen(turn, state);
  }

  protected override draw(turn: Turn, state: OneFormState): DrawnForm {
    return { form: INVITE_FORM, content: inviteCard(turn.defaultReader.locale, viewOf(state)) };
  }

  protected override take(turn: Turn, state: OneFormState, press: FormPress): OneFormState | 'end' {
    const typed = typedInto(state, press, FIELDS);
    const faults = new FaultList();
    const as = faults.take('inviteAs', choiceIn(typed.values, 'inviteAs', INVITE_AS));
    const read = as === undefined ? faults.result() : faults.or(as);
    if (!read.ok) return { ...typed, faults: read.faults };
    const { shown, kept } = newCode(turn);
    const issued = turn.issue(state.changeover, {
      type: 'invite',
      codeHash: kept.hash,
      shortHash: kept.shortHash,
      expiresAt: kept.expiresAt,
      role: read.value === 'viewer' ? 'customerViewer' : 'customerAdmin',
      isStandIn: read.value === 'standIn',
    });
    if (!issued.ok) return afterRefusal(turn, typed, issued.refusal);
    const { locale, zone } = turn.readerOf(issued.changeover);
    const { domain } = issued.changeover.customer;
    turn.say(colleagueCodeCard({ locale, zone, domain, as: read.value, ...shown }));
    return 'end';
  }
}
