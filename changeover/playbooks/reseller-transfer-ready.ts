/** Reseller to reseller, before anything is ordered: why and to whom, the rules, the old reseller told, data saved, access asked for. */
import type { Condition, Due, Step } from '../playbook.ts';
import { all, borrowed, choiceOf, done, listOf, once, WORD } from './step-shorthand.ts';

export const GAINING: Condition = { variant: ['transfer', 'buy-new', 'same-provider'] };
export const TRANSFER: Condition = { variant: ['transfer'] };
export const BUY_NEW: Condition = { variant: ['buy-new'] };
export const SAME_PROVIDER: Condition = { variant: ['same-provider'] };
const TERMS_STAY: Condition = { variant: ['transfer', 'same-provider'] };

const VITAL = ['mail', 'sharepoint', 'onedrive', 'teams', 'configuration'];

export function workingDays(days: number): Due {
  return { from: 'readyAt', days, unit: 'workingDays' };
}

export const choose: readonly Step[] = [
  once('customer', 'write-reasons', listOf(['support', 'price', 'services'], ['matters', 'doesNot']), {
    when: GAINING,
    due: workingDays(3),
  }),
  once(
    'customer',
    'judge-reseller',
    listOf(['certifications', 'experience', 'setup', 'support', 'price'], ['meets', 'doubtful']),
    { when: GAINING, after: done('write-reasons'), due: workingDays(5) },
  ),
  once('customer', 'settle-doubts', choiceOf('goOn', { id: 'stop', isNotEnough: true }), {
    when: all(GAINING, { listed: { step: 'judge-reseller', outcome: ['doubtful'] } }),
    due: workingDays(3),
  }),
];

/** Four a way, each acknowledged by itself: how it runs, billing, data, what may be unavailable. */
export const rules: readonly Step[] = [
  statement('know-transfer', 'ruleTransfer', TRANSFER, ['transferStarts', 'transferWithdraw', 'transferWhole']),
  statement('know-purchase', 'rulePurchase', BUY_NEW, ['cancelAtTermEnd', 'extendedTerm']),
  statement('know-partner-id', 'rulePartnerId', SAME_PROVIDER, ['samePartnerId', 'transferProvider']),
  statement('know-billing', 'ruleBilling', TERMS_STAY, ['transferBillingOnly', 'suspendedBilled']),
  statement('know-billing-twice', 'ruleBillingTwice', BUY_NEW, ['cspWindow', 'laterSeats', 'suspendedBilled']),
  statement('know-data', 'ruleData', GAINING, ['dataAfterEnd']),
  statement('know-outage', 'ruleOutage', GAINING, ['transferHours', 'accessStays']),
];

/** What has to be acknowledged before anything is ordered or requested. */
export const KNOWN: Condition = done(
  'know-transfer',
  'know-purchase',
  'know-partner-id',
  'know-billing',
  'know-billing-twice',
  'know-data',
  'know-outage',
);

export const prepare: readonly Step[] = [
  once('customer', 'tell-reseller', WORD, {
    when: GAINING,
    after: all(done('judge-reseller', 'settle-doubts'), KNOWN),
    due: workingDays(3),
    facts: ['transferStarts', 'reassociation'],
    letters: ['resellerNotice'],
  }),
  once('customer', 'back-up', listOf(VITAL, ['restored', 'saved', 'nothingVital']), {
    when: GAINING,
    after: KNOWN,
    due: workingDays(5),
    facts: ['backUpFirst'],
  }),
  once('customer', 'try-restore', WORD, {
    when: all(GAINING, { listed: { step: 'back-up', outcome: ['saved'] } }),
    due: workingDays(3),
    facts: ['backUpFirst'],
  }),
];

export const access: readonly Step[] = [
  ...borrowed(GAINING, 'send-request', 'approve-partner', 'accept-agreement'),
  once('partner', 'ask-new-access', WORD, {
    role: 'adminAgent',
    when: GAINING,
    after: done('send-request'),
    due: workingDays(1),
    facts: ['partnerCenter', 'gdap', 'accessTerm', 'accessStays'],
  }),
  once('customer', 'grant-new-access', WORD, {
    when: GAINING,
    after: done('ask-new-access'),
    states: 'accessGranted',
    due: workingDays(3),
    lapses: { days: 90, again: 'ask-new-access' },
    role: 'globalAdministrator',
    facts: ['partnerPages', 'gdap', 'accessStays'],
  }),
  once('partner', 'try-new-access', WORD, {
    when: GAINING,
    after: done('grant-new-access'),
    states: 'accessGranted',
    due: workingDays(1),
    facts: ['accessTerm'],
  }),
];

/** What comes before the request, the order or the change: the relationship, the rules, the old reseller told, the data saved. */
export const PREPARED: Condition = all(
  done('approve-partner', 'accept-agreement', 'tell-reseller', 'back-up', 'try-restore'),
  KNOWN,
);

function statement(id: string, fact: string, when: Condition, facts: readonly string[]): Step {
  return once('customer', id, { kind: 'statement', fact }, { when, due: workingDays(3), facts });
}
