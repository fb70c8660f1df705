/** The second half of call2teams-move: what is tidied up before the new sync, and what has to be settled after it. */
import type { Condition, Step } from '../playbook.ts';
import { choiceOf, listOf, NUMBER_IF_ANY, once, WORD } from './step-shorthand.ts';

const ASSISTED: Condition = { variant: ['assisted'] };
const SELF_SERVICE: Condition = { variant: ['self-service'] };
const WHOLE: Condition = { chosen: { step: 'choose-scope', option: ['whole'] } };
const MORE_DOMAINS: Condition = { chosen: { step: 'count-domains', option: ['more', 'conflict'] } };

/** Moved by the vendor, or taken off the old account: said of one of them, which a step that does not apply never is. */
const MOVED: Condition = {
  any: ['account-moved', 'clear-old', 'clear-old-elsewhere'].map((step) => ({ daysSince: { step, days: 0 } })),
};

export const ARRIVAL: readonly Step[] = [
  once(
    'partner',
    'leftover-policies',
    { kind: 'list', items: 'typed', outcomes: ['kept', 'removed'] },
    {
      after: MOVED,
      due: { from: 'readyAt', days: 1, unit: 'workingDays' },
      role: 'teamsAdministrator',
      facts: ['callPolicies', 'callPolicyCommands'],
      letters: ['callPolicies'],
    },
  ),
  once('partner', 'sync-new-calls', WORD, {
    after: { all: [MOVED, { stepDone: 'leftover-policies' }] },
    due: { from: 'readyAt', days: 0, unit: 'days' },
    timers: [
      { kind: 'check', afterHours: 1 },
      { kind: 'alarm', afterHours: 4 },
    ],
    role: 'globalAdministrator',
    facts: ['callSyncRole', 'callPortal'],
  }),
  once(
    'customer',
    'test-call',
    listOf(['out', 'in', { id: 'transfer', isOptional: true }, { id: 'voicemail', isOptional: true }]),
    {
      after: { stepDone: 'sync-new-calls' },
      due: { from: 'readyAt', days: 0, unit: 'days' },
      facts: ['callWindow'],
    },
  ),
  once('partner', 'count-domains', choiceOf('two', 'more', 'conflict'), {
    reads: 'productDomains',
    after: { stepDone: 'sync-new-calls' },
    due: { from: 'readyAt', days: 1, unit: 'workingDays' },
    role: 'globalAdministrator',
    facts: ['callTwoDomains', 'callMailDomain', 'callDomainName'],
    letters: ['callDomains'],
  }),
  once(
    'provider',
    'vendor-domains',
    { kind: 'list', items: 'typed', outcomes: ['vendors', 'notVendors'] },
    {
      when: MORE_DOMAINS,
      after: { stepDone: 'count-domains' },
      due: { from: 'readyAt', days: 2, unit: 'workingDays' },
      wait: { days: 5, unit: 'workingDays', planB: { words: true } },
      facts: ['callTwoDomains', 'callDesk'],
      letters: ['askDomains'],
    },
  ),
  once(
    'partner',
    'spare-domains',
    {
      kind: 'list',
      items: { of: 'vendor-domains', outcome: ['vendors'] },
      outcomes: ['noMail', 'carriesMail'],
    },
    {
      when: { listed: { step: 'vendor-domains', outcome: ['vendors'] } },
      after: { stepDone: 'vendor-domains' },
      due: { from: 'readyAt', days: 1, unit: 'workingDays' },
      role: 'globalAdministrator',
      facts: ['callMailDomain', 'callDomainName'],
    },
  ),
  once(
    'partner',
    'remove-domains',
    { kind: 'list', items: { of: 'spare-domains', outcome: ['noMail'] }, outcomes: ['removed', 'kept'] },
    {
      when: { listed: { step: 'spare-domains', outcome: ['noMail'] } },
      after: { stepDone: 'spare-domains' },
      due: { from: 'readyAt', days: 1, unit: 'workingDays' },
      role: 'globalAdministrator',
      facts: ['callTwoDomains', 'callMailDomain'],
    },
  ),
  once('partner', 'sync-again', listOf(['synced', 'out', 'in']), {
    when: { listed: { step: 'remove-domains', outcome: ['removed'] } },
    after: { stepDone: 'remove-domains' },
    due: { from: 'readyAt', days: 0, unit: 'days' },
    timers: [{ kind: 'alarm', afterHours: 4 }],
    role: 'globalAdministrator',
    facts: ['callTwoDomains', 'callSyncRole', 'callPortal'],
  }),
];

/** Days are counted to the last one before the 14 are over: reminders come 7, 3 and 1 days before the end. */
const LAST_DAY = 13;
const AHEAD_OF_LAST_DAY = [6, 2];

export const SETTLING: readonly Step[] = [
  once(
    'partner',
    'arrived-administrators',
    { kind: 'list', items: 'typed', outcomes: ['kept', 'removed'] },
    {
      when: { all: [ASSISTED, WHOLE] },
      after: { stepDone: 'account-moved' },
      due: {
        from: { doneOf: 'account-moved' },
        days: LAST_DAY,
        unit: 'days',
        aheadDays: AHEAD_OF_LAST_DAY,
        isLastChance: true,
      },
      facts: ['callAdministrators', 'callCoolingOff', 'callPortal'],
    },
  ),
  once('partner', 'last-look', listOf(['arrived', 'nothingLeft', 'records']), {
    when: { all: [ASSISTED, WHOLE] },
    after: { stepDone: 'account-moved' },
    due: {
      from: { doneOf: 'account-moved' },
      days: LAST_DAY,
      unit: 'days',
      aheadDays: AHEAD_OF_LAST_DAY,
      isLastChance: true,
    },
    facts: ['callCoolingOff', 'callPortal'],
  }),
  once('partner', 'last-look-own', listOf(['nothingLeft', 'records']), {
    when: { all: [SELF_SERVICE, WHOLE] },
    after: { stepDone: 'test-call' },
    due: {
      from: { agreedIn: 'agree-window' },
      days: LAST_DAY,
      unit: 'days',
      aheadDays: AHEAD_OF_LAST_DAY,
      isLastChance: true,
    },
    facts: ['callPurge', 'callPortal'],
  }),
  once('partner', 'leave-trial', WORD, {
    when: { listed: { step: 'call-accounts', outcome: ['trial', 'proofOfConcept'] } },
    after: { stepDone: 'trial-day' },
    due: { from: { agreedIn: 'trial-day' }, days: -1, unit: 'days', aheadDays: [13, 6, 2], isLastChance: true },
    facts: ['callTrialEnd', 'callTrialDays', 'callProofDays'],
  }),
  once('customer', 'stop-marketplace', NUMBER_IF_ANY, {
    when: { chosen: { step: 'call-bought', option: ['marketplace'] } },
    after: { stepDone: 'test-call' },
    due: { from: { doneOf: 'test-call' }, days: 2, unit: 'workingDays' },
    role: 'canceller',
    facts: ['callMarketplace', 'marketplaceProducts', 'marketplaceSaas'],
  }),
  once('partner', 'old-account-gone', WORD, {
    when: WHOLE,
    after: {
      any: [
        { daysSince: { step: 'account-moved', days: 14 } },
        { all: [SELF_SERVICE, { daysSince: { step: 'test-call', days: 14 } }] },
      ],
    },
    due: { from: 'readyAt', days: 2, unit: 'workingDays' },
    facts: ['callCoolingOff', 'callPurge', 'callPortal'],
  }),
  once(
    'partner',
    'tell-support',
    { kind: 'text', keepAs: 'support' },
    {
      when: { chosen: { step: 'choose-owner', option: ['changes'] } },
      after: { stepDone: 'test-call' },
      due: { from: 'readyAt', days: 2, unit: 'workingDays' },
    },
  ),
  once('customer', 'finish', WORD, {
    after: {
      all: [
        { stepDone: 'test-call' },
        { stepDone: 'count-domains' },
        { stepDone: 'sync-again' },
        { stepDone: 'call-bought' },
        { stepDone: 'arrived-administrators' },
        { stepDone: 'last-look' },
        { stepDone: 'last-look-own' },
        { stepDone: 'leave-trial' },
        { stepDone: 'stop-marketplace' },
        { stepDone: 'old-account-gone' },
        { stepDone: 'tell-support' },
        { claimOpen: false },
      ],
    },
    due: { from: 'readyAt', days: 3, unit: 'workingDays' },
  }),
];
