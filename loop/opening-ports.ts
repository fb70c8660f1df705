/** New changeovers that wait for the yes of a second person. */
import type { ChangeoverId, Instant, Money, Person, Zone } from '../changeover/changeover.ts';
import type { Team } from './book-ports.ts';

export interface Opening extends Team {
  /** The id of the changeover to be. */
  readonly id: ChangeoverId;
  /** The only channel in which it can be opened. */
  readonly channelId: string;
  readonly askedBy: Person;
  /** How the typed days are read: as whoever typed them does. */
  readonly reader: { readonly locale: string; readonly zone: Zone; readonly country?: string };
  /** What was typed, for the forms to read again. */
  readonly draft: unknown;
  readonly asked: AskedFor;
}

/** What the card that asks for the yes says. */
export interface AskedFor {
  readonly customer: string;
  readonly limit: Money;
  /** What both pay while both are billed, per currency. */
  readonly sums: readonly Money[];
  /** What the overlap of some line costs can't be told. */
  readonly isUnknown: boolean;
}

export interface OpeningStore {
  /** Kept for a week, and no longer than until it is opened. Keeping it again changes nothing. */
  keepOpening(one: Opening, now: Instant): Promise<void>;
  /** Of this team alone; undefined once it was opened, dropped or is too old. */
  openingOf(team: Team, id: ChangeoverId, now: Instant): Promise<Opening | undefined>;
  dropOpening(team: Team, id: ChangeoverId): Promise<void>;
}
