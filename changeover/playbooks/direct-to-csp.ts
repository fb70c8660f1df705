/**
 * From paying Microsoft directly to paying the partner under CSP; and, as a variant, a direct partner that becomes an
 * indirect reseller and so moves all of its customers to a provider. FACTS §1, seeds 1 and 4.
 */
import type { Condition, Phase, Playbook } from '../playbook.ts';
import { directToCspFacts } from './direct-to-csp-facts.ts';
import { indirectPhases } from './direct-to-csp-indirect.ts';
import { directWay } from './direct-to-csp-steps.ts';
import { products } from './products.ts';

const INDIRECT: Condition = { variant: ['becomes-indirect'] };

/** The steps of one way only: the phases are told apart by what their steps hold on. */
function only(phases: readonly Phase[], way: Condition): readonly Phase[] {
  return phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((step) => ({ ...step, when: step.when ? { all: [way, step.when] } : way })),
  }));
}

export const directToCsp: Playbook = {
  id: 'direct-to-csp',
  version: 2,
  hasMainWay: true,
  variants: [
    {
      id: 'becomes-indirect',
      asks: { lines: 'none', customer: 'self' },
      intro: ['directRequirements', 'indirectSupport', 'indirectIncentives', 'indirectReferrals', 'providerTransfer'],
    },
  ],
  phases: [...only(directWay.phases, { not: INDIRECT }), ...only(indirectPhases, INDIRECT)],
  facts: directToCspFacts,
  products,
  marginWorkingDays: 2,
  reminders: {
    overlapAheadDays: [14, 7, 3, 1],
    renewalDays: [30, 14, 7, 1],
    billingEveryDays: 7,
    stepLateEveryDays: 3,
  },
};
