/** A domain that is typed as an answer: looked up before the turn is loaded, so that the one read can bring what it is compared with. */
import { parseDomain } from '../changeover/inputs.ts';
import type { TypedDomain } from '../loop/ports.ts';
import type { TenantOfDomain } from './join.ts';
import type { Said } from './said.ts';

/** The domain that a pressed answer brings, with its tenant where that is found; undefined for anything else. */
export async function typedDomainOf(said: Said, lookUp: TenantOfDomain | undefined): Promise<TypedDomain | undefined> {
  const domain = domainIn(said);
  if (domain === undefined) return undefined;
  const tenantId = await lookUp?.(domain);
  return { domain, ...(tenantId !== undefined && { tenantId }) };
}

function domainIn(said: Said): string | undefined {
  if (said.kind !== 'press' || said.verb !== 'answer') return undefined;
  const typed = Object.entries(said.data).find(([name]) => name.split(':')[0] === 'domain')?.[1];
  const domain = typeof typed === 'string' ? parseDomain(typed) : undefined;
  return domain?.ok === true ? domain.value : undefined;
}
