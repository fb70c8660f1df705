/** What can be odd about a pretend tenant, beside its users and subscriptions: as knobs turn it, and as the page shows it. */
import type { Knobs, PretendTenant } from './tenant.ts';

type OddKnobs = Pick<Knobs, 'access' | 'callDomains' | 'keyInPartners' | 'otherDomain' | 'empty'>;

/** How the knobs stand. */
export type Oddities = Required<OddKnobs>;

/** @param key what a key that was redeemed in the wrong tenant is of, and when. */
export function withOddities(
  { keyAstray, ...tenant }: PretendTenant,
  { access, callDomains, keyInPartners, otherDomain, empty }: OddKnobs,
  key: NonNullable<PretendTenant['keyAstray']>,
): PretendTenant {
  const astray = (keyInPartners ?? keyAstray !== undefined) ? (keyAstray ?? key) : undefined;
  return {
    ...tenant,
    ...(access !== undefined && { hasAccess: access }),
    ...(callDomains !== undefined && { productDomains: callDomainsOf(callDomains) }),
    ...(empty !== undefined && { isEmpty: empty }),
    ...(otherDomain !== undefined && { hasOtherDomain: otherDomain }),
    ...(astray && { keyAstray: astray }),
  };
}

export function odditiesOf(tenant: PretendTenant): Oddities {
  const domains = tenant.productDomains ?? [];
  return {
    access: tenant.hasAccess === true,
    callDomains: domains.some(({ isVerified }) => isVerified === false) ? 'conflict' : domains.length,
    keyInPartners: tenant.keyAstray !== undefined,
    otherDomain: tenant.hasOtherDomain === true,
    empty: tenant.isEmpty === true,
  };
}

/** As the telephony product names them, as far as anybody knows; of many the last one carries mail. */
function callDomainsOf(count: number | 'conflict'): NonNullable<PretendTenant['productDomains']> {
  const all = Array.from({ length: count === 'conflict' ? 2 : count }, (_none, index) => ({
    name: `contoso-${index + 1}.call2teams.com`,
  }));
  if (count === 'conflict') return all.map((one, index) => ({ ...one, isVerified: index === 0 }));
  return all.map((one, index) => (index >= 2 && index === all.length - 1 ? { ...one, hasMail: true } : one));
}
