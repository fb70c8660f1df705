/** Being forgotten: a person on its own word, or a whole company on that of its admin or lead. Asked once more before. */
import type { Changeover } from '../changeover/changeover.ts';
import { refuse } from '../changeover/refusals.ts';
import { FORGET_FORM, forgetCard, type ForgetView } from '../cards/forget-card.ts';
import type { Turn } from '../loop/turn.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import type { FormPress } from './form.ts';
import { afterRefusal, oneForm, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { otherSideOf } from './other-side.ts';
import { say, sayRefusal } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

type What = ForgetView['what'];

export class ForgetDialog extends FormDialog<OneFormState> {
  readonly #what: What;

  constructor(what: What, turnOf: TurnOf) {
    super(what, turnOf);
    this.#what = what;
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): OneFormState | undefined {
    const changeover = turn.changeover(String(options['changeover']));
    if (changeover === undefined) {
      sayRefusal(turn, refuse('unknownChangeover'));
      return undefined;
    }
    const { role } = turn.readerOf(changeover);
    const isAllowed = this.#what === 'forgetMe' || role === 'customerAdmin' || role === 'partnerLead';
    if (isAllowed) return oneForm(turn, changeover, {});
    sayRefusal(turn, refuse('forgetMayNot'));
    return undefined;
  }

  protected override settle(turn: Turn, state: OneFormState): OneFormState | 'end' {
    if (turn.changeover(state.changeover) !== undefined) return state;
    sayRefusal(turn, refuse('unknownChangeover'));
    return 'end';
  }

  protected override draw(turn: Turn, state: OneFormState): DrawnForm {
    const changeover = turn.changeover(state.changeover)!;
    const domain = ownDomain(turn, changeover);
    const view = { ...viewOf(state), what: this.#what, domain, count: turn.changeovers().length };
    return { form: FORGET_FORM, content: forgetCard(turn.defaultReader.locale, view) };
  }

  protected override take(turn: Turn, state: OneFormState, press: FormPress): OneFormState | 'end' {
    return this.#what === 'forgetMe' ? forgetPerson(turn, state) : forgetTenant(turn, state, press);
  }
}

/** In all that this turn knows of; the request that goes with it takes the rest. */
function forgetPerson(turn: Turn, state: OneFormState): OneFormState | 'end' {
  const { person } = turn.source;
  for (const changeover of turn.changeovers()) {
    const side = otherSideOf(turn, changeover);
    const issued = turn.issue(changeover.id, { type: 'forget', person });
    if (!issued.ok) return afterRefusal(turn, state, issued.refusal);
    if (changeover.state.kind === 'open') tell(turn, changeover, side, 'notice.memberForgotten');
  }
  say(turn, 'forget.forgetMe.done');
  return 'end';
}

function forgetTenant(turn: Turn, state: OneFormState, press: FormPress): OneFormState | 'end' {
  const typed = typedInto(state, press, { forgetDomain: 253 });
  const changeover = turn.changeover(state.changeover)!;
  const domain = ownDomain(turn, changeover);
  if (typed.values['forgetDomain']?.trim().toLowerCase() !== domain) {
    return { ...typed, faults: { forgetDomain: refuse('forgetOtherDomain', { domain }) } };
  }
  const side = otherSideOf(turn, changeover);
  const issued = turn.issue(changeover.id, { type: 'forget' });
  if (!issued.ok) return afterRefusal(turn, typed, issued.refusal);
  tell(turn, changeover, side, 'notice.tenantForgotten');
  say(turn, 'forget.deleteData.done', { domain });
  return 'end';
}

/** @param other as it was before: whoever is forgotten reads nothing any more. */
function tell(turn: Turn, changeover: Changeover, { side }: ReturnType<typeof otherSideOf>, text: string): void {
  const params = { domain: changeover.customer.domain };
  const occasion = `forgotten/${changeover.id}/${changeover.version}`;
  turn.notify(changeover.id, occasion, { side }, { kind: 'notice', text, params });
}

function ownDomain(turn: Turn, changeover: Changeover): string {
  return turn.readerOf(changeover).side === 'customer' ? changeover.customer.domain : changeover.partner.domain;
}
