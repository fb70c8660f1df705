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
  openUrl,
  press,
  remark,
  showCard,
  textBlock,
} from './parts.ts';
import { plain, unmarked, words, type Words } from './text.ts';

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
  return [edit, ...erase, letter, ...inTeams(w, view, of)];
}

/**
 * How a side that uses Teams is met there: in a chat with whoever is noted, and, where this kind of changeover has a view of
 * its own for that side, in its own Teams. It becomes no member of ours.
 */
function inTeams(w: Words, view: ContactsView, of: OutsideSide): readonly Action[] {
  const { changeover, playbook, reader, text } = view;
  const contact = contactFor(changeover, of, reader, text);
  if (contact === undefined) return [];
  const params = {
    dear: w.t('letter.dear', { name: plain(contact.name, 60) }),
    customer: customerName(changeover, text),
    partner: partnerName(changeover, text),
    domain: plain(changeover.customer.domain, 100),
    kind: w.t(`playbook.${playbook.id}.name`),
  };
  const name = contactName(w, contact);
  const chat = openUrl(w.t('button.contactChat'), chatLink(contact.email, unmarked(w.t('contacts.chat.text', params))));
  const key = `contacts.invite.text.${playbook.id}.${of}`;
  const body = [remark(w.t('contacts.chat.how', { contact: name })), actionSet([chat])];
  if (w.has(key) && changeover.variant !== 'losing') {
    const variant = w.t(`playbook.${playbook.id}.variant.losing.name`);
    const message = unmarked(w.t(key, { ...params, variant }));
    const toCopy = copyBox(`invite-${of}`, w.t('joinCode.copy'), message);
    body.push(
      remark(w.t('contacts.invite.how', { contact: name }), { spacing: 'medium' }),
      paragraphs(message),
      toCopy,
    );
  }
  return [showCard(w.t('button.contactInvite'), body, [])];
}

/** A new chat in Teams with a first message that nobody has sent yet (Microsoft: "Deep link to start a new chat"). */
function chatLink(email: string, message: string): string {
  return `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(email)}&message=${encodeURIComponent(message)}`;
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
