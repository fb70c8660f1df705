/** `web page` with an e-mail address behind it: the address is kept in the customer's contact, as a correction. */
import type { Changeover } from '../changeover/changeover.ts';
import { ADDRESS, addressIn } from '../cards/invite-letter.ts';
import { words } from '../cards/text.ts';
import { meant, type Hearing } from './hearing.ts';
import { reply, replyRefusal } from './speak.ts';

const LONGEST_CONTACT = 300;

/** False when it was answered already: what followed is no address, or it may not be kept. */
export function keepAddress(hearing: Hearing, rest: string): boolean {
  const { turn, said } = hearing;
  if (rest.trim() === '' || said.kind !== 'text') return true;
  const address = addressIn(rest);
  const isAlone = address !== undefined && !rest.replace(address, '').replace(/^[\s<:]+|[\s>.!]+$/gu, '');
  if (!isAlone) {
    reply(turn, said, 'customerPage.which');
    return false;
  }
  const changeover = meant(hearing);
  if (changeover === undefined) return false;
  if (turn.readerOf(changeover).side !== 'partner') {
    reply(turn, said, 'say.partnerOnly');
    return false;
  }
  return addressIn(turn.text(changeover.customer.contactRef)) === address || correct(hearing, changeover, address);
}

/** Who the contact is stays; an address that was in it gives way. */
function correct({ turn, said }: Hearing, changeover: Changeover, address: string): boolean {
  const { id, customer } = changeover;
  const known = turn.text(customer.contactRef) ?? '';
  const contact = ADDRESS.test(known)
    ? known.replace(ADDRESS, address)
    : [known, address].filter((one) => one !== '').join(', ');
  const to = turn.keepText(id, 'contact', contact.length > LONGEST_CONTACT ? address : contact);
  const reason = words(turn.readerOf(changeover).locale).t('customerPage.addressReason');
  const reasonRef = turn.keepText(id, 'reason', reason);
  const issued = turn.issue(id, { type: 'correct', changes: [{ field: 'contact', to }], reasonRef });
  if (issued.ok) return true;
  replyRefusal(turn, said, issued.refusal);
  return false;
}
