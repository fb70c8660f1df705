/** The wrong-tenant guard (FACTS §2): nothing warns when a key is redeemed in another tenant than the one that was meant. */
import type { AnswerValue, Changeover, Side } from './changeover.ts';
import { refuse, type Refusal } from './refusals.ts';

/** Another customer of the partner, as far as the wrong-tenant guard compares it: an answer brings it, nothing keeps it. */
export interface BookEntry {
  readonly domain: string;
  /** Known once somebody of it has joined. */
  readonly tenantId?: string;
  /** Absent once it was erased. */
  readonly name?: string;
}

export type DomainValue = Extract<AnswerValue, { kind: 'domain' }>;

/**
 * Why the domain that was typed, in its plain form, is not that of the customer's tenant: it is the partner's own, one of
 * the others in the partner's book (named to the partner alone), or simply another. By tenant where that is known on
 * both ends, else by domain.
 */
export function wrongTenant(
  typed: DomainValue,
  { customer, partner }: Changeover,
  side: Side,
  book: readonly BookEntry[],
): Refusal | undefined {
  const { domain, tenantId } = typed;
  const isOwn = customer.domain === partner.domain;
  if (!isOwn && (domain === partner.domain || tenantId === partner.tenantId)) {
    return refuse('domainIsPartners', { domain }, 'domain');
  }
  if (tenantId !== undefined && tenantId === customer.tenantId) return undefined;
  const hit = book.find((other) => isHit(other, typed, customer.domain));
  if (hit && side === 'partner') {
    const name = hit.name ?? hit.domain;
    return refuse('domainIsAnothers', { typed: domain, customer: name, domain: customer.domain }, 'domain');
  }
  const isOtherTenant = tenantId !== undefined && customer.tenantId !== undefined;
  const isRight = domain === customer.domain && !isOtherTenant && hit === undefined;
  return isRight ? undefined : refuse('domainDiffers', { typed: domain, domain: customer.domain }, 'domain');
}

/** Two changeovers of one domain are of one customer. */
function isHit(other: BookEntry, { domain, tenantId }: DomainValue, own: string): boolean {
  if (other.domain === own) return false;
  return other.domain === domain || (tenantId !== undefined && other.tenantId === tenantId);
}
