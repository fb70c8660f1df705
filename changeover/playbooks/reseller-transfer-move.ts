/** Reseller to reseller, the move itself and what comes after it: request or new order, the old one, access, checks, bills. */
import type { Step } from '../playbook.ts';
import { BUY_NEW, GAINING, PREPARED, SAME_PROVIDER, TRANSFER, workingDays } from './reseller-transfer-ready.ts';
import {
  all,
  borrowed,
  borrowedAs,
  choiceOf,
  done,
  listOf,
  NUMBER,
  NUMBER_IF_ANY,
  once,
  perLine,
  WORD,
} from './step-shorthand.ts';

const SERVICES = ['mail', 'sharepoint', 'onedrive', 'teams', 'security', 'signIn', 'configuration'];
const DETAILS = ['address', 'payment', 'invoiceMail', { id: 'purchaseOrder', isOptional: true }] as const;

/** The billing moved, whichever way it is moved. */
const MOVED = done('watch-move', 'change-partner-id', 'confirm-new');

const transfer: readonly Step[] = [
  once('partner', 'how-sold', choiceOf('direct', 'indirect'), {
    when: TRANSFER,
    due: workingDays(2),
    facts: ['transferProvider'],
  }),
  once('partner', 'check-request', listOf(['sameRegion', 'relationship', 'whole', 'atMost25', 'noSoftware']), {
    when: TRANSFER,
    due: workingDays(3),
    facts: ['transferRegion', 'transferRelationship', 'transferWhole', 'transferLines', 'transferExcluded'],
  }),
  once(
    'partner',
    'agree-transfer-window',
    { kind: 'when', of: 'window' },
    {
      when: TRANSFER,
      after: done('tell-reseller'),
      due: workingDays(3),
      facts: ['transferHours'],
    },
  ),
  once('partner', 'create-request', NUMBER, {
    role: 'adminAgent',
    when: all(TRANSFER, { chosen: { step: 'how-sold', option: ['direct'] } }),
    after: all(PREPARED, done('how-sold', 'check-request', 'agree-transfer-window')),
    due: workingDays(2),
    facts: ['partnerCenter', 'transferStarts', 'transferWithdraw', 'transferLines'],
  }),
  once('provider', 'provider-request', NUMBER, {
    when: all(TRANSFER, { chosen: { step: 'how-sold', option: ['indirect'] } }),
    after: all(PREPARED, done('how-sold', 'check-request', 'agree-transfer-window')),
    due: workingDays(3),
    wait: { days: 5, unit: 'workingDays', planB: { words: true } },
    facts: ['transferProvider', 'transferLines'],
    letters: ['resellerProvider'],
  }),
  once('customer', 'tell-users', WORD, {
    when: TRANSFER,
    after: done('agree-transfer-window'),
    due: { from: { agreedIn: 'agree-transfer-window' }, days: -1, unit: 'workingDays' },
    facts: ['transferHours'],
  }),
  once('source', 'approve-request', choiceOf('approved', { id: 'declined', isNotEnough: true }), {
    when: TRANSFER,
    after: done('how-sold', 'create-request', 'provider-request'),
    states: 'transferApproved',
    due: { from: { agreedIn: 'agree-transfer-window' }, days: 0, unit: 'days' },
    wait: { days: 5, unit: 'workingDays', planB: { step: 'plan-b' } },
    facts: ['transferStarts', 'transferWithdraw'],
    letters: ['resellerApprove'],
  }),
  once('partner', 'plan-b', NUMBER_IF_ANY, {
    when: all(TRANSFER, { waitPassed: 'approve-request' }),
    isOptional: true,
    facts: ['transferPlanB', 'reassociation'],
    letters: ['resellerCase'],
  }),
  once('partner', 'watch-move', WORD, {
    when: TRANSFER,
    after: all(done('approve-request'), { timeCome: { step: 'agree-transfer-window' } }),
    states: 'moveDone',
    due: { from: 'readyAt', days: 1, unit: 'days' },
    timers: [
      { kind: 'check', afterHours: 4 },
      { kind: 'alarm', afterHours: 24 },
    ],
    facts: ['transferHours', 'partnerCenter', 'reassociation'],
  }),
];

const partnerId: readonly Step[] = [
  once('partner', 'ask-partner-id', NUMBER_IF_ANY, {
    when: SAME_PROVIDER,
    after: PREPARED,
    due: workingDays(2),
    facts: ['samePartnerId', 'transferProvider'],
    letters: ['resellerPartnerId'],
  }),
  once('provider', 'change-partner-id', NUMBER_IF_ANY, {
    when: SAME_PROVIDER,
    after: done('ask-partner-id'),
    states: 'moveDone',
    due: workingDays(3),
    wait: { days: 5, unit: 'workingDays', planB: { words: true } },
    facts: ['samePartnerId'],
  }),
];

const purchase: readonly Step[] = [
  ...borrowed(BUY_NEW, 'check-account'),
  ...borrowedAs(BUY_NEW, 'order-new', { after: PREPARED }),
  ...borrowed(BUY_NEW, 'see-order', 'assign-new', 'confirm-new'),
];

export const move: readonly Step[] = [...transfer, ...partnerId, ...purchase];

/** Only who buys anew has an old subscription to stop or end; every way out that an account can have is there. */
export const leave: readonly Step[] = [
  ...borrowed(BUY_NEW, 'stop-renewal', 'end-old'),
  ...borrowedAs(BUY_NEW, 'ask-reseller', { facts: ['cancelAtTermEnd', 'extendedTerm'], letters: ['resellerTermEnd'] }),
  perLine('customer', 'see-term-end', WORD, {
    when: all(BUY_NEW, { route: ['partnerAtTermEnd'] }, { oldOver: false }),
    after: done('ask-reseller'),
    due: { from: { doneOf: 'ask-reseller' }, days: 2, unit: 'workingDays' },
    facts: ['cancelAtTermEnd', 'extendedTerm', 'yourProducts'],
  }),
  ...borrowedAs(BUY_NEW, 'ask-reseller-now', { facts: ['cspWindow', 'cancelCutsAccess', 'confirmationNumber'] }),
  ...borrowed(BUY_NEW, 'ask-licensing-partner'),
  ...borrowedAs(BUY_NEW, 'hand-over', { after: done('approve-partner', 'accept-agreement') }),
  ...borrowed(BUY_NEW, 'ask-person', 'see-ended', 'old-live', 'see-old-live'),
  ...borrowedAs(BUY_NEW, 'undo-new', { facts: ['rescueWindow', 'laterSeats', 'partnerCenter'] }),
];

export const verify: readonly Step[] = [
  once('customer', 'check-services', listOf(SERVICES, ['works', 'interrupted']), {
    when: GAINING,
    after: MOVED,
    due: workingDays(1),
    facts: ['reassociation'],
  }),
  once('partner', 'mend-services', WORD, {
    when: all(GAINING, { listed: { step: 'check-services', outcome: ['interrupted'] } }),
    due: workingDays(1),
    facts: ['reassociation'],
    letters: ['resellerCase'],
  }),
  once('customer', 'recheck-services', WORD, {
    when: all(GAINING, { listed: { step: 'check-services', outcome: ['interrupted'] } }),
    after: done('mend-services'),
    due: workingDays(1),
  }),
  once('customer', 'remove-old-access', WORD, {
    when: GAINING,
    after: all({ confirmed: 'accessGranted' }, MOVED, { any: [{ not: BUY_NEW }, { oldOver: true }] }),
    due: workingDays(3),
    role: 'globalAdministrator',
    facts: ['partnerPages', 'accessRemove', 'accessStays'],
  }),
  once('customer', 'end-relationship', WORD, {
    when: GAINING,
    after: done('remove-old-access'),
    due: workingDays(5),
    facts: ['relationshipEnd'],
    letters: ['resellerEndRelationship'],
  }),
];

export const bills: readonly Step[] = [
  once('customer', 'billing-details', listOf(DETAILS), { when: GAINING, after: MOVED, due: workingDays(5) }),
  once('customer', 'check-invoice', WORD, {
    when: { variant: ['transfer', 'same-provider'] },
    after: done('billing-details'),
    answers: ['done', 'notYet', 'help', 'chargedTwice'],
    due: { from: { doneOf: 'billing-details' }, days: 31, unit: 'days' },
    facts: ['transferBillingOnly'],
  }),
  once('customer', 'check-last-invoice', WORD, {
    when: BUY_NEW,
    after: { oldOver: true },
    answers: ['done', 'notYet', 'help', 'chargedTwice'],
    due: { from: 'nextBill', days: 3, unit: 'workingDays' },
    facts: ['extendedTerm', 'confirmationNumber'],
  }),
];

export const close: readonly Step[] = [
  ...borrowedAs(GAINING, 'tell-support', { after: all(done('approve-partner'), MOVED) }),
  ...borrowedAs(GAINING, 'finish', {
    after: all(
      done('check-services', 'recheck-services', 'remove-old-access', 'end-relationship', 'billing-details'),
      done('check-invoice', 'check-last-invoice', 'tell-support'),
      { claimOpen: false },
    ),
  }),
];
