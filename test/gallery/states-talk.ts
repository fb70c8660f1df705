import { greetingCard } from '../../cards/greeting-card.ts';
import { helpCard } from '../../cards/help-card.ts';
import { joinCard } from '../../cards/join-card.ts';
import { type MailView, mailCard } from '../../cards/mail-card.ts';
import { objectCard } from '../../cards/object-card.ts';
import { oldEndedCard } from '../../cards/old-ended-card.ts';
import { realCard } from '../../cards/real-card.ts';
import { refusalText } from '../../cards/refusal-text.ts';
import type { Content } from '../../cards/content.ts';
import { CUSTOMER_TENANT, given, ID, joins, OPENED_AT } from '../support/changeover-builder.ts';
import { CUSTOMER } from './readers.ts';
import type { GalleryState } from './states.ts';

const EN = 'en-GB';
const MAIL_CASES: readonly MailView['case'][] = ['unknown', 'urgent', 'warning', 'expected', 'afterEnd'];

/** What is said around the steps: hello, help, joining, "is this real", the pasted mail. */
export function talkStates(): readonly GalleryState[] {
  const { changeover } = given(joins());
  const [line] = changeover.lines;
  const lines = line ? [{ line, name: 'Microsoft 365 Business Standard' }] : [];
  const join = {
    locale: EN,
    tenantId: CUSTOMER_TENANT,
    partnerName: 'Fabrikam',
    partnerDomain: 'fabrikam.com',
    expectedDomain: 'contoso.com',
    code: 'K7QM-4XWD-9RTF',
  };
  const form = { run: 'r1', values: {}, faults: {} };
  const steps = [{ step: 'approve-partner', title: 'Approve the partner', at: OPENED_AT }];
  return [
    talk('greeting-customer', 'Greeting in a personal chat', greetingCard({ locale: EN, place: 'personal' })),
    talk('greeting-channel', 'Greeting in a channel', greetingCard({ locale: EN, place: 'channel' })),
    ...(['stranger', 'customer', 'partner'] as const).map((who) =>
      talk(`help-${who}`, `Help for a ${who}`, helpCard({ locale: EN, who, isAsked: who === 'customer' })),
    ),
    talk('join-checked', 'Joining: the tenant was looked up', joinCard({ ...join, isChecked: true })),
    talk('join-unchecked', 'Joining: the tenant could not be looked up', joinCard({ ...join, isChecked: false })),
    talk('real', 'Is this real?', realCard(changeover, 'Fabrikam', EN)),
    ...MAIL_CASES.map((one) =>
      talk(
        `mail-${one.toLowerCase()}`,
        `The mail about losing access: ${one}`,
        mailCard({
          locale: EN,
          case: one,
          lines: one === 'unknown' ? [] : lines,
          address: 'https://admin.microsoft.com',
          changeover: ID,
        }),
      ),
    ),
    talk(
      'object',
      'Objecting to a recorded word',
      objectCard({ locale: EN, zone: 'Europe/Amsterdam', what: 'object', changeover: ID, seen: 4, steps }),
    ),
    talk(
      'old-ended',
      'The old one is gone already',
      oldEndedCard({
        locale: EN,
        form,
        lines: [{ id: 'l1', name: 'Microsoft 365 Business Standard' }],
        isCovered: false,
      }),
    ),
    talk('refusal', 'A refusal', {
      text: refusalText(
        { code: 'guardEndNow', params: { product: 'Microsoft 365 Business Standard', missing: 'customerWord' } },
        CUSTOMER,
      ),
    }),
  ];
}

function talk(id: string, title: string, content: Content): GalleryState {
  return { id, group: 'talk', title, content };
}
