/** One old subscription and what replaces it. */
import type { Instant, LineId, Money, PlainDate, TextRef } from './changeover.ts';

/**
 * The kind of billing account beneath the old subscription: MOSA (Microsoft Online Subscription Agreement),
 * MCA (Microsoft Customer Agreement), a volume agreement (Enterprise Agreement, Open Value), billed by a partner (CSP).
 */
export type BillingAccount = 'mosa' | 'mca' | 'volume' | 'partner' | 'unknown';
export type Payment = 'card' | 'invoice' | 'purchaseOrder' | 'unknown';
export type BillingCycle = 'monthly' | 'yearly';

/** One old subscription and what replaces it. */
export interface Line {
  readonly id: LineId;
  /** A key of the playbook's products, or `other` with a label. */
  readonly product: string;
  readonly labelRef?: TextRef;
  readonly isPerUser: boolean;
  readonly billingAccount: BillingAccount;
  readonly payment: Payment;
  readonly cycle: BillingCycle;
  /** Licences in the subscription. */
  readonly seats: number;
  /** Licences assigned to users, when known. */
  readonly assigned?: number;
  /** Old price for one licence for one month. */
  readonly price: Money;
  /** Start of the old term or its last renewal, when known: opens the 7-day refund window of an MCA account. */
  readonly termStartedOn?: PlainDate;
  /** The day on which the old term ends or renews. */
  readonly renewsOn: PlainDate;
  /** New price for one licence for one month. */
  readonly newPrice: Money;
  /** The day on which the new subscription starts to be billed: planned, and corrected to what was ordered. */
  readonly newStartsOn: PlainDate;
  readonly newSeats: number;
  /** The same product in CSP keeps its licence assignments; another one needs users reassigned. */
  readonly isSameProduct: boolean;
  /** It moves as it is: only who bills it changes. No new terms, no overlap, never a cancel route. */
  readonly isMoved?: true;
  /** Set by the act or report that stopped the old renewal. */
  readonly renewalStoppedAt?: Instant;
  /** The day on which the old subscription ended, once it did or was reported to: from that day on it is not billed. */
  readonly oldEndedOn?: PlainDate;
  readonly oldEndedAt?: Instant;
  /** Set when the new subscription was cancelled in its rescue window. */
  readonly newUndoneAt?: Instant;
}
