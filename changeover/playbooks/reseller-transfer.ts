/**
 * From one reseller to another (FACTS §3, seed 0): by a transfer request, by buying anew and letting the old lapse, by a
 * change of partner id under one provider, and as the reseller that is left sees it.
 */
import type { Playbook } from '../playbook.ts';
import { products } from './products.ts';
import { resellerTransferFacts } from './reseller-transfer-facts.ts';
import { losingAnswer, losingHandOver } from './reseller-transfer-losing.ts';
import { bills, close, leave, move, verify } from './reseller-transfer-move.ts';
import { access, choose, prepare, rules } from './reseller-transfer-ready.ts';

export const resellerTransfer: Playbook = {
  id: 'reseller-transfer',
  version: 1,
  variants: [
    { id: 'transfer', asks: { lines: 'old' }, intro: ['transferStarts', 'transferBillingOnly'] },
    { id: 'buy-new', asks: { lines: 'oldAndNew' }, intro: ['cspWindow', 'extendedTerm'] },
    { id: 'same-provider', asks: { lines: 'old' }, intro: ['samePartnerId'] },
    {
      id: 'losing',
      asks: { lines: 'old' },
      intro: ['transferStarts', 'cancelAtTermEnd'],
      sides: { source: 'newReseller' },
    },
  ],
  phases: [
    { id: 'choose-reseller', steps: choose },
    { id: 'know-rules', steps: rules },
    { id: 'get-ready', steps: prepare },
    { id: 'new-access', steps: access },
    { id: 'move-billing', steps: move },
    { id: 'old', steps: leave },
    { id: 'after-move', steps: verify },
    { id: 'invoices', steps: bills },
    { id: 'leaving', steps: losingAnswer },
    { id: 'handing-over', steps: losingHandOver },
    { id: 'close', steps: close },
  ],
  facts: resellerTransferFacts,
  products,
  marginWorkingDays: 2,
  reminders: {
    overlapAheadDays: [14, 7, 3, 1],
    renewalDays: [30, 14, 7, 1],
    billingEveryDays: 7,
    stepLateEveryDays: 3,
  },
};
