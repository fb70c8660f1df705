/**
 * A Call2Teams account moves to another place in the vendor's tree of accounts: by the vendor (assisted; the Microsoft
 * tenant stays) or by the partner itself (self-service). No Microsoft 365 subscription is in it. FACTS §4, seed 2.
 */
import type { Condition, Item, Playbook, Step } from '../playbook.ts';
import { call2teamsMoveFacts } from './call2teams-move-facts.ts';
import { ARRIVAL, SETTLING } from './call2teams-move-end.ts';
import { choiceOf, listOf, NUMBER, once, WORD } from './step-shorthand.ts';

const ASSISTED: Condition = { variant: ['assisted'] };
const SELF_SERVICE: Condition = { variant: ['self-service'] };
const PARTNER_CHANGES: Condition = { chosen: { step: 'choose-owner', option: ['changes'] } };
const PARTNER_STAYS: Condition = { chosen: { step: 'choose-owner', option: ['stays'] } };

/** A trial licence is counted under the type that it becomes: trials can't be moved on as trials. */
const LICENCE_TYPES: readonly Item[] = [
  { id: 'pbx' },
  { id: 'trunk' },
  { id: 'internal', isOptional: true },
  { id: 'otherType', isOptional: true },
];

const ACCOUNTS: readonly Step[] = [
  once('partner', 'choose-scope', choiceOf('whole', 'users'), {
    due: { from: 'readyAt', days: 1, unit: 'workingDays' },
    facts: ['callTree', 'callOnlyUsers'],
  }),
  once('partner', 'choose-owner', choiceOf('changes', 'stays'), {
    due: { from: 'readyAt', days: 1, unit: 'workingDays' },
    facts: ['callPermission'],
  }),
  once('partner', 'choose-tenant', choiceOf('same', { id: 'other', isNotEnough: true }), {
    when: ASSISTED,
    due: { from: 'readyAt', days: 1, unit: 'workingDays' },
    facts: ['callSameTenant'],
  }),
  once(
    'partner',
    'call-accounts',
    {
      kind: 'list',
      items: 'typed',
      outcomes: ['client', 'internalUse', 'proofOfConcept', 'trial', 'base'],
    },
    {
      due: { from: 'readyAt', days: 2, unit: 'workingDays' },
      facts: ['callTree', 'callPortal'],
    },
  ),
  once(
    'partner',
    'trial-day',
    { kind: 'when', of: 'day' },
    {
      when: { listed: { step: 'call-accounts', outcome: ['trial', 'proofOfConcept'] } },
      due: { from: 'readyAt', days: 1, unit: 'workingDays' },
      facts: ['callTrialDays', 'callProofDays', 'callTrialEnd'],
    },
  ),
  once('partner', 'call-bought', choiceOf('partner', 'marketplace', { id: 'unknown', isNotEnough: true }), {
    due: { from: 'readyAt', days: 3, unit: 'workingDays' },
    facts: ['callMarketplace'],
  }),
  once(
    'partner',
    'count-old-calls',
    { kind: 'counts', items: LICENCE_TYPES },
    {
      due: { from: 'readyAt', days: 2, unit: 'workingDays' },
      facts: ['callLicenceTypes', 'callPortal'],
    },
  ),
];

const PERMISSION: readonly Step[] = [
  once('source', 'old-permission', NUMBER, {
    when: PARTNER_CHANGES,
    after: { stepDone: 'call-accounts' },
    states: 'permissionGiven',
    due: { from: 'readyAt', days: 5, unit: 'workingDays' },
    wait: { days: 5, unit: 'workingDays', planB: { words: true } },
    facts: ['callPermission'],
    letters: ['oldPermission'],
  }),
  once('partner', 'new-permission', NUMBER, {
    when: PARTNER_CHANGES,
    after: { stepDone: 'call-accounts' },
    states: 'permissionGiven',
    due: { from: 'readyAt', days: 2, unit: 'workingDays' },
    facts: ['callPermission'],
    letters: ['newPermission'],
  }),
];

const TARGET: readonly Step[] = [
  once(
    'partner',
    'create-account',
    { kind: 'text' },
    {
      after: { stepDone: 'call-accounts' },
      due: { from: 'readyAt', days: 2, unit: 'workingDays' },
      facts: ['callNewFirst', 'callUnusedAccount', 'callPortal'],
    },
  ),
  once(
    'partner',
    'count-new-calls',
    { kind: 'counts', items: LICENCE_TYPES, atLeastOf: 'count-old-calls' },
    {
      after: { all: [{ stepDone: 'create-account' }, { stepDone: 'count-old-calls' }] },
      due: { from: 'readyAt', days: 2, unit: 'workingDays' },
      facts: ['callLicences', 'callLicenceTypes', 'callPortal'],
    },
  ),
  once(
    'partner',
    'account-empty',
    { kind: 'statement', fact: 'callNewEmpty' },
    {
      when: ASSISTED,
      after: { stepDone: 'create-account' },
      due: { from: 'readyAt', days: 2, unit: 'workingDays' },
      facts: ['callNewEmpty'],
    },
  ),
  once('partner', 'fill-account', listOf(['services', 'users', 'administrators', 'numbers']), {
    when: SELF_SERVICE,
    after: { stepDone: 'count-new-calls' },
    due: { from: 'readyAt', days: 5, unit: 'workingDays' },
    facts: ['callNewFirst', 'callPortal'],
  }),
  once(
    'partner',
    'agree-window',
    { kind: 'when', of: 'window' },
    {
      when: SELF_SERVICE,
      after: { stepDone: 'fill-account' },
      // Counted from the completed account, so that nobody can leave that step out.
      due: { from: { doneOf: 'fill-account' }, days: 3, unit: 'workingDays' },
      facts: ['callWindow'],
    },
  ),
];

const MOVE: readonly Step[] = [
  once('partner', 'desk-case', NUMBER, {
    when: ASSISTED,
    after: {
      all: [
        { chosen: { step: 'choose-tenant', option: ['same'] } },
        { stepDone: 'choose-scope' },
        { stepDone: 'choose-owner' },
        { stepDone: 'old-permission' },
        { stepDone: 'new-permission' },
        { stepDone: 'count-new-calls' },
        { daysSince: { step: 'account-empty', days: 0 } },
      ],
    },
    // Counted from the compared licences, so that nobody can leave that step out.
    due: { from: { doneOf: 'count-new-calls' }, days: 1, unit: 'workingDays' },
    facts: ['callDesk', 'callPermission', 'callLicences'],
    letters: ['deskCase'],
  }),
  once('provider', 'old-account-stays', WORD, {
    when: { all: [ASSISTED, { chosen: { step: 'choose-scope', option: ['users'] } }] },
    after: { stepDone: 'desk-case' },
    due: { from: 'readyAt', days: 3, unit: 'workingDays' },
    wait: { days: 5, unit: 'workingDays', planB: { words: true } },
    facts: ['callOnlyUsers', 'callDesk'],
  }),
  once('provider', 'account-moved', WORD, {
    when: ASSISTED,
    after: { all: [{ stepDone: 'desk-case' }, { stepDone: 'old-account-stays' }] },
    states: 'moveDone',
    due: { from: { doneOf: 'desk-case' }, days: 5, unit: 'workingDays' },
    wait: { days: 8, unit: 'workingDays', planB: { words: true } },
    facts: ['callLicences', 'callCoolingOff', 'callDesk'],
  }),
  once('partner', 'clear-old', listOf(['users', 'licences', 'services']), {
    when: { all: [SELF_SERVICE, PARTNER_STAYS] },
    after: { all: [{ stepDone: 'fill-account' }, { timeCome: { step: 'agree-window' } }] },
    due: { from: { agreedIn: 'agree-window' }, days: 0, unit: 'days' },
    timers: [{ kind: 'check', afterHours: 1 }],
    facts: ['callWindow', 'callPurge', 'callPortal'],
  }),
  once('source', 'clear-old-elsewhere', listOf(['users', 'licences', 'services']), {
    when: { all: [SELF_SERVICE, PARTNER_CHANGES] },
    after: {
      all: [
        { stepDone: 'fill-account' },
        { stepDone: 'old-permission' },
        { stepDone: 'new-permission' },
        { timeCome: { step: 'agree-window' } },
      ],
    },
    due: { from: { agreedIn: 'agree-window' }, days: 0, unit: 'days' },
    timers: [{ kind: 'check', afterHours: 1 }],
    facts: ['callWindow', 'callPurge'],
  }),
];

export const call2teamsMove: Playbook = {
  id: 'call2teams-move',
  version: 1,
  asks: { lines: 'none', steps: ['choose-scope', 'choose-owner'] },
  intro: ['callTree', 'callPermission', 'callMarketplace', 'callTrialEnd'],
  variants: [
    {
      id: 'assisted',
      intro: ['callSameTenant', 'callNewEmpty', 'callCoolingOff'],
      sides: { provider: 'callVendor', source: 'callOldPartner' },
    },
    {
      id: 'self-service',
      intro: ['callNewFirst', 'callWindow'],
      sides: { provider: 'callVendor', source: 'callOldPartner' },
    },
  ],
  phases: [
    { id: 'call-accounts', steps: ACCOUNTS },
    { id: 'call-permission', steps: PERMISSION },
    { id: 'call-target', steps: TARGET },
    { id: 'call-move', steps: MOVE },
    { id: 'call-arrival', steps: ARRIVAL },
    { id: 'call-settling', steps: SETTLING },
  ],
  facts: call2teamsMoveFacts,
  products: [],
  productDomains: { endsWith: 'callDomainName', atMost: 'callTwoDomains' },
  marginWorkingDays: 0,
  reminders: {
    overlapAheadDays: [],
    renewalDays: [],
    billingEveryDays: 7,
    stepLateEveryDays: 3,
  },
};
