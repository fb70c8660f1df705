/** A playbook of a few steps, for rules that ours make use of in one place alone. */
import type { Answer, Changeover } from '../../changeover/changeover.ts';
import type { LineInput } from '../../changeover/commands.ts';
import type { Playbook, Step } from '../../changeover/playbook.ts';
import { directToCsp } from '../../changeover/playbooks/direct-to-csp.ts';
import { givenOn, joins, opens, type Given, type Play } from './changeover-builder.ts';

export type SmallStep = Partial<Step> & { readonly id: string };

const ANSWERS: readonly Answer[] = ['done', 'notYet', 'help'];

/**
 * Each step is the partner's, asked once, and done by a word unless it says otherwise; one more, `rest`, keeps the changeover
 * open. No lines are asked for.
 */
export function smallPlaybook(...steps: readonly SmallStep[]): Playbook {
  return {
    ...directToCsp,
    id: 'small',
    asks: { lines: 'none' },
    variants: [],
    facts: {
      newTerms: {
        now: 'The terms are new',
        kind: 'rule',
        source: 'The contract, page 2',
        asOf: '2026-01-15',
        sureness: 'R',
        question: 'Which terms hold?',
      },
    },
    phases: [
      {
        id: 'all',
        steps: [...steps, { id: 'rest' }].map((step) => ({
          side: 'partner',
          per: 'changeover',
          answers: ANSWERS,
          proof: { kind: 'word' },
          ...step,
        })),
      },
    ],
  };
}

/** Opened and joined, and then whatever was done. */
export function onSmall(steps: readonly SmallStep[], ...plays: readonly Play[]): Given {
  return givenOn(smallPlaybook(...steps), opens({ playbook: SMALL, lines: [] }), joins(), ...plays);
}

/** With old subscriptions and the new terms that replace them. */
export function onSmallWith(
  lines: readonly LineInput[],
  steps: readonly SmallStep[],
  ...plays: readonly Play[]
): Given {
  const { asks: _asks, ...playbook } = smallPlaybook(...steps);
  return givenOn(playbook, opens({ playbook: SMALL, lines }), joins(), ...plays);
}

const SMALL: Changeover['playbook'] = { id: 'small', version: 1, hash: 's'.repeat(64) };
