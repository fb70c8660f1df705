/** What joins a changeover to the customer's tenant: consent that was asked for and given, and the latest look at it. */
import type { Instant, LineId, Person, PlainDate } from './changeover.ts';

/** Reading is asked for by itself; writing licences is a consent of its own, asked only when somebody wants them moved. */
export type ConsentPurpose = 'read' | 'write';

/** `wrongTenant`: it was granted, but in a tenant that is not the customer's. */
export type ConsentOutcome = 'granted' | 'refused' | 'wrongTenant';

/**
 * Why a look at the tenant brought nothing. `consentMissing`: nobody there lets the assistant read, or no more;
 * `domainMissing`: the tenant does not have the customer's domain; `throttled` and `unavailable` pass by themselves.
 */
export type ReadingTrouble = 'consentMissing' | 'domainMissing' | 'throttled' | 'unavailable';

/** Through whom a subscription is bought, as far as its owner's tenant tells; an empty field tells nothing. */
export type Ownership = 'partner' | 'notPartner' | 'unclear';

/** What the tenant's own reading found for a line; a field that could not be read is absent. */
export interface LineFindings {
  readonly line: LineId;
  /** Users with a licence of the old product; where both are one product, of both together. */
  readonly assigned?: number;
  readonly seats?: number;
  readonly newThere?: boolean;
  readonly newOnAllUsers?: boolean;
  readonly oldLive?: boolean;
  /** Its term is over: it serves its users for some days more, and is not billed. */
  readonly oldInGrace?: true;
  readonly newSeats?: number;
  /** The day on which the new subscription was made, in UTC as the directory keeps it. */
  readonly newSince?: PlainDate;
  readonly oldOwner?: Ownership;
  readonly newOwner?: Ownership;
  /** After a key was redeemed a subscription appeared in the partner's own tenant. */
  readonly isInPartners?: true;
  /** Old and new are the same product: which user has which cannot be seen. */
  readonly isOneProduct?: true;
  /** There are several, and nothing tells which is the old one and which the new. */
  readonly isAlike?: true;
  /** Users with the old product and without the new one. */
  readonly usersWithout?: number;
}

/** What was found of the tenant as a whole. */
export interface TenantFindings {
  readonly domains: number;
  /** Services that Microsoft itself reports as disturbed, by its names for them. */
  readonly disturbed: readonly string[];
  /** What the partner's own tenant says of the two, where it may be read. */
  readonly relation?: 'sells' | 'supports' | 'none';
  readonly hasAccess?: boolean;
  /** Domains that the playbook's product made, by their names; absent where the playbook asks for none or none was seen. */
  readonly productDomains?: ProductDomains;
  readonly changes?: TenantChanges;
}

export interface ProductDomains {
  readonly count: number;
  /** Some of them, by name. */
  readonly names: readonly string[];
  /** Of those: not verified, so that something is in their way. */
  readonly inConflict: readonly string[];
  /** Of those: mail arrives there. */
  readonly withMail: readonly string[];
}

/** What is otherwise than before the move, in numbers; domains by name. */
export interface TenantChanges {
  readonly domainsGone: readonly string[];
  readonly domainsNew: readonly string[];
  /** Had a licence of these products and have none of them now; some may have been deleted. */
  readonly usersWithoutLicence: number;
  readonly usersWithFewerPlans: number;
  readonly accessEnded: number;
}

export interface ConsentAsk {
  /** SHA-256 (hex) of the link's secret; the secret itself is never kept. */
  readonly hash: string;
  readonly expiresAt: Instant;
  readonly by: Person;
}

export interface TenantLink {
  /** Nobody may read any more, since then. */
  readonly endedAt?: Instant;
  /** Links that may still be followed, each once. */
  readonly asks?: Partial<Readonly<Record<ConsentPurpose, ConsentAsk>>>;
  readonly read?: { readonly since: Instant };
  readonly write?: { readonly since: Instant };
  /** How the latest link was answered. */
  readonly answered?: { readonly purpose: ConsentPurpose; readonly outcome: ConsentOutcome; readonly at: Instant };
  readonly trouble?: { readonly why: ReadingTrouble; readonly since: Instant; readonly requestId?: string };
  /** The latest look that was worth an event. */
  readonly seen?: {
    readonly at: Instant;
    readonly requestId?: string;
    readonly lines: readonly LineFindings[];
    readonly tenant?: TenantFindings;
  };
}
