import { joinCodeCard } from '../../cards/join-code-card.ts';
import { openingCard, settledOpeningCard } from '../../cards/opening-card.ts';
import { orderSheetCard } from '../../cards/order-sheet-card.ts';
import { pageOf } from '../../cards/page.ts';
import { sharedCard, sharedViewCard, strangerCard } from '../../cards/shared-card.ts';
import { statusView } from '../../cards/view.ts';
import type { TextRef } from '../../changeover/changeover.ts';
import { words } from '../../cards/text.ts';
import { confirmed, given } from '../support/changeover-builder.ts';
import { DAY_10 } from './states-customer.ts';
import type { GalleryState } from './states.ts';

const OPENING = {
  opening: 'c1',
  customer: 'Contoso Bakeries',
  who: 'Megan Bowen',
  limit: { minor: 50_000, currency: 'EUR' },
  sums: [{ minor: 71_342, currency: 'EUR' }],
  isUnknown: false,
};

/** A new changeover in a dialog, and the second yes that it may wait for. */
export function dialogStates(): readonly GalleryState[] {
  return [
    {
      id: 'opening',
      group: 'forms',
      title: 'Technician: a second yes is asked for',
      content: openingCard('en', OPENING),
    },
    {
      id: 'opening-unknown',
      group: 'forms',
      title: 'Technician: a second yes, a cost that is not known',
      content: openingCard('en', {
        ...OPENING,
        sums: [...OPENING.sums, { minor: 9_900, currency: 'USD' }],
        isUnknown: true,
      }),
    },
    {
      id: 'opening-settled',
      group: 'forms',
      title: 'Technician: a second yes, given',
      content: settledOpeningCard(words('en').t('opening.said.yes', { who: 'Diego Siciliani' })),
    },
    {
      id: 'shared',
      group: 'forms',
      title: 'Anybody: a card put into a chat',
      content: sharedCard('en', 'c1', 'Megan Bowen'),
    },
    { id: 'shared-stranger', group: 'forms', title: 'Stranger: the same card', content: strangerCard('en') },
    { id: 'shared-partner', group: 'forms', title: 'Technician: the same card', content: shared('partner') },
    { id: 'shared-customer', group: 'forms', title: 'Customer: the same card', content: shared('customer') },
    { id: 'new-opened', group: 'forms', title: 'Technician: the last page of the dialog', content: lastPage() },
  ];
}

function shared(side: 'partner' | 'customer') {
  const { changeover, playbook } = given(...confirmed());
  const texts = {
    [changeover.customer.nameRef.id]: 'Contoso Bakeries',
    [changeover.partner.nameRef.id]: 'Fabrikam',
  };
  const role = side === 'partner' ? 'partnerTechnician' : 'customerAdmin';
  const reader = { side, role, locale: 'en', zone: 'Europe/Amsterdam' } as const;
  const text = (ref: TextRef | undefined): string | undefined => (ref === undefined ? undefined : texts[ref.id]);
  return sharedViewCard(statusView(changeover, playbook, reader, DAY_10, text), texts);
}

function lastPage() {
  const { changeover } = given();
  const parties = { customerName: 'Contoso Bakeries', customerDomain: 'contoso.com' };
  const price = { minor: 1_180, currency: 'EUR' };
  const line = { product: 'Microsoft 365 Business Standard', isSameProduct: true, seats: 20, price } as const;
  return pageOf([
    { text: words('en').t('new.pages.opened') },
    orderSheetCard('en', { ...parties, lines: [{ ...line, startsOn: '2026-03-09', cycle: 'monthly' }] }),
    joinCodeCard({
      locale: 'en',
      zone: 'Europe/Amsterdam',
      kind: changeover,
      customerName: 'Contoso Bakeries',
      partnerName: 'Fabrikam',
      code: '7GK2-M4QX-9TRB-W8ND-5HJC-3VFZ-P6',
      short: '7GK2-M4QX',
      expiresAt: DAY_10,
      checkNumber: '314159',
    }),
  ]);
}
