/** A direct partner becomes an indirect reseller: its provider supports it from then on, and each customer moves by one transfer. FACTS §1, seed 1. */
import type { Phase, Step } from '../playbook.ts';

const ASKED = ['done', 'notYet', 'help'] as const;

const DECIDE: readonly Step[] = [
  {
    id: 'weigh-indirect',
    side: 'partner',
    per: 'changeover',
    answers: ASKED,
    proof: {
      kind: 'list',
      items: [{ id: 'business' }, { id: 'incentives' }, { id: 'fees' }, { id: 'support' }, { id: 'referrals' }],
    },
    due: { from: 'readyAt', days: 5, unit: 'workingDays' },
    facts: ['directRequirements', 'indirectSupport', 'indirectIncentives', 'indirectReferrals'],
  },
  {
    id: 'choose-provider',
    side: 'partner',
    per: 'changeover',
    after: { stepDone: 'weigh-indirect' },
    answers: ASKED,
    proof: { kind: 'text' },
    due: { from: 'readyAt', days: 5, unit: 'workingDays' },
    facts: ['indirectSupport'],
  },
  {
    id: 'enrol-indirect',
    side: 'partner',
    per: 'changeover',
    after: { stepDone: 'choose-provider' },
    answers: ASKED,
    proof: { kind: 'reference', required: false },
    due: { from: 'readyAt', days: 5, unit: 'workingDays' },
    facts: ['partnerCenter', 'directRequirements'],
  },
  {
    id: 'provider-accepts',
    side: 'provider',
    per: 'changeover',
    after: { stepDone: 'enrol-indirect' },
    answers: ASKED,
    proof: { kind: 'word' },
    due: { from: 'readyAt', days: 3, unit: 'workingDays' },
    wait: { days: 5, unit: 'workingDays', planB: { words: true } },
    facts: ['providerTransfer'],
    letters: ['provider-accepts'],
  },
];

/** The customers are a group: one list, on which each has its own outcome at every stage. */
const MOVE: readonly Step[] = [
  {
    id: 'list-customers',
    side: 'partner',
    per: 'changeover',
    after: { stepDone: 'provider-accepts' },
    answers: ASKED,
    proof: { kind: 'list', items: 'typed', outcomes: ['moves', 'leaves'] },
    due: { from: 'readyAt', days: 5, unit: 'workingDays' },
    facts: ['providerTransfer', 'transferLines'],
  },
  {
    id: 'tell-customers',
    side: 'partner',
    per: 'changeover',
    after: { stepDone: 'list-customers' },
    answers: ASKED,
    proof: { kind: 'list', items: { of: 'list-customers', outcome: ['moves'] } },
    due: { from: 'readyAt', days: 5, unit: 'workingDays' },
    letters: ['tell-customers'],
  },
  {
    id: 'transfer-each',
    side: 'provider',
    per: 'changeover',
    after: { all: [{ stepDone: 'tell-customers' }, { stepDone: 'provider-accepts' }] },
    answers: ASKED,
    proof: {
      kind: 'list',
      items: { of: 'list-customers', outcome: ['moves'] },
      outcomes: ['moved', 'refused'],
    },
    due: { from: 'readyAt', days: 10, unit: 'workingDays', aheadDays: [3] },
    wait: { days: 15, unit: 'workingDays', planB: { words: true } },
    facts: ['providerTransfer', 'transferLines'],
    letters: ['transfer-each'],
  },
  {
    id: 'check-each',
    side: 'partner',
    per: 'changeover',
    after: { stepDone: 'transfer-each' },
    answers: ASKED,
    proof: { kind: 'list', items: { of: 'transfer-each', outcome: ['moved'] } },
    due: { from: 'readyAt', days: 3, unit: 'workingDays' },
    facts: ['gdapTerm'],
  },
];

const SETTLE: readonly Step[] = [
  {
    id: 'last-direct-invoice',
    side: 'partner',
    per: 'changeover',
    after: { stepDone: 'transfer-each' },
    answers: ASKED,
    proof: { kind: 'reference', required: false },
    due: { from: { doneOf: 'transfer-each' }, days: 35, unit: 'days', aheadDays: [7] },
    facts: ['partnerCenter'],
  },
  {
    id: 'new-support-way',
    side: 'partner',
    per: 'changeover',
    after: { stepDone: 'transfer-each' },
    answers: ASKED,
    proof: { kind: 'text', keepAs: 'support' },
    due: { from: 'readyAt', days: 3, unit: 'workingDays' },
    facts: ['indirectSupport'],
  },
];

export const indirectPhases: readonly Phase[] = [
  { id: 'indirect-decide', steps: DECIDE },
  { id: 'indirect-move', steps: MOVE },
  { id: 'indirect-settle', steps: SETTLE },
];
