/** The sides that are not in Teams, the losing reseller and the provider: who is written to there, and what is waited for. */
import type { Changeover, Instant, LineId, Person, PlainDate, Side, StepId, TextRef } from './changeover.ts';

export type OutsideSide = 'source' | 'provider';

export const OUTSIDE_SIDES: readonly OutsideSide[] = ['source', 'provider'];

/** Who is written to; the texts are erased with it. */
export interface Contact {
  readonly nameRef: TextRef;
  readonly emailRef: TextRef;
  readonly organisationRef?: TextRef;
  readonly phoneRef?: TextRef;
  readonly at: Instant;
  /** Who noted it. */
  readonly by?: Person;
}

export type Contacts = Readonly<Partial<Record<OutsideSide, Contact>>>;

/** The latest letter about an open step of such a side. */
export interface Written {
  readonly on: PlainDate;
  readonly at: Instant;
  readonly side: Side;
  /** The last day on which an answer is in time; absent where the playbook waits for none. */
  readonly waitUntil?: PlainDate;
  /** To whom, where somebody was noted. */
  readonly nameRef?: TextRef;
}

export type OutsideCommand =
  | ({ readonly type: 'setContact'; readonly of: OutsideSide } & Omit<Contact, 'at' | 'by'>)
  | { readonly type: 'removeContact'; readonly of: OutsideSide }
  /** Their silence is not waited for any longer. */
  | { readonly type: 'choosePlanB'; readonly step: StepId; readonly line?: LineId };

export type OutsideEvent =
  | ({ readonly type: 'contactSet'; readonly of: OutsideSide } & Omit<Contact, 'at' | 'by'>)
  | { readonly type: 'contactRemoved'; readonly of: OutsideSide }
  | { readonly type: 'planBChosen'; readonly step: StepId; readonly line?: LineId };

export function isOutside(side: Side): side is OutsideSide {
  return side === 'source' || side === 'provider';
}

/**
 * The customer chose the reseller that it leaves, or goes to, and tells it so itself (FACTS §3): that contact is for both
 * sides to know and to keep. Through whom the partner buys is the partner's own affair.
 */
export function mayKnowContact(side: Side, of: OutsideSide): boolean {
  return side === 'partner' || (side === 'customer' && of === 'source');
}

/** The kind of the erasable texts of a contact. */
export function contactKind(of: OutsideSide): 'sourceContact' | 'providerContact' {
  return of === 'source' ? 'sourceContact' : 'providerContact';
}

export function contactOf(changeover: Changeover, of: OutsideSide): Contact | undefined {
  return changeover.contacts?.[of];
}
