/** People who try a join code. */
import * as fc from 'fast-check';
import { asksOf } from '../../changeover/asks.ts';
import type { Actor, Changeover } from '../../changeover/changeover.ts';
import type { Playbook } from '../../changeover/playbook.ts';
import { carla, CODE_HASH, colin, stranger, tom } from './changeover-builder.ts';
import type { Intent } from './random-plays.ts';

/** Strangers do not have the code; both of the customer's people do, where there is a customer. */
export const join: fc.Arbitrary<Intent> = fc
  .constantFrom<Actor>(carla, colin, tom, stranger)
  .map((actor): Intent => (changeover, playbook) => ({
    actor,
    body: {
      type: 'join',
      codeHash: actor === stranger || !hasCustomer(changeover, playbook) ? 'x'.repeat(64) : CODE_HASH,
      zone: 'Europe/Amsterdam',
      locale: 'en',
    },
  }));

/** A partner that changes by itself gives nobody a code. */
export function hasCustomer({ variant }: Changeover, playbook: Playbook): boolean {
  return asksOf(playbook, variant).customer !== 'self';
}
