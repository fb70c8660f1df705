/** Names as cards show them: harmless for Markdown, and there even when the text behind them was erased. */
import { variantOf } from '../changeover/asks.ts';
import type { Changeover, Line, Person, Side, TextRef } from '../changeover/changeover.ts';
import { isSamePerson } from '../changeover/membership.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { plain, words, type Words } from './text.ts';

/** The body of an erasable text, or `undefined` for none, and for one that was erased. */
export type TextOf = (ref: TextRef | undefined) => string | undefined;

const LONGEST_NAME = 60;

/** The customer's name as a technician typed it; its domain once that was erased. */
export function customerName(changeover: Changeover, text: TextOf): string {
  return plain(text(changeover.customer.nameRef) ?? changeover.customer.domain, LONGEST_NAME);
}

export function partnerName(changeover: Changeover, text: TextOf): string {
  return plain(text(changeover.partner.nameRef) ?? changeover.partner.domain, LONGEST_NAME);
}

/** The name under which a person joined, else "somebody of …". */
export function personName(changeover: Changeover, person: Person | undefined, text: TextOf, locale: string): string {
  const member = person && changeover.members.find((one) => isSamePerson(one.person, person));
  const name = text(member?.nameRef);
  if (name) return plain(name, LONGEST_NAME);
  const isPartner = person?.tenantId === changeover.partner.tenantId;
  const side = isPartner ? partnerName(changeover, text) : customerName(changeover, text);
  return words(locale).t('name.somebodyOf', { side });
}

/** The customer's admins, as one list. */
export function adminNames(changeover: Changeover, text: TextOf, locale: string): string {
  const admins = changeover.members.filter(({ side, role }) => side === 'customer' && role === 'customerAdmin');
  return words(locale).list(admins.map(({ person }) => personName(changeover, person, text, locale)));
}

/** A side by its name; one that is not in Teams as the variant calls it. */
export function sideName(w: Words, changeover: Changeover, playbook: Playbook, side: Side, text: TextOf): string {
  if (side === 'customer') return customerName(changeover, text);
  if (side === 'partner') return partnerName(changeover, text);
  return w.t(`side.${variantOf(playbook, changeover.variant)?.sides?.[side] ?? side}`);
}

/** The key of a text that this kind of changeover, or this way through it, says in words of its own; else `base`. */
export function ownKey(
  w: Words,
  base: string,
  { playbook, variant }: Pick<Changeover, 'playbook' | 'variant'>,
): string {
  const ofKind = `${base}.${playbook.id}`;
  return [`${ofKind}.${variant ?? ''}`, ofKind].find((key) => w.has(key)) ?? base;
}

/** What the customer's cards are headed with: where its changeover leads, and to or from whom. */
export function customerTitle(w: Words, changeover: Changeover, text: TextOf): string {
  return w.t(ownKey(w, 'status.title.customer', changeover), { partner: partnerName(changeover, text) });
}

/** The product as the playbook names it; `other` by the label that was typed. */
export function productName(line: Line, playbook: Playbook, text: TextOf, locale: string): string {
  const label = text(line.labelRef);
  if (label) return plain(label, LONGEST_NAME);
  const known = playbook.products.find((product) => product.id === line.product);
  return known?.name ?? words(locale).t('name.product');
}

/** All products of the changeover, as one list. */
export function productNames(changeover: Changeover, playbook: Playbook, text: TextOf, locale: string): string {
  const names = changeover.lines.map((line) => productName(line, playbook, text, locale));
  return words(locale).list([...new Set(names)]);
}
