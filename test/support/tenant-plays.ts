/** A tenant that is connected, looked at and cannot be looked at, as commands. */
import type { Instant } from '../../changeover/changeover.ts';
import type { LineFindings } from '../../changeover/commands.ts';
import type { ReadingTrouble, TenantFindings } from '../../changeover/tenant-link.ts';
import { carla, CUSTOMER_TENANT, OPENED_AT, DAY, reader, tom, type Play } from './changeover-builder.ts';

const HASH = 'a'.repeat(64);

function when(at: Instant | undefined): Pick<Play, 'at'> {
  return at === undefined ? {} : { at };
}

/** The customer's administrator lets the tenant be read. */
export function connects(at?: Instant): readonly Play[] {
  const purpose = 'read' as const;
  return [
    {
      actor: carla,
      body: { type: 'askConsent', purpose, hash: HASH, expiresAt: (at ?? OPENED_AT) + DAY },
      ...when(at),
    },
    {
      actor: { door: 'consent' },
      body: { type: 'takeConsent', purpose, hash: HASH, isGranted: true, tenantId: CUSTOMER_TENANT },
    },
  ];
}

/** A look that found this of line l1 and of the tenant. */
export function looks(found: Partial<LineFindings> = {}, tenant?: Partial<TenantFindings>, at?: Instant): Play {
  const findings = [{ line: 'l1', ...found }];
  return {
    actor: reader,
    body: {
      type: 'recordReading',
      findings,
      ...(tenant && { tenant: { domains: 1, disturbed: [], ...tenant } }),
    },
    ...when(at),
  };
}

export function fails(why: ReadingTrouble = 'unavailable', at?: Instant): Play {
  return { actor: reader, body: { type: 'recordTrouble', why }, ...when(at) };
}

export function disconnects(): Play {
  return { actor: tom, body: { type: 'disconnectTenant' } };
}
