/**
 * Reseller to reseller as the losing reseller sees it: here `partner` is the one that is left, `source` the new one. Its
 * subscriptions are handed over or end with their term; what replaces them is bought elsewhere, so there are no new terms.
 */
import type { Condition, Step } from '../playbook.ts';
import { workingDays } from './reseller-transfer-ready.ts';
import { all, choiceOf, done, listOf, NUMBER_IF_ANY, once, perLine, WORD } from './step-shorthand.ts';

const LOSING: Condition = { variant: ['losing'] };
const ASKED_FOR: Condition = { chosen: { step: 'losing-way', option: ['request'] } };
const APPROVED: Condition = all(LOSING, { chosen: { step: 'losing-answer', option: ['approve'] } });
/** No request, or one that was declined: the subscriptions stay here until their term ends. */
const AT_TERM_END: Condition = all(LOSING, {
  any: [
    { chosen: { step: 'losing-way', option: ['termEnd'] } },
    { chosen: { step: 'losing-answer', option: ['decline'] } },
  ],
});
/** Both ways of leaving are through, whichever of them it is. */
const GONE = done('losing-way', 'losing-answer', 'losing-moved', 'losing-run-out');

const answer: readonly Step[] = [
  once('partner', 'losing-way', choiceOf('request', 'termEnd'), {
    when: LOSING,
    due: workingDays(2),
    facts: ['transferStarts', 'partnerCenter'],
  }),
  once('customer', 'losing-wish', choiceOf('leaves', { id: 'stays', isNotEnough: true }), {
    when: LOSING,
    due: workingDays(3),
    facts: ['transferStarts'],
  }),
  once('partner', 'losing-answer', choiceOf('approve', 'decline'), {
    role: 'adminAgent',
    when: all(LOSING, ASKED_FOR),
    after: done('losing-way', 'losing-wish'),
    due: { from: { doneOf: 'losing-way' }, days: 7, unit: 'days', aheadDays: [3, 1] },
    facts: ['transferStarts', 'transferBillingOnly', 'partnerCenter'],
  }),
  once('source', 'losing-new-confirms', WORD, {
    when: APPROVED,
    after: done('losing-answer'),
    isOptional: true,
    due: workingDays(2),
    wait: { days: 3, unit: 'workingDays', planB: { words: true } },
    facts: ['transferHours'],
  }),
  once('partner', 'losing-moved', NUMBER_IF_ANY, {
    when: APPROVED,
    after: done('losing-answer'),
    due: { from: 'readyAt', days: 1, unit: 'days' },
    timers: [
      { kind: 'check', afterHours: 4 },
      { kind: 'alarm', afterHours: 24 },
    ],
    facts: ['transferHours', 'partnerCenter'],
  }),
];

/** The switch at the end of the term is set only behind the confirmed new order, as FACTS §6 has it. */
const termEnd: readonly Step[] = [
  perLine('partner', 'losing-hear-order', NUMBER_IF_ANY, {
    when: AT_TERM_END,
    after: done('losing-wish'),
    states: 'newOrdered',
    due: { from: 'renewal', days: -10, unit: 'workingDays' },
    facts: ['extendedTerm'],
    letters: ['resellerNewOrder'],
  }),
  perLine('customer', 'losing-say-order', WORD, {
    when: AT_TERM_END,
    after: done('losing-wish'),
    states: 'newOrdered',
    due: { from: 'renewal', days: -10, unit: 'workingDays' },
    facts: ['yourProducts'],
  }),
  perLine('partner', 'losing-term-end', NUMBER_IF_ANY, {
    role: 'adminAgent',
    when: AT_TERM_END,
    after: { confirmed: 'newOrdered' },
    due: { from: 'renewal', days: -5, unit: 'workingDays', aheadDays: [30, 14, 7, 1] },
    facts: ['cancelAtTermEnd', 'extendedTerm', 'cancelCutsAccess', 'partnerCenter'],
  }),
  perLine('customer', 'losing-new-licences', WORD, {
    when: AT_TERM_END,
    after: done('losing-term-end'),
    states: 'newConfirmed',
    due: { from: 'renewal', days: -4, unit: 'days', aheadDays: [7, 3] },
    facts: ['activeUsers', 'dataAfterEnd'],
  }),
  perLine('partner', 'losing-back-on', WORD, {
    role: 'adminAgent',
    when: all(AT_TERM_END, { not: { stepDone: 'losing-new-licences' } }),
    after: done('losing-term-end'),
    isOptional: true,
    due: { from: 'renewal', days: -3, unit: 'days' },
    facts: ['partnerCenter', 'dataAfterEnd'],
  }),
  perLine('partner', 'losing-run-out', WORD, {
    when: AT_TERM_END,
    after: done('losing-term-end', 'losing-new-licences'),
    due: { from: 'renewal', days: 1, unit: 'days' },
    facts: ['extendedTerm', 'dataAfterEnd'],
  }),
];

export const losingAnswer: readonly Step[] = [...answer, ...termEnd];

export const losingHandOver: readonly Step[] = [
  once('partner', 'losing-hand-over', listOf(['admins', 'domains', 'security', 'integrations', 'backups', 'tickets']), {
    when: LOSING,
    after: done('losing-wish'),
    due: workingDays(10),
    letters: ['resellerHandOver'],
  }),
  once('customer', 'losing-new-access', WORD, {
    when: LOSING,
    after: done('losing-wish'),
    states: 'accessGranted',
    // The new reseller's access; a look shows the partner's own alone.
    reads: 'nothing',
    due: workingDays(10),
    role: 'globalAdministrator',
    facts: ['partnerPages', 'accessStays'],
  }),
  once('partner', 'losing-own-access', WORD, {
    when: LOSING,
    after: all(done('losing-new-access', 'losing-hand-over'), GONE),
    due: workingDays(3),
    facts: ['accessRemove', 'relationshipEnd', 'partnerCenter'],
  }),
  once('partner', 'losing-last-invoice', NUMBER_IF_ANY, {
    when: LOSING,
    after: GONE,
    due: workingDays(20),
    facts: ['transferBillingOnly', 'suspendedBilled'],
  }),
  once('customer', 'losing-farewell', WORD, {
    when: LOSING,
    after: done('losing-own-access', 'losing-last-invoice'),
    due: workingDays(5),
  }),
];
