/** Who is written to at a side that is not in Teams: noted by a form, field by field as it can be kept. */
import type { Changeover, TextRef } from '../changeover/changeover.ts';
import { parseEmail, parsePhone } from '../changeover/contact-inputs.ts';
import { contactKind, contactOf, mayKnowContact, type Contact, type OutsideSide } from '../changeover/outside.ts';
import { refuse } from '../changeover/refusals.ts';
import { CONTACT_FIELDS, CONTACT_FORM, contactFormCard, contactsCard } from '../cards/contacts-card.ts';
import { sideName } from '../cards/names.ts';
import { contactFor } from '../cards/outside.ts';
import { plain, words } from '../cards/text.ts';
import type { Turn } from '../loop/turn.ts';
import { openOneOf } from './begun-on.ts';
import { FormDialog, type DrawnForm } from './form-dialog.ts';
import { FaultList, textIn, type Read } from './form-reading.ts';
import type { FormPress, Inputs } from './form.ts';
import { afterRefusal, oneForm, stillOpen, typedInto, viewOf, type OneFormState } from './one-form.ts';
import { say, sayRefusal, wordsOf } from './speak.ts';
import type { TurnOf } from './turn-of.ts';

export const CONTACT_DIALOG = 'contact';

interface ContactState extends OneFormState {
  readonly of: OutsideSide;
}

/** As it was typed, put into the form in which it is kept. */
interface Typed {
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly phone: string;
}

export class ContactDialog extends FormDialog<ContactState> {
  constructor(turnOf: TurnOf) {
    super(CONTACT_DIALOG, turnOf);
  }

  protected override start(turn: Turn, options: Readonly<Record<string, unknown>>): ContactState | undefined {
    const changeover = openOneOf(turn, options['changeover']);
    if (changeover === undefined) return undefined;
    const of = options['of'] === 'provider' ? 'provider' : 'source';
    const { side, role } = turn.readerOf(changeover);
    if (role === 'customerViewer' || !mayKnowContact(side, of)) {
      sayRefusal(turn, role === 'customerViewer' ? refuse('viewerMayNot') : refuse('notYourSide', { side: 'partner' }));
      return undefined;
    }
    const known = contactFor(changeover, of, { side }, (ref) => turn.text(ref));
    return { ...oneForm(turn, changeover, known ? inputsOf(known) : {}), of };
  }

  protected override settle(turn: Turn, state: ContactState): ContactState | 'end' {
    return stillOpen(turn, state);
  }

  protected override draw(turn: Turn, state: ContactState): DrawnForm {
    const changeover = turn.changeover(state.changeover)!;
    const view = { ...viewOf(state), who: whoOf(turn, changeover, state.of) };
    return { form: CONTACT_FORM, content: contactFormCard(turn.defaultReader.locale, view) };
  }

  protected override take(turn: Turn, state: ContactState, press: FormPress): ContactState | 'end' {
    const typed = typedInto(state, press, CONTACT_FIELDS);
    const changeover = turn.changeover(state.changeover)!;
    const read = readContact(typed.values, changeover);
    if (!read.ok) return { ...typed, faults: read.faults };
    const refs = refsOf(turn, changeover, state.of, read.value);
    const issued = turn.issue(changeover.id, { type: 'setContact', of: state.of, ...refs });
    if (!issued.ok) return afterRefusal(turn, typed, issued.refusal);
    say(turn, 'contact.kept', { name: plain(read.value.name, 60) });
    const reader = turn.readerOf(issued.changeover);
    const playbook = turn.playbookOf(issued.changeover);
    turn.say(contactsCard({ changeover: issued.changeover, playbook, reader, text: (ref) => turn.text(ref) }));
    turn.showStatus(changeover.id, 'inPlace');
    if (reader.side === 'customer') tellPartner(turn, issued.changeover, state.of);
    return 'end';
  }
}

function readContact(values: Inputs, { customer, partner }: Changeover): Read<Typed> {
  const faults = new FaultList();
  // A partner that changes by itself has addresses of its own domain outside, too.
  const isSelf = customer.domain === partner.domain;
  const { contactOrganisation: organisation = '', contactPhone: dialled = '' } = values;
  const name = faults.take('contactName', textIn(values, 'contactName'));
  const address = parseEmail(values['contactEmail'] ?? '', isSelf ? {} : { customers: customer.domain });
  const email = faults.take('contactEmail', address);
  const phone = dialled === '' ? '' : faults.take('contactPhone', parsePhone(dialled));
  return name === undefined || email === undefined || phone === undefined
    ? faults.result()
    : { ok: true, value: { name, email, organisation, phone } };
}

/** What stays the same keeps its text: a letter that was sent goes on to name the same person. */
function refsOf(turn: Turn, changeover: Changeover, of: OutsideSide, typed: Typed): Omit<Contact, 'at' | 'by'> {
  const before = contactOf(changeover, of);
  const keep = (known: TextRef | undefined, body: string): TextRef =>
    known !== undefined && turn.text(known) === body ? known : turn.keepText(changeover.id, contactKind(of), body);
  const { name, email, organisation, phone } = typed;
  return {
    nameRef: keep(before?.nameRef, name),
    emailRef: keep(before?.emailRef, email),
    ...(organisation !== '' && { organisationRef: keep(before?.organisationRef, organisation) }),
    ...(phone !== '' && { phoneRef: keep(before?.phoneRef, phone) }),
  };
}

function inputsOf({ name, email, organisation = '', phone = '' }: NonNullable<ReturnType<typeof contactFor>>): Inputs {
  return { contactName: name, contactOrganisation: organisation, contactEmail: email, contactPhone: phone };
}

function whoOf(turn: Turn, changeover: Changeover, of: OutsideSide): string {
  return sideName(wordsOf(turn), changeover, turn.playbookOf(changeover), of, (ref) => turn.text(ref));
}

/** Without the name: what waits to be sent holds no text that has to be erasable. */
function tellPartner(turn: Turn, changeover: Changeover, of: OutsideSide): void {
  const w = words(changeover.partner.locale);
  const who = sideName(w, changeover, turn.playbookOf(changeover), of, (ref) => turn.text(ref));
  const params = { domain: changeover.customer.domain, who };
  const occasion = `contact/${changeover.id}/${of}/${changeover.version}`;
  turn.notify(changeover.id, occasion, { side: 'partner' }, { kind: 'notice', text: 'notice.contactNoted', params });
}
