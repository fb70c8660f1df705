import { callOffCard } from '../../cards/call-off-card.ts';
import { claimCard, claimOpenCard, settleClaimCard } from '../../cards/claim-card.ts';
import type { Content } from '../../cards/content.ts';
import { correctValueCard, correctWhatCard } from '../../cards/correct-card.ts';
import type { FormView } from '../../cards/form-fields.ts';
import { courseTitle, introSection } from '../../cards/intro-section.ts';
import { joinCodeCard } from '../../cards/join-code-card.ts';
import { newKindCard } from '../../cards/new-kind-card.ts';
import { newOldCard } from '../../cards/new-old-card.ts';
import { newPartiesCard } from '../../cards/new-parties-card.ts';
import { newTermsCard } from '../../cards/new-terms-card.ts';
import { orderSheetCard } from '../../cards/order-sheet-card.ts';
import { previewCard } from '../../cards/preview-card.ts';
import { recordWordCard } from '../../cards/record-word-card.ts';
import { waysOf } from '../../changeover/asks.ts';
import { playbooks } from '../../changeover/playbooks/index.ts';
import { prepaidKey } from '../../changeover/playbooks/prepaid-key.ts';
import { products } from '../../changeover/playbooks/products.ts';
import { refuse } from '../../changeover/refusals.ts';
import { cheapestSafeStart, overlapIfStarting } from '../../changeover/safe-start.ts';
import { aLine, DAY, given, ID, OPENED_AT } from '../support/changeover-builder.ts';
import type { GalleryState } from './states.ts';

const EMPTY: FormView = { run: 'r1', values: {}, faults: {} };
/** The first form of the prepaid key, which says what is left of Open License. */
const PARTIES = {
  ...EMPTY,
  count: 3,
  hasBack: true,
  isOwn: false,
  intro: introSection({
    locale: 'en-GB',
    playbook: prepaidKey,
    variant: undefined,
    now: OPENED_AT,
    params: {},
  }),
};
const TODAY = '2026-03-02';
const EN = 'en-GB';

/** The partner's forms, and what comes out of them. */
export function formStates(): readonly GalleryState[] {
  return [...openingForms(), ...openingResults(), ...laterForms()];
}

function openingForms(): readonly GalleryState[] {
  const typed = {
    customerName: 'Contoso',
    customerDomain: 'contoso',
    partnerName: 'Fabrikam',
    partnerDomain: 'fabrikam.com',
  };
  const kinds = playbooks.flatMap((playbook) =>
    waysOf(playbook).map((variant) => ({
      value: `${playbook.id}@${variant}`,
      title: courseTitle(EN, playbook, variant),
    })),
  );
  const wrong = { customerDomain: refuse('domainUnreadable', {}, 'customerDomain') };
  const old = { editing: '1', others: [], products, mayAdd: true, number: 1, count: 3 };
  const second = {
    ...old,
    editing: '2',
    number: 2,
    others: [{ key: '1', title: 'Microsoft 365 Business Standard', detail: '20 licences, €12.50' }],
  };
  const lines = [
    {
      key: '1',
      title: 'Microsoft 365 Business Standard',
      detail: '20 licences, renews on 1 July 2026',
      currency: 'EUR',
    },
  ];
  return [
    form('form-new-kind', 'New changeover, its kind', newKindCard(EN, { ...EMPTY, courses: kinds })),
    form('form-new-parties', 'New changeover, first form', newPartiesCard(EN, PARTIES)),
    form(
      'form-new-parties-faults',
      'New changeover, first form with a fault',
      newPartiesCard(EN, { ...PARTIES, values: typed, faults: wrong, removed: ['productKey'] }),
    ),
    form('form-new-old', 'New changeover, second form', newOldCard(EN, { ...EMPTY, ...old })),
    form('form-new-old-second', 'New changeover, another subscription', newOldCard(EN, { ...EMPTY, ...second })),
    form('form-new-terms', 'New changeover, third form', newTermsCard(EN, { ...EMPTY, lines, count: 3 })),
  ];
}

function openingResults(): readonly GalleryState[] {
  const line = aLine({
    billingAccount: 'mca',
    termStartedOn: '2025-04-01',
    renewsOn: '2026-04-01',
    newStartsOn: '2026-03-09',
  });
  const preview = {
    title: 'Microsoft 365 Business Standard',
    renewsOn: line.renewsOn,
    mine: overlapIfStarting(line, line.newStartsOn, TODAY, 2),
    safe: cheapestSafeStart(line, TODAY, 2),
    marginWorkingDays: 2,
  };
  const sheet = {
    customerName: 'Contoso',
    customerDomain: 'contoso.com',
    lines: [
      {
        product: 'Microsoft 365 Business Standard',
        isSameProduct: true,
        seats: 20,
        startsOn: '2026-03-30',
        cycle: 'monthly' as const,
        price: { minor: 1180, currency: 'EUR' },
      },
    ],
  };
  const code = {
    short: '3K7Q-M0FZ',
    locale: EN,
    zone: 'Europe/Berlin',
    kind: given().changeover,
    customerName: 'Contoso',
    partnerName: 'Fabrikam',
    code: 'K7QM-4XWD-9RTF',
    expiresAt: OPENED_AT + 14 * DAY,
    checkNumber: '314159',
  };
  return [
    form(
      'form-preview',
      'What the overlap would cost',
      previewCard(EN, {
        ...EMPTY,
        customerName: 'Contoso',
        customerDomain: 'contoso.com',
        course: 'Direct to CSP',
        lines: [preview],
        moved: [],
      }),
    ),
    form('order-sheet', 'Order sheet', orderSheetCard(EN, sheet)),
    form('join-code', 'Join code', joinCodeCard(code)),
  ];
}

function laterForms(): readonly GalleryState[] {
  const amount = { minor: 24_660, currency: 'EUR' };
  const claim = {
    changeover: ID,
    domain: 'contoso.com',
    from: '2026-03-13',
    to: '2026-04-12',
    amount,
    confirmation: 'CN-2026-88417',
    ended: ['13 March 2026'],
    followUpOn: '2026-04-20',
    seen: 15,
  };
  const steps = [{ title: 'Approve the partner', value: 'approve-partner' }];
  const choices = [{ title: 'Licences: 20', value: 'seats@l1' }];
  return [
    form('form-record-word', "Record the customer's word", recordWordCard(EN, { ...EMPTY, steps })),
    form('form-correct-what', 'Correct: what', correctWhatCard(EN, { ...EMPTY, choices })),
    form(
      'form-correct-value',
      'Correct: the value',
      correctValueCard(EN, { ...EMPTY, title: 'Licences', was: '20', input: 'count' }),
    ),
    form('form-claim', 'Claim a double charge', claimCard(EN, EMPTY)),
    form('claim-open', 'The open claim', claimOpenCard(EN, claim)),
    form('form-settle-claim', 'Settle the claim', settleClaimCard(EN, { ...EMPTY, amount })),
    form('form-call-off', 'Call off', callOffCard(EN, { ...EMPTY, domain: 'contoso.com' })),
  ];
}

function form(id: string, title: string, content: Content): GalleryState {
  return { id, group: 'forms', title, content };
}
