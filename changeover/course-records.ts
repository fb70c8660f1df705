/** What was noted on the way: cases at Microsoft support, texts that were sent, a pause. */
import type { Instant, Person, PlainDate, Side, TextRef } from './changeover.ts';

/** A case at Microsoft support. `on` is the day it was opened there, `at` the instant we were told. */
export interface SupportCase {
  readonly referenceRef: TextRef;
  readonly on: PlainDate;
  readonly at: Instant;
  readonly side: Side;
  readonly closedAt?: Instant;
}

/** Whom a text was drafted for: the losing reseller, the provider, or the customer's own users. */
export type Addressee = 'source' | 'provider' | 'users';

/** A drafted text that was sent by a person, on that day. */
export interface Letter {
  readonly to: Addressee;
  readonly on: PlainDate;
  readonly at: Instant;
  readonly side: Side;
}

/** No reminders but last chances for either side; `until` absent: until somebody resumes. */
export interface Pause {
  readonly at: Instant;
  readonly until?: Instant;
  readonly side: Side;
  readonly by: Person;
  readonly reasonRef?: TextRef;
}
