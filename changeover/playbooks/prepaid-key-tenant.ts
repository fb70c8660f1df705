/** The stretch of prepaid-key in which a key meets a tenant: which one, seen there, licences on its users. */
import type { Condition, Step } from '../playbook.ts';
import { directWay } from './direct-to-csp-steps.ts';
import { ASKED, stepsAsIn } from './as-in.ts';

const BY_DISTRIBUTOR: Condition = { chosen: { step: 'choose-assigner', option: ['distributor'] } };
/** Asked for how long ago it is, so that nobody can leave it out: whose access it is, is for the customer to say. */
export const ACCESS_BACK: Condition = {
  any: [{ not: BY_DISTRIBUTOR }, { daysSince: { step: 'take-back-access', days: 0 } }],
};
/** The partner has seen the new subscription in the right tenant, and so has the customer, whose own tenant it is. */
const SEEN: Condition = { all: [{ stepDone: 'see-new' }, { stepDone: 'see-prepaid' }] };

/** The wrong-tenant guard: no link before the domain is typed, nothing assigned before the new one is seen where it belongs. */
export const TENANT: readonly Step[] = [
  {
    id: 'check-tenant',
    side: 'partner',
    per: 'changeover',
    after: { all: [{ stepDone: 'receive-key' }, { stepDone: 'count-users' }] },
    answers: ASKED,
    proof: { kind: 'domain' },
    due: { from: 'newStart', days: -1, unit: 'workingDays' },
    facts: ['noWarning', 'privateWindow'],
  },
  {
    id: 'redeem-key',
    side: 'partner',
    per: 'line',
    when: { perUser: true },
    after: { stepDone: 'check-tenant' },
    answers: ASKED,
    proof: { kind: 'word' },
    states: 'keyRedeemed',
    due: { from: { agreedIn: 'receive-key' }, days: 0, unit: 'days', aheadDays: [30, 14, 7, 3, 1] },
    facts: ['redeemPage', 'keyRules', 'noWarning', 'privateWindow'],
    linkAfter: { stepDone: 'check-tenant' },
  },
  {
    id: 'find-new',
    side: 'partner',
    per: 'line',
    when: { all: [{ perUser: true }, { not: { confirmed: 'newOrdered' } }] },
    after: { stepDone: 'redeem-key' },
    answers: ASKED,
    proof: {
      kind: 'choice',
      options: [{ id: 'right' }, { id: 'ours' }, { id: 'another' }, { id: 'nowhere' }],
    },
    due: { from: 'readyAt', days: 0, unit: 'days' },
    timers: [
      { kind: 'check', afterHours: 0.5 },
      { kind: 'alarm', afterHours: 1 },
    ],
    facts: ['noWarning', 'yourProducts'],
  },
  {
    id: 'say-where',
    side: 'partner',
    per: 'line',
    when: { all: [{ perUser: true }, { chosen: { step: 'find-new', option: ['another'] } }] },
    after: { stepDone: 'find-new' },
    answers: ASKED,
    proof: { kind: 'text' },
    due: { from: 'readyAt', days: 0, unit: 'days' },
  },
  {
    id: 'call-partner-line',
    side: 'partner',
    per: 'line',
    when: { all: [{ perUser: true }, { chosen: { step: 'find-new', option: ['ours', 'another', 'nowhere'] } }] },
    after: { all: [{ stepDone: 'find-new' }, { stepDone: 'say-where' }] },
    answers: ASKED,
    proof: { kind: 'reference', required: true },
    due: { from: 'readyAt', days: 0, unit: 'days' },
    facts: ['partnerLine'],
    letters: ['wrong-tenant'],
  },
  {
    id: 'see-new',
    side: 'partner',
    per: 'line',
    when: { perUser: true },
    after: { all: [{ stepDone: 'redeem-key' }, { stepDone: 'find-new' }, { stepDone: 'call-partner-line' }] },
    answers: ASKED,
    proof: { kind: 'domain' },
    states: 'newOrdered',
    due: { from: 'readyAt', days: 0, unit: 'days' },
    facts: ['noWarning', 'yourProducts'],
  },
  {
    id: 'see-prepaid',
    side: 'customer',
    per: 'line',
    when: { perUser: true },
    after: { stepDone: 'redeem-key' },
    answers: ASKED,
    proof: { kind: 'word' },
    states: 'newOrdered',
    due: { from: 'readyAt', days: 0, unit: 'days' },
    facts: ['yourProducts'],
  },
];

/** Nobody gets a licence before the new subscription was seen in the right tenant by both. */
export const LICENCES: readonly Step[] = [
  {
    id: 'choose-assigner',
    side: 'partner',
    per: 'changeover',
    after: SEEN,
    answers: ASKED,
    proof: { kind: 'choice', options: [{ id: 'person' }, { id: 'distributor' }] },
    due: { from: 'readyAt', days: 1, unit: 'workingDays' },
    facts: ['usersUnassigned', 'distributorScript'],
  },
  {
    id: 'grant-access',
    side: 'customer',
    per: 'changeover',
    when: BY_DISTRIBUTOR,
    after: { stepDone: 'choose-assigner' },
    answers: ASKED,
    proof: { kind: 'word' },
    states: 'accessGranted',
    // The distributor's access; a look shows the partner's alone.
    reads: 'nothing',
    due: { from: 'readyAt', days: 1, unit: 'workingDays' },
    role: 'globalAdministrator',
    facts: ['distributorScript'],
  },
  {
    id: 'distributor-assigns',
    side: 'provider',
    per: 'changeover',
    when: BY_DISTRIBUTOR,
    after: { all: [{ stepDone: 'grant-access' }, SEEN] },
    answers: ASKED,
    proof: { kind: 'word' },
    due: { from: 'readyAt', days: 2, unit: 'workingDays' },
    wait: { days: 3, unit: 'workingDays', planB: { words: true } },
    facts: ['distributorScript'],
    letters: ['assign-licences'],
  },
  {
    id: 'assign-prepaid',
    side: 'partner',
    per: 'line',
    when: { perUser: true },
    after: { all: [SEEN, { stepDone: 'choose-assigner' }, { stepDone: 'distributor-assigns' }] },
    answers: ASKED,
    proof: { kind: 'word' },
    states: 'newConfirmed',
    effect: 'confirmsNew',
    due: { from: 'readyAt', days: 1, unit: 'workingDays' },
    facts: ['usersUnassigned', 'keyRules', 'fewerSeats', 'activeUsers'],
  },
  ...stepsAsIn(directWay, 'confirm-new').map((step): Step => ({ ...step, after: { stepDone: 'assign-prepaid' } })),
  {
    id: 'take-back-access',
    side: 'customer',
    per: 'changeover',
    when: BY_DISTRIBUTOR,
    after: { all: [{ stepDone: 'distributor-assigns' }, { stepDone: 'assign-prepaid' }] },
    answers: ASKED,
    proof: { kind: 'word' },
    due: { from: 'readyAt', days: 2, unit: 'workingDays' },
    role: 'globalAdministrator',
    facts: ['distributorScript'],
  },
];
