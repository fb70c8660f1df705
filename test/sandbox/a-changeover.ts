import type { Changeover, Line } from '../../changeover/changeover.ts';
import { contoso, fabrikam } from '../../sandbox/people.ts';

/** One line of an invented old subscription. */
export function aLine(id: string, fields: Partial<Line> = {}): Line {
  return {
    id,
    product: 'business-standard',
    isPerUser: true,
    billingAccount: 'mosa',
    payment: 'card',
    cycle: 'monthly',
    seats: 20,
    price: { minor: 1170, currency: 'EUR' },
    renewsOn: '2026-12-01',
    newPrice: { minor: 1050, currency: 'EUR' },
    newStartsOn: '2026-11-25',
    newSeats: 20,
    isSameProduct: true,
    ...fields,
  };
}

/** An open changeover of Contoso with these lines. */
export function aChangeover(lines: readonly Line[], fields: Partial<Changeover> = {}): Changeover {
  const text = { id: 't', hash: '' };
  return {
    id: 'c1',
    version: 1,
    playbook: { id: 'direct-to-csp', version: 1, hash: '' },
    openedAt: 0,
    state: { kind: 'open' },
    checkNumber: '123456',
    customer: {
      domain: contoso.domain,
      tenantId: contoso.tenantId,
      nameRef: text,
      zone: 'Europe/Amsterdam',
      locale: 'en',
    },
    partner: {
      tenantId: fabrikam.tenantId,
      teamId: '19:team',
      channelId: '19:channel',
      nameRef: text,
      domain: fabrikam.domain,
      zone: 'Europe/London',
      locale: 'en',
    },
    members: [],
    lines,
    steps: {},
    evidence: [],
    claims: [],
    snoozes: [],
    reminded: {},
    ...fields,
  };
}
