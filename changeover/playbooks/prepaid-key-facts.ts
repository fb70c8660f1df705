/* oxlint-disable unicorn/no-thenable -- `then` and `now` are the words of the facts; none is ever awaited */
/**
 * Links, numbers and rules behind prepaid-key, each with its source (FACTS §2, seed 3). `now` is what is shown; the
 * sentence around it is `fact.<id>` of the catalogue and the question to put to Microsoft `fact.<id>.question`.
 */
import type { Fact } from '../playbook.ts';
import { directToCspFacts } from './direct-to-csp-facts.ts';
import { factsAsIn } from './as-in.ts';

const OPEN_GUIDE = 'Advisor to Open License (W. Walton)';
const KEY_PAGE = 'Microsoft Learn: Enter your product key (2022-08)';
const OPEN_END = 'Microsoft Licensing: the end of the Open License programme (excerpt)';
const READ_ON = '2026-11-22';

type Known = Omit<Fact, 'question' | 'asOf'>;

const OWN = {
  openEnded: {
    kind: 'limit',
    then: 'sold through distributors',
    now: '2021-12-31',
    source: OPEN_END,
    sureness: 'X',
  },
  lastKeysEnd: {
    kind: 'limit',
    now: '2026-12-31',
    source: `Inferred from the five years that a key lived; ${OPEN_END}`,
    sureness: 'I',
  },
  whatIsLeft: {
    kind: 'rule',
    then: 'Open License',
    now: 'retail or partner keys, and Open Value',
    source: OPEN_END,
    sureness: 'X',
  },
  keyRules: { kind: 'rule', now: 'the same plan, unused, no renewal by itself', source: KEY_PAGE, sureness: 'R' },
  noForcedMove: { kind: 'rule', now: 'no reason, no move', source: OPEN_GUIDE, sureness: 'U' },
  lessFlexible: { kind: 'rule', now: 'no upgrades or returns during the term', source: OPEN_GUIDE, sureness: 'U' },
  partnerOfRecord: { kind: 'rule', now: 'the customer names its partner', source: OPEN_GUIDE, sureness: 'U' },
  redeemPage: {
    kind: 'link',
    then: 'https://office.com/setup365',
    now: 'https://microsoft365.com/setupbusiness',
    source: `${KEY_PAGE}; before: ${OPEN_GUIDE}`,
    sureness: 'X',
  },
  noWarning: { kind: 'rule', now: 'nothing warns of the wrong tenant', source: OPEN_GUIDE, sureness: 'U' },
  privateWindow: { kind: 'rule', now: 'a private window', source: OPEN_GUIDE, sureness: 'U' },
  customerBilling: { kind: 'phone', now: '+1 866-676-6546', source: OPEN_GUIDE, sureness: 'U' },
  partnerLine: { kind: 'phone', now: '+1 800-676-7658', source: OPEN_GUIDE, sureness: 'U' },
  noCancelFee: { kind: 'rule', then: '30 %', now: 'none', source: OPEN_GUIDE, sureness: 'U' },
  twoAtOnce: { kind: 'rule', now: 'both run until one is cancelled', source: OPEN_GUIDE, sureness: 'U' },
  usersUnassigned: {
    kind: 'rule',
    then: 'https://msdn.microsoft.com/library/dd835506(v=vs.85).aspx',
    now: 'another plan has to be put on each user',
    source: OPEN_GUIDE,
    sureness: 'U',
  },
  distributorScript: { kind: 'rule', now: 'with delegated admin access', source: OPEN_GUIDE, sureness: 'U' },
} as const satisfies Readonly<Record<string, Known>>;

export const prepaidKeyFacts: Readonly<Record<string, Fact>> = {
  ...factsAsIn(
    directToCspFacts,
    'adminCentre',
    'yourProducts',
    'billingAccounts',
    'bills',
    'activeUsers',
    'supportPhone',
    'roleMosa',
    'roleMca',
    'portalLimit',
    'sevenDays',
    'timeAway',
    'noRefund',
    'neverDelete',
    'confirmationNumber',
    'loseAccessMail',
    'fewerSeats',
    'keepOldUntilConfirmed',
    'cspWindow',
    'cancelAtTermEnd',
    'volumeAgreement',
    'notPerUser',
  ),
  ...Object.fromEntries(
    Object.entries<Known>(OWN).map(([id, fact]) => [id, { asOf: READ_ON, ...fact, question: `fact.${id}.question` }]),
  ),
};
