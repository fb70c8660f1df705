/** What the partner keeps about a changeover for itself, and the codes that a customer's admin gave to colleagues. */
import type { Instant, JoinCode, Person, TextRef } from './changeover.ts';

export interface DeskNote {
  readonly at: Instant;
  readonly by: Person;
  readonly noteRef: TextRef;
}

/** A code for a colleague: used once, by somebody of the customer's own tenant. */
export interface Invite extends JoinCode {
  readonly role: 'customerAdmin' | 'customerViewer';
  readonly isStandIn?: true;
  readonly by: Person;
}
