/** Who is written to at the sides that are not in Teams: as a list, and the form by which somebody is noted. */
import type { Changeover } from '../changeover/changeover.ts';
import { mayKnowContact, OUTSIDE_SIDES, type OutsideSide } from '../changeover/outside.ts';
import type { Playbook } from '../changeover/playbook.ts';
import type { Content, Reader } from './content.ts';
import { copyBox, paragraphs } from './copy-box.ts';
import { formButton, formRemarks, textField, type FormView } from './form-fields.ts';
import { customerName, partnerName, sideName, type TextOf } from './names.ts';
import { contactFor, contactName, type KnownContact } from './outside.ts';
import {
  type Action,
  actionSet,
  card,
  container,
  content,
  type Element,
  header,
  press,
  remark,
  showCard,
  textBlock,
} from './parts.ts';
import { plain, words, type Words } from './text.ts';

export const CONTACT_FORM = 'contact-1';

/** The longest that each field takes. */
export const CONTACT_FIELDS = { contactName: 100, contactOrganisation: 100, contactEmail: 254, contactPhone: 40 };

export interface ContactsView {
  readonly changeover: Changeover;
  readonly playbook: Playbook;
  readonly reader: Reader;
  readonly text: TextOf;
}

/** One box a side that the reader may know; who only reads along has no buttons, and what is over can only be erased. */
export function contactsCard(view: ContactsView): Content {
  const { changeover, reader } = view;
  const w = words(reader.locale);
  const sides = OUTSIDE_SIDES.filter((of) => mayKnowContact(reader.side, of));
  const hint = remark(w.t(`contacts.hint.${reader.side === 'partner' ? 'partner' : 'customer'}`), {
    spacing: 'medium',
  });
  return content(
    card([header(w.t('contacts.title'), changeover.customer.domain), ...sides.map((of) => box(w, view, of)), hint]),
    w.t('contacts.title'),
  );
}

function box(w: Words, view: ContactsView, of: OutsideSide): Element {
  const { changeover, playbook, reader, text } = view;
  const who = sideName(w, changeover, playbook, of, text);
  const contact = contactFor(changeover, of, reader, text);
  const said = contact === undefined ? [remark(w.t('contacts.nobody'))] : detailsOf(w, contact, of);
  const mayChange = reader.role !== 'customerViewer';
  const actions = mayChange ? actionsOf(w, view, { of, who, isThere: contact !== undefined }) : [];
  return container(
    [
      textBlock(w.t('contacts.side', { who }), { isBold: true }),
      ...said,
      ...(actions.length > 0 ? [actionSet(actions)] : []),
    ],
    { style: 'emphasis', spacing: 'medium' },
  );
}

function detailsOf(w: Words, contact: KnownContact, of: OutsideSide): readonly Element[] {
  const line = (id: string, label: string, value: string): Element => ({
    ...copyBox(`${id}-${of}`, label, value),
    isMultiline: false,
    spacing: 'Small',
  });
  return [
    textBlock(contactName(w, contact), { spacing: 'none' }),
    line('email', w.t('field.contactEmail'), contact.email),
    ...(contact.phone === undefined ? [] : [line('phone', w.t('contacts.phone'), contact.phone)]),
  ];
}

function actionsOf(
  w: Words,
  view: ContactsView,
  { of, who, isThere }: { readonly of: OutsideSide; readonly who: string; readonly isThere: boolean },
): readonly Action[] {
  const { changeover } = view;
  const data = { changeover: changeover.id, seen: changeover.version };
  const verb = of === 'source' ? 'letterSource' : 'letterProvider';
  const letter = press(verb, w.t('button.write.letter'), data, { ignoresInputs: true });
  const edit = press(
    'contactEdit',
    w.t(isThere ? 'button.contactEdit' : 'button.contactAdd', { who }),
    { ...data, of },
    { ignoresInputs: true, ...(!isThere && { style: 'positive' as const }) },
  );
  const remove = press('contactRemove', w.t('button.contactRemove'), { ...data, of }, { ignoresInputs: true });
  const erase = isThere ? [remove] : [];
  if (changeover.state.kind === 'closed') return erase;
  return [edit, ...erase, letter, ...invitation(w, view, of)];
}

/** For a side that has a view of its own in this kind of changeover: it works in its own Teams, and sees nothing of ours. */
function invitation(w: Words, view: ContactsView, of: OutsideSide): readonly Action[] {
  const { changeover, playbook, reader, text } = view;
  const contact = contactFor(changeover, of, reader, text);
  const key = `contacts.invite.text.${playbook.id}.${of}`;
  if (contact === undefined || !w.has(key) || changeover.variant === 'losing') return [];
  const { domain } = changeover.customer;
  const message = w.t(key, {
    dear: w.t('letter.dear', { name: plain(contact.name, 60) }),
    customer: customerName(changeover, text),
    partner: partnerName(changeover, text),
    domain: plain(domain, 100),
    kind: w.t(`playbook.${playbook.id}.name`),
    variant: w.t(`playbook.${playbook.id}.variant.losing.name`),
  });
  const how = w.t('contacts.invite.how', { contact: contactName(w, contact) });
  const toCopy = copyBox(`invite-${of}`, w.t('joinCode.copy'), message);
  return [showCard(w.t('button.contactInvite'), [remark(how), paragraphs(message), toCopy], [])];
}

/** @param who the side, as this kind of changeover calls it. */
export function contactFormCard(locale: string, view: FormView & { readonly who: string }): Content {
  const w = words(locale);
  const form = { form: CONTACT_FORM, run: view.run };
  const fields = Object.entries(CONTACT_FIELDS).map(([id, maxLength]) => textField(w, view, id, { maxLength }));
  const title = w.t('contact.title', { who: plain(view.who, 60) });
  return content(
    card(
      [header(title), textBlock(w.t('contact.how')), ...formRemarks(w, view), ...fields, remark(w.t('contact.erased'))],
      [
        formButton(w.t('contact.save'), form, 'save', {}, { style: 'positive' }),
        formButton(w.t('form.cancel'), form, 'cancel', {}, { ignoresInputs: true }),
      ],
    ),
    title,
  );
}
