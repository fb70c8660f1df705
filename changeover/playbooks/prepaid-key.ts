/** From paying Microsoft directly (Advisor) to a prepaid key from a distributor. FACTS §2, seed 3. */
import type { Condition, Playbook, Step } from '../playbook.ts';
import { directWay } from './direct-to-csp-steps.ts';
import { prepaidKeyFacts } from './prepaid-key-facts.ts';
import { ACCESS_BACK, LICENCES, TENANT } from './prepaid-key-tenant.ts';
import { products } from './products.ts';
import { ASKED, stepsAsIn } from './as-in.ts';

const AGREED: Condition = { all: [{ stepDone: 'agree-move' }, { stepDone: 'accept-terms' }] };

/** Read by what follows, so that nobody leaves the reason out. */
const REASON: Condition = {
  chosen: { step: 'pick-reason', option: ['upfront', 'oneInvoice', 'managed', 'other'] },
};

const AGREE: readonly Step[] = [
  {
    id: 'pick-reason',
    side: 'partner',
    per: 'changeover',
    answers: ASKED,
    proof: {
      kind: 'choice',
      options: [
        { id: 'upfront' },
        { id: 'oneInvoice' },
        { id: 'managed' },
        { id: 'other' },
        { id: 'none', isNotEnough: true },
      ],
    },
    due: { from: 'readyAt', days: 1, unit: 'workingDays' },
    facts: ['noForcedMove', 'whatIsLeft', 'openEnded', 'lastKeysEnd'],
  },
  {
    id: 'agree-move',
    side: 'customer',
    per: 'changeover',
    after: REASON,
    answers: ASKED,
    proof: { kind: 'word' },
    due: { from: 'readyAt', days: 3, unit: 'workingDays' },
    facts: ['noForcedMove'],
  },
  {
    id: 'accept-terms',
    side: 'customer',
    per: 'changeover',
    after: REASON,
    answers: ASKED,
    proof: { kind: 'statement', fact: 'lessFlexible' },
    states: 'agreementAccepted',
    // The terms of a key; a look shows Microsoft's customer agreement alone.
    reads: 'nothing',
    due: { from: 'readyAt', days: 3, unit: 'workingDays' },
    facts: ['lessFlexible', 'keyRules'],
  },
];

const RECORD: readonly Step[] = [
  {
    id: 'ask-record',
    side: 'partner',
    per: 'changeover',
    after: { stepDone: 'agree-move' },
    answers: ASKED,
    proof: { kind: 'choice', options: [{ id: 'already' }, { id: 'asked' }] },
    // Counted from the customer's yes, so that nobody can leave that step out.
    due: { from: { doneOf: 'agree-move' }, days: 1, unit: 'workingDays' },
    facts: ['partnerOfRecord'],
  },
  {
    id: 'name-partner',
    side: 'customer',
    per: 'changeover',
    when: { chosen: { step: 'ask-record', option: ['asked'] } },
    after: { stepDone: 'ask-record' },
    answers: ASKED,
    proof: { kind: 'word' },
    states: 'partnerApproved',
    // A partner of record need not sell to the customer.
    reads: 'nothing',
    due: { from: 'readyAt', days: 2, unit: 'workingDays' },
    facts: ['partnerOfRecord', 'yourProducts'],
  },
];

const KEY: readonly Step[] = [
  {
    id: 'order-key',
    side: 'provider',
    per: 'changeover',
    after: { all: [AGREED, { stepDone: 'ask-record' }, { stepDone: 'name-partner' }] },
    answers: ASKED,
    proof: { kind: 'reference', required: true },
    due: { from: 'newStart', days: -5, unit: 'workingDays' },
    wait: { days: 5, unit: 'workingDays', planB: { words: true } },
    facts: ['whatIsLeft', 'keyRules'],
    letters: ['order-key'],
  },
  {
    id: 'receive-key',
    side: 'provider',
    per: 'changeover',
    after: { stepDone: 'order-key' },
    answers: ASKED,
    proof: { kind: 'when', of: 'day' },
    due: { from: 'newStart', days: -3, unit: 'workingDays' },
    wait: { days: 5, unit: 'workingDays', planB: { words: true } },
    facts: ['keyRules', 'lastKeysEnd'],
  },
  {
    id: 'count-users',
    side: 'partner',
    per: 'changeover',
    after: AGREED,
    answers: ASKED,
    proof: { kind: 'counts', items: [{ id: 'users' }] },
    due: { from: 'newStart', days: -1, unit: 'workingDays' },
    facts: ['activeUsers'],
  },
];

const OLD: readonly Step[] = [
  {
    id: 'call-billing',
    side: 'customer',
    per: 'line',
    when: { route: ['portal', 'reduceThenPortal', 'support', 'portalWithRefund'] },
    after: { confirmed: 'newConfirmed' },
    answers: ASKED,
    proof: { kind: 'reference', required: false },
    states: 'oldEnded',
    effect: 'endsOld',
    due: { from: 'readyAt', days: 1, unit: 'workingDays' },
    role: 'canceller',
    facts: [
      'customerBilling',
      'partnerLine',
      'noCancelFee',
      'twoAtOnce',
      'yourProducts',
      'portalLimit',
      'sevenDays',
      'noRefund',
      'neverDelete',
      'confirmationNumber',
    ],
    letters: ['call-billing'],
  },
  ...stepsAsIn(directWay, 'stop-renewal', 'ask-reseller', 'ask-reseller-now', 'ask-licensing-partner'),
  ...stepsAsIn(directWay, 'hand-over', 'ask-person').map((step): Step => ({ ...step, after: AGREED })),
  ...stepsAsIn(directWay, 'see-ended'),
  {
    id: 'count-again',
    side: 'partner',
    per: 'changeover',
    after: { all: [{ oldOver: true }, { stepDone: 'assign-prepaid' }, { stepDone: 'confirm-new' }] },
    answers: ASKED,
    proof: { kind: 'counts', items: [{ id: 'users' }] },
    due: { from: 'readyAt', days: 1, unit: 'workingDays' },
    facts: ['activeUsers', 'usersUnassigned'],
  },
  {
    id: 'name-dropped',
    side: 'partner',
    per: 'changeover',
    after: { stepDone: 'count-again' },
    answers: ASKED,
    proof: { kind: 'list', items: 'typed', outcomes: ['given', 'notNeeded'] },
    due: { from: 'readyAt', days: 1, unit: 'workingDays' },
    facts: ['activeUsers'],
  },
];

const CLOSE: readonly Step[] = [
  ...stepsAsIn(directWay, 'tell-support').map((step): Step => ({
    ...step,
    after: { stepDone: 'assign-prepaid' },
    facts: [],
  })),
  {
    id: 'know-end',
    side: 'customer',
    per: 'changeover',
    after: { stepDone: 'confirm-new' },
    answers: ASKED,
    proof: { kind: 'statement', fact: 'keyRules' },
    due: { from: 'readyAt', days: 3, unit: 'workingDays' },
    facts: ['keyRules'],
  },
  ...stepsAsIn(directWay, 'finish').map((step): Step => ({
    ...step,
    after: {
      all: [
        { stepDone: 'check-bill' },
        { stepDone: 'tell-support' },
        { stepDone: 'name-dropped' },
        ACCESS_BACK,
        { stepDone: 'know-end' },
        { claimOpen: false },
      ],
    },
    facts: [],
  })),
];

export const prepaidKey: Playbook = {
  id: 'prepaid-key',
  version: 1,
  intro: ['openEnded', 'lastKeysEnd', 'whatIsLeft', 'keyRules'],
  phases: [
    { id: 'agree', steps: AGREE },
    {
      id: 'prepare',
      steps: stepsAsIn(directWay, 'check-facts', 'find-canceller', 'check-account', 'expect-mail'),
    },
    { id: 'record', steps: RECORD },
    { id: 'key', steps: KEY },
    { id: 'tenant', steps: TENANT },
    { id: 'licences', steps: LICENCES },
    { id: 'old', steps: OLD },
    { id: 'bill', steps: stepsAsIn(directWay, 'check-bill') },
    { id: 'close', steps: CLOSE },
  ],
  facts: prepaidKeyFacts,
  products,
  marginWorkingDays: 2,
  reminders: {
    overlapAheadDays: [14, 7, 3, 1],
    renewalDays: [30, 14, 7, 1],
    billingEveryDays: 7,
    stepLateEveryDays: 3,
  },
};
