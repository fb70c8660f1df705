/** Random courses of a tenant's connection: asked for, granted, failing, taken back. */
import * as fc from 'fast-check';
import type { ReadingTrouble } from '../../changeover/tenant-link.ts';
import { carla, clock, CUSTOMER_TENANT, reader, tom } from './changeover-builder.ts';
import type { Intent } from './random-plays.ts';

const HASH = 'a'.repeat(64);
const purpose = 'read' as const;

/** First the link, then its answer, then whatever happens to a connection. */
export const connection: fc.Arbitrary<Intent> = fc
  .record({
    pick: fc.nat(9),
    why: fc.constantFrom<ReadingTrouble>('consentMissing', 'domainMissing', 'throttled', 'unavailable'),
  })
  .map(({ pick, why }): Intent => ({ link, customer }, _playbook, now) => {
    if (link?.asks?.read) {
      const tenantId = customer.tenantId ?? CUSTOMER_TENANT;
      return {
        actor: { door: 'consent' },
        body: { type: 'takeConsent', purpose, hash: HASH, isGranted: true, tenantId },
      };
    }
    if (!link?.read) {
      return { actor: carla, body: { type: 'askConsent', purpose, hash: HASH, expiresAt: now + 86_400_000 } };
    }
    if (pick === 0) return { actor: tom, body: { type: 'disconnectTenant' } };
    if (pick < 3) return { actor: reader, body: { type: 'recordTrouble', why } };
    if (pick < 6) return { actor: clock, body: { type: 'wake' } };
    const findings = [{ line: 'l1', newThere: pick > 6, newOnAllUsers: pick > 7, oldLive: pick < 9 }];
    return { actor: reader, body: { type: 'recordReading', findings } };
  });
