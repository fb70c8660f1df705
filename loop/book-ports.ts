/** What the loop needs of the store for the partner's book: pages of it at any moment, and how a team keeps it. */
import type { BookFilters, BookGroup } from '../changeover/book.ts';
import type { Changeover, Instant, Money, Person, Zone } from '../changeover/changeover.ts';
import type { ImportStore, Sheet } from './import-ports.ts';
import type { OpeningStore } from './opening-ports.ts';
import type { PeopleStore } from './people-ports.ts';
import type { OutboxItem } from './store-ports.ts';
import type { WaitingStore } from './waiting-ports.ts';

/** Whose book: a team of the partner's own tenant. */
export interface Team {
  readonly partnerTenantId: string;
  readonly teamId: string;
}

export interface BookAsk extends Team {
  readonly now: Instant;
  readonly filters: BookFilters;
  readonly offset: number;
  readonly limit: number;
}

export interface BookRow {
  readonly changeover: Changeover;
  readonly group: BookGroup;
  /** Bodies of the changeover's texts, by id. */
  readonly texts: Readonly<Record<string, string>>;
  readonly doneSteps: number;
  readonly allSteps: number;
  readonly silentSince?: Instant;
}

export interface BookPage {
  /** How many the filters leave. */
  readonly total: number;
  /** How many there are in each group, whatever group is asked for. */
  readonly groups: Readonly<Record<BookGroup, number>>;
  /** What all that overlap now cost their customers on this day, one amount per currency. */
  readonly perDay: readonly Money[];
  /** Who has any of the team's open changeovers, by name, whatever is asked for. */
  readonly technicians: readonly BookTechnician[];
  /** The worst first. */
  readonly rows: readonly BookRow[];
}

export interface BookTechnician {
  /** Entra object id. */
  readonly id: string;
  /** Absent once it was erased. */
  readonly name?: string;
}

/** How a team keeps its book, and where it is sent to. */
export interface TeamBook extends Team {
  readonly channelId: string;
  readonly zone: Zone;
  readonly locale: string;
  /** Its new changeovers begin quietly. */
  readonly isQuiet?: boolean;
  /** Above this sum of an overlap a new changeover waits for a second person's yes. */
  readonly limit?: Money;
  /** When its next weekly message goes; absent while nobody wants one. */
  readonly digestAt?: Instant;
}

export interface BookStore {
  /** Open changeovers alone; everything that time changes is as it is at `now`. */
  book(ask: BookAsk): Promise<BookPage>;
  teamBook(team: Team): Promise<TeamBook | undefined>;
  keepTeamBook(book: TeamBook): Promise<void>;
  /**
   * Claims the teams whose weekly message is due, has each decided upon with its book, and saves what comes of it, all in
   * one transaction: a message is queued once, and the next one's instant kept, or neither. Returns how many were due.
   */
  sendBooks(now: Instant, limit: number, decide: (due: DueBook) => BookSending): Promise<number>;
}

export interface DueBook {
  readonly book: TeamBook & { readonly digestAt: Instant };
  readonly page: BookPage;
  /** Chats of the leads that can be reached. */
  readonly leadChats: readonly string[];
}

export interface BookSending {
  readonly nextAt: Instant;
  readonly outbox: readonly OutboxItem[];
}

/** What a team's conversation can ask for beside its changeovers. */
export interface Office
  extends
    Pick<BookStore, 'book' | 'teamBook' | 'keepTeamBook'>,
    Pick<ImportStore, 'keepImport' | 'importOf' | 'beginImport' | 'importStanding'>,
    OpeningStore,
    WaitingStore,
    PeopleStore {
  /** Pasted rows. */
  readTable(text: string): Sheet;
  /** A file that was sent; undefined when it can't be fetched. */
  readFile(url: string): Promise<Sheet | undefined>;
  /** An address that gives this person the book as a file, for a while; undefined where none is set up. */
  bookLink(ask: BookLink): Promise<string | undefined>;
}

export interface BookLink extends Team {
  /** Who is handed the link: it opens while the team's roster has this person. */
  readonly person: Person;
  readonly filters: BookFilters;
  readonly zone: Zone;
  readonly locale: string;
  readonly now: Instant;
}
