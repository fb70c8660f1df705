/** Changeovers that a file brings: what was read of it, what is to be opened, and what became of it. */
import type { LineInput, OpenInput } from '../changeover/commands.ts';
import type { ChangeoverId, Instant, LineId, Person } from '../changeover/changeover.ts';
import type { Team } from './book-ports.ts';
import type { OutboxItem } from './store-ports.ts';

/** A table as a file has it: texts alone, whatever a spreadsheet makes of them. */
export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly faults: readonly SheetFault[];
}

export interface SheetRow {
  /** As the spreadsheet counts, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** What is wrong where, and so what to do; `fault` is a key of the catalogue below `import.fault.`. */
export interface SheetFault {
  /** 0: the file as a whole. */
  readonly row: number;
  /** Its letters, such as `C`. */
  readonly column?: string;
  readonly fault: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** One changeover to be: an opening whose texts are not kept yet. */
export interface ImportEntry {
  /** Made of the team, the customer's domain and the kind: the same row again is the same changeover. */
  readonly id: ChangeoverId;
  readonly rows: readonly number[];
  readonly open: Omit<OpenInput, 'customer' | 'partner' | 'lines'> & {
    readonly customer: Omit<OpenInput['customer'], 'nameRef' | 'contactRef'>;
    readonly partner: Omit<OpenInput['partner'], 'nameRef'>;
    readonly lines: readonly Omit<LineInput, 'labelRef'>[];
  };
  readonly texts: {
    readonly customerName: string;
    readonly partnerName: string;
    readonly contact?: string;
    readonly labels: Readonly<Record<LineId, string>>;
  };
}

export interface Import extends Team {
  readonly id: string;
  readonly channelId: string;
  /** In whose name it is opened. */
  readonly person: Person;
  /** Who brought the file, where another one said yes. */
  readonly askedBy?: Person;
  readonly locale: string;
  readonly entries: readonly ImportEntry[];
  /** What the file's rows say, drawn page by page until it is saved. */
  readonly lines: readonly ImportLine[];
}

/** One row as it is shown before anything is saved, in the reader's words. */
export interface ImportLine {
  readonly row: number;
  readonly kind: 'fault' | 'above' | 'ready' | 'there';
  readonly text: string;
}

/** What a team has of these ids and domains already. */
export interface ImportStanding {
  readonly taken: readonly ChangeoverId[];
  /** They wait for a second yes. */
  readonly waiting: readonly ChangeoverId[];
  /** The open changeover of a domain. */
  readonly open: Readonly<Record<string, ChangeoverId>>;
}

export interface ImportStore {
  /** Until it is saved it can be looked at for an hour. */
  keepImport(one: Import, now: Instant): Promise<void>;
  /** Of this team alone; undefined once it was saved, dropped or is too old. */
  importOf(team: Team, id: string, now: Instant): Promise<Import | undefined>;
  /** From here on it is opened bit by bit; false when somebody was faster. */
  beginImport(team: Team, id: string, now: Instant): Promise<boolean>;
  importStanding(
    team: Team,
    ids: readonly ChangeoverId[],
    domains: readonly string[],
    now: Instant,
  ): Promise<ImportStanding>;
  /** The next one that is being opened, claimed until then; with how far it came. */
  importWork(now: Instant, claimUntil: Instant): Promise<ImportWork | undefined>;
  /** It came so far; `end` is told when that was all, and what was read of the file is forgotten. */
  importDone(id: string, progress: ImportProgress, now: Instant, end?: OutboxItem): Promise<void>;
}

export interface ImportProgress {
  /** Entries that were looked at. */
  readonly done: number;
  readonly saved: number;
  readonly there: number;
  readonly refused: number;
}

export interface ImportWork extends ImportProgress {
  readonly one: Import;
}
