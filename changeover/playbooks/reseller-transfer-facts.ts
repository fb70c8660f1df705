/* oxlint-disable unicorn/no-thenable -- `then` and `now` are the words of the facts; none is ever awaited */
/**
 * Links, limits and rules behind reseller-transfer, each with its source (FACTS §3, seed 0). `now` is what is shown; the
 * sentence around it is `fact.<id>` of the catalogue and the question to put to Microsoft `fact.<id>.question`. What
 * direct-to-csp knows as well is taken from there, so that one correction serves both.
 */
import type { Fact } from '../playbook.ts';
import { directToCspFacts } from './direct-to-csp-facts.ts';
import { factsFrom } from './shared-steps.ts';

const TRANSFER_PAGE = 'Microsoft Learn, Partner Center: transfer billing ownership of subscriptions (excerpt)';
const ACCESS_PAGE = 'Microsoft Learn: granular delegated admin privileges (GDAP)';
const CANCEL_PAGE = 'Microsoft Learn, Partner Center: cancel within 168 hours (excerpt)';
const TERM_PAGE = 'Microsoft Learn, Partner Center: extended service term (excerpt)';
const DISTRIBUTOR = 'Distributor guide to transfers between resellers';
const GUIDE = 'How to move an Office 365 tenant to another reseller (DuoCircle)';
const READ_ON = '2026-11-22';

type Known = Omit<Fact, 'question' | 'asOf'> & { readonly asOf?: Fact['asOf'] };

const KNOWN = {
  transferStarts: {
    kind: 'rule',
    then: 'the new reseller starts it',
    now: 'the gaining partner creates, the losing partner approves',
    source: TRANSFER_PAGE,
    sureness: 'X',
  },
  transferWithdraw: { kind: 'rule', now: 'pending only, by the gaining side', source: TRANSFER_PAGE, sureness: 'X' },
  transferBillingOnly: { kind: 'rule', now: 'billing only', source: DISTRIBUTOR, sureness: 'S' },
  transferRegion: { kind: 'rule', now: 'same country or region', source: DISTRIBUTOR, sureness: 'S' },
  transferLines: { kind: 'limit', now: '25', source: DISTRIBUTOR, sureness: 'S' },
  transferWhole: { kind: 'rule', now: 'no partial transfer', source: DISTRIBUTOR, sureness: 'S' },
  transferExcluded: { kind: 'rule', now: 'software and perpetual licences', source: DISTRIBUTOR, sureness: 'S' },
  transferRelationship: { kind: 'rule', now: 'the relationship comes first', source: DISTRIBUTOR, sureness: 'S' },
  transferProvider: { kind: 'rule', now: 'the provider transacts it', source: DISTRIBUTOR, sureness: 'S' },
  transferHours: { kind: 'limit', now: '24', source: GUIDE, sureness: 'S' },
  transferPlanB: {
    kind: 'rule',
    now: 'a support case, and the new order timed to the old end',
    source: `Inferred from ${TRANSFER_PAGE}`,
    sureness: 'I',
  },
  samePartnerId: { kind: 'rule', now: 'a change of partner id', source: DISTRIBUTOR, sureness: 'S' },
  accessStays: { kind: 'rule', now: 'GDAP does not move with billing', source: ACCESS_PAGE, sureness: 'X' },
  accessTerm: { kind: 'limit', now: '2', source: ACCESS_PAGE, sureness: 'R' },
  accessRemove: { kind: 'rule', now: 'deleted by the customer', source: ACCESS_PAGE, sureness: 'R' },
  relationshipEnd: { kind: 'rule', now: 'ended by the reseller', source: ACCESS_PAGE, sureness: 'X' },
  partnerPages: { kind: 'link', now: 'https://admin.microsoft.com', source: ACCESS_PAGE, sureness: 'X' },
  cancelCutsAccess: { kind: 'rule', now: 'access ends at once', source: CANCEL_PAGE, sureness: 'X' },
  laterSeats: { kind: 'limit', now: '7', source: DISTRIBUTOR, sureness: 'S' },
  suspendedBilled: { kind: 'rule', now: 'a suspended subscription is billed', source: DISTRIBUTOR, sureness: 'S' },
  extendedTerm: {
    kind: 'limit',
    then: 'auto-renew off stops it',
    now: '2026-05-04',
    source: TERM_PAGE,
    sureness: 'X',
  },
  dataAfterEnd: { kind: 'limit', then: '30 days of full access', now: '90', source: TERM_PAGE, sureness: 'X' },
  reassociation: { kind: 'rule', now: 'Microsoft support can help', source: GUIDE, sureness: 'S' },
  backUpFirst: { kind: 'rule', now: 'before anything is started', source: GUIDE, sureness: 'S' },
  ruleTransfer: { kind: 'rule', now: 'how a transfer runs', source: TRANSFER_PAGE, sureness: 'X' },
  rulePurchase: { kind: 'rule', now: 'how a new purchase runs', source: TERM_PAGE, sureness: 'X' },
  rulePartnerId: { kind: 'rule', now: 'how a change of partner id runs', source: DISTRIBUTOR, sureness: 'S' },
  ruleBilling: { kind: 'rule', now: 'billing moves, terms stay', source: DISTRIBUTOR, sureness: 'S' },
  ruleBillingTwice: { kind: 'rule', now: 'both are billed', source: TERM_PAGE, sureness: 'X' },
  ruleData: { kind: 'limit', now: '90', source: TERM_PAGE, sureness: 'X' },
  ruleOutage: { kind: 'limit', now: '24', source: GUIDE, sureness: 'S' },
} as const satisfies Readonly<Record<string, Known>>;

const own: Readonly<Record<string, Fact>> = Object.fromEntries(
  Object.entries<Known>(KNOWN).map(([id, fact]) => [id, { asOf: READ_ON, ...fact, question: `fact.${id}.question` }]),
);

const SHARED = [
  'yourProducts',
  'billingAccounts',
  'activeUsers',
  'partnerCenter',
  'supportPhone',
  'portalLimit',
  'sevenDays',
  'timeAway',
  'noRefund',
  'neverDelete',
  'confirmationNumber',
  'resellerRequest',
  'customerAgreement',
  'gdap',
  'sameProduct',
  'fewerSeats',
  'keepOldUntilConfirmed',
  'rescueWindow',
  'cspWindow',
  'cancelAtTermEnd',
  'volumeAgreement',
  'notPerUser',
  'firstLine',
] as const;

export const resellerTransferFacts: Readonly<Record<string, Fact>> = {
  ...factsFrom(directToCspFacts, ...SHARED),
  ...own,
};
