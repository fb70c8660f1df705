/* oxlint-disable unicorn/no-thenable -- `then` and `now` are the words of the facts; none is ever awaited */
/**
 * Links, numbers and rules of the world behind direct-to-csp, each with its source. `now` is what is shown; the sentence
 * around it is `fact.<id>` of the catalogue and the question to put to Microsoft `fact.<id>.question`.
 */
import type { Fact } from '../playbook.ts';

const CSP_BLOG = 'O365 Migrations to CSP (2018-06-20)';
const TRANSITIONS = 'Advisor to CSP Transitions (T. Sweetser)';
const BOTH = `${TRANSITIONS}; ${CSP_BLOG}`;
const OPEN_GUIDE = 'Advisor to Open License (W. Walton)';
const CANCEL_PAGE = 'Microsoft Learn: Cancel your Microsoft business subscription (2024-09)';
const LEARN_EXCERPT = 'Microsoft Learn, Partner Center (excerpt)';
const DISTRIBUTOR = 'A distributor on transfers between partners';
const READ_ON = '2026-11-22';

type Known = Omit<Fact, 'question' | 'asOf'> & { readonly asOf?: Fact['asOf'] };

const KNOWN = {
  adminCentre: {
    kind: 'link',
    then: 'https://portal.office.com/admin/default.aspx',
    now: 'https://admin.microsoft.com',
    source: CANCEL_PAGE,
    sureness: 'R',
  },
  yourProducts: {
    kind: 'link',
    then: 'https://portal.office.com/admin/default.aspx#Billing',
    now: 'https://admin.microsoft.com',
    source: CANCEL_PAGE,
    sureness: 'R',
  },
  billingAccounts: { kind: 'link', now: 'https://admin.microsoft.com', source: CANCEL_PAGE, sureness: 'R' },
  bills: { kind: 'link', now: 'https://admin.microsoft.com', source: CANCEL_PAGE, sureness: 'R' },
  activeUsers: { kind: 'link', now: 'https://admin.microsoft.com', source: LEARN_EXCERPT, sureness: 'X' },
  partnerCenter: { kind: 'link', now: 'https://partner.microsoft.com', source: LEARN_EXCERPT, sureness: 'X' },
  supportPhone: {
    kind: 'phone',
    then: 'https://portal.office.com/Support/ContactUs.aspx',
    now: '+1 866-676-6546',
    source: OPEN_GUIDE,
    sureness: 'U',
  },
  roleMosa: { kind: 'role', now: 'Billing Administrator', source: CANCEL_PAGE, sureness: 'R' },
  roleMca: { kind: 'role', now: 'Billing account owner or contributor', source: CANCEL_PAGE, sureness: 'R' },
  portalLimit: {
    kind: 'limit',
    then: 'fewer than 25 licences assigned',
    now: '25',
    source: `${CANCEL_PAGE}; before: ${BOTH}`,
    sureness: 'R',
  },
  sevenDays: { kind: 'limit', now: '7', source: CANCEL_PAGE, sureness: 'R' },
  timeAway: { kind: 'limit', now: '2', source: 'Inferred from the 7-day rule of the cancel page', sureness: 'I' },
  noRefund: { kind: 'rule', now: 'no refunds or credits', source: BOTH, sureness: 'R' },
  neverDelete: { kind: 'rule', now: 'neither Delete nor remove the domain', source: CANCEL_PAGE, sureness: 'R' },
  confirmationNumber: { kind: 'limit', now: '90', source: CANCEL_PAGE, sureness: 'R' },
  loseAccessMail: { kind: 'rule', now: 'expected only with the new licences confirmed', source: BOTH, sureness: 'I' },
  resellerRequest: { kind: 'rule', now: 'accepted by the customer', source: LEARN_EXCERPT, sureness: 'X' },
  customerAgreement: { kind: 'limit', now: '2026-01-05', source: LEARN_EXCERPT, sureness: 'X' },
  gdap: { kind: 'limit', now: '90', source: LEARN_EXCERPT, sureness: 'X' },
  gdapTerm: { kind: 'limit', now: '2', source: LEARN_EXCERPT, sureness: 'X' },
  attestedByProvider: {
    kind: 'rule',
    then: 'attested by hand',
    now: 'by API only, by the provider for an indirect reseller',
    source: LEARN_EXCERPT,
    sureness: 'X',
  },
  directRequirements: { kind: 'rule', now: 'support fees and requirements', source: CSP_BLOG, sureness: 'R' },
  indirectSupport: { kind: 'rule', now: 'the provider supports it and its customers', source: CSP_BLOG, sureness: 'R' },
  indirectIncentives: { kind: 'rule', now: 'incentives are kept', source: CSP_BLOG, sureness: 'R' },
  indirectReferrals: { kind: 'rule', now: 'referrals are untouched', source: CSP_BLOG, sureness: 'R' },
  providerTransfer: {
    kind: 'rule',
    now: 'one transfer per customer',
    source: `Inferred from ${CSP_BLOG}`,
    sureness: 'I',
  },
  transferLines: { kind: 'limit', now: '25', source: DISTRIBUTOR, sureness: 'S' },
  sameProduct: { kind: 'rule', now: 'assignments stay', source: LEARN_EXCERPT, sureness: 'X' },
  fewerSeats: { kind: 'limit', now: '90', source: LEARN_EXCERPT, sureness: 'X' },
  keepOldUntilConfirmed: {
    kind: 'rule',
    now: 'confirm first, end then',
    source: `Inferred from ${BOTH}`,
    sureness: 'I',
  },
  rescueWindow: { kind: 'limit', now: '168', source: LEARN_EXCERPT, sureness: 'X' },
  cspWindow: { kind: 'limit', now: '168', source: LEARN_EXCERPT, sureness: 'X' },
  cancelAtTermEnd: {
    kind: 'rule',
    then: 'auto-renew off',
    now: 'cancel at term end',
    source: LEARN_EXCERPT,
    sureness: 'X',
  },
  volumeAgreement: {
    kind: 'rule',
    now: 'Enterprise Agreement',
    source: 'Inferred: it ends at its term, through its licensing partner',
    sureness: 'I',
  },
  notPerUser: { kind: 'rule', now: 'Azure', source: 'Inferred: cancelling Azure stops its resources', sureness: 'I' },
  firstLine: { kind: 'rule', now: 'the partner', source: BOTH, sureness: 'R' },
} as const satisfies Readonly<Record<string, Known>>;

export const directToCspFacts: Readonly<Record<string, Fact>> = Object.fromEntries(
  Object.entries<Known>(KNOWN).map(([id, fact]) => [id, { asOf: READ_ON, ...fact, question: `fact.${id}.question` }]),
);
