/** A double charge on a bill becomes a claim: what, for which days, and a text for billing support; then its end. */
import type { Changeover, Claim } from '../changeover/changeover.ts';
import { checkPeriod } from '../changeover/inputs.ts';
import { refuse } from '../changeover/refusals.ts';
import { addDays, dateIn as dayIn } from '../changeover/working-time.ts';
import { claimCard, claimOpenCard, CLAIM_FORM } from '../cards/claim-card.ts';
import { productName } from '../cards/names.ts';
import type { Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { dateIn, FaultList, priceIn } from './form-reading.ts';
import type { FormPress, Inputs } from './form.ts';
import { afterRefusal, oneForm, stillOpen, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { otherSideOf } from './other-side.ts';
import { say, wordsOf } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

export const CLAIM_DIALOG = 'claim';

const FIELDS = { claimFrom: 40, claimTo: 40, amount: 40, currency: 8, confirmation: 100, followUpOn: 40 };
/** What `decide` calls the fields of this form. */
const FIELD_OF = { from: 'claimFrom', to: 'claimTo' };
/** Billing support mostly answers within two weeks. */
const FOLLOW_UP_DAYS = 14;
/** A year of the dearest price for 1,000 licences. */
const MOST_MINOR = 1_000_000_000_000;

export class ClaimDialog extends FormDialog<OneFormState> {
  constructor(turnOf: TurnOf) {
    super(CLAIM_DIALOG, turnOf);
  }

  /** With an open claim there is nothing to ask: its text for billing support is shown again. */
  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): OneFormState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    if (changeover === undefined) return undefined;
    const open = openClaimOf(changeover);
    if (open === undefined) return oneForm(turn, changeover, likelyValues(turn, changeover));
    sayClaim(turn, changeover, open);
    return undefined;
  }

  protected override settle(turn: Turn, state: OneFormState): OneFormState | 'end' {
    return stillOpen(turn, state);
  }

  protected override draw(turn: Turn, state: OneFormState): DrawnForm {
    return { form: CLAIM_FORM, content: claimCard(turn.defaultReader.locale, viewOf(state)) };
  }

  protected override take(turn: Turn, state: OneFormState, press: FormPress): OneFormState | 'end' {
    const typed = typedInto(state, press, FIELDS);
    const read = readClaim(turn, typed.values);
    if (!read.ok) return { ...typed, faults: read.faults };
    const confirmation = typed.values['confirmation'];
    const confirmationRef = confirmation ? turn.keepText(state.changeover, 'reference', confirmation) : undefined;
    const issued = turn.issue(state.changeover, {
      type: 'openClaim',
      ...read.value,
      ...(confirmationRef && { confirmationRef }),
    });
    if (!issued.ok) return afterRefusal(turn, typed, issued.refusal, FIELD_OF);
    sayOpened(turn, issued.changeover);
    return 'end';
  }
}

/** The claim that is not settled yet. */
export function openClaimOf(changeover: Changeover): Claim | undefined {
  return changeover.claims.find((claim) => claim.settled === undefined);
}

function readClaim(turn: Turn, inputs: Inputs) {
  const { locale, zone } = turn.defaultReader;
  const frame = { today: dayIn(zone, turn.now), locale };
  const faults = new FaultList();
  const from = faults.take('claimFrom', dateIn(inputs, 'claimFrom', frame));
  const to = faults.take('claimTo', dateIn(inputs, 'claimTo', frame));
  const amount = faults.take('amount', priceIn(inputs, 'amount', inputs['currency'] ?? '', MOST_MINOR));
  const followUpOn = faults.take('followUpOn', dateIn(inputs, 'followUpOn', frame));
  if (from !== undefined && to !== undefined) faults.add('claimTo', checkPeriod(from, to));
  if (followUpOn !== undefined && followUpOn < frame.today) {
    faults.add('followUpOn', refuse('dateInPast', { date: followUpOn, from: frame.today }));
  }
  if (from === undefined || to === undefined || amount === undefined || followUpOn === undefined)
    return faults.result();
  return faults.or({ from, to, amount, followUpOn });
}

function sayOpened(turn: Turn, changeover: Changeover): void {
  const open = openClaimOf(changeover);
  if (open === undefined) return;
  say(turn, 'claim.opened');
  sayClaim(turn, changeover, open);
  const { side, words: w } = otherSideOf(turn, changeover);
  const params = { domain: changeover.customer.domain, from: w.date(open.from), to: w.date(open.to) };
  const occasion = `claim/${changeover.id}/${changeover.version}`;
  turn.notify(changeover.id, occasion, { side }, { kind: 'notice', text: 'notice.claimOpened', params });
  turn.showStatus(changeover.id, 'inPlace');
}

function sayClaim(turn: Turn, changeover: Changeover, claim: Claim): void {
  const w = wordsOf(turn);
  const confirmation = turn.text(claim.confirmationRef);
  const { tenantId, domain } = changeover.customer;
  const ended = changeover.lines.flatMap((line) => {
    if (line.oldEndedOn === undefined) return [];
    const product = productName(line, turn.playbookOf(changeover), (ref) => turn.text(ref), w.locale);
    return [w.t('claim.endedLine', { product, day: w.date(line.oldEndedOn) })];
  });
  const card = claimOpenCard(w.locale, {
    changeover: changeover.id,
    seen: changeover.version,
    domain,
    from: claim.from,
    to: claim.to,
    amount: claim.amount,
    ended,
    followUpOn: claim.followUpOn,
    ...(tenantId !== undefined && { tenantId }),
    ...(confirmation !== undefined && { confirmation }),
  });
  turn.say(card);
}

/** The days of the overlap and the old price's currency: what a double charge is mostly about. */
function likelyValues(turn: Turn, changeover: Changeover): Inputs {
  const today = dayIn(turn.defaultReader.zone, turn.now);
  const from = changeover.lines.map((line) => line.newStartsOn).toSorted()[0] ?? today;
  const to =
    changeover.lines
      .flatMap((line) => line.oldEndedOn ?? [])
      .toSorted()
      .at(-1) ?? today;
  return {
    claimFrom: from <= today ? from : '',
    claimTo: to <= today && from <= to ? to : '',
    currency: changeover.lines[0]?.price.currency ?? '',
    followUpOn: addDays(today, FOLLOW_UP_DAYS),
  };
}
