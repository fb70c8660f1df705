/** Whoever is written to at a side that is not in Teams, as far as a reader may know them; and how letters begin. */
import { contactOf, isOutside, mayKnowContact, type OutsideSide } from '../changeover/outside.ts';
import type { Changeover } from '../changeover/changeover.ts';
import type { Step } from '../changeover/playbook.ts';
import type { Reader } from './content.ts';
import { copyBox } from './copy-box.ts';
import type { TextOf } from './names.ts';
import { type Element, textBlock } from './parts.ts';
import { type Params, plain, type Words } from './text.ts';

/** As it was typed: to be made harmless where it is drawn, and to be copied as it is. */
export interface KnownContact {
  readonly name: string;
  readonly email: string;
  readonly organisation?: string;
  readonly phone?: string;
}

/** Undefined for nobody, for one who was erased, and for one that is none of the reader's business. */
export function contactFor(
  changeover: Changeover,
  of: OutsideSide,
  reader: Pick<Reader, 'side'>,
  text: TextOf,
): KnownContact | undefined {
  const contact = mayKnowContact(reader.side, of) ? contactOf(changeover, of) : undefined;
  const [name, email] = [text(contact?.nameRef), text(contact?.emailRef)];
  if (contact === undefined || name === undefined || email === undefined) return undefined;
  const [organisation, phone] = [text(contact.organisationRef), text(contact.phoneRef)];
  return { name, email, ...(organisation && { organisation }), ...(phone && { phone }) };
}

/** "Ana Lima, Contoso IT", harmless for a card. */
export function contactName(w: Words, { name, organisation }: KnownContact): string {
  return organisation === undefined
    ? plain(name, 60)
    : w.t('contact.of', { name: plain(name, 60), organisation: plain(organisation, 60) });
}

/** To whom a letter goes, and the address to copy beside it. */
export function addressLines(w: Words, contact: KnownContact, id: string): readonly Element[] {
  return [
    textBlock(w.t('letter.to', { contact: contactName(w, contact) }), { isBold: true }),
    { ...copyBox(`${id}-to`, w.t('letter.address'), contact.email), isMultiline: false, spacing: 'Small' },
  ];
}

/** Letters of other sides' steps that go to one of these sides. */
const LETTERS_TO: Readonly<Record<string, OutsideSide>> = {
  resellerNotice: 'source',
  resellerTermEnd: 'source',
  resellerEndRelationship: 'source',
  resellerNewOrder: 'source',
  resellerPartnerId: 'provider',
  deskCase: 'provider',
  askDomains: 'provider',
};

/** Whom the letter of a step is for; undefined where it is for somebody else. */
export function addresseeOf({ side }: Pick<Step, 'side'>, letter: string): OutsideSide | undefined {
  return LETTERS_TO[letter] ?? (isOutside(side) ? side : undefined);
}

/** `dearSource`, `dearProvider`: by name where somebody is noted; `hasProvider` (`yes`/`no`) for a salutation of its own. */
export function dearParams(w: Words, changeover: Changeover, reader: Pick<Reader, 'side'>, text: TextOf): Params {
  const dear = (of: OutsideSide): string => {
    const contact = contactFor(changeover, of, reader, text);
    return contact === undefined ? w.t('letter.dear.all') : w.t('letter.dear', { name: plain(contact.name, 60) });
  };
  const hasProvider = contactFor(changeover, 'provider', reader, text) !== undefined;
  return { dearSource: dear('source'), dearProvider: dear('provider'), hasProvider: hasProvider ? 'yes' : 'no' };
}
